// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPoint>
#include <QRect>

class QPainter;

namespace reelout {

/// What people do on the frozen desktop: draws over it and takes the mouse and the keys. All coordinates are
/// physical pixels of the desktop; `scale` is the screen's, for what must be readable.
class ScreenTool : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Over the part of the desktop that is on `screen`.
    virtual void paint(QPainter& painter, const QRect& screen, double scale) = 0;
    virtual void press(QPoint at) = 0;
    virtual void move(QPoint to, Qt::KeyboardModifiers modifiers) = 0;
    virtual void release(QPoint at) = 0;
    virtual void doubleClick(QPoint) {}
    /// False: not for it.
    virtual bool key(int key, Qt::KeyboardModifiers modifiers) = 0;
    virtual Qt::CursorShape cursorAt(QPoint at) const = 0;
    /// What can be done, and what Enter would take now (empty: nothing): drawn by the tool, and said to who
    /// can't see it.
    virtual QString hint() const = 0;
    virtual QString marked() const = 0;

Q_SIGNALS:
    void changed(); ///< has to be painted anew
    void accepted();
};

} // namespace reelout
