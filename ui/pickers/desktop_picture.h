// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "record/engine.h"

#include <QImage>
#include <QObject>
#include <QRect>

#include <memory>

namespace reelout {

/// The desktop at one moment: how it looked, and where its monitors and windows were. Physical pixels.
struct DesktopPicture {
    QImage image; ///< of `area`
    QRect area;
    QList<QRect> monitors;
    std::vector<DeviceInfo> windows; ///< from the front; only those that are shown
};

QRect toQRect(const Rect& rect);
/// Shares the picture's memory; null for one that is not 8-bit BGR.
QImage toImage(const PicturePtr& picture);

/// Takes pictures of the desktop and of windows on a thread of its own. Main thread.
class DesktopReader final : public QObject {
    Q_OBJECT

public:
    explicit DesktopReader(std::shared_ptr<ScreenBackend> screens, QObject* parent = nullptr);
    ~DesktopReader() override;

    /// Answers by desktopRead() or failed(). `withOwn`: this program's windows are listed, too.
    void readDesktop(bool withOwn);
    /// Answers by windowsListed(), then windowDrawn() for each that has a picture, at most `side` pixels big.
    void readWindows(bool withOwn, int side);

Q_SIGNALS:
    void desktopRead(const std::shared_ptr<reelout::DesktopPicture>& picture);
    void windowsListed(const std::vector<reelout::DeviceInfo>& windows);
    void windowDrawn(const QString& id, const QImage& picture);
    void failed(const QString& why);

private:
    const std::shared_ptr<ScreenBackend> m_screens;
    Worker m_worker;
};

} // namespace reelout
