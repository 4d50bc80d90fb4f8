// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/transport_bar.h"

#include "base/error_text.h"
#include "ui/panels/figures.h"
#include "ui/panels/state_light.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/transport/arm_strip.h"
#include "ui/transport/file_line.h"
#include "ui/transport/record_commands.h"
#include "ui/transport/take_figures.h"

#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace reelout {

namespace {

constexpr int kPathDelay = 100; ///< ms
constexpr int kSpaceInterval = 1000;

QPixmap lightPixmap(StateLight light, const QWidget& widget)
{
    const double scale = widget.devicePixelRatioF();
    const QSize size(scaled(16), scaled(16));
    QPixmap map(size * scale);
    map.setDevicePixelRatio(scale);
    map.fill(Qt::transparent);
    QPainter painter(&map);
    painter.setRenderHint(QPainter::Antialiasing);
    paintLight(painter, QRectF(QPointF(), size).center(), light, widget.palette());
    return map;
}

QColor colourOf(RecorderState state)
{
    const ThemeColours& colours = themeColours();
    switch (state) {
    case RecorderState::Idle:
        return colours.faint;
    case RecorderState::Recording:
        return colours.recording;
    case RecorderState::Failed:
        return colours.failure;
    default:
        return colours.attention;
    }
}

void setTextColour(QWidget& widget, const QColor& colour)
{
    QPalette coloured = widget.parentWidget()->palette();
    coloured.setColor(QPalette::WindowText, colour);
    widget.setPalette(coloured);
}

} // namespace

TransportBar::TransportBar(Engine& engine, QWidget* parent)
    : QWidget(parent),
      m_engine(engine),
      m_commands(new RecordCommands(engine, this))
{
    m_pathTimer.setSingleShot(true);
    m_pathTimer.setInterval(kPathDelay);
    m_spaceTimer.setInterval(kSpaceInterval);
    build();
    follow();
    m_spaceTimer.start();
    showState();
}

void TransportBar::follow()
{
    connect(m_commands, &RecordCommands::noticed, this, &TransportBar::noticed);
    connect(m_commands, &RecordCommands::recorderChanged, this, &TransportBar::followRecorder);
    connect(m_commands, &RecordCommands::meaningChanged, this, &TransportBar::showState);
    connect(&m_commands->countdown(), &Countdown::changed, this, &TransportBar::showState);
    connect(&m_commands->countdown(), &Countdown::elapsed, this, &TransportBar::showState);
    connect(&m_pathTimer, &QTimer::timeout, this, &TransportBar::showPath);
    connect(m_file, &FileLine::makeFolderAsked, this, &TransportBar::makeFolder);
    connect(&m_spaceTimer, &QTimer::timeout, this, [this] {
        // A folder is made or goes, a disk is emptied, a source is switched off: none of it says so here.
        if (isVisible() && !isBusy())
            showPath();
        else
            m_figures->showRoom(spaceLeftText());
    });
    const auto nameMayDiffer = [this] { m_pathTimer.start(); };
    Project& project = m_engine.project();
    connect(&project, &Project::paramChanged, this, nameMayDiffer);
    connect(&project, &Project::paramChanged, this, [this](const Operator*, const QString& name) {
        if (name == QStringLiteral("pause"))
            showButtons();
    });
    connect(&project, &Project::wiringChanged, this, nameMayDiffer);
    connect(&project, &Project::operatorRenamed, this, [this] { showState(); });
    connect(&project, &Project::replaced, &m_commands->countdown(), &Countdown::cancel);
    // Armed ones may come, go and record while another one is shown.
    const auto others = [this](Recorder* recorder) {
        connect(recorder, &Recorder::stateChanged, this, &TransportBar::showButtons);
        connect(&recorder->sink(), &Operator::activeChanged, this, &TransportBar::showState);
    };
    connect(&m_engine, &Engine::recorderAdded, this, [this, others](Recorder* recorder) {
        others(recorder);
        showButtons();
    });
    connect(&m_engine, &Engine::recorderAboutToBeRemoved, this, &TransportBar::showButtons,
            Qt::QueuedConnection);
    for (Recorder* recorder : m_engine.recorders())
        others(recorder);
}

