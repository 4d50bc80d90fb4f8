// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/convert_float.h"
#include "image/convert_table.h"
#include "test_pictures.h"

#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr PixelFormat kSources[] = {PixelFormat::Bgra8,  PixelFormat::Bgrx8,  PixelFormat::Argb8,
                                    PixelFormat::Rgb8,   PixelFormat::Rgba16, PixelFormat::RgbaF16,
                                    PixelFormat::Gbrap8, PixelFormat::Gbrp16};
constexpr PixelFormat kTargets[] = {PixelFormat::Bgra8,   PixelFormat::Rgb8,   PixelFormat::Rgba16,
                                    PixelFormat::RgbaF16, PixelFormat::Gbrp16, PixelFormat::RgbaF32};

} // namespace

/// The short way gives what the general one does, bit by bit.
class TableConversionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPairIsEqual_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        for (const PixelFormat from : kSources) {
            for (const PixelFormat to : kTargets)
                QTest::addRow("%s to %s", pixelFormatInfo(from).name, pixelFormatInfo(to).name)
                    << int(from) << int(to);
        }
    }

    void everyPairIsEqual()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        auto source = makePicture(static_cast<PixelFormat>(from), {67, 13});
        fillRandom(*source, 3);
        TableConverter converter;
        for (const bool isLinear : {false, true}) {
            for (const bool becomesLinear : {false, true}) {
                source->colour.transfer = isLinear ? ColourTransfer::Linear : ColourTransfer::Srgb;
                for (const unsigned mask : {0xFU, 0x5U, 0x7U, 0x8U})
                    compare(converter, *source, mask, std::nullopt, static_cast<PixelFormat>(to),
                            becomesLinear);
            }
        }
    }

    void storageIsPartOfTheTable_data()
    {
        QTest::addColumn<QString>("token");
        for (const char* token :
             {"rgba8fixed", "srgba8fixed", "rgba16fixed", "rgb10a2fixed", "rgba16float", "rgb16float"})
            QTest::newRow(token) << QString::fromLatin1(token);
    }

    void storageIsPartOfTheTable()
    {
        QFETCH(QString, token);
        const std::optional<StorageFormat> storage = storageFormat(token);
        QVERIFY(storage);
        auto source = makePicture(PixelFormat::Rgba16, {67, 13});
        fillRandom(*source, 4);
        TableConverter converter;
        for (const bool becomesLinear : {false, true})
            compare(converter, *source, 0xF, storage, PixelFormat::RgbaF32, becomesLinear);
    }

    void channelsThatDependOnEachOtherAreLeftToTheGeneralWay()
    {
        for (const auto channels : {StorageFormat::Channels::Mono, StorageFormat::Channels::Alpha,
                                    StorageFormat::Channels::Rg, StorageFormat::Channels::MonoAlpha})
            QVERIFY(!TableConverter::canConvert(PixelFormat::Bgra8,
                                                StorageFormat{channels, StorageFormat::Depth::Fixed16},
                                                PixelFormat::Rgba16));
        QVERIFY(!TableConverter::canConvert(PixelFormat::RgbaF32, std::nullopt, PixelFormat::RgbaF16));
        QVERIFY(!TableConverter::canConvert(PixelFormat::Nv12, std::nullopt, PixelFormat::RgbaF16));
        QVERIFY(!TableConverter::canConvert(PixelFormat::Bgra8, std::nullopt, PixelFormat::Gray16));
    }

private:
    /// Into a larger target, so that the edge is repeated.
    static void compare(TableConverter& converter, const Picture& source, unsigned mask,
                        const std::optional<StorageFormat>& storage, PixelFormat to, bool becomesLinear)
    {
        QVERIFY(TableConverter::canConvert(source.format, storage, to));
        const auto wanted = makePicture(to, {70, 16});
        const auto got = makePicture(to, {70, 16}, 64);
        for (Picture* target : {wanted.get(), got.get()})
            target->colour.transfer = becomesLinear ? ColourTransfer::Linear : ColourTransfer::Srgb;
        convertFloat(source, mask, storage, *wanted);
        converter.convert(source, mask, storage, *got);
        QVERIFY(bytesOf(*got) == bytesOf(*wanted));
        QVERIFY(guardsAreIntact(*got, 64));
    }
};

QTEST_APPLESS_MAIN(TableConversionTest)
#include "table_conversion_test.moc"
