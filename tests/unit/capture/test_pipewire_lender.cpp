// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_lender.h"

#include <QTest>

#include <spa/buffer/meta.h>

#include <array>
#include <atomic>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

using namespace reelout;

namespace {

constexpr std::uint32_t kBytes = 3 * 4096 + 100;

/// The producer's side of one buffer: its own mapping of the memory, and the count of users beside it.
class Buffer {
public:
    enum class Memory { Shared, Private, Graphics };
    explicit Buffer(Memory memory = Memory::Shared, bool hasBusy = true)
    {
        m_file = ::memfd_create("test-buffer", MFD_CLOEXEC);
        m_isSound = m_file >= 0 && ::ftruncate(m_file, kMapped) == 0;
        const int flags = memory == Memory::Private ? MAP_PRIVATE : MAP_SHARED;
        m_memory =
            static_cast<std::uint8_t*>(::mmap(nullptr, kMapped, PROT_READ | PROT_WRITE, flags, m_file, 0));
        m_isSound = m_isSound && m_memory != MAP_FAILED;
        data.type = memory == Memory::Graphics ? SPA_DATA_DmaBuf : SPA_DATA_MemFd;
        data.fd = m_file;
        data.data = memory == Memory::Graphics ? nullptr : m_memory;
        data.maxsize = kBytes;
        data.chunk = &chunk;
        buffer.datas = &data;
        buffer.n_datas = 1;
        meta = {SPA_META_Busy, sizeof(spa_meta_busy), m_memory + kBusyAt};
        buffer.metas = &meta;
        buffer.n_metas = hasBusy ? 1 : 0;
    }
    ~Buffer() { unmap(); }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;

    bool isSound() const { return m_isSound; }
    /// As a producer that respects its readers; false when one is there.
    bool write(std::uint8_t value)
    {
        if (users() != 0)
            return false;
        scribble(value);
        return true;
    }
    void scribble(std::uint8_t value) { std::memset(m_memory, value, kBytes); }
    std::uint32_t users() const
    {
        return std::atomic_ref(reinterpret_cast<spa_meta_busy*>(m_memory + kBusyAt)->count).load();
    }
    /// As PipeWire does when a buffer goes.
    void unmap()
    {
        if (m_memory)
            ::munmap(m_memory, kMapped);
        if (m_file >= 0)
            ::close(m_file);
        m_memory = nullptr;
        m_file = -1;
    }

    spa_chunk chunk{};
    spa_data data{};
    spa_meta meta{};
    spa_buffer buffer{};

private:
    static constexpr std::size_t kMapped = 5 * 4096;
    static constexpr std::size_t kBusyAt = 4 * 4096 + 64;
    int m_file = -1;
    bool m_isSound = false;
    std::uint8_t* m_memory = nullptr;
};

struct Held {
    const std::uint8_t* bytes = nullptr;
    std::shared_ptr<void> loan;

    bool isAll(std::uint8_t value) const
    {
        for (std::uint32_t i = 0; i < kBytes; ++i) {
            if (bytes[i] != value)
                return false;
        }
        return true;
    }
};

/// A stream of some buffers that go round.
class Ring {
public:
    explicit Ring(std::size_t count, Buffer::Memory memory = Buffer::Memory::Shared, bool hasBusy = true)
    {
        for (std::size_t i = 0; i < count; ++i) {
            buffers.push_back(std::make_unique<Buffer>(memory, hasBusy));
            lender.add(buffers.back().get(), buffers.back()->buffer);
        }
    }
    /// The next buffer with `value` in it; null loan when it can't be lent.
    Held send(std::uint8_t value)
    {
        Buffer& buffer = *buffers[m_next++ % buffers.size()];
        m_refusals += buffer.write(value) ? 0 : 1;
        return show(buffer);
    }
    Held show(Buffer& buffer)
    {
        PwLender::Arrival arrival = lender.arrive(&buffer, buffer.buffer);
        Held held;
        held.bytes = static_cast<const std::uint8_t*>(arrival.buffer().datas[0].data);
        held.loan = arrival.lend();
        return held;
    }
    /// How often the producer found its next buffer in use.
    int refusals() const { return m_refusals; }

    std::vector<std::unique_ptr<Buffer>> buffers;
    PwLender lender{linearDmabufs()};

private:
    std::size_t m_next = 0;
    int m_refusals = 0;
};

} // namespace