void TransportBar::setRecorder(Recorder* recorder)
{
    m_commands->setRecorder(recorder);
}

void TransportBar::setScheduleText(const QString& text)
{
    m_scheduled = text;
    showButtons();
}

Recorder* TransportBar::recorder() const
{
    return m_commands->recorder();
}

void TransportBar::followRecorder()
{
    for (Recorder* each : m_engine.recorders())
        if (each == m_followed)
            disconnect(each, &Recorder::statsChanged, this, nullptr);
    m_followed = recorder();
    if (Recorder* now = m_followed) {
        connect(now, &Recorder::stateChanged, this, &TransportBar::showState, Qt::UniqueConnection);
        connect(now, &Recorder::statsChanged, this, &TransportBar::showFigures);
        connect(now, &Recorder::started, this, &TransportBar::showPath, Qt::UniqueConnection);
        connect(now, &Recorder::finished, this, &TransportBar::showState, Qt::UniqueConnection);
    }
    showState();
}

bool TransportBar::isBusy() const
{
    return recorder() && RecordCommands::isBusy(*recorder());
}

QString TransportBar::stateText() const
{
    return m_state->text();
}

QString TransportBar::timeText() const
{
    return m_time->text();
}

void TransportBar::showState()
{
    showStateLine();
    showButtons();
    showFigures();
    showPath();
}

void TransportBar::showStateLine()
{
    const Recorder* shown = recorder();
    const RecorderState state = shown ? shown->state() : RecorderState::Idle;
    const int counting = m_commands->countdown().secondsLeft();
    const StateLight light = shown ? lightOf(*shown) : StateLight::Off;
    // Whose file line says why it can't record is not ready.
    const bool isStuck = light == StateLight::Ready && !m_isReady;
    QString text = tr("No recorder");
    if (counting > 0)
        text = tr("Begins in %1").arg(counting);
    else if (isStuck)
        text = tr("Not ready");
    else if (shown)
        text = light == StateLight::Off ? tr("Not armed") : reelout::stateText(state);
    m_state->setText(text);
    if (isStuck && counting == 0)
        m_light->setPixmap(icon(QStringLiteral("warning"), themeColours().attention)
                               .pixmap(m_light->size(), devicePixelRatioF()));
    else
        m_light->setPixmap(lightPixmap(counting > 0 ? StateLight::Busy : light, *this));
    setTextColour(*m_state, counting > 0 || isStuck ? themeColours().attention : colourOf(state));
    m_name->setText(
        shown ? m_name->fontMetrics().elidedText(shown->sink().name(), Qt::ElideRight, m_name->width())
              : QString());
    m_name->setToolTip(shown ? shown->sink().name() : QString());
}

void TransportBar::showButtons()
{
    const std::vector<Recorder*> meant = m_commands->meant();
    const bool isCounting = m_commands->countdown().isRunning();
    const bool busy = RecordCommands::isAnyBusy(meant);
    const bool onlyFinishing =
        busy && std::all_of(meant.begin(), meant.end(), [](const Recorder* recorder) {
            return !RecordCommands::isBusy(*recorder) || recorder->state() == RecorderState::Finalising;
        });
    m_record->setIcon(icon(busy || isCounting ? QStringLiteral("stop") : QStringLiteral("record"),
                           themeColours().recording));
    m_record->setAccessibleName(isCounting ? tr("Cancel the countdown") : busy ? tr("Stop") : tr("Record"));
    m_record->setToolTip(isCounting ? tr("Cancel the countdown (F9)")
                         : busy     ? tr("Stop and finish the file (F9)")
                                    : tr("Record (F9)"));
    m_record->setEnabled(!onlyFinishing);
    m_pause->setEnabled(!meant.empty() && !onlyFinishing);
    m_pause->setChecked(!meant.empty() && std::all_of(meant.begin(), meant.end(), [](const Recorder* each) {
        return RecordCommands::isPauseOn(*each);
    }));
    m_addFrame->setEnabled(std::any_of(
        meant.begin(), meant.end(), [](const Recorder* each) { return RecordCommands::canAddFrame(*each); }));
    const bool canSplit = std::any_of(meant.begin(), meant.end(),
                                      [](const Recorder* each) { return RecordCommands::canSplit(*each); });
    m_split->setEnabled(canSplit);
    m_marker->setEnabled(canSplit);
    m_all->setChecked(m_commands->meansAll());
    const auto count = static_cast<int>(m_commands->armed().size());
    m_all->setText(tr("All %1").arg(count));
    m_all->setAccessibleDescription(tr("%n recorders are armed", nullptr, count));
    const int seconds = m_commands->countdownSeconds();
    const QString countdown = seconds > 0 ? tr("%1 s").arg(seconds) : tr("Off");
    m_countdown->setText(m_scheduled.isEmpty() ? countdown : tr("At %1").arg(m_scheduled));
    m_countdown->setAccessibleDescription(
        m_scheduled.isEmpty() ? countdown : tr("Countdown %1, records at %2").arg(countdown, m_scheduled));
    m_countdown->setToolTip(m_scheduled.isEmpty()
                                ? m_countdown->accessibleName()
                                : tr("Records by itself at %1 (Preferences, Schedule)").arg(m_scheduled));
}

