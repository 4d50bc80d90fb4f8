// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/picture_stage.h"
#include "viewport_cases.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QScreen>
#include <QTest>
#include <QWidget>

#include <cstdio>
#include <cstring>
#include <ctime>

using namespace reelout;

namespace {

/// What is on the screen where the viewport is, in device pixels.
QImage onScreen(const QWidget& widget)
{
    const double scale = widget.devicePixelRatioF();
    QImage screen = widget.screen()->grabWindow(0).toImage();
    screen.setDevicePixelRatio(1.0);
    const QPointF corner = QPointF(widget.mapToGlobal(QPoint())) * scale;
    return screen.copy(QRect(corner.toPoint(), widget.size() * scale));
}

/// Until what was asked for is on the screen.
void settle(Viewport& viewport)
{
    viewport.widget()->repaint();
    for (int round = 0; round < 3; ++round) {
        viewport.widget()->update();
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents();
    }
}

/// Processor time of one picture of a screen's size, from its arrival to the screen, all threads together.
int bench(QApplication& application)
{
    constexpr int kPictures = 60;
    QWidget window;
    window.setGeometry(0, 0, 940, 540);
    PictureStage stage(&window);
    stage.setGeometry(5, 5, 930, 523);
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return 1;
    const Size size{1920, 1080};
    PicturePool pool;
    for (const PixelFormat format : {PixelFormat::Bgrx8, PixelFormat::Bgra8, PixelFormat::RgbaF16}) {
        for (const Smoothness smoothness : {Smoothness::Nearest, Smoothness::Linear, Smoothness::Mipmap}) {
            stage.setLook({smoothness, ViewChannels::OverChecker, 0.0});
            const std::clock_t begun = std::clock();
            for (int number = 0; number < kPictures; ++number) {
                const std::shared_ptr<Picture> picture = pool.acquire(format, size);
                for (int y = 0; y < size.height; ++y)
                    std::memset(picture->row(0, y), 40 + number, planeRowBytes(format, size, 0));
                picture->serial = static_cast<std::uint64_t>(number) + 1;
                stage.showPicture({picture, picture, picture, std::nullopt}, 1);
                stage.viewport().widget()->repaint();
                application.processEvents();
            }
            const double seconds = double(std::clock() - begun) / CLOCKS_PER_SEC;
            std::printf("%s %s %d: %.1f ms\n", qPrintable(stage.viewport().backend()),
                        pixelFormatInfo(format).name, static_cast<int>(smoothness),
                        1000.0 * seconds / kPictures);
        }
    }
    return 0;
}

} // namespace

/// Shows each case in a window and saves what is then on the screen as NAME.png in the folder given. Prints
/// the back end and the scale. With --bench prints what a picture costs in place of that.
int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    if (application.arguments().contains(QStringLiteral("--bench")))
        return bench(application);
    const QDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."));
    QWidget window;
    window.setGeometry(0, 0, 240, 180);
    PictureStage stage(&window);
    // Begins and ends between two device pixels at a scale of 1.5.
    stage.setGeometry(13, 7, test::kCaseWidth, test::kCaseHeight);
    Viewport& viewport = stage.viewport();
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return 1;
    std::printf("%s %g", qPrintable(viewport.backend()), stage.devicePixelRatioF());
    std::uint64_t stream = 0;
    for (const test::ViewportCase& each : test::viewportCases()) {
        DisplayPicture picture{each.picture, each.picture, each.picture, std::nullopt};
        stage.setFillMode(fillModeFromToken(each.fill));
        stage.setLook(each.look);
        stage.showPicture(picture, ++stream);
        stage.fit();
        if (each.target)
            viewport.setPlacement(*each.target);
        settle(viewport);
        if (!onScreen(*viewport.widget()).save(folder.filePath(each.name + QStringLiteral(".png"))))
            return 2;
    }
    const QSize seen = viewport.widget()->size() * stage.devicePixelRatioF();
    std::printf(" %d %d %s\n", seen.width(), seen.height(),
                qPrintable(stage.palette().color(QPalette::Dark).name()));
    return 0;
}
