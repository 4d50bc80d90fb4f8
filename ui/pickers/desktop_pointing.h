// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pickers/frozen_desktop.h"
#include "ui/pickers/picker.h"

#include <QPointer>
#include <QTimer>

#include <functional>

namespace reelout {

/// Gets the program's window out of the way, freezes the desktop, has a tool work on it, and brings the
/// window back, whatever comes of it. One at a time.
class DesktopPointing final : public QObject {
    Q_OBJECT

public:
    using MakeTool = std::function<ScreenTool*(std::shared_ptr<const DesktopPicture> picture)>;

    DesktopPointing(const PickerContext& context, MakeTool makeTool, QObject* parent);
    ~DesktopPointing() override;

    void begin();
    /// Null before the desktop is frozen.
    ScreenTool* tool() const { return m_tool; }

Q_SIGNALS:
    void accepted();
    void cancelled();
    void failed(const QString& why);

private:
    void freeze(const std::shared_ptr<const DesktopPicture>& picture);
    void comeBack();

    const PickerContext m_context;
    const MakeTool m_makeTool;
    QPointer<QWidget> m_window;
    bool m_isAway = false;
    DesktopReader m_reader;
    QTimer m_settle; ///< until the window is off the screen
    ScreenTool* m_tool = nullptr;
    std::unique_ptr<FrozenDesktop> m_desktop;
};

} // namespace reelout
