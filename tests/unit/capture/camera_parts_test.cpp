// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/camera/camera_backends.h"
#include "capture/camera/camera_decoder.h"
#include "capture/camera/camera_format.h"
#include "capture/camera/camera_levels.h"
#include "capture/camera/camera_mode.h"
#include "capture/camera/camera_time.h"
#include "support/virtual_clock.h"

#include <QBuffer>
#include <QImage>
#include <QTest>

#include <array>
#include <cstring>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

std::shared_ptr<Picture> pictureFor(CameraLayout layout, Size size)
{
    static PicturePool pool;
    return pool.acquire(cameraFormat(layout).picture, size);
}

std::vector<int> row(const Picture& picture, int plane, int y, int count)
{
    std::vector<int> values;
    for (int x = 0; x < count; ++x)
        values.push_back(picture.row(plane, y)[x]);
    return values;
}

Status copy(CameraLayout layout, const std::vector<std::uint8_t>& bytes, Picture& picture,
            std::ptrdiff_t stride = 0, std::ptrdiff_t chromaStride = 0)
{
    const CameraMemory memory{bytes.data(), bytes.size(), stride, chromaStride};
    return copyCameraPicture(layout, std::span(&memory, 1), picture);
}

QByteArray jpeg(int quality)
{
    QImage image(64, 48, QImage::Format_RGB32);
    image.fill(QColor(200, 60, 20));
    for (int y = 0; y < 48; ++y) {
        for (int x = 32; x < 64; ++x)
            image.setPixelColor(x, y, QColor(20, 60, 200));
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPG", quality);
    return bytes;
}

DeviceInfo device(const char* id, const char* node, const char* unavailable = "")
{
    DeviceInfo info;
    info.id = q(id);
    info.node = q(node);
    info.unavailable = q(unavailable);
    return info;
}

} // namespace

class CameraPartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void packedPairsAreBroughtIntoOneOrder_data()
    {
        QTest::addColumn<int>("layout");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("YUYV") << int(CameraLayout::Yuyv) << QByteArray("\x01\x02\x03\x04", 4);
        QTest::newRow("UYVY") << int(CameraLayout::Uyvy) << QByteArray("\x02\x01\x04\x03", 4);
        QTest::newRow("YVYU") << int(CameraLayout::Yvyu) << QByteArray("\x01\x04\x03\x02", 4);
        QTest::newRow("VYUY") << int(CameraLayout::Vyuy) << QByteArray("\x04\x01\x02\x03", 4);
    }
    void packedPairsAreBroughtIntoOneOrder()
    {
        QFETCH(int, layout);
        QFETCH(QByteArray, bytes);
        const auto kind = static_cast<CameraLayout>(layout);
        const auto picture = pictureFor(kind, {2, 1});
        QVERIFY(copy(kind, {bytes.begin(), bytes.end()}, *picture));
        QCOMPARE(picture->format, PixelFormat::Yuyv8);
        QCOMPARE(row(*picture, 0, 0, 4), (std::vector{1, 2, 3, 4}));
    }

    void otherOrdersOfPlanesAndColours()
    {
        auto picture = pictureFor(CameraLayout::Nv21, {2, 2});
        QVERIFY(copy(CameraLayout::Nv21, {1, 2, 3, 4, 9, 8}, *picture)); // V before U
        QCOMPARE(row(*picture, 1, 0, 2), (std::vector{8, 9}));
        picture = pictureFor(CameraLayout::Nv16, {2, 2});
        QVERIFY(copy(CameraLayout::Nv16, {1, 2, 3, 4, 5, 6, 7, 8}, *picture));
        QCOMPARE(row(*picture, 1, 1, 1), std::vector{7});
        QCOMPARE(row(*picture, 2, 1, 1), std::vector{8});
        picture = pictureFor(CameraLayout::Yv12, {2, 2});
        QVERIFY(copy(CameraLayout::Yv12, {1, 2, 3, 4, 9, 8}, *picture));
        QCOMPARE(row(*picture, 1, 0, 1), std::vector{8});
        QCOMPARE(row(*picture, 2, 0, 1), std::vector{9});
        picture = pictureFor(CameraLayout::Rgbx, {1, 1});
        QVERIFY(copy(CameraLayout::Rgbx, {1, 2, 3, 4}, *picture));
        QCOMPARE(row(*picture, 0, 0, 3), (std::vector{3, 2, 1}));
        picture = pictureFor(CameraLayout::Bgr24, {1, 1});
        QVERIFY(copy(CameraLayout::Bgr24, {3, 2, 1}, *picture));
        QCOMPARE(row(*picture, 0, 0, 3), (std::vector{1, 2, 3}));
    }

    void picturesMayLieOverTheMemoryTheyCameIn()
    {
        constexpr std::size_t kMargin = 4096;
        alignas(64) static std::array<std::uint8_t, std::size_t(128) * 128 * 4> bytes;
        CameraMemory memory{bytes.data(), std::size_t(128) * 128 * 3 / 2, 128};
        const auto lay = [&](CameraLayout layout, Size size = {128, 128}) {
            Picture picture;
            picture.format = cameraFormat(layout).picture;
            picture.size = size;
            return layCameraPicture(layout, std::span(&memory, 1), kMargin, picture) ? std::optional(picture)
                                                                                     : std::nullopt;
        };
        auto picture = lay(CameraLayout::I420);
        QVERIFY(picture);
        QCOMPARE(picture->row(0, 1), bytes.data() + 128);
        QCOMPARE(picture->row(1, 1), bytes.data() + 128 * 128 + 64);
        QCOMPARE(picture->row(2, 0), bytes.data() + 128 * 128 * 5 / 4);
        picture = lay(CameraLayout::Yv12);
        QVERIFY(picture);
        QCOMPARE(picture->row(2, 0), bytes.data() + 128 * 128);
        QCOMPARE(picture->row(1, 0), bytes.data() + 128 * 128 * 5 / 4);
        picture = lay(CameraLayout::Nv12);
        QVERIFY(picture);
        QCOMPARE(picture->row(1, 1), bytes.data() + 128 * 129);
        QVERIFY(!lay(CameraLayout::Nv21)); // must be put in another order
        QVERIFY(!lay(CameraLayout::Uyvy));
        QVERIFY(!lay(CameraLayout::Mjpeg));
        QVERIFY(!lay(CameraLayout::Nv12, {128, 130})); // too short
        memory.stride = 4096;                          // as long rows are read behind the last one
        memory.bytes = bytes.size();
        QVERIFY(!lay(CameraLayout::Grey, {128, 16}));
        memory.stride = 132;
        QVERIFY(!lay(CameraLayout::Grey, {128, 16})); // rows of encoders are aligned
        memory = {bytes.data() + 4, std::size_t(128) * 128, 128};
        QVERIFY(!lay(CameraLayout::Grey, {128, 16}));
    }

    void tenBitsStayTenBits()
    {
        const std::array<std::uint16_t, 4> pair{1023, 512, 64, 940}; // Y U Y V
        std::vector<std::uint8_t> bytes;
        for (const std::uint16_t value : pair) {
            const auto top = static_cast<std::uint16_t>(value << 6);
            bytes.push_back(static_cast<std::uint8_t>(top & 0xFF));
            bytes.push_back(static_cast<std::uint8_t>(top >> 8));
        }
        const auto picture = pictureFor(CameraLayout::Y210, {2, 1});
        QCOMPARE(picture->format, PixelFormat::Yuv422p10);
        QVERIFY(copy(CameraLayout::Y210, bytes, *picture));
        const auto word = [&](int plane, int x) {
            std::uint16_t value = 0;
            std::memcpy(&value, picture->row(plane, 0) + std::ptrdiff_t(x) * 2, 2);
            return int(value);
        };
        QCOMPARE(word(0, 0), 1023);
        QCOMPARE(word(0, 1), 64);
        QCOMPARE(word(1, 0), 512);
        QCOMPARE(word(2, 0), 940);
    }

    void whatIsTooShortIsRefused_data()
    {
        QTest::addColumn<int>("layout");
        for (const CameraFormat& format : cameraFormats()) {
            if (!format.isCompressed)
                QTest::newRow(format.token) << int(format.layout);
        }
    }
    void whatIsTooShortIsRefused()
    {
        QFETCH(int, layout);
        const auto kind = static_cast<CameraLayout>(layout);
        constexpr Size kOdd{7, 5};
        const auto picture = pictureFor(kind, kOdd);
        std::vector<std::uint8_t> bytes(cameraPictureBytes(kind, kOdd));
        QVERIFY(copy(kind, bytes, *picture));
        bytes.pop_back();
        QCOMPARE(copy(kind, bytes, *picture).error().code, ErrorCode::InvalidData);
        QCOMPARE(copy(kind, bytes, *picture, 3).error().code, ErrorCode::InvalidData);   // rows overlap
        QCOMPARE(copy(kind, bytes, *picture, -64).error().code, ErrorCode::InvalidData); // upside down
        QCOMPARE(copy(kind, {}, *picture).error().code, ErrorCode::InvalidData);
    }

    void jpegsAreDecodedToWhatTheyWereMadeOf()
    {
        Result<std::unique_ptr<CameraDecoder>> decoder = CameraDecoder::open(CameraLayout::Mjpeg);
        QVERIFY(decoder);
        const QByteArray bytes = jpeg(100);
        const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.constData());
        const Timestamp when(5s);
        const Result<std::shared_ptr<Picture>> picture =
            (*decoder)->decode(data, static_cast<std::size_t>(bytes.size()), when);
        QVERIFY(picture && *picture);
        QVERIFY(pixelFormatInfo((*picture)->format).isYuv);
        QCOMPARE((*picture)->size, (Size{64, 48}));
        QCOMPARE((*picture)->captured, when);
        QCOMPARE((*picture)->colour.matrix, ColourMatrix::Bt601);
        QCOMPARE((*picture)->colour.range, ColourRange::Full);
        // 0.299 R + 0.587 G + 0.114 B
        QVERIFY(std::abs((*picture)->row(0, 24)[8] - 97) <= 2);
        QVERIFY(std::abs((*picture)->row(0, 24)[56] - 64) <= 2);
        // What is cut off or nonsense harms nothing that follows.
        const auto isNone = [&](const std::uint8_t* coded, std::size_t size) {
            const Result<std::shared_ptr<Picture>> broken = (*decoder)->decode(coded, size, when);
            return !broken || !*broken;
        };
        const std::array<std::uint8_t, 64> nonsense{1, 2, 3};
        QVERIFY(isNone(data, 3));
        QVERIFY(isNone(nonsense.data(), nonsense.size()));
        QVERIFY(isNone(data, 0));
        const auto again = (*decoder)->decode(data, static_cast<std::size_t>(bytes.size()), when + 1s);
        QVERIFY(again && *again);
        QCOMPARE((*again)->captured, when + 1s);
    }

    void timesOnOurClockAreTaken()
    {
        VirtualClock clock;
        CameraTime time(clock);
        const Timestamp start = clock.now() + 10s;
        clock.advanceTo(start + 20ms);
        QCOMPARE(time.of(start), start);
        clock.advanceTo(start + 95ms); // late
        QCOMPARE(time.of(start + 33ms), start + 33ms);
        QCOMPARE(time.of(start + 33ms), start + 33ms + 1ns); // twice the same
        QCOMPARE(time.of(start + 5s), start + 95ms);         // of the future
        QVERIFY(time.of(std::nullopt) > start + 95ms);
    }

    /// A device with a clock of its own: its intervals stay true, whatever the way takes.
    void timesOfAnotherClockKeepTheirDistances()
    {
        VirtualClock clock;
        CameraTime time(clock);
        const Timestamp start = clock.now() + 100s;
        std::vector<Timestamp> placed;
        for (int i = 0; i < 300; ++i) {
            const Duration late = i % 7 == 3 ? 9ms : i % 5 == 0 ? 0ms : 4ms;
            clock.advanceTo(start + i * 40ms + late);
            placed.push_back(time.of(Timestamp(3s + i * 40ms)));
        }
        for (std::size_t i = 101; i < placed.size(); ++i) {
            const Duration interval = placed[i] - placed[i - 1];
            QVERIFY2(interval > 39900us && interval < 40100us, qPrintable(QString::number(interval.count())));
            QVERIFY(placed[i] <= start + static_cast<int>(i) * 40ms + 9ms);
        }
        // It begins anew: what was true before is no more.
        clock.advanceTo(start + 20s);
        QCOMPARE(time.of(Timestamp(1ms)), start + 20s);
    }

    void modesAreChosen()
    {
        const std::vector<CameraMode> offered{
            {q("mjpeg"), {3840, 2160}, FrameRate(30, 1)}, {q("yuyv"), {3840, 2160}, FrameRate(5, 1)},
            {q("yuyv"), {1920, 1080}, FrameRate(30, 1)},  {q("mjpeg"), {1920, 1080}, FrameRate(60, 1)},
            {q("nv12"), {1920, 1080}, FrameRate(60, 1)},  {q("nv12"), {1920, 1080}, FrameRate(120, 1)}};
        const auto choose = [&](const char* format, std::optional<Size> size, std::optional<FrameRate> rate) {
            CameraSpec spec;
            spec.format = q(format);
            spec.size = size;
            spec.rate = rate;
            const Result<CameraMode> mode = chooseCameraMode(offered, spec, q("Cam"));
            return mode ? static_cast<int>(std::find(offered.begin(), offered.end(), *mode) - offered.begin())
                        : -1;
        };
        QCOMPARE(choose("", {}, {}), 0);                   // the largest that is fluent
        QCOMPARE(choose("yuyv", {}, {}), 2);               // not 5 pictures a second
        QCOMPARE(choose("", Size{1920, 1080}, {}), 4);     // not compressed, 60
        QCOMPARE(choose("", {}, FrameRate(120, 1)), 5);    // as asked
        QCOMPARE(choose("yuyv", Size{3840, 2160}, {}), 1); // as asked
        QCOMPARE(choose("yuyv", Size{1920, 1080}, FrameRate(60, 1)), -1);
        const Result<CameraMode> none = chooseCameraMode({}, {}, q("Cam"));
        QVERIFY(!none && none.error().detail.contains(q("Cam offers no format")));
    }

    void sizesAndRatesAsText()
    {
        QCOMPARE(cameraSize(cameraSizeToken({1280, 720})), std::optional(Size{1280, 720}));
        for (const char* text : {"", "1280", "1280x", "x720", "0x0", "1280x720x2", "axb"})
            QVERIFY(!cameraSize(q(text)));
        QCOMPARE(cameraRateLabel(FrameRate(30000, 1001)), q("29.97 fps"));
        QCOMPARE(cameraRateLabel(FrameRate(30, 1)), q("30 fps"));
    }

    void levelsAreAPlaceInTheDevicesRange()
    {
        QCOMPARE(placeInRange(0.0, 0, 20, 100, 1), 20LL);
        QCOMPARE(placeInRange(1.0, 0, 20, 100, 1), 100LL);
        QCOMPARE(placeInRange(-1.0, 0, 20, 100, 1), 0LL);
        QCOMPARE(placeInRange(0.5, 0, 20, 100, 1), 60LL);
        QCOMPARE(placeInRange(-0.5, -64, 0, 64, 1), -32LL);
        QCOMPARE(placeInRange(0.5, 0, 0, 250, 50), 150LL); // to the nearest step
        QCOMPARE(placeInRange(7.0, 0, 20, 100, 1), 100LL);
        QCOMPARE(placeInRange(0.3, 5, 5, 5, 0), 5LL);
    }

    /// What the kernel and PipeWire both offer is one device.
    void nobodyIsListedTwice()
    {
        const auto ids = [](const std::vector<DeviceInfo>& list) {
            QStringList all;
            for (const DeviceInfo& each : list)
                all << each.id;
            return all;
        };
        QCOMPARE(ids(joinCameraLists({{device("usb:1", "/dev/video0"), device("usb:2", "/dev/video2")},
                                      {device("pipewire:a", "/dev/video0"), device("pipewire:b", "")}})),
                 QStringList({q("usb:1"), q("usb:2"), q("pipewire:b")}));
        // Whoever can open it.
        QCOMPARE(ids(joinCameraLists({{device("usb:1", "/dev/video0", "not for you")},
                                      {device("pipewire:a", "/dev/video0")}})),
                 QStringList(q("pipewire:a")));
        QCOMPARE(ids(joinCameraLists({{device("usb:1", "/dev/video0", "not for you")}, {}})),
                 QStringList(q("usb:1")));
    }
};

QTEST_GUILESS_MAIN(CameraPartsTest)
#include "camera_parts_test.moc"
