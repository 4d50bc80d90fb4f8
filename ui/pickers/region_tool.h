// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pickers/desktop_picture.h"
#include "ui/pickers/region_drawing.h"
#include "ui/pickers/screen_tool.h"

namespace reelout {

/// Draws a region: drag, handles, arrow keys, magnifier; Enter or a double click takes it.
class RegionTool final : public ScreenTool {
    Q_OBJECT

public:
    /// Begins with `region` when it is on the desktop.
    RegionTool(std::shared_ptr<const DesktopPicture> picture, const QRect& region, QObject* parent = nullptr);

    const QRect& region() const { return m_drawing.region(); }

    void paint(QPainter& painter, const QRect& screen, double scale) override;
    void press(QPoint at) override;
    void move(QPoint to, Qt::KeyboardModifiers modifiers) override;
    void release(QPoint at) override;
    void doubleClick(QPoint at) override;
    bool key(int key, Qt::KeyboardModifiers modifiers) override;
    QString hint() const override;
    QString marked() const override;
    Qt::CursorShape cursorAt(QPoint at) const override;

private:
    void accept();
    void takeWindowAt(QPoint at);

    const std::shared_ptr<const DesktopPicture> m_picture;
    RegionDrawing m_drawing;
    QPoint m_pointer;
    QPoint m_pressedAt;
};

} // namespace reelout
