// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace reelout {

class ArmStrip;
class FileLine;
class RecordCommands;
class TakeFigures;

/// Record, Pause and Add Frame, the figures of the take of one recorder, where its file goes, and a light for
/// every recorder. Every figure has its fixed place: nothing moves while it counts.
class TransportBar final : public QWidget {
    Q_OBJECT

public:
    TransportBar(Engine& engine, QWidget* parent = nullptr);

    RecordCommands& commands() const { return *m_commands; }
    TakeFigures& figures() const { return *m_figures; }
    FileLine& fileLine() const { return *m_file; }
    ArmStrip& armStrip() const { return *m_arms; }
    void setRecorder(Recorder* recorder);
    Recorder* recorder() const;
    /// When the next scheduled recording begins; empty = none is.
    void setScheduleText(const QString& text);
    /// "Recording", "Begins in 3": what people read.
    QString stateText() const;
    QString timeText() const;

Q_SIGNALS:
    void noticed(const QString& text);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void buildButtons();
    QPushButton* makeButton(const QString& iconName, const QString& text);
    QHBoxLayout* buildUpperRow();
    QHBoxLayout* buildLowerRow();
    void fillCountdownMenu();
    void follow();
    void followRecorder();
    void showState();
    void showStateLine();
    void showButtons();
    void showTime();
    void showFigures();
    void showPath();
    void showProblem(const Error& error, const Result<QString>& next);
    void makeFolder(const QString& folder);
    QString spaceLeftText() const;
    bool isBusy() const;

    Engine& m_engine;
    RecordCommands* m_commands;
    Recorder* m_followed = nullptr; ///< only compared
    bool m_isReady = true;          ///< the file line shows no problem
    QPushButton* m_record = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_addFrame = nullptr;
    QPushButton* m_split = nullptr;
    QPushButton* m_marker = nullptr;
    QPushButton* m_all = nullptr;
    QToolButton* m_countdown = nullptr;
    QMenu* m_countdownMenu = nullptr;
    QLabel* m_name = nullptr;
    QLabel* m_light = nullptr;
    QLabel* m_state = nullptr;
    QLabel* m_time = nullptr;
    TakeFigures* m_figures = nullptr;
    QString m_scheduled;
    FileLine* m_file = nullptr;
    ArmStrip* m_arms = nullptr;
    QTimer m_pathTimer;  ///< the next name, once what it depends on has settled
    QTimer m_spaceTimer; ///< the disk, once a second
};

} // namespace reelout
