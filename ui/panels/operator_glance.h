// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/picture_path.h"
#include "media/level_meter.h"
#include "record/engine.h"

#include <QImage>
#include <QObject>
#include <QSize>
#include <QTimer>

#include <map>

namespace reelout {

/// Small pictures and levels of the operators that run anyway, for the operator list. Starts nothing, looks
/// only while it is running, and keeps the last picture of what has stopped. Main thread.
class OperatorGlance final : public QObject {
    Q_OBJECT

public:
    /// Of a small picture, in pixels.
    static QSize size();

    explicit OperatorGlance(Engine& engine, QObject* parent = nullptr);

    void setRunning(bool running);
    /// Null before the first one.
    QImage picture(const Operator& op) const;
    /// Peak of the loudest channel, 0..1; negative while nothing is heard.
    float level(const Operator& op) const;
    /// Of the pictures, in device pixels for each pixel.
    void setScale(double scale) { m_scale = scale; }

Q_SIGNALS:
    void glanced(); ///< something may look different

private:
    struct Look {
        std::uint64_t serial = 0;
        QImage picture;
        std::shared_ptr<AudioHub> hub;
        std::optional<LevelMeter> meter;
        float level = -1.0F;
        std::unique_ptr<PicturePath> path;
        PixelFormat format = PixelFormat::None;
        Size size;
    };
    void tick();
    void lookAtPicture(const Operator& op, Look& look) const;
    void lookAtSound(const Operator& op, Look& look, Timestamp now) const;

    Engine& m_engine;
    QTimer m_timer;
    int m_tick = 0;
    double m_scale = 1.0;
    std::map<const Operator*, Look> m_looks;
};

} // namespace reelout
