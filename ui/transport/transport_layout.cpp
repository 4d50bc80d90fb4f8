// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/figures.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/transport/arm_strip.h"
#include "ui/transport/file_line.h"
#include "ui/transport/record_commands.h"
#include "ui/transport/replay_control.h"
#include "ui/transport/take_figures.h"
#include "ui/transport/transport_bar.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>

#include <algorithm>

namespace reelout {

// How the transport is put together.

QPushButton* TransportBar::makeButton(const QString& iconName, const QString& text)
{
    auto* button = new QPushButton(this);
    button->setIcon(icon(iconName));
    button->setIconSize(QSize(scaled(20), scaled(20)));
    button->setFixedSize(scaled(46), scaled(40));
    button->setAccessibleName(text);
    button->setObjectName(QStringLiteral("transport-") + iconName);
    return button;
}

void TransportBar::buildButtons()
{
    m_record = makeButton(QStringLiteral("record"), tr("Record"));
    m_pause = makeButton(QStringLiteral("pause"), tr("Pause"));
    m_pause->setToolTip(tr("Pause (F10)"));
    m_pause->setCheckable(true);
    m_addFrame = makeButton(QStringLiteral("addframe"), tr("Add Frame"));
    m_addFrame->setToolTip(tr("Add one frame while paused (F8)"));
    m_split = makeButton(QStringLiteral("split"), tr("Split"));
    m_split->setToolTip(tr("Go on in another file, without a gap (F6)"));
    m_marker = makeButton(QStringLiteral("marker"), tr("Marker"));
    m_marker->setToolTip(tr("Mark this moment: a chapter of the movie (F5)"));
    for (QPushButton* button : {m_split, m_marker})
        button->setFixedWidth(scaled(34));
    m_all = makeButton(QStringLiteral("all"), tr("All armed recorders"));
    m_all->setToolTip(tr("Record, Pause and Add Frame act on all armed recorders (those whose light is on).\n"
                         "With Shift the keys F8, F9 and F10 always do."));
    m_all->setCheckable(true);
    m_all->setFixedWidth(m_all->fontMetrics().horizontalAdvance(tr("All %1").arg(88)) + scaled(52));
    connect(m_record, &QPushButton::clicked, m_commands, &RecordCommands::toggleRecord);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        m_commands->togglePause();
        showButtons();
    });
    connect(m_addFrame, &QPushButton::clicked, m_commands, &RecordCommands::addFrame);
    connect(m_split, &QPushButton::clicked, m_commands, &RecordCommands::split);
    connect(m_marker, &QPushButton::clicked, m_commands, &RecordCommands::mark);
    connect(m_all, &QPushButton::clicked, m_commands, &RecordCommands::setMeansAll);

    m_countdown = new QToolButton(this);
    m_countdown->setIcon(icon(QStringLiteral("timer")));
    m_countdown->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_countdown->setAccessibleName(tr("Countdown before a recording"));
    m_countdown->setToolTip(m_countdown->accessibleName());
    m_countdown->setPopupMode(QToolButton::InstantPopup);
    m_countdown->setFocusPolicy(Qt::StrongFocus);
    m_countdownMenu = new QMenu(m_countdown);
    m_countdown->setMenu(m_countdownMenu);
    connect(m_countdownMenu, &QMenu::aboutToShow, this, &TransportBar::fillCountdownMenu);
}

void TransportBar::fillCountdownMenu()
{
    m_countdownMenu->clear();
    auto* group = new QActionGroup(m_countdownMenu);
    for (const int seconds : {0, 3, 5, 10}) {
        QAction* action = m_countdownMenu->addAction(
            seconds == 0 ? tr("No Countdown") : tr("%n Seconds", nullptr, seconds), m_commands,
            [this, seconds] { m_commands->setCountdownSeconds(seconds); });
        action->setCheckable(true);
        action->setChecked(m_commands->countdownSeconds() == seconds);
        group->addAction(action);
    }
}

QHBoxLayout* TransportBar::buildUpperRow()
{
    m_time = new QLabel(this);
    m_time->setFont(figureFont(20.0));
    m_time->setText(durationText(Duration::zero()));
    m_time->setFixedWidth(m_time->sizeHint().width() + 4);
    m_time->setAccessibleName(tr("Recorded time"));
    m_light = new QLabel(this);
    m_light->setFixedSize(scaled(16), scaled(16));
    m_state = new QLabel(this);
    m_state->setAccessibleName(tr("State of the recorder"));
    QFont bold = m_state->font();
    bold.setWeight(QFont::DemiBold);
    m_state->setFont(bold);
    m_name = new QLabel(this);
    m_name->setObjectName(QStringLiteral("note"));
    m_name->setAccessibleName(tr("Recorder"));

    auto* stateLine = new QHBoxLayout;
    stateLine->setSpacing(4);
    stateLine->addWidget(m_light);
    stateLine->addWidget(m_state, 1);
    auto* stateColumn = new QVBoxLayout;
    stateColumn->setSpacing(0);
    stateColumn->addStretch();
    stateColumn->addLayout(stateLine);
    stateColumn->addWidget(m_name);
    stateColumn->addStretch();
    m_state->setFixedWidth(
        std::max(scaled(96), m_state->fontMetrics().horizontalAdvance(tr("Begins in %1").arg(60)) + 4));
    m_name->setFixedWidth(m_state->minimumWidth() + m_light->width() + stateLine->spacing());

    m_figures = new TakeFigures(this);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    for (QPushButton* button : {m_record, m_pause, m_addFrame, m_split, m_marker, m_all})
        row->addWidget(button);
    row->addSpacing(10);
    row->addWidget(m_time);
    row->addSpacing(8);
    row->addLayout(stateColumn);
    row->addSpacing(8);
    row->addWidget(m_figures, 1);
    return row;
}

QHBoxLayout* TransportBar::buildLowerRow()
{
    m_file = new FileLine(this);
    m_arms = new ArmStrip(m_engine, this);
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(m_countdown);
    row->addWidget(new ReplayControl(m_engine, *m_commands, this));
    row->addWidget(m_file, 1);
    row->addWidget(m_arms);
    return row;
}

void TransportBar::build()
{
    setObjectName(QStringLiteral("transport"));
    setAccessibleName(tr("Transport"));
    buildButtons();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 4);
    layout->setSpacing(4);
    layout->addLayout(buildUpperRow());
    layout->addLayout(buildLowerRow());
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

} // namespace reelout
