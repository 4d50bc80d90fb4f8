// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/level_meter.h"
#include "record/engine.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace reelout {

/// Peak, RMS, peak hold and clip light of the channels an operator hears. Listens only while it is visible.
/// A click puts out the clip lights.
class MeterView final : public QWidget {
    Q_OBJECT

public:
    explicit MeterView(Engine& engine, QWidget* parent = nullptr);

    /// A CHOP or a recorder; null for none.
    void setOperator(Operator* op);
    const std::vector<ChannelLevel>& levels() const { return m_levels; }
    QString message() const { return m_message; }

    QSize sizeHint() const override { return {280, 90}; }
    QSize minimumSizeHint() const override { return {160, 48}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void start();
    void stop();
    void tick();
    void drawChannel(QPainter& painter, const QRectF& bar, const ChannelLevel& level) const;
    void drawScale(QPainter& painter, const QRectF& area) const;

    Engine& m_engine;
    QPointer<Operator> m_operator;
    std::vector<AudioFeed> m_feeds; ///< of all sources of the operator
    bool m_isOpening = false;       ///< some of them
    std::vector<LevelMeter> m_meters;
    std::vector<ChannelLevel> m_levels; ///< as drawn: peak and RMS fall no faster than the eye follows
    QTimer m_tick;
    QTimer m_restart;
    Timestamp m_lastTick;
    QString m_message;
};

} // namespace reelout
