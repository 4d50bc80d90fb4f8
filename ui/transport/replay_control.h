// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QWidget>

class QToolButton;

namespace reelout {

class RecordCommands;

/// The replay buffer of the transport: a switch that shows how much it holds, and Save Replay.
class ReplayControl final : public QWidget {
    Q_OBJECT

public:
    ReplayControl(Engine& engine, RecordCommands& commands, QWidget* parent = nullptr);

private:
    QToolButton* makeButton(const char* name);
    void follow(Recorder& recorder);
    void showState();

    RecordCommands& m_commands;
    QToolButton* m_switch;
    QToolButton* m_save;
};

} // namespace reelout
