// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/half_float.h"
#include "operators/project.h"
#include "support/temp_folder.h"
#include "ui/viewport/display_thread.h"
#include "ui/viewport/picture_saver.h"
#include "ui/viewport/pixel_probe.h"
#include "ui/viewport/raster_viewport.h"
#include "viewport_reference.h"

#include <QTest>

#include <atomic>
#include <cmath>
#include <cstring>
#include <random>

using namespace reelout;

/// The viewport without OpenGL and without a display, and what comes before it.
class TestUiViewport : public QObject {
    Q_OBJECT

    PicturePool m_pool;
    Project m_project;

    template <typename T>
    static void put(Picture& picture, int plane, int x, int y, std::initializer_list<T> samples)
    {
        std::memcpy(picture.row(plane, y) + x * static_cast<std::ptrdiff_t>(sizeof(T) * samples.size()),
                    samples.begin(), sizeof(T) * samples.size());
    }
    std::shared_ptr<Picture> picture(PixelFormat format, Size size, ColourSpec colour = {})
    {
        const std::shared_ptr<Picture> made = m_pool.acquire(format, size);
        const PixelFormatInfo& info = pixelFormatInfo(format);
        for (int plane = 0; plane < info.planes; ++plane)
            for (int y = 0; y < planeSize(format, size, plane).height; ++y)
                std::memset(made->row(plane, y), 0, planeRowBytes(format, size, plane));
        made->colour = colour;
        made->serial = 1;
        return made;
    }
    std::shared_ptr<Picture> plainYuv(PixelFormat format, ColourSpec colour, std::array<int, 3> codes)
    {
        const std::shared_ptr<Picture> made = picture(format, {4, 4}, colour);
        const bool isWide = pixelFormatInfo(format).bitsPerComponent > 8;
        for (int plane = 0; plane < 3; ++plane) {
            const Size size = planeSize(format, made->size, plane);
            const int code = codes[static_cast<std::size_t>(plane)];
            for (int y = 0; y < size.height; ++y)
                for (int x = 0; x < size.width; ++x)
                    isWide ? put<std::uint16_t>(*made, plane, x, y, {static_cast<std::uint16_t>(code)})
                           : put<std::uint8_t>(*made, plane, x, y, {static_cast<std::uint8_t>(code)});
        }
        return made;
    }
    RecordPlan plan(std::initializer_list<std::pair<const char*, QVariant>> values)
    {
        Operator* op = *m_project.add(QStringLiteral("moviefileout"));
        for (const auto& [name, value] : values)
            if (!op->params().set(QLatin1String(name), value))
                qFatal("a parameter was refused");
        return *makeRecordPlan(*op, 1.0);
    }
    DisplayPicture made(const PicturePtr& source, std::optional<RecordPlan> path = {},
                        bool keepsRange = false)
    {
        DisplayRequest request;
        request.path = std::move(path);
        request.keepsRange = keepsRange;
        return *DisplayMaker().make(source, request);
    }

private Q_SLOTS:
    void noOpenGlWithoutDisplay()
    {
        QVERIFY(!canUseOpenGl());
        QWidget parent;
        QCOMPARE(makeViewport(&parent)->backend(), QStringLiteral("raster"));
    }

    // The same as on a real screen, which test_ui_opengl looks at.
    void paintsLikeTheReference()
    {
        const QSize view(test::kCaseWidth, test::kCaseHeight);
        const QRgb background = qRgb(18, 19, 21);
        RasterPicture painter;
        for (const test::ViewportCase& each : test::viewportCases()) {
            const test::ViewportReference reference(each, view, background);
            QImage image(view, QImage::Format_RGB32);
            image.fill(background);
            painter.paint(*each.picture, reference.target(), each.look, image);
            const auto difference = reference.compare(image, 0.75);
            QVERIFY2(difference.wrong == 0, qPrintable(QStringLiteral("%1: %2 pixels, by %3")
                                                           .arg(each.name)
                                                           .arg(difference.wrong)
                                                           .arg(difference.greatest)));
        }
    }
    void theReferenceSeesWhatIsWrong()
    {
        const std::vector<test::ViewportCase> cases = test::viewportCases();
        const QSize view(test::kCaseWidth, test::kCaseHeight);
        const test::ViewportReference reference(cases.front(), view, 0xFF000000U);
        QImage image(view, QImage::Format_RGB32);
        image.fill(0xFF000000U);
        RasterPicture().paint(*cases.front().picture, reference.target().translated(1, 0), cases.front().look,
                              image);
        QVERIFY(reference.compare(image, 0.75).wrong > 100);
    }

