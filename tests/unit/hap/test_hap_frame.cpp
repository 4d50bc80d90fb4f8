// SPDX-License-Identifier: GPL-3.0-or-later
#include "block_decode.h"
#include "encode/hap/hap_encoder.h"
#include "hap_pictures.h"

#include <QTest>

#include <snappy.h>

using namespace reelout;
using namespace reelout::test;

namespace {

using Bytes = std::vector<std::uint8_t>;

struct Section {
    int type = 0;
    std::size_t header = 0;
    std::span<const std::uint8_t> content;
};

std::size_t numberAt(std::span<const std::uint8_t> bytes, std::size_t at, int count)
{
    std::size_t value = 0;
    for (int byte = 0; byte < count; ++byte)
        value |= static_cast<std::size_t>(bytes[at + static_cast<std::size_t>(byte)]) << (8 * byte);
    return value;
}

/// The first section of `bytes`, which move on behind it.
Section take(std::span<const std::uint8_t>& bytes)
{
    Section section;
    section.type = bytes[3];
    std::size_t size = numberAt(bytes, 0, 3);
    section.header = size == 0 ? 8 : 4;
    if (size == 0)
        size = numberAt(bytes, 4, 4);
    section.content = bytes.subspan(section.header, size);
    bytes = bytes.subspan(section.header + size);
    return section;
}

Bytes unpacked(int compressor, std::span<const std::uint8_t> bytes)
{
    if (compressor == 0xA)
        return {bytes.begin(), bytes.end()};
    std::string text;
    if (compressor != 0xB ||
        !snappy::Uncompress(reinterpret_cast<const char*>(bytes.data()), bytes.size(), &text))
        return {};
    return {text.begin(), text.end()};
}

struct Tables {
    std::vector<int> compressors;
    std::vector<std::size_t> sizes;
};

Tables readTables(std::span<const std::uint8_t> container)
{
    Tables tables;
    while (!container.empty()) {
        const Section table = take(container);
        if (table.type == 2)
            tables.compressors.assign(table.content.begin(), table.content.end());
        for (std::size_t at = 0; table.type == 3 && at < table.content.size(); at += 4)
            tables.sizes.push_back(numberAt(table.content, at, 4));
    }
    return tables;
}

/// The texture of a section, put together as the specification says.
Bytes textureOf(const Section& section, std::size_t* chunks = nullptr)
{
    const int compressor = section.type >> 4;
    if (chunks != nullptr)
        *chunks = 1;
    if (compressor != 0xC)
        return unpacked(compressor, section.content);
    std::span<const std::uint8_t> rest = section.content;
    const Section container = take(rest);
    if (container.type != 1)
        return {};
    const Tables tables = readTables(container.content);
    if (tables.sizes.size() != tables.compressors.size())
        return {};
    if (chunks != nullptr)
        *chunks = tables.sizes.size();
    Bytes texture;
    for (std::size_t chunk = 0; chunk < tables.sizes.size(); ++chunk) {
        const Bytes part = unpacked(tables.compressors[chunk], rest.first(tables.sizes[chunk]));
        texture.insert(texture.end(), part.begin(), part.end());
        rest = rest.subspan(tables.sizes[chunk]);
    }
    return rest.empty() ? texture : Bytes();
}

Bytes frameOf(const HapSettings& settings, const Picture& picture)
{
    auto encoder = HapEncoder::create(settings);
    if (!encoder)
        return {};
    const auto frame = (*encoder)->encode(picture);
    return frame ? *frame : Bytes();
}

Bytes blocksOf(BlockFormat format, const Picture& picture)
{
    Bytes bytes(textureBytes(format, picture.size));
    encodeBlockRows(blockKernels(cpuLevel()), format, picture, 0, blockCount(picture.size).height,
                    bytes.data());
    return bytes;
}

struct Expected {
    HapVariant variant;
    const char* fourCc;
    int texture; ///< low half of the type
    BlockFormat format;
};
constexpr Expected kSimple[] = {{HapVariant::Hap, "Hap1", 0xB, BlockFormat::Bc1},
                                {HapVariant::HapAlpha, "Hap5", 0xE, BlockFormat::Bc3},
                                {HapVariant::HapQ, "HapY", 0xF, BlockFormat::YCoCg},
                                {HapVariant::HapR, "Hap7", 0xC, BlockFormat::Bc7}};

} // namespace

