// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/transport_bar.h"

#include "base/error_text.h"
#include "ui/panels/figures.h"
#include "ui/panels/take_figures.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSizePolicy>
#include <QVBoxLayout>
#include <QWidget>

namespace reelout {

namespace {
constexpr int kPathDelay = 100; ///< ms
constexpr int kSpaceInterval = 1000;
} // namespace

TransportBar::TransportBar(Engine& engine, QWidget* parent) : QWidget(parent), m_engine(engine)
{
    setObjectName(QStringLiteral("transport"));
    setAccessibleName(tr("Transport"));
    setFixedHeight(scaled(68));
    m_pathTimer.setSingleShot(true);
    m_pathTimer.setInterval(kPathDelay);
    m_spaceTimer.setInterval(kSpaceInterval);
    buildButtons();
    buildLayout();
    connect(&m_pathTimer, &QTimer::timeout, this, &TransportBar::showPath);
    connect(&m_spaceTimer, &QTimer::timeout, this, [this] { m_figures->showRoom(spaceLeftText()); });
    const auto nameMayDiffer = [this] { m_pathTimer.start(); };
    connect(&engine.project(), &Project::paramChanged, this, nameMayDiffer);
    connect(&engine.project(), &Project::wiringChanged, this, nameMayDiffer);
    connect(&engine, &Engine::defaultsChanged, this, nameMayDiffer);
    connect(&engine.project(), &Project::operatorRenamed, this, [this] { showState(); });
    m_spaceTimer.start();
    showState();
}

QPushButton* TransportBar::makeButton(const QString& iconName, const QColor& colour, const QString& text,
                                      const QString& key)
{
    auto* button = new QPushButton(this);
    button->setIcon(icon(iconName, colour));
    button->setIconSize(QSize(scaled(20), scaled(20)));
    button->setFixedSize(scaled(46), scaled(40));
    button->setAccessibleName(text);
    button->setToolTip(QStringLiteral("%1 (%2)").arg(text, key));
    button->setObjectName(QStringLiteral("transport-") + iconName);
    return button;
}

void TransportBar::buildButtons()
{
    m_record =
        makeButton(QStringLiteral("record"), themeColours().recording, tr("Record"), QStringLiteral("F9"));
    m_pause = makeButton(QStringLiteral("pause"), {}, tr("Pause"), QStringLiteral("F10"));
    m_pause->setCheckable(true);
    m_addFrame = makeButton(QStringLiteral("addframe"), {}, tr("Add Frame"), QStringLiteral("F8"));
    connect(m_record, &QPushButton::clicked, this, &TransportBar::toggleRecord);
    connect(m_pause, &QPushButton::clicked, this, &TransportBar::togglePause);
    connect(m_addFrame, &QPushButton::clicked, this, &TransportBar::addFrame);

    m_time = new QLabel(this);
    m_time->setFont(figureFont(20.0));
    m_time->setText(durationText(Duration::zero()));
    m_time->setFixedWidth(m_time->sizeHint().width() + 4);
    m_time->setAccessibleName(tr("Recorded time"));
    m_state = new QLabel(this);
    m_name = new QLabel(this);
    m_name->setObjectName(QStringLiteral("note"));
    m_state->setAccessibleName(tr("State of the recorder"));
    QFont bold = m_state->font();
    bold.setWeight(QFont::DemiBold);
    m_state->setFont(bold);
}

void TransportBar::buildLayout()
{
    m_figures = new TakeFigures(this);
    m_path = new QLabel(this);
    m_path->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_path->setAccessibleName(tr("File"));
    m_path->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_path->setMinimumWidth(80);

    auto* stateColumn = new QVBoxLayout;
    stateColumn->setSpacing(0);
    stateColumn->addStretch();
    stateColumn->addWidget(m_state);
    stateColumn->addWidget(m_name);
    stateColumn->addStretch();
    m_state->setFixedWidth(scaled(112));
    m_name->setFixedWidth(scaled(112));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(6);
    layout->addWidget(m_record);
    layout->addWidget(m_pause);
    layout->addWidget(m_addFrame);
    layout->addSpacing(10);
    layout->addWidget(m_time);
    layout->addSpacing(8);
    layout->addLayout(stateColumn);
    layout->addSpacing(8);
    layout->addWidget(m_figures);
    layout->addSpacing(16);
    layout->addWidget(m_path, 1);
}

void TransportBar::setRecorder(Recorder* recorder)
{
    if (recorder == m_recorder && recorder)
        return;
    if (m_recorder)
        disconnect(m_recorder, nullptr, this, nullptr);
    m_recorder = recorder;
    if (recorder) {
        connect(recorder, &Recorder::stateChanged, this, &TransportBar::showState);
        connect(recorder, &Recorder::statsChanged, this, &TransportBar::showFigures);
        connect(recorder, &Recorder::finished, this, [this] {
            showFigures();
            showPath();
        });
        connect(recorder, &QObject::destroyed, this, &TransportBar::showState, Qt::QueuedConnection);
    }
    showState();
}

bool TransportBar::isBusy() const
{
    if (!m_recorder)
        return false;
    const RecorderState state = m_recorder->state();
    return state != RecorderState::Idle && state != RecorderState::Failed;
}

void TransportBar::showState()
{
    const ThemeColours& colours = themeColours();
    const RecorderState state = m_recorder ? m_recorder->state() : RecorderState::Idle;
    QColor colour = colours.faint;
    if (state == RecorderState::Recording)
        colour = colours.recording;
    else if (state == RecorderState::Failed)
        colour = colours.failure;
    else if (state != RecorderState::Idle)
        colour = colours.attention;
    QPalette coloured = palette();
    coloured.setColor(QPalette::WindowText, colour);
    m_state->setPalette(coloured);
    m_state->setText(m_recorder ? stateText(state) : tr("No recorder"));
    m_name->setText(m_recorder ? m_recorder->sink().name() : QString());
    QPalette timeColours = palette();
    if (state == RecorderState::Recording)
        timeColours.setColor(QPalette::WindowText, colours.strong);
    else if (!isBusy())
        timeColours.setColor(QPalette::WindowText, colours.faint);
    m_time->setPalette(timeColours);

    const bool busy = isBusy();
    m_record->setIcon(busy ? icon(QStringLiteral("stop"), colours.recording)
                           : icon(QStringLiteral("record"), colours.recording));
    m_record->setAccessibleName(busy ? tr("Stop") : tr("Record"));
    m_record->setToolTip(busy ? tr("Stop and finish the file (F9)") : tr("Record (F9)"));
    m_record->setEnabled(m_recorder && state != RecorderState::Finalising);
    const bool pauseOn = m_recorder && m_recorder->sink().params().toggle(QStringLiteral("pause"));
    m_pause->setEnabled(m_recorder && state != RecorderState::Finalising);
    m_pause->setChecked(pauseOn);
    const bool hasAddFrame =
        m_recorder && m_recorder->sink().params().table().find(QStringLiteral("addframe"));
    m_addFrame->setEnabled(hasAddFrame && busy);
    showFigures();
    showPath();
}

void TransportBar::showFigures()
{
    const bool any = m_recorder && (isBusy() || m_recorder->lastReport());
    const RecordStats stats = !any       ? RecordStats{}
                              : isBusy() ? m_recorder->stats()
                                         : m_recorder->lastReport()->stats;
    const Duration time = any && !isBusy() ? m_recorder->lastReport()->duration : stats.recorded;
    m_time->setText(durationText(time));
    m_figures->show(stats);
}

QString TransportBar::spaceLeftText() const
{
    if (!m_recorder || m_fullPath.isEmpty())
        return {};
    const QString folder = QFileInfo(m_fullPath).path();
    const Result<std::uint64_t> room = m_engine.services().files->freeBytes(folder);
    if (!room)
        return QStringLiteral("–");
    const RecordStats stats = isBusy() ? m_recorder->stats() : RecordStats{};
    const double seconds = toSeconds(stats.recorded);
    if (seconds < 2.0 || stats.bytes == 0)
        return bytesText(*room);
    const double minutes = static_cast<double>(*room) / (static_cast<double>(stats.bytes) / seconds) / 60.0;
    if (minutes > 999.0 * 60.0)
        return QStringLiteral("> 999 h");
    return QStringLiteral("%1 h %2 m")
        .arg(static_cast<int>(minutes) / 60)
        .arg(static_cast<int>(minutes) % 60, 2, 10, QLatin1Char('0'));
}

void TransportBar::showPath()
{
    QString text;
    bool isProblem = false;
    m_fullPath.clear();
    if (m_recorder && isBusy()) {
        m_fullPath = m_recorder->currentPath();
        text = m_fullPath;
    } else if (m_recorder) {
        const Status ready = m_recorder->checkReady();
        const Result<QString> next = m_recorder->nextPath();
        isProblem = !ready || !next;
        if (next)
            m_fullPath = *next;
        text = isProblem ? describe(ready ? next.error() : ready.error()) : m_fullPath;
    }
    QPalette coloured = palette();
    coloured.setColor(QPalette::WindowText,
                      isProblem ? themeColours().attention : palette().color(QPalette::WindowText));
    m_path->setPalette(coloured);
    m_path->setToolTip(text);
    m_path->setText(m_path->fontMetrics().elidedText(text, isProblem ? Qt::ElideRight : Qt::ElideMiddle,
                                                     m_path->width()));
    m_figures->showRoom(spaceLeftText());
}

void TransportBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_pathTimer.start();
}

void TransportBar::toggleRecord()
{
    if (!m_recorder) {
        Q_EMIT noticed(
            tr("There is no recorder in this project. Add a Movie File Out or an Audio File Out."));
        return;
    }
    if (isBusy())
        m_recorder->stop();
    else
        m_recorder->record();
}

void TransportBar::togglePause()
{
    if (!m_recorder)
        return;
    m_recorder->setPaused(!m_recorder->sink().params().toggle(QStringLiteral("pause")));
    showState();
}

void TransportBar::addFrame()
{
    if (m_addFrame->isEnabled())
        m_recorder->addFrame();
}

} // namespace reelout