    // Of a picture that follows only what changed is painted, to the same pixels.
    void changesArePaintedWhereTheyAre_data()
    {
        QTest::addColumn<bool>("inPlace");
        QTest::newRow("in the window") << true;
        QTest::newRow("elsewhere") << false;
    }
    void changesArePaintedWhereTheyAre()
    {
        QFETCH(bool, inPlace);
        std::mt19937 random(7);
        const auto upTo = [&](int limit) {
            return static_cast<int>(random() % static_cast<unsigned>(limit));
        };
        const Size size{61, 47};
        const auto scribble = [&](Picture& on, const Rect& part) {
            for (int y = part.y; y < part.bottom(); ++y)
                for (int x = part.x; x < part.right(); ++x)
                    for (int byte = 0; byte < 4; ++byte)
                        on.row(0, y)[4 * x + byte] = static_cast<std::uint8_t>(random());
        };
        for (const Smoothness smoothness : {Smoothness::Nearest, Smoothness::Linear, Smoothness::Mipmap}) {
            for (const QSize& shown : {QSize(20, 15), QSize(61, 47), QSize(150, 120)}) {
                RasterViewport viewport(nullptr);
                viewport.resize(160, 130);
                const QRect target({-7, 3}, shown);
                const ViewLook look{smoothness, ViewChannels::Rgb, 0.0};
                viewport.setPlacement(target);
                viewport.setLook(look);
                viewport.show();
                QVERIFY(QTest::qWaitForWindowExposed(&viewport));
                std::shared_ptr<Picture> last = picture(PixelFormat::Bgrx8, size);
                scribble(*last, {0, 0, size.width, size.height});
                last->serial = 1;
                viewport.showPicture(last, 5);
                if (!inPlace)
                    viewport.grab();
                for (int step = 0; step < 12; ++step) {
                    std::shared_ptr<Picture> next = picture(PixelFormat::Bgrx8, size);
                    for (int y = 0; y < size.height; ++y)
                        std::copy_n(last->row(0, y), 4 * size.width, next->row(0, y));
                    next->serial = last->serial + 1;
                    next->damageKnown = true;
                    for (int part = upTo(3); part >= 0; --part) {
                        const int x = upTo(size.width);
                        const int y = upTo(size.height);
                        next->damage.push_back({x, y, 1 + upTo(size.width - x), 1 + upTo(size.height - y)});
                        scribble(*next, next->damage.back());
                    }
                    viewport.showPicture(next, 5);
                    if (inPlace && step == 6) // what lay above it goes away
                        viewport.update(20, 10, 33, 40);
                    const auto seen = [&] {
                        const QPixmap shot =
                            inPlace ? viewport.screen()->grabWindow(viewport.winId()) : viewport.grab();
                        return shot.toImage().convertToFormat(QImage::Format_RGB32);
                    };
                    QImage whole(viewport.size(), QImage::Format_RGB32);
                    whole.fill(viewport.palette().color(QPalette::Dark));
                    RasterPicture().paint(*next, target, look, whole);
                    QTRY_COMPARE(seen(), whole);
                    last = next;
                }
            }
        }
    }

    // A preview slower than its source leaves pictures out; what they changed is not forgotten.
    void whatIsLeftOutIsNoGap()
    {
        const auto hub = std::make_shared<PictureHub>();
        std::atomic<int> ready{0};
        DisplayThread thread(systemClock(), [&ready] { ++ready; });
        DisplayRequest request;
        const auto publish = [&](std::uint64_t serial) {
            std::shared_ptr<Picture> next = picture(PixelFormat::Bgrx8, {8, 8});
            next->serial = serial;
            next->damageKnown = true;
            next->damage = {{static_cast<int>(serial), 0, 1, 1}};
            hub->publish(next);
        };
        publish(1);
        thread.show(hub, request);
        std::uint64_t count = 0;
        std::vector<Rect> changes;
        // The slot is taken late, so that the next picture is made of one that came long after.
        for (const std::uint64_t upTo : {std::uint64_t{1}, std::uint64_t{4}, std::uint64_t{6}}) {
            for (std::uint64_t serial = upTo == 1   ? 2
                                        : upTo == 4 ? 2
                                                    : 5;
                 upTo > 1 && serial <= upTo; ++serial)
                publish(serial);
            std::uint64_t reached = 0;
            while (reached < upTo) {
                std::optional<DisplayThread::Made> made;
                QTRY_VERIFY(made || (made = thread.take()));
                QVERIFY(made->picture);
                const Picture& shown = *made->picture->shown;
                QCOMPARE(shown.serial, ++count);
                QCOMPARE(shown.damageKnown, count > 1);
                changes.insert(changes.end(), shown.damage.begin(), shown.damage.end());
                reached = made->picture->source->serial;
            }
        }
        QCOMPARE(changes.size(), std::size_t{5});
        for (int at = 0; at < 5; ++at)
            QCOMPARE(changes[static_cast<std::size_t>(at)].x, at + 2);
    }