class TestHapFrame : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneTextureFrames()
    {
        const auto picture = makeContent(Content::Ramps, {70, 33}, PixelFormat::Bgra8);
        for (const Expected& expected : kSimple) {
            QCOMPARE(QByteArray(hapFourCc(expected.variant)), QByteArray(expected.fourCc));
            for (const HapCompressor compressor : {HapCompressor::None, HapCompressor::Snappy}) {
                for (const int chunks : {1, 2, 7, 64}) {
                    const Bytes frame =
                        frameOf({expected.variant, picture->size, chunks, compressor, 2}, *picture);
                    std::span<const std::uint8_t> rest = frame;
                    const Section section = take(rest);
                    QVERIFY(rest.empty());
                    QCOMPARE(section.header, std::size_t{4});
                    QCOMPARE(section.type & 0xF, expected.texture);
                    std::size_t found = 0;
                    QVERIFY(textureOf(section, &found) == blocksOf(expected.format, *picture));
                    QCOMPARE(found, static_cast<std::size_t>(std::min(chunks, 9))); // nine rows of blocks
                    if (chunks == 1)
                        QCOMPARE(section.type >> 4, compressor == HapCompressor::None ? 0xA : 0xB);
                }
            }
        }
    }

    void hapQAlphaHasTwoTexturesWithShortHeaders()
    {
        const auto picture = makeContent(Content::AlphaRamp, {128, 64}, PixelFormat::Bgra8);
        for (const int chunks : {1, 4}) {
            const Bytes frame =
                frameOf({HapVariant::HapQAlpha, picture->size, chunks, HapCompressor::Snappy, 1}, *picture);
            std::span<const std::uint8_t> rest = frame;
            const Section images = take(rest);
            QVERIFY(rest.empty());
            QCOMPARE(images.type, 0x0D);
            rest = images.content;
            const Section colour = take(rest);
            const Section alpha = take(rest);
            QVERIFY(rest.empty());
            QCOMPARE(colour.header, std::size_t{4});
            QCOMPARE(alpha.header, std::size_t{4});
            QCOMPARE(colour.type & 0xF, 0xF);
            QCOMPARE(alpha.type & 0xF, 0x1);
            QVERIFY(textureOf(colour) == blocksOf(BlockFormat::YCoCg, *picture));
            QVERIFY(textureOf(alpha) == blocksOf(BlockFormat::Bc4, *picture));
        }
    }

    void noiseIsStoredAsItIs()
    {
        const auto picture = makeContent(Content::Noise, {256, 64}, PixelFormat::Bgra8);
        const Bytes frame = frameOf({HapVariant::Hap, picture->size, 1, HapCompressor::Snappy, 1}, *picture);
        QCOMPARE(int{frame[3]}, 0xAB);
        QCOMPARE(frame.size(), textureBytes(BlockFormat::Bc1, picture->size) + 4);
        // Half noise, half one colour: the chunks differ.
        auto mixed = makeSolid({256, 64}, PixelFormat::Bgra8, 10, 20, 30, 255);
        for (int y = 0; y < 32; ++y)
            std::copy_n(picture->row(0, y), 1024, mixed->row(0, y));
        const Bytes two = frameOf({HapVariant::Hap, mixed->size, 2, HapCompressor::Snappy, 1}, *mixed);
        std::span<const std::uint8_t> rest = two;
        rest = take(rest).content;
        const Tables tables = readTables(take(rest).content);
        QCOMPARE(tables.compressors, (std::vector<int>{0xA, 0xB}));
    }

    void longSectionsHaveLongHeaders()
    {
        const Bytes content(1U << 24, 1);
        for (const std::size_t size : {content.size() - 1, content.size()}) {
            const HapChunk chunk{HapCompressor::None, {content.data(), size}};
            const bool isLong = size == content.size();
            Bytes frame(hapTextureSize({&chunk, 1}));
            QCOMPARE(frame.size(), size + (isLong ? 8 : 4));
            QCOMPARE(writeHapTexture(frame.data(), HapTexture::Bc3, {&chunk, 1}),
                     frame.data() + frame.size());
            std::span<const std::uint8_t> rest = frame;
            const Section section = take(rest);
            QVERIFY(rest.empty());
            QCOMPARE(section.header, std::size_t(isLong ? 8 : 4));
            QCOMPARE(section.type, 0xAE);
            QCOMPARE(section.content.size(), size);
        }
    }

    void threadsDoNotChangeTheBytes()
    {
        const auto picture = makeContent(Content::Natural, {301, 203}, PixelFormat::Bgra8);
        for (const HapVariant variant : {HapVariant::HapQAlpha, HapVariant::HapR}) {
            const Bytes one = frameOf({variant, picture->size, 5, HapCompressor::Snappy, 1}, *picture);
            QVERIFY(!one.empty());
            for (const int threads : {2, 3, 8})
                QVERIFY(frameOf({variant, picture->size, 5, HapCompressor::Snappy, threads}, *picture) ==
                        one);
        }
    }

    void anEncoderCanBeUsedAgain()
    {
        const auto busy = makeContent(Content::Noise, {64, 64}, PixelFormat::Bgra8);
        const auto calm = makeContent(Content::Ramps, {64, 64}, PixelFormat::Bgra8);
        const HapSettings settings{HapVariant::HapQAlpha, {64, 64}, 3, HapCompressor::Snappy, 3};
        auto encoder = HapEncoder::create(settings);
        QVERIFY(encoder);
        for (int round = 0; round < 50; ++round) {
            const Picture& picture = round % 2 == 0 ? *busy : *calm;
            const auto frame = (*encoder)->encode(picture);
            QVERIFY(frame);
            QVERIFY(*frame == frameOf(settings, picture));
        }
    }

    void eightThousandPixelsAcross()
    {
        const auto picture = makeContent(Content::Ramps, {8192, 8}, PixelFormat::Bgra8);
        for (const Expected& expected : kSimple) {
            const Bytes frame =
                frameOf({expected.variant, picture->size, 2, HapCompressor::Snappy, 2}, *picture);
            std::span<const std::uint8_t> rest = frame;
            QVERIFY(textureOf(take(rest)) == blocksOf(expected.format, *picture));
        }
    }

    void badSettingsAreRefused()
    {
        const auto code = [](const HapSettings& settings) {
            const auto encoder = HapEncoder::create(settings);
            return encoder ? ErrorCode::Internal : encoder.error().code;
        };
        QCOMPARE(code({HapVariant::Hap, {0, 0}, 1, HapCompressor::None, 1}), ErrorCode::InvalidParameter);
        QCOMPARE(code({HapVariant::Hap, {-4, 4}, 1, HapCompressor::None, 1}), ErrorCode::InvalidParameter);
        QCOMPARE(code({HapVariant::Hap, {16388, 4}, 1, HapCompressor::None, 1}), ErrorCode::InvalidParameter);
        QCOMPARE(code({HapVariant::Hap, {4, 2000000000}, 1, HapCompressor::None, 1}),
                 ErrorCode::InvalidParameter);
        QCOMPARE(code({HapVariant::Hap, {4, 4}, 0, HapCompressor::None, 1}), ErrorCode::InvalidParameter);
        QCOMPARE(code({HapVariant::Hap, {4, 4}, 65, HapCompressor::None, 1}), ErrorCode::InvalidParameter);
        QCOMPARE(code({HapVariant::Hap, {4, 4}, 1, HapCompressor::None, 0}), ErrorCode::InvalidParameter);
    }

    void badPicturesAreRefused()
    {
        auto encoder = HapEncoder::create({HapVariant::HapHdr, {8, 8}, 1, HapCompressor::None, 1});
        QVERIFY(encoder);
        const auto bytes = makeContent(Content::Ramps, {8, 8}, PixelFormat::Bgra8);
        QCOMPARE((*encoder)->encode(*bytes).error().code, ErrorCode::Unsupported);
        QCOMPARE((*encoder)->encode(*makePacked(PixelFormat::RgbaF32, {8, 4})).error().code,
                 ErrorCode::InvalidParameter);
        QVERIFY((*encoder)->encode(*makePacked(PixelFormat::RgbaF32, {8, 8})));
    }
};

QTEST_GUILESS_MAIN(TestHapFrame)
#include "test_hap_frame.moc"
