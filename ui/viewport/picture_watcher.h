// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"
#include "ui/viewport/displayable.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace reelout {

/// Follows the newest picture of one operator for the viewport. Holds its feed only while it is running, so
/// that a hidden preview costs nothing, and looks for a newer picture at most 60 times a second (30 while
/// something records). Main thread.
class PictureWatcher final : public QObject {
    Q_OBJECT

public:
    explicit PictureWatcher(Engine& engine, QObject* parent = nullptr);

    void setOperator(Operator* op);
    Operator* watchedOperator() const { return m_operator; }
    void setRunning(bool running);
    bool isRunning() const { return m_running; }
    bool hasFeed() const { return m_feed.has_value(); }
    /// Pictures that arrived in the last whole second.
    double picturesPerSecond() const { return m_rate; }

Q_SIGNALS:
    /// In a format a viewport can show, with the one it was made from.
    void pictureArrived(const reelout::PicturePtr& shown, const reelout::PicturePtr& original);
    /// There is no picture, and why. Empty = one is expected any moment.
    void pictureMissing(const QString& reason);

private:
    void start();
    void stop();
    void look();
    void countRate();

    Engine& m_engine;
    QPointer<Operator> m_operator;
    bool m_running = false;
    std::optional<PictureFeed> m_feed;
    DisplayConverter m_converter;
    std::uint64_t m_serial = 0;
    std::uint64_t m_serialAtCount = 0;
    double m_rate = 0.0;
    QTimer m_look;
    QTimer m_count;
    QTimer m_restart;
};

} // namespace reelout
