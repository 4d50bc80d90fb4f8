// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bounded_queue.h"
#include "base/worker.h"
#include "record/picture_still.h"

#include <QImage>
#include <QObject>

namespace reelout {

/// Writes pictures as stills on a thread of its own. Main thread; signals come on the main thread.
class PictureSaver final : public QObject {
    Q_OBJECT

public:
    explicit PictureSaver(QObject* parent = nullptr);
    /// Waits for the stills that were asked for.
    ~PictureSaver() override;

    /// False when so many are waiting that no more are taken.
    bool save(PictureStill still);

Q_SIGNALS:
    void saved(const QString& path);
    void failed(const QString& problem); ///< a sentence for people

private:
    BoundedQueue<PictureStill> m_waiting;
    Worker m_worker;
};

/// An image of the screen as a picture; null without memory.
PicturePtr pictureOf(const QImage& image);
/// Any picture as an image with the colours of a screen, straight alpha; null image without memory.
QImage imageOf(const PicturePtr& picture);

} // namespace reelout
