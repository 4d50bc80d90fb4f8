// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/picture_sequence.h"
#include "capture/generators/frame_code.h"
#include "capture/source.h"
#include "support/process.h"
#include "support/temp_folder.h"
#include "support/virtual_clock.h"

#include <QFile>
#include <QImage>
#include <QTest>

#include <cstring>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

bool ffmpeg(const QStringList& arguments)
{
    const ProcessResult result = runProcess(
        QStringLiteral("ffmpeg"),
        QStringList{QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-y")} + arguments);
    if (result.exitCode != 0)
        qWarning("%s", result.error.constData());
    return result.exitCode == 0;
}

QStringList noise(const QString& format, int frames = 4)
{
    return {QStringLiteral("-f"),        QStringLiteral("lavfi"),
            QStringLiteral("-i"),        QStringLiteral("testsrc2=s=66x38:r=25"),
            QStringLiteral("-frames:v"), QString::number(frames),
            QStringLiteral("-pix_fmt"),  format};
}

/// The file's pictures as ffmpeg decodes them, bytes as they lie in `format`.
QByteArray rawOf(const QString& path, const QString& format)
{
    return runProcess(QStringLiteral("ffmpeg"),
                      {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-i"), path,
                       QStringLiteral("-f"), QStringLiteral("rawvideo"), QStringLiteral("-pix_fmt"), format,
                       QStringLiteral("-")})
        .out;
}

PictureFileSpec specOf(const QString& path)
{
    PictureFileSpec spec;
    spec.path = path;
    return spec;
}

std::vector<PicturePtr> readAll(const QString& path)
{
    std::vector<PicturePtr> pictures;
    Result<std::unique_ptr<PictureReader>> reader = openPictureFile(specOf(path));
    while (reader) {
        const Result<PicturePtr> picture = (*reader)->next();
        if (!picture || !*picture)
            break;
        pictures.push_back(*picture);
    }
    return pictures;
}

QByteArray bytesOf(const Picture& picture)
{
    QByteArray bytes;
    for (int plane = 0; plane < pixelFormatInfo(picture.format).planes; ++plane) {
        const std::size_t rowBytes = planeRowBytes(picture.format, picture.size, plane);
        for (int y = 0; y < planeSize(picture.format, picture.size, plane).height; ++y)
            bytes.append(static_cast<const char*>(static_cast<const void*>(picture.row(plane, y))),
                         static_cast<qsizetype>(rowBytes));
    }
    return bytes;
}

QByteArray bytesOf(const std::vector<PicturePtr>& pictures)
{
    QByteArray bytes;
    for (const PicturePtr& picture : pictures)
        bytes += bytesOf(*picture);
    return bytes;
}

struct Case {
    const char* made;    ///< pixel format of the file
    const char* compare; ///< the same values as FFmpeg lays them out
    PixelFormat wanted;
    const char* extension;
    const char* encoder;
};

constexpr Case kCases[] = {
    {"yuv420p", "yuv420p", PixelFormat::Yuv420p8, "mkv", "ffv1"},
    {"yuvj420p", "yuvj420p", PixelFormat::Yuv420p8, "avi", "mjpeg"},
    {"yuv422p10le", "yuv422p10le", PixelFormat::Yuv422p10, "mkv", "ffv1"},
    {"yuv444p12le", "yuv444p12le", PixelFormat::Yuv444p12, "mkv", "ffv1"},
    {"yuva420p", "yuva420p", PixelFormat::Yuva420p8, "mkv", "ffv1"},
    {"yuva444p10le", "yuva444p10le", PixelFormat::Yuva444p10, "mkv", "ffv1"},
    {"bgr0", "bgr0", PixelFormat::Bgrx8, "mkv", "ffv1"},
    {"bgra", "bgra", PixelFormat::Bgra8, "mkv", "ffv1"},
    {"gbrp10le", "gbrp10le", PixelFormat::Gbrp10, "mkv", "ffv1"},
    {"gbrap16le", "gbrap16le", PixelFormat::Gbrap16, "mkv", "ffv1"},
    {"gray16le", "gray16le", PixelFormat::Gray16, "mkv", "ffv1"},
    {"rgb24", "rgb24", PixelFormat::Rgb8, "mov", "png"},
    {"rgba", "rgba", PixelFormat::Rgba8, "mov", "png"},
    {"rgb48be", "gbrp16le", PixelFormat::Gbrp16, "mov", "png"},
    {"rgba64be", "rgba64le", PixelFormat::Rgba16, "mov", "png"},
    {"gray16be", "gray16le", PixelFormat::Gray16, "mov", "png"},
    {"ya8", "rgba", PixelFormat::Rgba8, "mov", "png"},
    {"bgr24", "rgb24", PixelFormat::Rgb8, "avi", "rawvideo"},
    {"uyvy422", "yuv422p", PixelFormat::Yuv422p8, "mov", "rawvideo"},
    {"rgb555le", nullptr, PixelFormat::Rgb8, "nut", "rawvideo"},
    {"pal8", "bgra", PixelFormat::Rgba8, "gif", "gif"},
    {"yuva422p10le", nullptr, PixelFormat::Yuva444p10, "mkv", "ffv1"},
    {"yuv411p", nullptr, PixelFormat::Yuv444p8, "mkv", "ffv1"},
    {"yuv444p16le", nullptr, PixelFormat::Yuv444p12, "mkv", "ffv1"},
};

} // namespace

class MovieFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFormatKeepsItsValues_data()
    {
        QTest::addColumn<int>("row");
        for (int row = 0; row < int(std::size(kCases)); ++row)
            QTest::addRow("%s %s", kCases[row].made, kCases[row].encoder) << row;
    }

    void everyFormatKeepsItsValues()
    {
        QFETCH(int, row);
        const Case& about = kCases[row];
        const TempFolder folder;
        const QString path = folder(QStringLiteral("in.") + QLatin1String(about.extension));
        QStringList arguments = noise(QLatin1String(about.made));
        if (about.made == QByteArray("pal8"))
            arguments = {QStringLiteral("-f"),        QStringLiteral("lavfi"),
                         QStringLiteral("-i"),        QStringLiteral("testsrc2=s=66x38:r=25"),
                         QStringLiteral("-frames:v"), QStringLiteral("4")};
        QVERIFY(ffmpeg(arguments + QStringList{QStringLiteral("-c:v"), QLatin1String(about.encoder), path}));
        const std::vector<PicturePtr> pictures = readAll(path);
        QCOMPARE(pictures.size(), 4U);
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            QCOMPARE(pictures[i]->serial, i + 1);
            QCOMPARE(pictures[i]->size, (Size{66, 38}));
            if (about.made != QByteArray("pal8")) // decodes as whatever it likes
                QCOMPARE(pixelFormatName(pictures[i]->format), pixelFormatName(about.wanted));
            const Duration late = pictures[i]->captured.time_since_epoch() - FrameRate(25, 1).timeOf(int(i));
            QVERIFY(late <= 1ms && late >= -1ms);
        }
        if (about.compare == nullptr || about.made == QByteArray("pal8"))
            return;
        QVERIFY(bytesOf(pictures) == rawOf(path, QLatin1String(about.compare)));
    }

    void lengthAndRateAreKnownBeforehand()
    {
        const TempFolder folder;
        const QString path = folder(QStringLiteral("a.mkv"));
        QVERIFY(ffmpeg(noise(QStringLiteral("yuv420p"), 37) +
                       QStringList{QStringLiteral("-c:v"), QStringLiteral("ffv1"), path}));
        const auto reader = openPictureFile(specOf(path));
        QVERIFY(reader);
        QCOMPARE((*reader)->length(), 37);
        QCOMPARE((*reader)->rate(), FrameRate(25, 1));
    }

    /// B-frames come in the order they are shown.
    void orderIsThatOfPresentation()
    {
        const TempFolder folder;
        const QString path = folder(QStringLiteral("a.mp4"));
        QVERIFY(ffmpeg(noise(QStringLiteral("yuv420p"), 60) +
                       QStringList{QStringLiteral("-c:v"), QStringLiteral("libx264"), QStringLiteral("-bf"),
                                   QStringLiteral("3"), path}));
        const std::vector<PicturePtr> pictures = readAll(path);
        QCOMPARE(pictures.size(), 60U);
        QVERIFY(bytesOf(pictures) == rawOf(path, QStringLiteral("yuv420p")));
    }

    void floatsAreLinearLight()
    {
        const TempFolder folder;
        const QString path = folder(QStringLiteral("a.exr"));
        QVERIFY(ffmpeg({QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"),
                        QStringLiteral("color=c=0x804020:s=8x8,format=gbrapf32le"),
                        QStringLiteral("-frames:v"), QStringLiteral("1"), QStringLiteral("-c:v"),
                        QStringLiteral("exr"), QStringLiteral("-format"), QStringLiteral("float"), path}));
        const std::vector<PicturePtr> pictures = readAll(path);
        QCOMPARE(pictures.size(), 1U);
        QCOMPARE(pictures[0]->format, PixelFormat::RgbaF32);
        QCOMPARE(pictures[0]->colour.transfer, ColourTransfer::Linear);
        std::array<float, 4> pixel{};
        std::memcpy(pixel.data(), pictures[0]->row(0, 3) + 16 * 3, sizeof pixel);
        QVERIFY(pixel[0] > pixel[1] && pixel[1] > pixel[2] && pixel[2] > 0.0F);
        QCOMPARE(pixel[3], 1.0F);
    }

    void colourIsWhatTheFileSays()
    {
        const TempFolder folder;
        const auto colourOf = [&](const QStringList& tags) {
            const QString path = folder(QStringLiteral("c.mkv"));
            if (!ffmpeg(noise(QStringLiteral("yuv420p"), 1) + tags +
                        QStringList{QStringLiteral("-c:v"), QStringLiteral("ffv1"), path}))
                return ColourSpec();
            const std::vector<PicturePtr> pictures = readAll(path);
            return pictures.empty() ? ColourSpec() : pictures[0]->colour;
        };
        const QStringList bt709{QStringLiteral("-colorspace"),  QStringLiteral("bt709"),
                                QStringLiteral("-color_range"), QStringLiteral("tv"),
                                QStringLiteral("-color_trc"),   QStringLiteral("bt709")};
        QCOMPARE(colourOf(bt709), kBt709Limited);
        QCOMPARE(colourOf({}).matrix, ColourMatrix::Bt601); // it is small
        QCOMPARE(colourOf({QStringLiteral("-colorspace"), QStringLiteral("bt709"),
                           QStringLiteral("-color_range"), QStringLiteral("pc")})
                     .range,
                 ColourRange::Full);
    }

    void sequencesGoOnWhileThereIsANextNumber()
    {
        const TempFolder folder;
        const auto name = [&](const char* text) { return folder(QString::fromLatin1(text)); };
        QVERIFY(ffmpeg(noise(QStringLiteral("rgb24"), 12) + QStringList{QStringLiteral("-start_number"),
                                                                        QStringLiteral("95"),
                                                                        name("my.take.2.%d.png")}));
        QVERIFY(QFile::remove(name("my.take.2.105.png"))); // a hole ends it
        const std::optional<PictureSequence> sequence = pictureSequence(name("my.take.2.95.png"));
        QVERIFY(sequence);
        QCOMPARE(sequence->length(), 10); // 95 to 104, over the edge of the digits
        QCOMPARE(readAll(name("my.take.2.98.png")).size(), 7U);
        QCOMPARE(readAll(name("my.take.2.104.png")).size(), 1U);
        QVERIFY(!pictureSequence(name("my.take.2.104.png")));
        QVERIFY(QFile::copy(name("my.take.2.95.png"), name("still.png")));
        QCOMPARE(readAll(name("still.png")).size(), 1U);
        QVERIFY(QFile::copy(name("my.take.2.95.png"), name("with%03d:odd name.png")));
        QCOMPARE(readAll(name("with%03d:odd name.png")).size(), 1U);
        // A folder's number is not the name's.
        QVERIFY(!pictureSequence(QStringLiteral("/takes/7/still.png")));
    }

    void whatCantBeReadIsAnError()
    {
        const TempFolder folder;
        QCOMPARE(openPictureFile(specOf(folder(QStringLiteral("none.mov")))).error().code,
                 ErrorCode::NotFound);
        QFile text(folder(QStringLiteral("a.mov")));
        QVERIFY(text.open(QIODevice::WriteOnly) && text.write("no movie at all") > 0);
        text.close();
        QVERIFY(!openPictureFile(specOf(text.fileName())));
        const QString sound = folder(QStringLiteral("a.wav"));
        QVERIFY(ffmpeg({QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"),
                        QStringLiteral("sine=d=0.1"), sound}));
        QCOMPARE(openPictureFile(specOf(sound)).error().code, ErrorCode::Unsupported);
    }

    void playsInTimeAndLoops()
    {
        const TempFolder folder;
        const QString path = folder(QStringLiteral("a.mkv"));
        QVERIFY(ffmpeg(noise(QStringLiteral("yuv420p"), 5) +
                       QStringList{QStringLiteral("-c:v"), QStringLiteral("ffv1"), path}));
        VirtualClock clock;
        PictureFileSpec spec = specOf(path);
        spec.playback.speed = 2.0; // 20 ms a picture
        Result<std::unique_ptr<PictureSource>> source = makePictureFile(spec, clock);
        QVERIFY(source);
        const auto hub = std::make_shared<PictureHub>();
        const Timestamp zero = clock.now();
        QVERIFY((*source)->start(hub));
        QVERIFY(hub->latest() && hub->latest()->captured == zero);
        // Two rounds and a bit: nobody leaves a picture out or shows it at another time.
        for (std::uint64_t serial = 2; serial <= 12; ++serial) {
            clock.advance(20ms);
            const PicturePtr picture = hub->waitNewerThan(serial - 1, 30s, {});
            QVERIFY(picture);
            QCOMPARE(picture->serial, serial);
            const Duration at = picture->captured - zero;
            const Duration off = at - static_cast<std::int64_t>(serial - 1) * 20ms;
            QVERIFY2(off <= 1ms && off >= -1ms, qPrintable(QString::number(off.count())));
        }
        (*source)->stop();
    }

    void withoutPlayItStands()
    {
        const TempFolder folder;
        const QString path = folder(QStringLiteral("a.mkv"));
        QVERIFY(ffmpeg(noise(QStringLiteral("yuv420p"), 5) +
                       QStringList{QStringLiteral("-c:v"), QStringLiteral("ffv1"), path}));
        VirtualClock clock;
        PictureFileSpec spec = specOf(path);
        spec.playback.plays = false;
        Result<std::unique_ptr<PictureSource>> source = makePictureFile(spec, clock);
        QVERIFY(source);
        const auto hub = std::make_shared<PictureHub>();
        QVERIFY((*source)->start(hub));
        const Timestamp later = clock.now() + 1s;
        while (clock.now() < later)
            clock.advance(100ms);
        // It goes on saying that nothing changes.
        QTRY_VERIFY((clock.advance(50ms), hub->reportedUntil() >= later));
        QCOMPARE(hub->latest()->serial, 1U);
        (*source)->stop();
    }
};

QTEST_GUILESS_MAIN(MovieFileTest)
#include "test_movie_file.moc"
