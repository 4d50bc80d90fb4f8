// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QContextMenuEvent>
#include <QLabel>

namespace reelout {

/// The label of a row, by which it is chosen: a click, with Ctrl or Shift several; the arrow keys go from
/// label to label.
class RowLabel final : public QLabel {
    Q_OBJECT

public:
    RowLabel(const QString& text, QWidget* parent);

    /// Of a row that is not available: it can still be chosen and asked why.
    void setDimmed(bool dimmed);

Q_SIGNALS:
    void chosen(Qt::KeyboardModifiers modifiers);
    void stepAsked(int by, bool extends);
    void editAsked();

protected:
    void contextMenuEvent(QContextMenuEvent* event) override { event->ignore(); }
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace reelout
