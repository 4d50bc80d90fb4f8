// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QScreen;

namespace reelout {

class PictureStage;

/// The picture alone on a whole screen. Escape and F11 leave it; the pointer hides when it rests. A window of
/// its own, owned by its parent. Main thread.
class FullScreenView final : public QWidget {
    Q_OBJECT

public:
    explicit FullScreenView(QWidget* parent);

    PictureStage& stage() const { return *m_stage; }
    void openOn(QScreen& screen);

Q_SIGNALS:
    void left();

protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    PictureStage* m_stage;
    QTimer m_rest;
};

} // namespace reelout
