// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/meter_view.h"

#include "base/error_text.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QScreen>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {
constexpr double kSlowestDisplay = 24.0; ///< Hz, where a screen says nonsense
constexpr double kFastestDisplay = 120.0;
constexpr int kRestartDelay = 250;
constexpr int kScaleHeight = 14; ///< this and the next two at 100 % text
constexpr int kClipWidth = 10;
constexpr int kThickestBar = 14;
constexpr double kYellowFrom = -18.0; ///< dB
constexpr double kRedFrom = -6.0;

constexpr double kFallPerSecond = 26.0; ///< dB, of the bars

/// Place on a scale from -60 dB (0) to 0 dB (1).
double positionOf(double level)
{
    return std::clamp(1.0 + level / 60.0, 0.0, 1.0);
}
} // namespace

MeterView::MeterView(Engine& engine, QWidget* parent) : QWidget(parent), m_engine(engine)
{
    setAccessibleName(tr("Sound level"));
    setToolTip(tr("Peak, RMS, peak hold and clip light. Click to put out the clip lights."));
    m_tick.setTimerType(Qt::PreciseTimer);
    m_restart.setSingleShot(true);
    m_restart.setInterval(kRestartDelay);
    connect(&m_tick, &QTimer::timeout, this, &MeterView::tick);
    connect(&m_restart, &QTimer::timeout, this, [this] {
        if (isVisible())
            start();
    });
    connect(&engine.project(), &Project::wiringChanged, &m_restart, qOverload<>(&QTimer::start));
    connect(&engine.project(), &Project::paramChanged, this, [this](Operator* op, const QString& name) {
        // A source that could not be opened may be there with other values.
        const bool isOtherSource = op == m_operator && (name == QStringLiteral("audiochop") ||
                                                        name == QStringLiteral("audiosources"));
        if (isOtherSource || (m_feeds.empty() && !op->type().isSink))
            m_restart.start();
    });
    connect(&engine, &Engine::feedOutdated, &m_restart, qOverload<>(&QTimer::start));
    // What could not be had before runs for somebody else now.
    connect(&engine, &Engine::soundJoined, this, [this] {
        if (m_feeds.empty() && m_operator && m_engine.isSoundRunning(*m_operator))
            m_restart.start();
    });
    connect(&engine, &Engine::soundOpened, this, [this] {
        if (isVisible() && m_isOpening)
            start();
    });
}

void MeterView::setOperator(Operator* op)
{
    if (op == m_operator)
        return;
    stop();
    m_operator = op;
    if (op)
        connect(op, &QObject::destroyed, this, &MeterView::stop);
    if (isVisible())
        start();
}

void MeterView::start()
{
    m_message.clear();
    if (!m_operator)
        return stop();
    Result<std::vector<AudioFeed>> feeds = m_engine.watchSounds(*m_operator);
    if (!feeds) {
        stop();
        m_message = describe(feeds.error());
        return update();
    }
    const auto isSame = [](const AudioFeed& one, const AudioFeed& other) { return one.hub == other.hub; };
    const bool isNew = !std::equal(m_feeds.begin(), m_feeds.end(), feeds->begin(), feeds->end(), isSame);
    m_feeds = std::move(feeds).value();
    m_isOpening =
        std::any_of(m_feeds.begin(), m_feeds.end(), [](const AudioFeed& feed) { return !feed.hub; });
    if (!isNew)
        return update();
    m_meters.clear();
    m_levels.clear();
    for (const AudioFeed& feed : m_feeds) {
        if (!feed.hub)
            continue; // still opens
        m_meters.emplace_back(feed.hub);
        m_levels.resize(m_levels.size() + static_cast<std::size_t>(feed.hub->format().channels));
    }
    m_lastTick = m_engine.services().clock->now();
    const QScreen* display = screen();
    const double rate = std::clamp(display ? display->refreshRate() : 60.0, kSlowestDisplay, kFastestDisplay);
    m_tick.start(static_cast<int>(1000.0 / rate));
    update();
}

void MeterView::stop()
{
    m_tick.stop();
    m_meters.clear();
    m_feeds.clear();
    m_levels.clear();
    m_isOpening = false;
    update();
}

