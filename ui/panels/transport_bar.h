// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace reelout {

class TakeFigures;

/// Record, Pause and Add Frame of one recorder, and the figures of its take. Every figure has its fixed
/// place: nothing moves while it counts.
class TransportBar final : public QWidget {
    Q_OBJECT

public:
    TransportBar(Engine& engine, QWidget* parent = nullptr);

    void setRecorder(Recorder* recorder);
    Recorder* recorder() const { return m_recorder; }

    void toggleRecord();
    void togglePause();
    void addFrame();

Q_SIGNALS:
    void noticed(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildButtons();
    QPushButton* makeButton(const QString& iconName, const QColor& colour, const QString& text,
                            const QString& key);
    void buildLayout();
    void showState();
    void showFigures();
    void showPath();
    QString spaceLeftText() const;
    bool isBusy() const;

    Engine& m_engine;
    QPointer<Recorder> m_recorder;
    QPushButton* m_record = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_addFrame = nullptr;
    QLabel* m_name = nullptr;
    QLabel* m_state = nullptr;
    QLabel* m_time = nullptr;
    TakeFigures* m_figures = nullptr;
    QLabel* m_path = nullptr;
    QString m_fullPath;
    QTimer m_pathTimer;  ///< the next name, once what it depends on has settled
    QTimer m_spaceTimer; ///< the disk, once a second
};

} // namespace reelout
