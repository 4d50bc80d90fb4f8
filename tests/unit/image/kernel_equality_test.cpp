// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/convert_bytes.h"
#include "image/cpu_level.h"
#include "image/yuv_dispatch.h"
#include "test_pictures.h"

#include <QTest>

#include <random>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr PixelFormat kTargets[] = {
    PixelFormat::Nv12,      PixelFormat::Yuv420p8,  PixelFormat::Yuv422p8,  PixelFormat::Yuv444p8,
    PixelFormat::Yuv420p10, PixelFormat::P010,      PixelFormat::Yuv422p10, PixelFormat::Yuv444p10,
    PixelFormat::Yuv420p12, PixelFormat::Yuv422p12, PixelFormat::Yuv444p12, PixelFormat::Yuva420p8,
};
constexpr CpuLevel kLevels[] = {CpuLevel::Sse41, CpuLevel::Avx2, CpuLevel::Avx512};
constexpr int kGuardBytes = 37; // rows then start at every possible alignment

void convertWith(CpuLevel level, const Picture& source, const ColumnSpan& columns, Picture& target)
{
    convertBytes(source, 0xF, StorageFormat::Channels::Rgba, target, yuvRowKernels(level), columns);
}

std::shared_ptr<Picture> convertedWith(CpuLevel level, const Picture& source, PixelFormat format, Size size,
                                       const ColourSpec& colour)
{
    auto target = makePicture(format, size, kGuardBytes);
    target->colour = colour;
    convertWith(level, source, {}, *target);
    return target;
}

} // namespace

class KernelEqualityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void simdEqualsScalar_data()
    {
        QTest::addColumn<int>("level");
        QTest::addColumn<int>("format");
        for (const CpuLevel level : kLevels) {
            if (level > detectedCpuLevel())
                continue;
            for (const PixelFormat format : kTargets)
                QTest::addRow("%s %s", qPrintable(cpuLevelName(level)), pixelFormatInfo(format).name)
                    << int(level) << int(format);
        }
        if (detectedCpuLevel() == CpuLevel::Scalar)
            QTest::addRow("scalar") << int(CpuLevel::Scalar) << int(PixelFormat::Nv12);
    }

    void simdEqualsScalar()
    {
        QFETCH(int, level);
        QFETCH(int, format);
        std::uint32_t seed = 0;
        for (int width = 1; width <= 140; width += width < 70 ? 1 : 7) {
            for (const int height : {1, 2, 3, 5}) {
                const PixelFormat from = ++seed % 2 == 0 ? PixelFormat::Bgra8 : PixelFormat::Rgba8;
                const ColourSpec colour = seed % 3 == 0 ? kBt709Full : kBt709Limited;
                const Size padded{width + int(seed % 5), height + int(seed % 4)};
                const auto source = makePicture(from, {width, height}, kGuardBytes);
                fillRandom(*source, seed);
                const auto target = static_cast<PixelFormat>(format);
                const auto simd =
                    convertedWith(static_cast<CpuLevel>(level), *source, target, padded, colour);
                const auto scalar = convertedWith(CpuLevel::Scalar, *source, target, padded, colour);
                const QByteArray what = QByteArray::number(width) + " x " + QByteArray::number(height);
                QVERIFY2(bytesOf(*simd) == bytesOf(*scalar), what.constData());
                QVERIFY2(guardsAreIntact(*simd, kGuardBytes), what.constData());
                QVERIFY2(guardsAreIntact(*scalar, kGuardBytes), what.constData());
            }
        }
    }

    /// Extreme colours, where saturation could hide a difference, at every place in the vector.
    void extremesEqualScalar()
    {
        auto source = makePicture(PixelFormat::Bgrx8, {256, 4});
        for (int y = 0; y < 4; ++y) {
            for (int x = 0; x < 256; ++x) {
                std::uint8_t* pixel = source->row(0, y) + 4 * static_cast<std::ptrdiff_t>(x);
                for (int channel = 0; channel < 3; ++channel)
                    pixel[channel] = ((x / (1 << channel)) + y) % 2 == 0 ? 0 : 255;
                pixel[3] = 0xC3;
            }
        }
        for (const PixelFormat format : kTargets) {
            for (const ColourSpec& colour : {kBt709Limited, kBt709Full}) {
                const auto scalar = convertedWith(CpuLevel::Scalar, *source, format, source->size, colour);
                QVERIFY(greatestError(*source, *scalar) <= 0.51);
                for (const CpuLevel level : kLevels) {
                    if (level > detectedCpuLevel())
                        continue;
                    const auto simd = convertedWith(level, *source, format, source->size, colour);
                    QVERIFY2(bytesOf(*simd) == bytesOf(*scalar), pixelFormatInfo(format).name);
                }
            }
        }
    }

    /// Where only some columns changed, converting those gives what converting everything would.
    void columnsEqualTheWhole()
    {
        std::minstd_rand random(11);
        const auto upTo = [&](int most) { return int(random() % (unsigned(most) + 1)); };
        for (const PixelFormat format : kTargets) {
            for (int turn = 0; turn < 60; ++turn) {
                const Size size{1 + upTo(400), 1 + upTo(4)};
                const Size padded{size.width + upTo(5), size.height + upTo(3)};
                auto source = makePicture(PixelFormat::Bgra8, size, kGuardBytes);
                fillRandom(*source, std::uint32_t(turn));
                const CpuLevel level = turn % 4 == 0 ? CpuLevel::Scalar : kLevels[turn % 4 - 1];
                if (level > detectedCpuLevel())
                    continue;
                const auto target = convertedWith(level, *source, format, padded, kBt709Limited);
                const int left = upTo(size.width - 1);
                const int right = left + 1 + upTo(size.width - left - 1);
                for (int y = 0; y < size.height; ++y) {
                    for (int at = 4 * left; at < 4 * right; ++at)
                        source->row(0, y)[at] = std::uint8_t(random());
                }
                convertWith(level, *source, {left, right}, *target);
                const auto whole = convertedWith(level, *source, format, padded, kBt709Limited);
                QVERIFY2(bytesOf(*target) == bytesOf(*whole), pixelFormatInfo(format).name);
                QVERIFY(guardsAreIntact(*target, kGuardBytes));
            }
        }
    }

    void levelCanBeForcedButNotRaised()
    {
        forceCpuLevel(CpuLevel::Scalar);
        QCOMPARE(cpuLevel(), CpuLevel::Scalar);
        forceCpuLevel(CpuLevel::Avx512);
        QCOMPARE(cpuLevel(), detectedCpuLevel());
        forceCpuLevel(std::nullopt);
        QVERIFY(cpuLevel() <= detectedCpuLevel());
    }

    /// Odd and padded sizes against the definition, not only against each other.
    void paddingRepeatsTheEdge()
    {
        for (const PixelFormat format : kTargets) {
            for (const Size size : {Size{1, 1}, Size{2, 2}, Size{5, 3}, Size{33, 7}, Size{70, 5}}) {
                const auto source = makePicture(PixelFormat::Bgra8, size);
                fillRandom(*source, 3);
                const Size padded{size.width + 3, size.height + 2};
                const auto target = convertedWith(detectedCpuLevel(), *source, format, padded, kBt709Limited);
                QVERIFY2(greatestError(*source, *target) <= 0.51, pixelFormatInfo(format).name);
            }
        }
    }
};

QTEST_GUILESS_MAIN(KernelEqualityTest)
#include "kernel_equality_test.moc"
