// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pickers/region_picker.h"

#include "ui/pickers/region_tool.h"

namespace reelout {

namespace {

QPoint pairOf(const QVariant& value)
{
    const QVariantList numbers = value.toList();
    return {numbers.value(0).toInt(), numbers.value(1).toInt()};
}

} // namespace

RegionPicker::RegionPicker(const PickerContext& context, QObject* parent) : Picker(parent), m_context(context)
{}

void RegionPicker::open(const QVariantList& values)
{
    const QPoint size = pairOf(values.value(1));
    const QRect region(pairOf(values.value(0)), QSize(size.x(), size.y()));
    m_pointing = new DesktopPointing(
        m_context, [region](auto picture) { return new RegionTool(std::move(picture), region); }, this);
    connect(m_pointing, &DesktopPointing::cancelled, this, &Picker::cancelled);
    connect(m_pointing, &DesktopPointing::failed, this, &Picker::failed);
    connect(m_pointing, &DesktopPointing::accepted, this, [this] {
        const QRect drawn = static_cast<RegionTool*>(m_pointing->tool())->region();
        Q_EMIT picked({QVariantList{drawn.x(), drawn.y()}, QVariantList{drawn.width(), drawn.height()}});
    });
    m_pointing->begin();
}

} // namespace reelout