/// Pictures in memory that a producer writes, whatever the order in which their readers, the producer and the
/// stream come to an end.
class PipewireLenderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsHeldIsNotWritten_data()
    {
        QTest::addColumn<int>("memory");
        QTest::newRow("shared") << int(Buffer::Memory::Shared);
        QTest::newRow("graphics") << int(Buffer::Memory::Graphics);
    }
    void whatIsHeldIsNotWritten()
    {
        QFETCH(int, memory);
        Ring ring(8, Buffer::Memory(memory));
        QVERIFY(ring.buffers[0]->isSound());
        const Held held = ring.send(7);
        QVERIFY(held.loan);
        QCOMPARE(ring.buffers[0]->users(), 1U);
        QVERIFY(!ring.buffers[0]->write(8)); // the same memory, not a copy
        QVERIFY(held.isAll(7));
        ring.buffers[0]->scribble(9);
        QVERIFY(held.isAll(9));
    }

    void theLastHolderGivesItBack()
    {
        Ring ring(8);
        Held first = ring.send(1);
        std::shared_ptr<void> second = first.loan;
        first.loan.reset();
        QCOMPARE(ring.buffers[0]->users(), 1U);
        std::thread([last = std::move(second)]() mutable { last.reset(); }).join();
        QCOMPARE(ring.buffers[0]->users(), 0U);
        QCOMPARE(ring.lender.statistics().lent, 1U);
    }

    void quickReadersNeverCostACopy()
    {
        Ring ring(8);
        std::array<Held, 4> held; // as many as a hub keeps
        for (std::size_t i = 0; i < 400; ++i) {
            held[i % held.size()] = ring.send(static_cast<std::uint8_t>(i));
            QVERIFY(held[i % held.size()].loan);
        }
        QCOMPARE(ring.refusals(), 0);
        QCOMPARE(ring.lender.statistics().detached, 0U);
    }

    /// Its buffer is free before its turn comes, and what is held stays as it is.
    void aSlowReaderNeverStopsTheProducer_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("memory");
        for (const int count : {4, 5, 8, 16}) {
            QTest::addRow("%d", count) << count << int(Buffer::Memory::Shared);
            QTest::addRow("%d graphics", count) << count << int(Buffer::Memory::Graphics);
        }
    }
    void aSlowReaderNeverStopsTheProducer()
    {
        QFETCH(int, count);
        QFETCH(int, memory);
        Ring ring(static_cast<std::size_t>(count), Buffer::Memory(memory));
        std::vector<Held> held;
        for (int i = 0; i < 600; ++i) {
            Held next = ring.send(static_cast<std::uint8_t>(i));
            if (next.loan)
                held.push_back(std::move(next));
        }
        QCOMPARE(ring.refusals(), 0);
        QVERIFY(held.size() >= 2 && held.size() < 100); // it lent, learned, and tries again now and then
        QVERIFY(ring.lender.statistics().detached > 0);
        for (const std::unique_ptr<Buffer>& buffer : ring.buffers)
            buffer->scribble(255);
        const std::size_t lentStill = ring.lender.statistics().lent - ring.lender.statistics().detached;
        std::size_t changed = 0;
        for (std::size_t i = 0; i < held.size(); ++i)
            changed += held[i].isAll(255) && i >= held.size() - lentStill ? 1 : 0;
        QCOMPARE(changed, lentStill);
        QVERIFY(held[0].isAll(0));
        QVERIFY(held[1].isAll(1));
        held.clear();
        for (const std::unique_ptr<Buffer>& buffer : ring.buffers)
            QCOMPARE(buffer->users(), 0U);
    }

    /// Where only the pointer moves buffers come without pictures, and the newest picture is in use for long.
    void thePointerAloneIsNoSlowReader()
    {
        Ring ring(8);
        const Held held = ring.send(1);
        for (int i = 0; i < 30; ++i)
            static_cast<void>(ring.lender.arrive(nullptr, ring.buffers[1]->buffer));
        QCOMPARE(ring.buffers[0]->users(), 0U);
        QVERIFY(held.isAll(1));
        ring.buffers[0]->scribble(2);
        QVERIFY(held.isAll(1)); // its own now
        QVERIFY(ring.send(3).loan);
        // The buffer itself is read anew.
        const Held again = ring.show(*ring.buffers[0]);
        QVERIFY(again.loan && again.isAll(2));
    }

    /// Another size, the end of a stream: PipeWire unmaps what somebody still reads.
    void whatIsRemovedStaysReadable_data() { whatIsHeldIsNotWritten_data(); }
    void whatIsRemovedStaysReadable()
    {
        QFETCH(int, memory);
        Ring ring(8, Buffer::Memory(memory));
        Held held = ring.send(5);
        QVERIFY(held.loan);
        Buffer& buffer = *ring.buffers[0];
        ring.lender.remove(&buffer);
        QCOMPARE(buffer.users(), 0U); // others may go on with it
        QVERIFY(buffer.write(6));
        QVERIFY(held.isAll(5));
        buffer.unmap();
        QVERIFY(held.isAll(5));
        held.loan.reset(); // gives back nothing
        ring.lender.remove(&buffer);
    }

    /// The new buffers have the addresses of the old.
    void whatIsHeldIsNotTakenForItsSuccessor()
    {
        Ring ring(8);
        Held old = ring.send(1);
        Buffer other;
        const void* key = ring.buffers[0].get();
        ring.lender.remove(key);
        ring.lender.add(key, other.buffer);
        other.scribble(2);
        PwLender::Arrival arrival = ring.lender.arrive(key, other.buffer);
        const std::shared_ptr<void> loan = arrival.lend();
        QVERIFY(loan);
        QCOMPARE(other.users(), 1U);
        old.loan.reset();
        QCOMPARE(other.users(), 1U);
        QCOMPARE(ring.buffers[0]->users(), 0U);
    }

    void theStreamMayGoFirst()
    {
        auto ring = std::make_unique<Ring>(8);
        Held held = ring->send(4);
        const Held second = ring->send(5);
        QVERIFY(held.loan && second.loan);
        ring.reset(); // the lender, then the buffers
        QVERIFY(held.isAll(4) && second.isAll(5));
        std::thread([loan = std::move(held.loan)]() mutable { loan.reset(); }).join();
    }

    void whatCanNotBeGuardedIsNotLent()
    {
        QVERIFY(
            !Ring(8, Buffer::Memory::Shared, false).send(1).loan); // nobody would look whether it is in use
        QVERIFY(!Ring(8, Buffer::Memory::Private).send(1).loan);   // can't be mapped twice
        QVERIFY(!Ring(3).send(1).loan);                            // all in use as it is
        Ring ring(8);
        const Held held = ring.show(*ring.buffers[0]);
        QVERIFY(held.loan);
        QVERIFY(!ring.show(*ring.buffers[0]).loan); // filled although it is in use
        QVERIFY(!ring.show(*ring.buffers[1]).loan); // and is not trusted any more
        Ring copies(8, Buffer::Memory::Private);
        copies.buffers[0]->scribble(3);
        QVERIFY(copies.show(*copies.buffers[0]).isAll(3)); // to be copied
    }

    /// Readers on a thread of theirs let go while the producer goes round, buffers come and go.
    void readersAndStreamAtOnce()
    {
        Ring ring(6);
        std::mutex mutex;
        std::vector<Held> waiting;
        std::atomic<int> wrong{0};
        std::jthread reader([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                std::vector<Held> taken;
                {
                    const std::scoped_lock lock(mutex);
                    taken.swap(waiting);
                }
                for (const Held& held : taken)
                    wrong += held.isAll(held.bytes[0]) ? 0 : 1;
            }
        });
        for (int i = 0; i < 3000; ++i) {
            Held held = ring.send(static_cast<std::uint8_t>(i));
            if (held.loan) {
                const std::scoped_lock lock(mutex);
                waiting.push_back(std::move(held));
            }
            if (i % 500 == 499) {
                Buffer& buffer = *ring.buffers[static_cast<std::size_t>(i / 500) % 6];
                ring.lender.remove(&buffer);
                ring.lender.add(&buffer, buffer.buffer);
            }
        }
        reader.request_stop();
        reader.join();
        QCOMPARE(wrong.load(), 0);
        QCOMPARE(ring.refusals(), 0);
        waiting.clear();
        for (const std::unique_ptr<Buffer>& buffer : ring.buffers)
            QCOMPARE(buffer->users(), 0U);
    }
};

QTEST_GUILESS_MAIN(PipewireLenderTest)
#include "test_pipewire_lender.moc"