void TransportBar::showFigures()
{
    const Recorder* shown = recorder();
    const bool any = shown && (isBusy() || shown->lastReport());
    const RecordStats stats = !any ? RecordStats{} : isBusy() ? shown->stats() : shown->lastReport()->stats;
    const int counting = m_commands->countdown().secondsLeft();
    const Duration time = any && !isBusy() ? shown->lastReport()->duration : stats.recorded;
    m_time->setText(counting > 0 ? QStringLiteral("−%1").arg(counting) : durationText(time));
    const bool isLive = shown && shown->state() == RecorderState::Recording;
    setTextColour(*m_time, counting > 0 ? themeColours().attention
                           : isLive     ? palette().color(QPalette::BrightText)
                           : isBusy()   ? palette().color(QPalette::WindowText)
                                        : themeColours().faint);
    m_figures->show(stats);
}

QString TransportBar::spaceLeftText() const
{
    if (m_file->path().isEmpty())
        return QStringLiteral("–");
    if (isBusy()) {
        if (const auto left = recorder()->stats().roomLeft)
            return roomText(*left);
    }
    const Result<std::uint64_t> room = m_engine.services().files->freeBytes(QFileInfo(m_file->path()).path());
    return room ? bytesText(*room) : QStringLiteral("–");
}

void TransportBar::showPath()
{
    const Recorder* shown = recorder();
    bool isReady = true;
    if (!shown) {
        m_file->clear();
    } else if (isBusy()) {
        const QString path = shown->currentPath();
        if (path.isEmpty())
            m_file->clear(); // Encode Test Mode makes none
        else
            m_file->showPath(path, true);
    } else {
        const Status ready = shown->checkReady();
        const Result<QString> next = shown->nextPath();
        isReady = ready && next;
        if (isReady)
            m_file->showPath(*next, false);
        else
            showProblem(ready ? next.error() : ready.error(), next);
    }
    if (std::exchange(m_isReady, isReady) != isReady)
        showStateLine();
    m_figures->showRoom(spaceLeftText());
}

// A folder that is not there is the one thing the transport can put right itself.
void TransportBar::showProblem(const Error& error, const Result<QString>& next)
{
    const QString folder = next ? QFileInfo(*next).absolutePath() : QString();
    const bool isMissing =
        error.code == ErrorCode::NotFound && !folder.isEmpty() && !m_engine.services().files->exists(folder);
    m_file->showProblem(describe(error), isMissing ? folder : QString());
}

void TransportBar::makeFolder(const QString& folder)
{
    if (const Status made = m_engine.services().files->makeFolders(folder); !made)
        Q_EMIT noticed(describe(made.error()));
    showPath();
}

void TransportBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    // Colours and the light are drawn from what the theme was.
    if (event->type() == QEvent::PaletteChange && m_figures)
        showState();
}

void TransportBar::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_pathTimer.start();
}

} // namespace reelout
