// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/viewport.h"

#include <QApplication>
#include <QImage>
#include <QTimer>
#include <QWidget>

#include <cstdio>
#include <cstring>

using namespace reelout;

namespace {

/// Two by two with padded rows: red, green / blue, clear.
PicturePtr fourColours(PicturePool& pool)
{
    const std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Bgra8, {2, 2});
    const std::uint8_t colours[4][4] = {{0, 0, 255, 255}, {0, 255, 0, 255}, {255, 0, 0, 255}, {9, 9, 9, 0}};
    for (int at = 0; at < 4; ++at)
        std::memcpy(picture->row(0, at / 2) + 4 * (at % 2), colours[at], 4);
    picture->serial = 1;
    return picture;
}

} // namespace

/// Draws a picture with OpenGL and prints the back end and the pixels the test compares.
int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    if (!canUseOpenGl()) {
        std::printf("raster\n");
        return 0;
    }
    QWidget window;
    Viewport* viewport = makeViewport(&window);
    window.resize(200, 100);
    viewport->widget()->setGeometry(0, 0, 200, 100);
    PicturePool pool;
    viewport->showPicture(fourColours(pool));
    viewport->setPlacement(QRectF(50, 0, 100, 100), Smoothness::Nearest);
    window.show();
    QTimer::singleShot(500, &application, [&] {
        const QImage image = window.grab().toImage();
        std::printf("%s", qPrintable(viewport->backend()));
        for (const QPoint at : {QPoint(60, 10), QPoint(140, 10), QPoint(60, 90), QPoint(140, 90)})
            std::printf(" %s", qPrintable(image.pixelColor(at).name()));
        std::printf("\n");
        application.quit();
    });
    return application.exec();
}
