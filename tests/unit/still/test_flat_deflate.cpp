// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/deflate.h"
#include "encode/still/flat_deflate.h"
#include "encode/still/huffman_code.h"

#include <QTest>

#include <libdeflate.h>

#include <cmath>
#include <random>

using namespace reelout;

namespace {

using Bytes = std::vector<std::uint8_t>;

/// The stream for `bytes` added in pieces of `pieceBytes`, each with nothing but the window in front of it.
Bytes flatDeflate(const Bytes& bytes, int pixelBytes, std::size_t pieceBytes)
{
    Bytes stream;
    FlatDeflate deflate(pixelBytes, [&](std::span<const std::uint8_t> piece) {
        stream.insert(stream.end(), piece.begin(), piece.end());
    });
    for (std::size_t from = 0; from < bytes.size(); from += pieceBytes) {
        const std::size_t before = std::min(from, FlatDeflate::kWindow);
        const std::size_t count = std::min(pieceBytes, bytes.size() - from);
        const Bytes memory(bytes.begin() + static_cast<std::ptrdiff_t>(from - before),
                           bytes.begin() + static_cast<std::ptrdiff_t>(from + count));
        deflate.add(std::span(memory).subspan(before), from + count == bytes.size());
    }
    if (bytes.empty())
        deflate.add({}, true);
    return stream;
}

/// Nothing when libdeflate finds the stream at fault.
std::optional<Bytes> inflated(const Bytes& stream, std::size_t size)
{
    libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
    Bytes bytes(size + 1);
    std::size_t actual = 0;
    const libdeflate_result result = libdeflate_zlib_decompress(decompressor, stream.data(), stream.size(),
                                                                bytes.data(), bytes.size(), &actual);
    libdeflate_free_decompressor(decompressor);
    if (result != LIBDEFLATE_SUCCESS)
        return std::nullopt;
    bytes.resize(actual);
    return bytes;
}

Bytes noise(std::size_t size, unsigned values, unsigned seed)
{
    std::minstd_rand random(seed);
    Bytes bytes(size);
    for (std::uint8_t& byte : bytes)
        byte = static_cast<std::uint8_t>((random() >> 8) % values);
    return bytes;
}

/// Runs of pixels, of all lengths around those of one match.
Bytes runs(std::size_t size, std::size_t step, unsigned seed)
{
    std::minstd_rand random(seed);
    Bytes bytes;
    while (bytes.size() < size) {
        const Bytes pixel = noise(step, 3, static_cast<unsigned>(random()));
        const std::size_t count = random() % 5 == 0 ? 250 + random() % 700 : random() % 12;
        for (std::size_t i = 0; i < count; ++i)
            bytes.push_back(pixel[i % step]);
    }
    bytes.resize(size);
    return bytes;
}

} // namespace

class FlatDeflateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBack_data()
    {
        QTest::addColumn<QByteArray>("content");
        const auto row = [](const char* name, const Bytes& bytes) {
            QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                              static_cast<qsizetype>(bytes.size()));
        };
        row("nothing", {});
        for (const std::size_t size : {1, 2, 3, 4, 5, 257, 258, 259, 260, 261, 262, 517, 70000})
            row(qPrintable(QStringLiteral("%1 zeros").arg(size)), Bytes(size));
        row("noise", noise(300000, 256, 1));
        row("two values", noise(300000, 2, 2));
        row("runs of bytes", runs(500000, 1, 3));
        row("runs of pixels", runs(500000, 3, 4));
        row("runs of deep pixels", runs(500000, 8, 5));
        // A match over the whole window, and one that would be just too far away.
        for (const std::size_t gap : {FlatDeflate::kWindow - 300, FlatDeflate::kWindow, std::size_t{40000}}) {
            Bytes far = noise(gap, 256, 6);
            far.insert(far.end(), far.begin(), far.begin() + 300);
            row(qPrintable(QStringLiteral("again after %1").arg(gap)), far);
        }
    }

    void comesBack()
    {
        QFETCH(QByteArray, content);
        const Bytes bytes(content.begin(), content.end());
        for (const int step : {1, 3, 8}) {
            const Bytes whole = flatDeflate(bytes, step, std::max<std::size_t>(bytes.size(), 1));
            QVERIFY(inflated(whole, bytes.size()) == bytes);
            QVERIFY(inflated(flatDeflate(bytes, step, 1000), bytes.size()) == bytes);
        }
    }

    /// What it is for: rows of runs, with edges between them that repeat.
    void isSmallerThanIsaL()
    {
        Bytes rows;
        const Bytes text = runs(5000, 3, 7);
        for (int y = 0; y < 400; ++y) {
            const bool isText = y % 18 == 0;
            rows.push_back(isText ? 0 : 2);
            const Bytes flat(5000);
            const Bytes& row = isText ? text : flat;
            rows.insert(rows.end(), row.begin(), row.end());
        }
        std::size_t quick = 0;
        QuickDeflate peer([&](std::span<const std::uint8_t> piece) { quick += piece.size(); });
        QVERIFY(peer.add(rows, true));
        const std::size_t own = flatDeflate(rows, 3, 65536).size();
        QVERIFY2(own * 4 < quick * 3, qPrintable(QStringLiteral("%1 of %2 bytes").arg(own).arg(quick)));
    }

    void codesArePrefixCodesOfLeastLength()
    {
        // Fibonacci's numbers make the deepest tree there is: without a limit this one has 28 levels.
        std::vector<std::uint32_t> counts{1, 1};
        while (counts.size() < 29)
            counts.push_back(counts[counts.size() - 1] + counts[counts.size() - 2]);
        counts.insert(counts.begin() + 3, 0);
        for (const int longest : {5, 7, 15}) {
            const HuffmanCode code = HuffmanCode::forCounts(counts, longest);
            double used = 0.0;
            for (std::size_t i = 0; i < counts.size(); ++i) {
                QCOMPARE(code.lengths[i] == 0, counts[i] == 0);
                QVERIFY(code.lengths[i] <= longest);
                used += code.lengths[i] > 0 ? std::ldexp(1.0, -code.lengths[i]) : 0.0;
            }
            QCOMPARE(used, 1.0);
        }
        const HuffmanCode example =
            HuffmanCode::forCounts(std::vector<std::uint32_t>{45, 13, 12, 16, 9, 5}, 15);
        QCOMPARE(example.lengths, (std::vector<std::uint8_t>{1, 3, 3, 3, 4, 4}));
        // At most three bits: no better than all but the commonest at three.
        const HuffmanCode limited =
            HuffmanCode::forCounts(std::vector<std::uint32_t>{45, 13, 12, 16, 9, 5}, 3);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 6; ++i)
            bits += std::vector<std::uint32_t>{45, 13, 12, 16, 9, 5}[i] * limited.lengths[i];
        QCOMPARE(bits, 239U);
    }

    void aSymbolAloneHasAWord()
    {
        const HuffmanCode code = HuffmanCode::forCounts(std::vector<std::uint32_t>{0, 7, 0}, 15);
        QCOMPARE(code.lengths, (std::vector<std::uint8_t>{0, 1, 0}));
        QCOMPARE(HuffmanCode::forCounts(std::vector<std::uint32_t>{0, 0}, 15).lengths,
                 (std::vector<std::uint8_t>{0, 0}));
    }
};

QTEST_GUILESS_MAIN(FlatDeflateTest)
#include "test_flat_deflate.moc"