    void whatIsNoNumberIsBlack()
    {
        const std::shared_ptr<Picture> floats = picture(PixelFormat::RgbaF32, {2, 1});
        put<float>(*floats, 0, 0, 0, {std::nanf(""), INFINITY, -INFINITY, 1.0F});
        put<float>(*floats, 0, 1, 0, {1.0F, std::nanf(""), 0.5F, 1.0F});
        QImage image(4, 2, QImage::Format_RGB32);
        RasterPicture().paint(*floats, image.rect(), {Smoothness::Nearest, ViewChannels::Rgb, 0.0}, image);
        QCOMPARE(image.pixel(0, 0), qRgb(0, 255, 0));
        QCOMPARE(image.pixel(3, 1), qRgb(255, 0, 128));
    }

    void showableAsItIs_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("shown");
        const auto row = [](PixelFormat from, PixelFormat to) {
            QTest::addRow("%s", pixelFormatInfo(from).name) << static_cast<int>(from) << static_cast<int>(to);
        };
        for (const PixelFormat each : {PixelFormat::Bgra8, PixelFormat::Bgrx8, PixelFormat::Rgba8,
                                       PixelFormat::Rgba16, PixelFormat::RgbaF16, PixelFormat::RgbaF32})
            row(each, each);
        row(PixelFormat::Gray8, PixelFormat::Bgrx8);
        row(PixelFormat::Gray16, PixelFormat::Rgba16);
        row(PixelFormat::GrayF32, PixelFormat::RgbaF32);
        row(PixelFormat::Gbrp10, PixelFormat::Rgba16);
        row(PixelFormat::Gbrap8, PixelFormat::Bgra8);
        row(PixelFormat::Yuv420p8, PixelFormat::Bgrx8);
        row(PixelFormat::Yuva420p8, PixelFormat::Bgra8);
        row(PixelFormat::P010, PixelFormat::RgbaF16);
        row(PixelFormat::Yuyv8, PixelFormat::Bgrx8);
    }
    void showableAsItIs()
    {
        QFETCH(int, format);
        QFETCH(int, shown);
        const PicturePtr source = picture(static_cast<PixelFormat>(format), {6, 4});
        const DisplayPicture display = made(source);
        QCOMPARE(static_cast<int>(display.shown->format), shown);
        QCOMPARE(display.values.get(), source.get());
        if (format == shown)
            QCOMPARE(display.shown.get(), source.get());
    }

    // Against the equations of ITU-T H.273, with what goes beyond black and white.
    void yuvLooksRight_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<bool>("isFull");
        QTest::addColumn<bool>("isBt601");
        for (const PixelFormat format :
             {PixelFormat::Yuv420p8, PixelFormat::Yuv444p8, PixelFormat::Yuv422p10, PixelFormat::Yuv444p12})
            for (const bool isFull : {false, true})
                for (const bool isBt601 : {false, true})
                    QTest::addRow("%s %s %s", pixelFormatInfo(format).name, isFull ? "full" : "limited",
                                  isBt601 ? "601" : "709")
                        << static_cast<int>(format) << isFull << isBt601;
    }
    void yuvLooksRight()
    {
        QFETCH(int, format);
        QFETCH(bool, isFull);
        QFETCH(bool, isBt601);
        const auto yuv = static_cast<PixelFormat>(format);
        const int bits = pixelFormatInfo(yuv).bitsPerComponent;
        const int step = 1 << (bits - 8);
        const ColourSpec colour{isBt601 ? ColourMatrix::Bt601 : ColourMatrix::Bt709, ColourTransfer::Bt709,
                                isFull ? ColourRange::Full : ColourRange::Limited};
        const double kr = isBt601 ? 0.299 : 0.2126;
        const double kb = isBt601 ? 0.114 : 0.0722;
        const std::array<int, 3> codes[] = {{16 * step, 128 * step, 128 * step},
                                            {235 * step, 128 * step, 128 * step},
                                            {250 * step, 128 * step, 128 * step},
                                            {81 * step, 90 * step, 200 * step},
                                            {145 * step, 54 * step, 34 * step}};
        for (const auto& each : codes) {
            const double y = isFull ? each[0] / (256.0 * step - 1) : (each[0] - 16.0 * step) / (219.0 * step);
            const double range = isFull ? 256.0 * step - 1 : 224.0 * step;
            const double cb = (each[1] - 128.0 * step) / range;
            const double cr = (each[2] - 128.0 * step) / range;
            const double red = y + 2 * (1 - kr) * cr;
            const double blue = y + 2 * (1 - kb) * cb;
            const double wanted[3] = {red, (y - kr * red - kb * blue) / (1 - kr - kb), blue};
            for (const bool keepsRange : {false, true}) {
                const DisplayPicture display = made(plainYuv(yuv, colour, each), {}, keepsRange);
                const PixelValues shown = readPixel(*display.shown, 1, 1, {});
                const bool isDeep = bits > 8 || keepsRange;
                for (std::size_t c = 0; c < 3; ++c) {
                    if (isDeep)
                        QVERIFY(std::abs(shown.components[c].value - wanted[c]) < 0.002);
                    else
                        QVERIFY(std::abs(shown.components[c].value -
                                         255.0 * std::clamp(wanted[c], 0.0, 1.0)) <= 1.0);
                }
            }
            const PixelValues values = readPixel(*plainYuv(yuv, colour, each), 2, 3, {});
            for (std::size_t c = 0; c < 3; ++c) {
                QCOMPARE(values.components[c].value, double(each[c]));
                QCOMPARE((*values.rgb)[c], int(std::lround(wanted[c] * ((1 << bits) - 1))));
            }
        }
    }

    void valuesInTheirOwnDepth()
    {
        const std::shared_ptr<Picture> bytes = picture(PixelFormat::Bgra8, {3, 2});
        put<std::uint8_t>(*bytes, 0, 2, 1, {10, 20, 30, 40});
        QCOMPARE(pixelText(readPixel(*bytes, 2, 1, {})).simplified().replace(QChar(0x2007), QLatin1Char(' ')),
                 QStringLiteral("R 30 G 20 B 10 A 40"));
        const std::shared_ptr<Picture> words = picture(PixelFormat::Rgba16, {2, 2});
        put<std::uint16_t>(*words, 0, 1, 1, {65535, 1, 300, 40000});
        QCOMPARE(readPixel(*words, 1, 1, {}).components[2].value, 300.0);
        const std::shared_ptr<Picture> planar = picture(PixelFormat::Gbrp10, {2, 2});
        put<std::uint16_t>(*planar, 0, 1, 0, {std::uint16_t(512)});
        put<std::uint16_t>(*planar, 2, 1, 0, {std::uint16_t(1023)});
        const PixelValues ten = readPixel(*planar, 1, 0, {});
        QCOMPARE(ten.components[0].value, 1023.0);
        QCOMPARE(ten.components[1].value, 512.0);
        QCOMPARE(ten.digits, 4);
        const std::shared_ptr<Picture> halves = picture(PixelFormat::RgbaF16, {1, 1});
        put<std::uint16_t>(*halves, 0, 0, 0, {floatToHalf(12.5F), floatToHalf(-0.25F), 0, floatToHalf(1.0F)});
        QCOMPARE(readPixel(*halves, 0, 0, {}).components[0].value, 12.5);
        QVERIFY(pixelText(readPixel(*halves, 0, 0, {})).contains(QStringLiteral("-0.2500")));
        // P010 keeps its codes in the high bits.
        const std::shared_ptr<Picture> p010 = picture(PixelFormat::P010, {2, 2});
        put<std::uint16_t>(*p010, 0, 1, 1, {std::uint16_t(700 << 6)});
        QCOMPARE(readPixel(*p010, 1, 1, {}).components[0].value, 700.0);
    }
    void textNeverMoves()
    {
        const std::shared_ptr<Picture> bytes = picture(PixelFormat::Bgra8, {2, 1});
        put<std::uint8_t>(*bytes, 0, 0, 0, {0, 7, 99, 255});
        QCOMPARE(pixelText(readPixel(*bytes, 0, 0, {})).size(),
                 pixelText(readPixel(*bytes, 1, 0, {})).size());
    }
    void formatsInWords()
    {
        QCOMPARE(formatText(PixelFormat::Yuv422p10, kBt709Limited),
                 QStringLiteral("10-bit Y'CbCr 4:2:2, BT.709 limited"));
        QCOMPARE(
            formatText(PixelFormat::RgbaF16, {ColourMatrix::Rgb, ColourTransfer::Linear, ColourRange::Full}),
            QStringLiteral("16-bit float RGBA, linear"));
        QCOMPARE(formatText(PixelFormat::Bgrx8, kScreenColour), QStringLiteral("8-bit RGB"));
    }

    void afterThePicturePath()
    {
        const std::shared_ptr<Picture> floats = picture(PixelFormat::RgbaF32, {8, 6});
        for (int y = 0; y < 6; ++y)
            for (int x = 0; x < 8; ++x)
                put<float>(*floats, 0, x, y, {0.4F, 1.7F, -0.2F, 0.5F});
        // Nothing to do: the picture itself, in its own values.
        QCOMPARE(made(floats, plan({})).values.get(), static_cast<const Picture*>(floats.get()));
        // Resampled.
        const DisplayPicture half = made(floats, plan({{"outputresolution", QStringLiteral("half")}}));
        QCOMPARE(half.values->size, (Size{4, 3}));
        QCOMPARE(readPixel(*half.values, 1, 1, half.storage).components[1].value, double(1.7F));
        // Masked: green is gone.
        const DisplayPicture masked = made(floats, plan({{"chanmask", 0xF & ~2}}));
        QCOMPARE(readPixel(*masked.values, 1, 1, masked.storage).components[1].value, 0.0);
        // Stored in ten bits, and told in them.
        const DisplayPicture ten = made(floats, plan({{"format", QStringLiteral("rgb10a2fixed")}}));
        const PixelValues codes = readPixel(*ten.values, 1, 1, ten.storage);
        QCOMPARE(codes.components[0].value, std::round(0.4 * 1023));
        QCOMPARE(codes.components[1].value, 1023.0);
        QCOMPARE(codes.components[2].value, 0.0);
        QCOMPARE(codes.components[3].value, 2.0); // of three
        // Small floats have no sign.
        const DisplayPicture small = made(floats, plan({{"format", QStringLiteral("rgba11float")}}));
        const PixelValues eleven = readPixel(*small.values, 1, 1, small.storage);
        QCOMPARE(eleven.components.size(), std::size_t(3));
        QCOMPARE(eleven.components[0].value, 0.3984375);
        QCOMPARE(eleven.components[2].value, 0.0);
        // Eight bits of luma.
        const DisplayPicture mono = made(floats, plan({{"format", QStringLiteral("mono8fixed")}}));
        const PixelValues grey = readPixel(*mono.values, 1, 1, mono.storage);
        QCOMPARE(grey.components.size(), std::size_t(1));
        QCOMPARE(grey.components[0].value, 255.0);
    }
    void linearLightIsStoredAsTheFileHasIt()
    {
        const ColourSpec linear{ColourMatrix::Rgb, ColourTransfer::Linear, ColourRange::Full};
        const std::shared_ptr<Picture> light = picture(PixelFormat::RgbaF32, {2, 2}, linear);
        put<float>(*light, 0, 0, 0, {0.18F, 0.18F, 0.18F, 1.0F});
        const DisplayPicture fixed = made(light, plan({{"format", QStringLiteral("rgba8fixed")}}));
        QCOMPARE(fixed.values->colour, linear);
        QCOMPARE(readPixel(*fixed.values, 0, 0, fixed.storage).components[0].value, 46.0);
        const DisplayPicture srgb = made(light, plan({{"format", QStringLiteral("srgba8fixed")}}));
        QCOMPARE(srgb.values->colour, kScreenColour);
        QCOMPARE(readPixel(*srgb.values, 0, 0, srgb.storage).components[0].value, 118.0);
    }
    void largerThanATexture()
    {
        DisplayRequest request;
        request.limits.greatestSide = 16;
        const PicturePtr large = picture(PixelFormat::Bgrx8, {64, 20});
        const Result<DisplayPicture> display = DisplayMaker().make(large, request);
        QVERIFY(display);
        QCOMPARE(display->shown->size, (Size{16, 5}));
        QCOMPARE(display->values.get(), large.get());
        request.limits = {};
        request.limits.takesRgba16 = false;
        QCOMPARE(DisplayMaker().make(picture(PixelFormat::Gray16, {4, 4}), request)->shown->format,
                 PixelFormat::RgbaF32);
    }

    void onlyTheNewestIsPrepared()
    {
        std::mutex mutex;
        std::condition_variable ready;
        int filled = 0;
        DisplayThread thread(systemClock(), [&] {
            const std::scoped_lock lock(mutex);
            ++filled;
            ready.notify_all();
        });
        const auto hub = std::make_shared<PictureHub>();
        const auto publish = [&](std::uint64_t serial) {
            const std::shared_ptr<Picture> next = picture(PixelFormat::Bgrx8, {4, 4});
            next->serial = serial;
            hub->publish(next);
        };
        const auto await = [&](int count) {
            std::unique_lock lock(mutex);
            return ready.wait_for(lock, std::chrono::seconds(20), [&] { return filled >= count; });
        };
        thread.show(hub, {});
        publish(1);
        QVERIFY(await(1));
        // Nobody took it: nothing more is done, however many come.
        for (std::uint64_t serial = 2; serial <= 50; ++serial)
            publish(serial);
        QCOMPARE(thread.pictureCount(), std::uint64_t(1));
        QCOMPARE(thread.take()->picture->source->serial, std::uint64_t(1));
        QVERIFY(await(2));
        const auto second = thread.take();
        QCOMPARE(second->picture->source->serial, std::uint64_t(50));
        // Another order shows the newest again, in another stream.
        thread.show(hub, {});
        QVERIFY(await(3));
        const auto third = thread.take();
        QCOMPARE(third->picture->source->serial, std::uint64_t(50));
        QVERIFY(third->stream != second->stream);
        // At rest nothing is held and nothing is done.
        thread.rest();
        const std::weak_ptr<PictureHub> watched = hub;
        publish(51);
        publish(52);
        QVERIFY(!thread.take());
        QCOMPARE(thread.pictureCount(), std::uint64_t(3));
    }

    void stillsOfEveryDepth_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("extension");
        QTest::newRow("8") << int(PixelFormat::Bgra8) << QStringLiteral("png");
        QTest::newRow("10") << int(PixelFormat::Yuv422p10) << QStringLiteral("png");
        QTest::newRow("16") << int(PixelFormat::Rgba16) << QStringLiteral("png");
        QTest::newRow("half") << int(PixelFormat::RgbaF16) << QStringLiteral("exr");
        QTest::newRow("float") << int(PixelFormat::RgbaF32) << QStringLiteral("exr");
    }
    void stillsOfEveryDepth()
    {
        QFETCH(int, format);
        QFETCH(QString, extension);
        const test::TempFolder folder;
        PictureStill still;
        still.picture = picture(static_cast<PixelFormat>(format), {16, 8});
        still.folder = folder.path() + QStringLiteral("/made/for it");
        still.name = QStringLiteral("shot");
        for (int number = 1; number <= 3; ++number) {
            const Result<QString> path = writePictureStill(systemFiles(), still);
            QVERIFY(path);
            QCOMPARE(*path, QStringLiteral("%1/shot.%2.%3").arg(still.folder).arg(number).arg(extension));
            QVERIFY(QFileInfo(*path).size() > 0);
        }
        if (extension == QStringLiteral("png")) {
            const QImage image(still.folder + QStringLiteral("/shot.1.png"));
            QCOMPARE(image.size(), QSize(16, 8));
            QCOMPARE(image.depth() > 32, format != int(PixelFormat::Bgra8));
        }
    }
    void imagesAndBack()
    {
        QImage image(5, 3, QImage::Format_RGB32);
        image.fill(qRgb(10, 200, 30));
        image.setPixel(4, 2, qRgb(1, 2, 3));
        QCOMPARE(imageOf(pictureOf(image)).convertToFormat(QImage::Format_RGB32), image);
    }
};

QTEST_MAIN(TestUiViewport)
#include "test_ui_viewport.moc"
