// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pickers/desktop_pointing.h"

namespace reelout {

namespace {
constexpr int kSettle = 250; ///< ms; window managers fade windows out
}

DesktopPointing::DesktopPointing(const PickerContext& context, MakeTool makeTool, QObject* parent)
    : QObject(parent),
      m_context(context),
      m_makeTool(std::move(makeTool)),
      m_window(context.window),
      m_reader(context.screens)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, [this] { m_reader.readDesktop(m_context.withOwn); });
    connect(&m_reader, &DesktopReader::desktopRead, this, &DesktopPointing::freeze);
    connect(&m_reader, &DesktopReader::failed, this, [this](const QString& why) {
        comeBack();
        Q_EMIT failed(why);
    });
}

DesktopPointing::~DesktopPointing()
{
    comeBack();
}

void DesktopPointing::begin()
{
    m_isAway = m_window && m_window->isVisible() && !m_context.withOwn;
    if (m_isAway)
        m_window->hide();
    m_settle.start(m_isAway ? kSettle : 0);
}

void DesktopPointing::freeze(const std::shared_ptr<const DesktopPicture>& picture)
{
    m_tool = m_makeTool(picture);
    m_tool->setParent(this);
    m_desktop = std::make_unique<FrozenDesktop>(picture, *m_tool);
    connect(m_desktop.get(), &FrozenDesktop::accepted, this, [this] {
        comeBack();
        Q_EMIT accepted();
    });
    connect(m_desktop.get(), &FrozenDesktop::cancelled, this, [this] {
        comeBack();
        Q_EMIT cancelled();
    });
    m_desktop->show();
}

void DesktopPointing::comeBack()
{
    if (!std::exchange(m_isAway, false) || !m_window)
        return;
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

} // namespace reelout
