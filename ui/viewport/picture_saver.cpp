// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/picture_saver.h"

#include "base/error_text.h"
#include "base/thread_priority.h"
#include "image/picture_path.h"

#include <cstring>

namespace reelout {

namespace {
constexpr std::size_t kMostWaiting = 8;
}

PictureSaver::PictureSaver(QObject* parent)
    : QObject(parent),
      m_waiting(kMostWaiting),
      m_worker("save picture", [this](const std::stop_token&) {
          lowerThreadPriority();
          while (const std::optional<PictureStill> still = m_waiting.waitPop({})) {
              const Result<QString> path = writePictureStill(systemFiles(), *still);
              const QString text = path ? *path : describe(path.error());
              const bool isSaved = path.hasValue();
              QMetaObject::invokeMethod(
                  this, [this, isSaved, text] { isSaved ? Q_EMIT saved(text) : Q_EMIT failed(text); },
                  Qt::QueuedConnection);
          }
      })
{}

PictureSaver::~PictureSaver()
{
    m_waiting.close();
    m_worker.join();
}

bool PictureSaver::save(PictureStill still)
{
    return m_waiting.tryPush(still);
}

PicturePtr pictureOf(const QImage& image)
{
    const QImage rgb = image.convertToFormat(QImage::Format_RGB32);
    PicturePool pool;
    const std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Bgrx8, {rgb.width(), rgb.height()});
    if (!picture)
        return nullptr;
    for (int y = 0; y < rgb.height(); ++y)
        std::memcpy(picture->row(0, y), rgb.constScanLine(y), 4 * static_cast<std::size_t>(rgb.width()));
    picture->serial = 1;
    return picture;
}

QImage imageOf(const PicturePtr& picture)
{
    PicturePathSpec spec;
    spec.outputFormat = PixelFormat::Bgra8;
    spec.outputColour = kScreenColour;
    const bool hasAlpha = pixelFormatInfo(picture->format).hasAlpha;
    if (!hasAlpha)
        spec.outputFormat = PixelFormat::Bgrx8;
    const Result<PicturePtr> shown = PicturePath(spec).process(picture);
    if (!shown)
        return {};
    const Picture& bytes = **shown;
    return QImage(bytes.planes[0].data, bytes.size.width, bytes.size.height, bytes.planes[0].stride,
                  hasAlpha ? QImage::Format_ARGB32 : QImage::Format_RGB32)
        .copy();
}

} // namespace reelout
