// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/drop_actions.h"

#include "base/error_text.h"
#include "params/table_text.h"
#include "ui/main_window.h"
#include "ui/panels/notice_line.h"
#include "ui/panels/operator_list.h"
#include "ui/presets/preset_button.h"
#include "ui/window_drops.h"

namespace reelout {

DropActions::DropActions(MainWindow& window) : QObject(&window), m_window(window)
{
    auto* drops = new WindowDrops(window);
    connect(drops, &WindowDrops::refused, this, &DropActions::complain);
    connect(drops, &WindowDrops::projectDropped, this, &DropActions::openProject);
    connect(drops, &WindowDrops::presetDropped, this, &DropActions::usePreset);
    connect(drops, &WindowDrops::picturesDropped, this,
            [this](const QString& path) { addSource(QStringLiteral("moviefilein"), path); });
    connect(drops, &WindowDrops::soundDropped, this,
            [this](const QString& path) { addSource(QStringLiteral("audiofilein"), path); });
}

void DropActions::complain(const QString& text)
{
    m_window.notice().show(NoticeLine::Tone::Problem, text);
}

void DropActions::openProject(const QString& path)
{
    if (m_window.mayReplaceProject())
        m_window.openProject(path);
}

void DropActions::usePreset(const QString& path)
{
    const Result<Preset> preset = readPreset(path);
    if (!preset)
        return complain(describe(preset.error()));
    OperatorList& list = m_window.operatorList();
    const auto fits = [&](const Operator* op) { return op && op->type().token == preset->type; };
    if (!fits(list.currentOperator())) {
        std::vector<Operator*> fitting;
        for (Operator* op : m_window.project().operators()) {
            if (fits(op))
                fitting.push_back(op);
        }
        if (fitting.size() != 1)
            return complain(tr("“%1” is a preset for operators of the type %2; choose one and drop it again.")
                                .arg(preset->name, tableText(operatorType(preset->type)->label)));
        list.select(fitting.front());
    }
    m_window.presets().apply(*preset);
}

void DropActions::addSource(const QString& type, const QString& path)
{
    const Result<Operator*> added = m_window.project().add(type);
    if (!added)
        return complain(describe(added.error()));
    const Status set = (*added)->params().set(QStringLiteral("file"), path);
    m_window.operatorList().select(*added);
    if (!set)
        return complain(describe(set.error()));
    m_window.notice().show(NoticeLine::Tone::Good, tr("%1 plays %2").arg((*added)->name(), path), path);
}

} // namespace reelout
