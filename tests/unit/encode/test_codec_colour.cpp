// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "image/picture_path.h"
#include "movie_fixture.h"
#include "support/media_probe.h"
#include "support/temp_folder.h"

#include <QTest>

#include <array>
#include <cstring>

using namespace reelout;
using namespace reelout::test;

// What a screen showed is what another program shows: flat colours at quality 1, through our conversion,
// every codec and pixel format, and ffmpeg's own decoding and conversion by the tags it finds in the file.

namespace {

constexpr Size kSize{256, 128};
constexpr int kPatch = 32;

// Blue, green, red.
constexpr std::array<std::array<int, 3>, 8> kColours{{{255, 255, 255},
                                                      {0, 0, 0},
                                                      {0, 0, 255},
                                                      {0, 255, 0},
                                                      {255, 0, 0},
                                                      {0, 255, 255},
                                                      {128, 128, 128},
                                                      {200, 120, 30}}};

PicturePtr patches()
{
    static PicturePool pool;
    const std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Bgra8, kSize);
    picture->colour = kScreenColour;
    for (int y = 0; y < kSize.height; ++y) {
        std::uint8_t* pixel = picture->row(0, y);
        for (int x = 0; x < kSize.width; ++x, pixel += 4) {
            const auto& colour = kColours[static_cast<std::size_t>(x / kPatch)];
            for (std::size_t channel = 0; channel < 3; ++channel)
                pixel[channel] = static_cast<std::uint8_t>(colour[channel]);
            pixel[3] = 255;
        }
    }
    return picture;
}

// Greatest difference of 255 from the screen.
int tolerance(const QString& codec, const QString& format)
{
    if (format.startsWith(QLatin1String("gray")))
        return 255; // has no colour to compare
    if (codec == QLatin1String("hap") || codec == QLatin1String("hapq"))
        return 5; // 5 and 6 bits an endpoint
    return 3;     // 2, and ffmpeg's own rounding on the way back
}

struct Row {
    QString codec;
    QString type;
    QString format;
    QString container;
};

MovieSpec specOf(const Row& row, Size size)
{
    MovieSpec spec = smallSpec(size.width, size.height);
    spec.codec = row.codec;
    spec.codecType = row.type;
    spec.pixelFormat = row.format;
    spec.quality = 1.0;
    return spec;
}

Status recordPicture(const QString& path, const MovieSpec& spec, const PicturePtr& screen, int frames)
{
    auto writer = openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
    if (!writer)
        return writer.error();
    PicturePathSpec conversion;
    conversion.outputFormat = (*writer)->pictureFormat();
    conversion.outputColour = (*writer)->pictureColour();
    conversion.outputSize = (*writer)->pictureSize();
    PicturePath converter(conversion);
    const Result<PicturePtr> converted = converter.process(screen);
    if (!converted)
        return converted.error();
    for (int n = 0; n < frames; ++n)
        REELOUT_TRY((*writer)->writePicture(*converted, n));
    const Result<WrittenFile> file = (*writer)->finish(farFuture());
    return file ? Status() : Status(file.error());
}

} // namespace

class TestCodecColour final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void flatColoursAreTheScreens_data() { addRows(); }
    void flatColoursAreTheScreens();
    void tagsSayWhatItIs_data() { addRows(); }
    void tagsSayWhatItIs();
    void extremeSizes_data() { addRows(); }
    void extremeSizes();

private:
    static void addRows()
    {
        QTest::addColumn<QStringList>("row");
        for (const Codec& codec : CodecCatalog::instance().codecs()) {
            for (const CodecType& type : codec.types) {
                if (!type.unavailable.isEmpty() || type.isHardware || !isDecodedByFfmpeg(type.token))
                    continue;
                for (const CodecPixelFormat& format : type.pixelFormats) {
                    const QStringList row{codec.token, type.token, format.token, type.containers.front()};
                    QTest::newRow(qPrintable(row.join(QLatin1Char(' ')).simplified())) << row;
                }
            }
        }
    }
    static Row row()
    {
        QFETCH(QStringList, row);
        return {row[0], row[1], row[2], row[3]};
    }

    TempFolder m_folder;
    int m_number = 0;
};

