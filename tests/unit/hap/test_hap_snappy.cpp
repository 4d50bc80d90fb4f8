// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/hap/block_encoder.h"
#include "encode/hap/block_snappy.h"
#include "hap_pictures.h"

#include <QTest>

#include <random>

#include <snappy.h>

using namespace reelout;
using namespace reelout::test;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes compressed(const Bytes& bytes)
{
    constexpr std::uint8_t kGuard = 0xA5;
    Bytes target(snappyBound(bytes.size()) + 16, kGuard);
    const std::size_t size = snappyCompress(bytes, target.data());
    const bool kept = std::all_of(target.begin() + static_cast<std::ptrdiff_t>(snappyBound(bytes.size())),
                                  target.end(), [](std::uint8_t byte) { return byte == kGuard; });
    target.resize(kept && size <= snappyBound(bytes.size()) ? size : 0);
    return target;
}

/// By the format's own library.
bool comesBack(const Bytes& bytes)
{
    const Bytes coded = compressed(bytes);
    std::string back;
    if (coded.empty() ||
        !snappy::Uncompress(reinterpret_cast<const char*>(coded.data()), coded.size(), &back))
        return false;
    return back.size() == bytes.size() &&
           std::equal(bytes.begin(), bytes.end(), back.begin(),
                      [](auto a, char b) { return a == static_cast<std::uint8_t>(b); });
}

Bytes noise(std::size_t size, unsigned seed)
{
    std::minstd_rand random(seed);
    Bytes bytes(size);
    for (std::uint8_t& byte : bytes)
        byte = static_cast<std::uint8_t>(random() >> 12);
    return bytes;
}

} // namespace

class TestHapSnappy final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allLengths();
    void runsOfAllLengths();
    void matchesAtAllDistances();
    void longLiterals();
    void blocksOfPictures_data();
    void blocksOfPictures();
    void likelyBytes();
};

void TestHapSnappy::allLengths()
{
    for (std::size_t size = 0; size < 200; ++size) {
        QVERIFY(comesBack(Bytes(size, 0)));
        QVERIFY(comesBack(noise(size, static_cast<unsigned>(size) + 1)));
    }
}

// Copies of 1 to 64 bytes in two forms: every length around their limits, at a near and a far distance.
void TestHapSnappy::runsOfAllLengths()
{
    for (const std::size_t distance :
         {std::size_t{4}, std::size_t{16}, std::size_t{2044}, std::size_t{2048}, std::size_t{5000}}) {
        const Bytes start = noise(distance, 7);
        for (std::size_t length = 4; length < 210; ++length) {
            Bytes bytes = start;
            for (std::size_t i = 0; i < length; ++i)
                bytes.push_back(bytes[bytes.size() - distance]);
            const Bytes rest = noise(37, 8);
            bytes.insert(bytes.end(), rest.begin(), rest.end());
            QVERIFY(comesBack(bytes));
        }
    }
}

void TestHapSnappy::matchesAtAllDistances()
{
    for (std::size_t distance = 65500; distance < 65580; distance += 4) {
        Bytes bytes(16, 1);
        Bytes between(distance, 0);
        bytes.insert(bytes.end(), between.begin(), between.end());
        const Bytes pattern = noise(24, 3);
        std::copy(pattern.begin(), pattern.end(), bytes.begin());
        bytes.insert(bytes.end(), pattern.begin(), pattern.end());
        QVERIFY(comesBack(bytes));
    }
}

void TestHapSnappy::longLiterals()
{
    for (const std::size_t size : {60U, 61U, 256U, 257U, 65536U, 65537U, 16777216U, 16777217U})
        QVERIFY(comesBack(noise(size, 5)));
}

void TestHapSnappy::blocksOfPictures_data()
{
    QTest::addColumn<int>("content");
    QTest::addColumn<int>("format");
    for (const Content content : {Content::Natural, Content::Ramps, Content::Bars, Content::Text,
                                  Content::AlphaRamp, Content::Noise}) {
        for (const BlockFormat format :
             {BlockFormat::Bc1, BlockFormat::Bc3, BlockFormat::YCoCg, BlockFormat::Bc4, BlockFormat::Bc7}) {
            QTest::addRow("%d %d", static_cast<int>(content), static_cast<int>(format))
                << static_cast<int>(content) << static_cast<int>(format);
        }
    }
}

void TestHapSnappy::blocksOfPictures()
{
    QFETCH(int, content);
    QFETCH(int, format);
    const auto blockFormat = static_cast<BlockFormat>(format);
    const Size size{640, 360};
    const auto picture = makeContent(static_cast<Content>(content), size, PixelFormat::Rgba8);
    Bytes blocks(textureBytes(blockFormat, size));
    encodeBlockRows(blockKernels(cpuLevel()), blockFormat, *picture, 0, 90, blocks.data());
    QVERIFY(comesBack(blocks));
    // Within reach of a search at every byte.
    std::string reference;
    snappy::Compress(reinterpret_cast<const char*>(blocks.data()), blocks.size(), &reference);
    const double ratio =
        static_cast<double>(compressed(blocks).size()) / static_cast<double>(reference.size());
    QVERIFY2(ratio < 1.5, qPrintable(QString::number(ratio)));
}

// What a block's parts are made of, in any order: matches everywhere, of all lengths.
void TestHapSnappy::likelyBytes()
{
    std::minstd_rand random(11);
    for (int round = 0; round < 300; ++round) {
        Bytes bytes;
        const std::size_t size = random() % 5000;
        while (bytes.size() < size) {
            const std::size_t length = 1 + random() % 20;
            if (bytes.size() > 100 && random() % 4 != 0) {
                const std::size_t from = random() % (bytes.size() - length);
                for (std::size_t i = 0; i < length; ++i)
                    bytes.push_back(bytes[from + i]);
            } else {
                const Bytes fresh = noise(length, static_cast<unsigned>(random()));
                bytes.insert(bytes.end(), fresh.begin(), fresh.end());
            }
        }
        QVERIFY(comesBack(bytes));
    }
}

QTEST_GUILESS_MAIN(TestHapSnappy)
#include "test_hap_snappy.moc"
