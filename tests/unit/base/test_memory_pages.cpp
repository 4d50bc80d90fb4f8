// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/memory_pages.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace reelout;

class TestMemoryPages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Whatever the piece begins and ends with, down to nothing: content stays, and it can be written.
    void contentStays()
    {
        std::vector<unsigned char> memory(1 << 20, 7);
        for (const std::size_t offset :
             {std::size_t{0}, std::size_t{1}, std::size_t{4095}, std::size_t{4097}}) {
            for (const std::size_t bytes :
                 {std::size_t{0}, std::size_t{1}, std::size_t{4096}, std::size_t{300000}})
                takePages(memory.data() + offset, bytes);
        }
        QVERIFY(std::all_of(memory.begin(), memory.end(), [](unsigned char byte) { return byte == 7; }));
        std::fill(memory.begin(), memory.end(), static_cast<unsigned char>(9));
        QCOMPARE(memory.back(), 9);
    }
};

QTEST_GUILESS_MAIN(TestMemoryPages)
#include "test_memory_pages.moc"
