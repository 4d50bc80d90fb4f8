// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/replay_control.h"

#include "record/replay_buffer.h"
#include "ui/panels/figures.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/transport/record_commands.h"

#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>

namespace reelout {

ReplayControl::ReplayControl(Engine& engine, RecordCommands& commands, QWidget* parent)
    : QWidget(parent),
      m_commands(commands),
      m_switch(makeButton("replay")),
      m_save(makeButton("savereplay"))
{
    m_switch->setCheckable(true);
    m_switch->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_switch->setAccessibleName(tr("Replay buffer"));
    // The figure has its place from the beginning.
    int width = 0;
    for (const QString& text : {tr("%1 s").arg(8888), tr("Replay")}) {
        m_switch->setText(text);
        width = std::max(width, m_switch->sizeHint().width());
    }
    m_switch->setFixedWidth(width);
    m_save->setAccessibleName(tr("Save Replay"));
    m_save->setToolTip(tr("Make a file of the last seconds (F4)"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(m_switch);
    row->addWidget(m_save);

    connect(m_switch, &QToolButton::clicked, this, [this] {
        m_commands.toggleReplay();
        showState(); // the click itself has changed nothing
    });
    connect(m_save, &QToolButton::clicked, &m_commands, &RecordCommands::saveReplay);
    connect(&m_commands, &RecordCommands::recorderChanged, this, &ReplayControl::showState);
    connect(&m_commands, &RecordCommands::meaningChanged, this, &ReplayControl::showState);
    connect(&engine.project(), &Project::paramChanged, this, [this](const Operator*, const QString& name) {
        if (name == QLatin1String("type"))
            showState();
    });
    connect(&engine, &Engine::recorderAdded, this, [this](Recorder* recorder) { follow(*recorder); });
    for (Recorder* recorder : engine.recorders())
        follow(*recorder);
    showState();
}

QToolButton* ReplayControl::makeButton(const char* name)
{
    auto* button = new QToolButton(this);
    button->setIcon(icon(QString::fromLatin1(name)));
    button->setObjectName(QStringLiteral("transport-") + QLatin1String(name));
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void ReplayControl::follow(Recorder& recorder)
{
    if (recorder.replay())
        connect(recorder.replay(), &ReplayBuffer::stateChanged, this, &ReplayControl::showState);
}

void ReplayControl::showState()
{
    const std::vector<Recorder*> meant = m_commands.meant();
    const auto isAny = [&](bool (*holds)(const Recorder&)) {
        return std::any_of(meant.begin(), meant.end(),
                           [holds](const Recorder* recorder) { return holds(*recorder); });
    };
    const bool isRunning = isAny(&RecordCommands::isReplaying);
    ReplayLevel level;
    for (const Recorder* recorder : meant) {
        if (RecordCommands::isReplaying(*recorder)) {
            level.length = std::max(level.length, recorder->replay()->level().length);
            level.bytes += recorder->replay()->level().bytes;
        }
    }
    const auto seconds = static_cast<int>(toSeconds(level.length));
    const QString held = isRunning ? tr("%1 s").arg(seconds) : tr("Replay");
    m_switch->setText(held);
    m_switch->setChecked(isRunning);
    m_switch->setEnabled(isRunning || isAny(&RecordCommands::canReplay));
    m_switch->setAccessibleDescription(isRunning ? held : tr("Off"));
    m_switch->setToolTip(
        isRunning
            ? tr("The replay buffer holds the last %n second(s) (%1). Click to stop it.", nullptr, seconds)
                  .arg(bytesText(level.bytes))
            : tr("Replay buffer: keeps the last seconds in memory, to be saved afterwards "
                 "(Shift+F4)"));
    m_save->setEnabled(isAny(&RecordCommands::canSaveReplay));
}

} // namespace reelout
