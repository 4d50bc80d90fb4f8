// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pickers/desktop_picture.h"
#include "ui/pickers/screen_tool.h"

namespace reelout {

/// Takes the window that is clicked on. Tab goes through all that are shown, Enter takes the one marked.
class WindowTool final : public ScreenTool {
    Q_OBJECT

public:
    explicit WindowTool(std::shared_ptr<const DesktopPicture> picture, QObject* parent = nullptr);

    /// Empty when none was chosen.
    QString windowId() const;

    void paint(QPainter& painter, const QRect& screen, double scale) override;
    void press(QPoint at) override;
    void move(QPoint to, Qt::KeyboardModifiers modifiers) override;
    void release(QPoint at) override;
    bool key(int key, Qt::KeyboardModifiers modifiers) override;
    QString hint() const override;
    QString marked() const override;
    Qt::CursorShape cursorAt(QPoint) const override { return Qt::PointingHandCursor; }

private:
    int windowAt(QPoint at) const;

    const std::shared_ptr<const DesktopPicture> m_picture;
    int m_marked = -1;
    int m_pressed = -1;
};

} // namespace reelout
