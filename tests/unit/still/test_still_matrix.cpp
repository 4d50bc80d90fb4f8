// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "still_fixture.h"

#include <QTest>

#include <cmath>

using namespace reelout;
using namespace reelout::test;

namespace {

/// One file of the matrix.
struct Cell {
    QString path;
    QString name;
    std::shared_ptr<Picture> picture;
    StillLayout layout;
};

/// The channels a reader should find, from R G B A.
std::vector<double> stored(const std::array<double, 4>& pixel, StillChannels channels)
{
    switch (channels) {
    case StillChannels::Rgba:
        return {pixel[0], pixel[1], pixel[2], pixel[3]};
    case StillChannels::Rgb:
        return {pixel[0], pixel[1], pixel[2]};
    case StillChannels::MonoAlpha:
        return {pixel[0], pixel[3]};
    case StillChannels::Rg:
        return {pixel[0], pixel[1]};
    case StillChannels::Mono:
    case StillChannels::Alpha:
        break;
    }
    return {pixel[0]};
}

/// How far a value may be from what was given, in the format's own precision.
double tolerance(const QString& type, const Cell& cell, const std::vector<double>& wanted)
{
    if (type == QLatin1String("hdr")) // eight bits for the brightest of three
        return *std::max_element(wanted.begin(), wanted.end()) / 255.0;
    if (type == QLatin1String("jpeg"))
        return 0.06;
    if (type == QLatin1String("webp") && cell.layout.hasAlpha())
        return 0.51 / 255.0;
    return cell.layout.isFloat() ? 2e-7 : 1e-9;
}

/// What OpenImageIO's reader makes of it before it hands it over.
void readAs(const QString& type, const Cell& cell, std::vector<double>& values)
{
    if (type == QLatin1String("hdr")) {
        for (double& value : values)
            value = std::max(value, 0.0);
    }
    if (type == QLatin1String("webp") && cell.layout.hasAlpha()) {
        for (std::size_t channel = 0; channel < 3; ++channel)
            values[channel] *= values[3];
    }
}

QString difference(const QString& type, const Cell& cell, const ReadPicture& read)
{
    const Size size = cell.picture->size;
    if (read.size != size)
        return QStringLiteral("is %1 x %2").arg(read.size.width).arg(read.size.height);
    if (read.channels != cell.layout.channelCount())
        return QStringLiteral("has %1 channels").arg(read.channels);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            std::vector<double> wanted = stored(pixelOf(*cell.picture, x, y), cell.layout.channels);
            readAs(type, cell, wanted);
            for (int channel = 0; channel < read.channels; ++channel) {
                const double found = read.value(x, y, channel);
                const double expected = wanted[static_cast<std::size_t>(channel)];
                if (!(std::abs(found - expected) <= tolerance(type, cell, wanted)))
                    return QStringLiteral("pixel %1,%2 channel %3: %4 for %5")
                        .arg(x)
                        .arg(y)
                        .arg(channel)
                        .arg(found)
                        .arg(expected);
            }
        }
    }
    return {};
}

QString sampleTypeOf(StillSample sample)
{
    switch (sample) {
    case StillSample::Bits8:
        return QStringLiteral("uint8");
    case StillSample::Half:
        return QStringLiteral("half");
    case StillSample::Float:
        return QStringLiteral("float");
    default:
        return QStringLiteral("uint16");
    }
}

StillSpec specOf(const QString& type, const QString& pixelFormat, PixelFormat input)
{
    StillSpec spec;
    spec.type = type;
    spec.pixelFormat = pixelFormat;
    spec.inputFormat = input;
    spec.quality = 1.0;
    spec.webpLossless = true;
    return spec;
}

} // namespace

/// Every format, DDS apart, in every Pixel Format and of inputs with and without alpha, at odd sizes, read
/// back by OpenImageIO.
class StillMatrixTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPixelFormatComesBack_data()
    {
        QTest::addColumn<QString>("type");
        for (const StillFormat& format : stillFormats()) {
            if (format.token != QLatin1String("dds"))
                QTest::newRow(qPrintable(format.token)) << format.token;
        }
    }

    void everyPixelFormatComesBack()
    {
        QFETCH(QString, type);
        StillFolder folder;
        std::vector<Cell> cells;
        const Size sizes[] = {{13, 7}, {1, 1}, {9, 1}};
        for (const QString& token : pixelFormatTokens()) {
            for (const PixelFormat input : {PixelFormat::Bgrx8, PixelFormat::Bgra8, PixelFormat::Rgba16,
                                            PixelFormat::RgbaF16, PixelFormat::RgbaF32}) {
                const bool usesInput = token == QLatin1String("useinput");
                if (!usesInput && input != PixelFormat::Bgra8)
                    continue;
                for (const Size size : sizes) {
                    if (size != sizes[0] && !usesInput)
                        continue;
                    const StillSpec spec = specOf(type, token, input);
                    const bool isSoft = type == QLatin1String("jpeg");
                    Cell cell;
                    const PixelFormat format = stillPictureFormat(spec);
                    cell.picture = isSoft ? softPicture(format, size) : noisePicture(format, size);
                    cell.layout = stillLayout(spec);
                    cell.name = QStringLiteral("%1.%2.%3x%4")
                                    .arg(token, pixelFormatName(input))
                                    .arg(size.width)
                                    .arg(size.height);
                    cell.path = folder.write(
                        cell.name + QLatin1Char('.') + stillFormat(type)->extensions.first(), *cell.picture,
                        spec, cells.size() % 2 == 0 ? StillEffort::Small : StillEffort::Quick);
                    QVERIFY2(!cell.path.isEmpty(), qPrintable(cell.name + folder.error));
                    cells.push_back(cell);
                }
            }
        }
        QStringList paths;
        for (const Cell& cell : cells)
            paths.append(cell.path);
        const QMap<QString, ReadPicture> read = readWithOpenImageIo(paths);
        QStringList wrong;
        for (const Cell& cell : cells) {
            if (!read.contains(cell.path)) {
                wrong.append(cell.name + QStringLiteral(" can't be read"));
                continue;
            }
            const ReadPicture& picture = read[cell.path];
            if (const QString text = difference(type, cell, picture); !text.isEmpty())
                wrong.append(cell.name + QLatin1Char(' ') + text);
            if (type != QLatin1String("hdr") && picture.sampleType != sampleTypeOf(cell.layout.sample))
                wrong.append(cell.name + QLatin1Char(' ') + picture.sampleType);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }
};

QTEST_GUILESS_MAIN(StillMatrixTest)
#include "test_still_matrix.moc"
