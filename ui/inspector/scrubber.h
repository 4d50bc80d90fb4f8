// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>

#include <optional>

class QMouseEvent;
class QWidget;

namespace reelout {

class NumberField;

/// Lets the mouse drag a number: to the right is more, with Shift ten times as fast, with Ctrl ten times as
/// fine, Escape puts it back. On the field itself only until it has the keyboard, as then a drag selects
/// text. Owned by the handle.
class Scrubber final : public QObject {
    Q_OBJECT

public:
    /// `handle` is the field's own line or another widget (a label).
    Scrubber(QWidget& handle, NumberField& field);

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void clicked(); ///< pressed and released without a drag

private:
    bool press(const QMouseEvent& event);
    bool move(const QMouseEvent& event);
    bool release(const QMouseEvent& event);
    void showCursor();

    QWidget& m_handle;
    NumberField& m_field;
    const bool m_isOwnLine;
    bool m_isFresh = true; ///< the field had no keyboard when the mouse came down
    std::optional<QPointF> m_pressed;
    double m_lastX = 0.0;
    double m_number = 0.0; ///< unrounded, so that slow drags get somewhere
    double m_start = 0.0;
    bool m_isDragging = false;
};

} // namespace reelout
