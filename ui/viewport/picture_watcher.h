// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"
#include "ui/viewport/display_thread.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace reelout {

/// Which of a recorder's pictures is looked at: what comes in, or what its picture path makes of it.
enum class PathSide { Input, Written };

/// Follows the newest picture of one operator for the viewport. Holds its feed only while it is running, so
/// that a hidden preview costs nothing, and shows pictures as they come, at most as many a second as the
/// screen has or the person wants, and 30 while something records. Main thread.
class PictureWatcher final : public QObject {
    Q_OBJECT

public:
    explicit PictureWatcher(Engine& engine, QObject* parent = nullptr);
    ~PictureWatcher() override;

    void setOperator(Operator* op);
    Operator* watchedOperator() const { return m_operator; }
    void setRunning(bool running);
    bool isRunning() const { return m_running; }
    bool hasFeed() const { return m_feed.has_value(); }

    /// Operators without a picture path show their picture either way.
    void setPathSide(PathSide side);
    /// Whether values beyond 0..1 are of interest (an exposure is on).
    void setKeepsRange(bool keeps);
    /// Most pictures a second; 0 = as many as the screen shows.
    void setRate(double picturesPerSecond);
    void setScreenRate(double picturesPerSecond);
    /// How long the main thread is busy with one picture: at least as long it gets for everything else.
    void setDrawTime(Duration time);

    /// Pictures that arrived in the last whole second.
    double picturesPerSecond() const { return m_rate; }
    /// Pictures prepared since the program started.
    std::uint64_t pictureCount() const { return m_thread.pictureCount(); }

Q_SIGNALS:
    /// `stream` as in Viewport::showPicture().
    void pictureArrived(const reelout::DisplayPicture& picture, std::uint64_t stream);
    /// There is no picture, and why. Empty = one is expected any moment.
    void pictureMissing(const QString& reason);

private:
    void start();
    void stop();
    void order();
    void take();
    void countRate();
    void setInterval();
    void readPathLater();
    Result<DisplayRequest> request() const;

    Engine& m_engine;
    QPointer<Operator> m_operator;
    bool m_running = false;
    std::optional<PictureFeed> m_feed;
    PathSide m_side = PathSide::Input;
    bool m_keepsRange = false;
    double m_wantedRate = 0.0;
    double m_screenRate = 60.0;
    Duration m_drawTime{};
    std::uint64_t m_serial = 0;
    std::uint64_t m_serialAtCount = 0;
    double m_rate = 0.0;
    QTimer m_count;
    QTimer m_restart;
    QTimer m_reread;
    DisplayThread m_thread; ///< last: it stops before the rest goes
};

} // namespace reelout
