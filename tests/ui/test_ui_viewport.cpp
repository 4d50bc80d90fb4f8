// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/displayable.h"
#include "ui/viewport/raster_viewport.h"

#include <QImage>
#include <QTest>

using namespace reelout;

/// The viewport without OpenGL, pixel by pixel.
class TestUiViewport : public QObject {
    Q_OBJECT

    PicturePool m_pool;

    /// Two by two: red, green / blue, white; the fourth byte is `alpha`.
    PicturePtr fourColours(PixelFormat format, std::uint8_t alpha)
    {
        const std::shared_ptr<Picture> picture = m_pool.acquire(format, {2, 2});
        const bool isBgr = format != PixelFormat::Rgba8;
        const std::uint8_t colours[4][3] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}};
        for (int at = 0; at < 4; ++at) {
            std::uint8_t* p = picture->row(0, at / 2) + 4 * (at % 2);
            p[0] = colours[at][isBgr ? 2 : 0];
            p[1] = colours[at][1];
            p[2] = colours[at][isBgr ? 0 : 2];
            p[3] = alpha;
        }
        picture->serial = 1;
        return picture;
    }
    static QImage drawn(const PicturePtr& picture, const QRectF& target, Smoothness smoothness)
    {
        RasterViewport viewport(nullptr);
        viewport.resize(40, 20);
        viewport.showPicture(picture);
        viewport.setPlacement(target, smoothness);
        return viewport.grab().toImage().convertToFormat(QImage::Format_RGB32);
    }

private Q_SLOTS:
    void noOpenGlWithoutDisplay()
    {
        QVERIFY(!canUseOpenGl());
        QWidget parent;
        QCOMPARE(makeViewport(&parent)->backend(), QStringLiteral("raster"));
    }

    void colourOrder_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("bgra") << static_cast<int>(PixelFormat::Bgra8);
        QTest::newRow("bgrx") << static_cast<int>(PixelFormat::Bgrx8);
        QTest::newRow("rgba") << static_cast<int>(PixelFormat::Rgba8);
    }
    void colourOrder()
    {
        QFETCH(int, format);
        const QImage image = drawn(fourColours(static_cast<PixelFormat>(format), 255), QRectF(10, 0, 20, 20),
                                   Smoothness::Nearest);
        QCOMPARE(image.pixel(12, 2), qRgb(255, 0, 0));
        QCOMPARE(image.pixel(27, 2), qRgb(0, 255, 0));
        QCOMPARE(image.pixel(12, 17), qRgb(0, 0, 255));
        QCOMPARE(image.pixel(27, 17), qRgb(255, 255, 255));
        // Beside the picture is the background, and the edge is sharp.
        const QRgb background = QWidget().palette().color(QPalette::Dark).rgb();
        QCOMPARE(image.pixel(9, 10), background);
        QCOMPARE(image.pixel(30, 10), background);
        QCOMPARE(image.pixel(19, 2), qRgb(255, 0, 0));
        QCOMPARE(image.pixel(20, 2), qRgb(0, 255, 0));
    }

    void checkerShowsThroughAlpha()
    {
        const QImage clear =
            drawn(fourColours(PixelFormat::Bgra8, 0), QRectF(0, 0, 40, 20), Smoothness::Nearest);
        QCOMPARE(clear.pixel(1, 1), qRgb(82, 82, 82));
        QCOMPARE(clear.pixel(kCheckerSize + 1, 1), qRgb(107, 107, 107));
        // Bgrx's fourth byte means nothing.
        const QImage opaque =
            drawn(fourColours(PixelFormat::Bgrx8, 0), QRectF(0, 0, 40, 20), Smoothness::Nearest);
        QCOMPARE(opaque.pixel(1, 1), qRgb(255, 0, 0));
    }

    void linearBlends()
    {
        const QImage image =
            drawn(fourColours(PixelFormat::Bgrx8, 255), QRectF(0, 0, 40, 20), Smoothness::Linear);
        const QColor middle = image.pixelColor(19, 1);
        QVERIFY(middle.red() > 60 && middle.red() < 200);
        QVERIFY(middle.green() > 60 && middle.green() < 200);
    }

    void mipmapAveragesAll()
    {
        // Single white columns that a shrinking by 16 would miss or catch by chance.
        const std::shared_ptr<Picture> picture = m_pool.acquire(PixelFormat::Bgrx8, {640, 320});
        for (int y = 0; y < 320; ++y)
            for (int x = 0; x < 640; ++x)
                std::memset(picture->row(0, y) + 4 * x, x % 4 == 1 ? 255 : 0, 4);
        picture->serial = 1;
        const QImage image = drawn(picture, QRectF(0, 0, 40, 20), Smoothness::Mipmap);
        for (int x = 2; x < 38; ++x)
            QVERIFY2(std::abs(image.pixelColor(x, 10).red() - 64) < 12, qPrintable(QString::number(x)));
    }

    void otherFormatsAreConverted()
    {
        const std::shared_ptr<Picture> grey = m_pool.acquire(PixelFormat::Gray8, {4, 4});
        for (int y = 0; y < 4; ++y)
            std::memset(grey->row(0, y), 128, 4);
        DisplayConverter converter;
        const Result<PicturePtr> shown = converter.convert(grey);
        QVERIFY(shown);
        QCOMPARE(static_cast<int>((*shown)->format), static_cast<int>(PixelFormat::Bgra8));
        QCOMPARE(int((*shown)->row(0, 3)[12]), 128);
        const PicturePtr direct = fourColours(PixelFormat::Bgra8, 255);
        QCOMPARE((*converter.convert(direct)).get(), direct.get());
    }
};

QTEST_MAIN(TestUiViewport)
#include "test_ui_viewport.moc"
