// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QShortcut;

namespace reelout {

class Countdown;

/// The seconds before a recording, big over another widget. Escape or a click cancels.
class CountdownOverlay final : public QWidget {
    Q_OBJECT

public:
    /// `over` is covered as long as it counts, and owns this.
    CountdownOverlay(Countdown& countdown, QWidget& over);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void show(int seconds);

    Countdown& m_countdown;
    QWidget& m_over;
    QShortcut* m_escape;
    int m_seconds = 0;
};

} // namespace reelout