void TestCodecColour::flatColoursAreTheScreens()
{
    const Row here = row();
    const QString path = m_folder(QStringLiteral("%1.%2").arg(++m_number).arg(here.container));
    const Status recorded = recordPicture(path, specOf(here, kSize), patches(), 3);
    QVERIFY2(recorded, recorded ? "" : qPrintable(recorded.error().detail));
    const std::vector<QByteArray> pictures = decodePictures(path, kSize.width, kSize.height);
    QCOMPARE(pictures.size(), std::size_t{3});
    for (std::size_t patch = 0; patch < kColours.size(); ++patch) {
        // The middle of the patch: chroma of other patches does not reach there.
        const qsizetype x = static_cast<qsizetype>(patch) * kPatch + kPatch / 2;
        const qsizetype at = (qsizetype(kSize.height / 2) * kSize.width + x) * 4;
        for (qsizetype channel = 0; channel < 3; ++channel) {
            const int have = static_cast<std::uint8_t>(pictures[2][at + channel]);
            const int want = kColours[patch][static_cast<std::size_t>(channel)];
            QVERIFY2(std::abs(have - want) <= tolerance(here.codec, here.format),
                     qPrintable(QStringLiteral("patch %1 channel %2: %3 instead of %4")
                                    .arg(patch)
                                    .arg(channel)
                                    .arg(have)
                                    .arg(want)));
        }
    }
}

void TestCodecColour::tagsSayWhatItIs()
{
    const Row here = row();
    const QString path = m_folder(QStringLiteral("%1.%2").arg(++m_number).arg(here.container));
    QVERIFY(recordPicture(path, specOf(here, kSize), patches(), 2));
    const QJsonObject video = probeMedia(path).video;
    const CodecPixelFormat format = *CodecCatalog::instance().pixelFormat(here.codec, here.type, here.format);
    const QString matrix = video.value(QStringLiteral("color_space")).toString();
    const QString range = video.value(QStringLiteral("color_range")).toString();
    if (format.colour == kBt709Limited) {
        QCOMPARE(matrix, QStringLiteral("bt709"));
        QVERIFY2(range == QLatin1String("tv") || range.isEmpty(), qPrintable(range));
        QCOMPARE(video.value(QStringLiteral("color_primaries")).toString(), QStringLiteral("bt709"));
        QCOMPARE(video.value(QStringLiteral("color_transfer")).toString(), QStringLiteral("bt709"));
    } else if (format.colour == kVp8Colour) {
        QCOMPARE(matrix, QStringLiteral("smpte170m"));
    } else if (format.colour == kJfifColour) {
        QVERIFY2(matrix == QLatin1String("bt470bg") || matrix == QLatin1String("smpte170m"),
                 qPrintable(matrix));
        QCOMPARE(range, QStringLiteral("pc"));
    } else {
        QVERIFY2(matrix == QLatin1String("gbr") || matrix.isEmpty(), qPrintable(matrix));
        QVERIFY2(range != QLatin1String("tv"), qPrintable(range));
    }
}

// The smallest picture there is, and one eight thousand pixels wide.
void TestCodecColour::extremeSizes()
{
    const Row here = row();
    static PicturePool pool;
    for (const Size size : {Size{2, 2}, Size{8192, 64}}) {
        const std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Bgra8, size);
        picture->colour = kScreenColour;
        for (int y = 0; y < size.height; ++y)
            std::memset(picture->row(0, y), 0x80, static_cast<std::size_t>(size.width) * 4);
        const QString path = m_folder(QStringLiteral("%1.%2").arg(++m_number).arg(here.container));
        const MovieSpec spec = specOf(here, size);
        const Status checked = CodecCatalog::instance().check(spec, here.container);
        if (!checked) {
            // The catalogue knew, before any file was made.
            QVERIFY2(checked.error().detail.contains(QString::number(size.width)),
                     qPrintable(checked.error().detail));
            continue;
        }
        const Status recorded = recordPicture(path, spec, picture, 2);
        QVERIFY2(recorded,
                 recorded
                     ? ""
                     : qPrintable(QStringLiteral("%1: %2").arg(size.width).arg(recorded.error().detail)));
        const DecodedMovie movie = decodeMovie(path);
        QVERIFY2(movie.error.isEmpty(),
                 qPrintable(QStringLiteral("%1: %2").arg(size.width).arg(movie.error)));
        QCOMPARE(movie.pictures.size(), std::size_t{2});
        QCOMPARE(decodeErrors(path), QString());
    }
}

QTEST_GUILESS_MAIN(TestCodecColour)
#include "test_codec_colour.moc"
