// SPDX-License-Identifier: GPL-3.0-or-later
#include "still_fixture.h"

#include "media/half_float.h"
#include "support/process.h"

#include <QFile>
#include <QRegularExpression>

#include <cmath>
#include <cstring>
#include <random>

namespace reelout::test {

namespace {

std::shared_ptr<Picture> emptyPicture(PixelFormat format, Size size)
{
    PicturePool pool;
    std::shared_ptr<Picture> picture = pool.acquire(format, size);
    picture->colour = kScreenColour;
    if (pixelFormatInfo(format).isFloat)
        picture->colour.transfer = ColourTransfer::Linear;
    return picture;
}

template <typename T>
T load(const std::uint8_t* from)
{
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

/// Sets component `index` of a row's samples, whatever their type, to a value of 0 to 1 and beyond.
void setSample(Picture& picture, int y, std::ptrdiff_t index, double value)
{
    std::uint8_t* row = picture.row(0, y);
    const auto code = [value](double most) { return std::lround(std::clamp(value, 0.0, 1.0) * most); };
    const auto put = [row, index](auto sample) {
        std::memcpy(row + index * std::ptrdiff_t(sizeof sample), &sample, sizeof sample);
    };
    switch (picture.format) {
    case PixelFormat::Rgba16:
        return put(static_cast<std::uint16_t>(code(65535.0)));
    case PixelFormat::RgbaF16:
        return put(floatToHalf(static_cast<float>(value)));
    case PixelFormat::RgbaF32:
        return put(static_cast<float>(value));
    default:
        return put(static_cast<std::uint8_t>(code(255.0)));
    }
}

} // namespace

std::shared_ptr<Picture> noisePicture(PixelFormat format, Size size, unsigned seed)
{
    std::shared_ptr<Picture> picture = emptyPicture(format, size);
    std::mt19937 random(seed);
    const bool isFloat = pixelFormatInfo(format).isFloat;
    std::uniform_real_distribution<double> distribution(isFloat ? -0.5 : 0.0, isFloat ? 2.0 : 1.0);
    const std::ptrdiff_t samples =
        static_cast<std::ptrdiff_t>(format == PixelFormat::Rgb8 ? 3 : 4) * size.width;
    for (int y = 0; y < size.height; ++y) {
        for (std::ptrdiff_t i = 0; i < samples; ++i)
            setSample(*picture, y, i, distribution(random));
    }
    return picture;
}

std::shared_ptr<Picture> softPicture(PixelFormat format, Size size)
{
    std::shared_ptr<Picture> picture = emptyPicture(format, size);
    const std::ptrdiff_t step = format == PixelFormat::Rgb8 ? 3 : 4;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            for (std::ptrdiff_t i = 0; i < step; ++i)
                setSample(*picture, y, step * x + i,
                          0.5 + 0.4 * std::sin(0.09 * x + 0.05 * y * double(i + 1) + double(i)));
        }
    }
    return picture;
}

std::array<double, 4> pixelOf(const Picture& picture, int x, int y)
{
    const std::uint8_t* row = picture.row(0, y);
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(picture.format == PixelFormat::Rgb8 ? 3 : 4) * x;
    const bool isBgr = picture.format == PixelFormat::Bgra8 || picture.format == PixelFormat::Bgrx8;
    std::array<double, 4> pixel{0.0, 0.0, 0.0, 1.0};
    const std::ptrdiff_t count = pixelFormatInfo(picture.format).hasAlpha ? 4 : 3;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        const std::ptrdiff_t index = at + (isBgr && i < 3 ? 2 - i : i);
        double& value = pixel[static_cast<std::size_t>(i)];
        if (picture.format == PixelFormat::Rgba16)
            value = load<std::uint16_t>(row + 2 * index) / 65535.0;
        else if (picture.format == PixelFormat::RgbaF16)
            value = static_cast<double>(halfToFloat(load<std::uint16_t>(row + 2 * index)));
        else if (picture.format == PixelFormat::RgbaF32)
            value = static_cast<double>(load<float>(row + 4 * index));
        else
            value = row[index] / 255.0;
    }
    return pixel;
}

QStringList pixelFormatTokens()
{
    QStringList tokens{QStringLiteral("useinput"),    QStringLiteral("rgba8fixed"),
                       QStringLiteral("srgba8fixed"), QStringLiteral("rgba16float"),
                       QStringLiteral("rgba32float"), QStringLiteral("rgb10a2fixed"),
                       QStringLiteral("rgba16fixed"), QStringLiteral("rgba11float"),
                       QStringLiteral("rgb16float"),  QStringLiteral("rgb32float")};
    for (const char* channels : {"mono", "rg", "a", "monoalpha"}) {
        for (const char* depth : {"8fixed", "16fixed", "16float", "32float"})
            tokens.append(QString::fromLatin1(channels) + QString::fromLatin1(depth));
    }
    return tokens;
}

QString StillFolder::write(const QString& name, const Picture& picture, const StillSpec& spec,
                           StillEffort effort, std::span<const PicturePtr> layers)
{
    const Result<StillBytes> bytes = encodeStill(picture, spec, effort, layers);
    if (!bytes) {
        error = bytes.error().detail;
        return {};
    }
    data = QByteArray(reinterpret_cast<const char*>(bytes->data()), qsizetype(bytes->size()));
    QFile file(m_folder(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(data) != data.size()) {
        error = file.errorString();
        return {};
    }
    return file.fileName();
}

QMap<QString, ReadPicture> readWithOpenImageIo(const QStringList& paths)
{
    static const QRegularExpression head(
        QStringLiteral("^(\\S+)\\s+:\\s+(\\d+) x\\s+(\\d+), (\\d+) channel, (\\w+)"));
    static const QRegularExpression pixel(QStringLiteral("^\\s+Pixel \\(\\d+, \\d+\\): ([^(]+)"));
    const ProcessResult result =
        runProcess(QStringLiteral("oiiotool"),
                   QStringList{QStringLiteral("--no-autopremult"), QStringLiteral("--dumpdata")} + paths);
    QMap<QString, ReadPicture> pictures;
    ReadPicture* current = nullptr;
    double most = 1.0;
    for (const QString& line : QString::fromUtf8(result.out).split(QLatin1Char('\n'))) {
        if (const auto match = head.match(line); match.hasMatch()) {
            current = &pictures[match.captured(1)];
            current->size = {match.captured(2).toInt(), match.captured(3).toInt()};
            current->channels = match.captured(4).toInt();
            current->sampleType = match.captured(5);
            most = current->sampleType == QLatin1String("uint8")    ? 255.0
                   : current->sampleType == QLatin1String("uint16") ? 65535.0
                                                                    : 1.0;
        } else if (const auto values = pixel.match(line); current != nullptr && values.hasMatch()) {
            for (const QString& value : values.captured(1).split(QLatin1Char(' '), Qt::SkipEmptyParts))
                current->values.push_back(value.toDouble() / most);
        }
    }
    pictures.removeIf([](const auto& entry) {
        return entry->values.size() != std::size_t(entry->size.width * entry->size.height * entry->channels);
    });
    return pictures;
}

QString describe(const QString& path)
{
    return QString::fromUtf8(runProcess(QStringLiteral("iinfo"), {QStringLiteral("-v"), path}).out);
}

} // namespace reelout::test
