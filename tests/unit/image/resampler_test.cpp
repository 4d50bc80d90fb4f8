// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/resampler.h"
#include "test_pictures.h"

#include <QTest>

#include <cmath>
#include <cstring>

using namespace reelout;
using namespace reelout::test;

namespace {

/// Weight of source sample `from` in target sample `to`, from the definition.
double weight(int from, int to, int source, int target, Smoothness smoothness)
{
    const double scale = double(source) / target;
    const double centre = (to + 0.5) * scale;
    if (smoothness == Smoothness::Nearest)
        return std::floor(centre) == from ? 1.0 : 0.0;
    if (smoothness == Smoothness::Mipmap && target < source) {
        const double covered = std::min((to + 1) * scale, from + 1.0) - std::max(to * scale, double(from));
        return std::max(covered, 0.0) / scale;
    }
    const double clamped = std::clamp(centre, 0.5, source - 0.5);
    return std::max(0.0, 1.0 - std::abs(from + 0.5 - clamped));
}

/// One target pixel by brute force in double, alpha weighed.
std::array<double, 4> wantedPixel(const Picture& source, Size target, int x, int y, Smoothness smoothness)
{
    std::array<double, 4> sum{};
    for (int row = 0; row < source.size.height; ++row) {
        const double rowWeight = weight(row, y, source.size.height, target.height, smoothness);
        if (rowWeight == 0.0)
            continue;
        for (int column = 0; column < source.size.width; ++column) {
            const double w = rowWeight * weight(column, x, source.size.width, target.width, smoothness);
            const std::array<double, 4> colour = colourAt(source, column, row);
            for (std::size_t i = 0; i < 3; ++i)
                sum[i] += w * colour[i] * colour[3];
            sum[3] += w * colour[3];
        }
    }
    for (std::size_t i = 0; i < 3; ++i)
        sum[i] = sum[3] > 0.0 ? sum[i] / sum[3] : 0.0;
    return sum;
}

std::shared_ptr<Picture> scaled(const Picture& source, Size size, Smoothness smoothness)
{
    auto target = makePicture(source.format, size, 5);
    Resampler(smoothness).draw(source, *target, {0, 0, size.width, size.height});
    return target;
}

double greatestDifference(const Picture& source, const Picture& result, Smoothness smoothness)
{
    double greatest = 0.0;
    for (int y = 0; y < result.size.height; ++y) {
        for (int x = 0; x < result.size.width; ++x) {
            const std::array<double, 4> wanted = wantedPixel(source, result.size, x, y, smoothness);
            const std::array<double, 4> got = colourAt(result, x, y);
            for (std::size_t i = 0; i < 4; ++i)
                greatest = std::max(greatest, 255.0 * std::abs(wanted[i] - got[i]));
        }
    }
    return greatest;
}

} // namespace

class ResamplerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTheDefinition_data()
    {
        QTest::addColumn<int>("smoothness");
        QTest::addColumn<int>("format");
        for (const Smoothness smoothness : {Smoothness::Nearest, Smoothness::Linear, Smoothness::Mipmap}) {
            for (const PixelFormat format : {PixelFormat::Bgra8, PixelFormat::Bgrx8, PixelFormat::Rgba8})
                QTest::addRow("%d %s", int(smoothness), pixelFormatInfo(format).name)
                    << int(smoothness) << int(format);
        }
    }

    void equalsTheDefinition()
    {
        QFETCH(int, smoothness);
        QFETCH(int, format);
        const auto how = static_cast<Smoothness>(smoothness);
        const auto source = makePicture(static_cast<PixelFormat>(format), {23, 17}, 3);
        fillRandom(*source, 11);
        for (const Size size :
             {Size{46, 34}, Size{11, 8}, Size{5, 40}, Size{40, 3}, Size{23, 9}, Size{1, 1}, Size{24, 18}}) {
            const auto result = scaled(*source, size, how);
            QVERIFY(guardsAreIntact(*result, 5));
            const bool isNearest = how == Smoothness::Nearest;
            // Nearest copies pixels, whose colour stays also where they are transparent.
            if (isNearest) {
                for (int y = 0; y < size.height; ++y) {
                    for (int x = 0; x < size.width; ++x) {
                        const int fromX = (2 * x + 1) * source->size.width / (2 * size.width);
                        const int fromY = (2 * y + 1) * source->size.height / (2 * size.height);
                        QCOMPARE(colourAt(*result, x, y), colourAt(*source, fromX, fromY));
                    }
                }
            } else {
                const double difference = greatestDifference(*source, *result, how);
                QVERIFY2(difference <= 0.51, qPrintable(QString::number(difference)));
            }
        }
    }

    void floatsEqualTheDefinition()
    {
        const auto source = makePicture(PixelFormat::RgbaF32, {23, 17}, 3);
        std::minstd_rand random(5);
        for (int y = 0; y < 17; ++y) {
            for (int x = 0; x < 23; ++x) {
                std::array<float, 4> pixel{};
                for (float& value : pixel)
                    value = static_cast<float>(random() % 100000) / 25000.0F - 1.0F;
                pixel[3] = static_cast<float>(random() % 1000 + 1) / 1000.0F;
                std::memcpy(source->row(0, y) + 16 * x, pixel.data(), sizeof pixel);
            }
        }
        for (const Smoothness how : {Smoothness::Nearest, Smoothness::Linear, Smoothness::Mipmap}) {
            for (const Size size : {Size{46, 34}, Size{11, 8}, Size{5, 40}, Size{1, 1}, Size{24, 18}}) {
                const double difference =
                    greatestDifference(*source, *scaled(*source, size, how), how) / 255.0;
                QVERIFY2(difference <= 2e-5, qPrintable(QString::number(difference)));
            }
        }
    }

    void transparentColoursDontBleed()
    {
        auto source = makePicture(PixelFormat::Bgra8, {4, 4});
        fillColour(*source, 0, 0, 200, 255);
        for (int y = 0; y < 4; ++y) {
            for (int x = 0; x < 2; ++x)
                source->row(0, y)[4 * x] = 255, source->row(0, y)[4 * x + 3] = 0;
        }
        for (const Smoothness how : {Smoothness::Linear, Smoothness::Mipmap}) {
            const auto result = scaled(*source, {3, 3}, how);
            const std::uint8_t* middle = result->row(0, 1) + 4;
            QCOMPARE(int(middle[0]), 0);
            QCOMPARE(int(middle[2]), 200);
            QCOMPARE(int(middle[3]), 128);
        }
    }

    void flatStaysFlat()
    {
        auto source = makePicture(PixelFormat::Bgra8, {37, 29});
        fillColour(*source, 13, 200, 255, 255);
        for (const Smoothness how : {Smoothness::Nearest, Smoothness::Linear, Smoothness::Mipmap}) {
            for (const Size size : {Size{101, 77}, Size{7, 5}, Size{1, 1}}) {
                auto wanted = makePicture(PixelFormat::Bgra8, size);
                fillColour(*wanted, 13, 200, 255, 255);
                QVERIFY(bytesOf(*scaled(*source, size, how)) == bytesOf(*wanted));
            }
        }
    }

    void mipmapDoesNotSparkle()
    {
        // Black and white columns: linear at a third picks single columns, mipmap is grey everywhere.
        auto source = makePicture(PixelFormat::Bgra8, {120, 6});
        fillColour(*source, 0, 0, 0, 255);
        for (int y = 0; y < 6; ++y) {
            for (int x = 0; x < 120; x += 2)
                std::fill_n(source->row(0, y) + 4 * static_cast<std::ptrdiff_t>(x), 3, std::uint8_t(255));
        }
        const auto result = scaled(*source, {20, 2}, Smoothness::Mipmap);
        for (int x = 0; x < 20; ++x)
            QCOMPARE(int(result->row(0, 0)[4 * x]), 128);
    }

    void floatsAreNotClamped()
    {
        auto source = makePicture(PixelFormat::RgbaF32, {2, 1});
        const float pixels[] = {4.0F, -1.0F, 0.0F, 1.0F, 8.0F, -3.0F, 0.5F, 1.0F};
        std::memcpy(source->row(0, 0), pixels, sizeof pixels);
        auto target = makePicture(PixelFormat::RgbaF32, {1, 1});
        Resampler(Smoothness::Mipmap).draw(*source, *target, {0, 0, 1, 1});
        float result[4];
        std::memcpy(result, target->row(0, 0), sizeof result);
        QCOMPARE(result[0], 6.0F);
        QCOMPARE(result[1], -2.0F);
        QCOMPARE(result[2], 0.25F);
        QCOMPARE(result[3], 1.0F);
    }

    void fitIsCentredAndInside()
    {
        const Rect wide = fitCentred({200, 100}, {100, 100});
        QVERIFY(wide == (Rect{0, 25, 100, 50}));
        const Rect tall = fitCentred({50, 100}, {100, 100});
        QVERIFY(tall == (Rect{25, 0, 50, 100}));
        const Rect thin = fitCentred({10000, 1}, {100, 100});
        QVERIFY(thin == (Rect{0, 49, 100, 1}));
        QVERIFY(fitCentred({1920, 1080}, {3840, 2160}) == (Rect{0, 0, 3840, 2160}));
    }
};

QTEST_GUILESS_MAIN(ResamplerTest)
#include "resampler_test.moc"