void MeterView::tick()
{
    const Timestamp now = m_engine.services().clock->now();
    const double seconds = std::max(0.0, toSeconds(now - m_lastTick));
    m_lastTick = now;
    const auto fall = static_cast<float>(std::pow(10.0, -kFallPerSecond * seconds / 20.0));
    const std::vector<ChannelLevel> shownBefore = m_levels;
    auto shown = m_levels.begin();
    for (LevelMeter& meter : m_meters) {
        for (const ChannelLevel& level : meter.update(now)) {
            const ChannelLevel before = *shown;
            *shown = level;
            shown->peak = std::max(level.peak, before.peak * fall);
            shown->rms = std::max(level.rms, before.rms * fall);
            ++shown;
        }
    }
    if (m_levels != shownBefore)
        update();
}

void MeterView::drawScale(QPainter& painter, const QRectF& area) const
{
    QFont font = painter.font();
    font.setPointSizeF(font.pointSizeF() * 7.0 / 9.0);
    painter.setFont(font);
    painter.setPen(themeColours().faint);
    for (const int mark : {-60, -48, -36, -24, -12, -6, 0}) {
        const double x = area.left() + area.width() * positionOf(mark);
        const QRectF place(x - scaled(16), area.top(), scaled(32), area.height());
        painter.drawText(place, Qt::AlignCenter, QString::number(mark));
    }
}

void MeterView::drawChannel(QPainter& painter, const QRectF& bar, const ChannelLevel& level) const
{
    const ThemeColours& colours = themeColours();
    painter.fillRect(bar, palette().color(QPalette::Base));
    const auto part = [&](double from, double to, const QColor& colour) {
        if (to > from)
            painter.fillRect(
                QRectF(bar.left() + bar.width() * from, bar.top(), bar.width() * (to - from), bar.height()),
                colour);
    };
    const double yellow = positionOf(kYellowFrom);
    const double red = positionOf(kRedFrom);
    const auto fill = [&](double until, int darker) {
        part(0.0, std::min(until, yellow), colours.good.darker(darker));
        part(yellow, std::min(until, red), colours.attention.darker(darker));
        part(red, until, colours.recording.darker(darker));
    };
    fill(positionOf(decibels(level.peak)), 190);
    fill(positionOf(decibels(level.rms)), 100);
    if (const double hold = positionOf(decibels(level.heldPeak)); hold > 0.0)
        painter.fillRect(QRectF(bar.left() + bar.width() * hold - 1.0, bar.top(), 2.0, bar.height()),
                         palette().color(QPalette::Text));
}

void MeterView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& levels = m_levels;
    const QRectF area = QRectF(rect()).adjusted(scaled(22), 6, -12, -4);
    if (levels.empty()) {
        painter.setPen(themeColours().faint);
        QString text = m_message.isEmpty() ? tr("No sound") : tr("No sound: %1").arg(m_message);
        if (m_isOpening)
            text = tr("Opening the sound …");
        painter.drawText(rect().adjusted(10, 4, -10, -4), Qt::AlignCenter | Qt::TextWordWrap, text);
        return;
    }
    const double room = area.height() - scaled(kScaleHeight);
    const double step = std::min(room / static_cast<double>(levels.size()), scaled(kThickestBar) + 4.0);
    const double thickness = std::max(1.0, step - std::min(3.0, step / 3.0));
    QFont font = painter.font();
    font.setPointSizeF(font.pointSizeF() * 7.5 / 9.0);
    for (std::size_t channel = 0; channel < levels.size(); ++channel) {
        const double y = area.top() + step * static_cast<double>(channel);
        const QRectF bar(area.left(), y, area.width() - scaled(kClipWidth) - 4, thickness);
        drawChannel(painter, bar, levels[channel]);
        painter.fillRect(QRectF(bar.right() + 4, y, scaled(kClipWidth), thickness),
                         levels[channel].clipped ? themeColours().recording
                                                 : palette().color(QPalette::Base));
        if (step >= scaled(10)) {
            painter.setFont(font);
            painter.setPen(themeColours().faint);
            painter.drawText(QRectF(0, y, area.left() - 5, thickness), Qt::AlignRight | Qt::AlignVCenter,
                             QString::number(channel + 1));
        }
    }
    const double bottom = area.top() + step * static_cast<double>(levels.size());
    drawScale(painter,
              QRectF(area.left(), bottom, area.width() - scaled(kClipWidth) - 4, scaled(kScaleHeight)));
}

void MeterView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    start();
}

void MeterView::hideEvent(QHideEvent* event)
{
    stop();
    QWidget::hideEvent(event);
}

void MeterView::mousePressEvent(QMouseEvent*)
{
    for (LevelMeter& meter : m_meters)
        meter.clearClips();
    update();
}

} // namespace reelout
