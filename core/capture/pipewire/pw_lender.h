// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/pipewire/dmabuf.h"

#include <spa/buffer/buffer.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace reelout {

class PwLoan;
class PwMapping;
class SharedPages;

/// Lets pictures stay in the buffers of a PipeWire stream for as long as somebody reads them. PipeWire's
/// thread, but for what is lent: any thread may let go of that, also when the lender is no more.
///
/// PipeWire hands each buffer on in a ring, whatever its readers do; what keeps a producer from writing is
/// the count of its users in SPA_META_Busy. So a buffer goes back to its stream at once, as every buffer
/// does, and:
/// 1. while a picture is lent the count has one more for it, from before the stream's own is taken off until
///    the last holder lets go or the loan is detached; it is taken off exactly once;
/// 2. pixels and count are mappings of our own, so that neither needs the stream's buffer to be there still;
/// 3. a producer never meets a buffer that is in use because of a slow reader: before its turn comes round
///    again the loan is detached, which costs the copy that was saved, and for a while pictures are not lent;
/// 4. when a buffer is removed, or the lender goes, its loan is detached: nobody else's memory is kept;
/// 5. without SPA_META_Busy, with too few buffers, or when a producer is seen to write into what is lent,
///    nothing is lent.
class PwLender {
public:
    /// Fewer buffers than these are all needed by the producer and by us in turn.
    static constexpr std::size_t kFewestBuffers = 4;
    /// Pictures that are not lent after readers were too slow.
    static constexpr std::uint64_t kPause = 120;

    /// A buffer while one looks at it.
    class Arrival {
    public:
        ~Arrival();
        Arrival(const Arrival&) = delete;
        Arrival& operator=(const Arrival&) = delete;

        /// With its memory readable; it stays where it is when it is lent.
        const spa_buffer& buffer() const { return m_readable; }
        /// Keeps that memory as it is; null when it must be copied.
        std::shared_ptr<void> lend();
        /// To be said by who has copied its picture.
        void noteCopy() { ++m_lender.m_statistics.copied; }

    private:
        friend class PwLender;
        Arrival(PwLender& lender, const void* key, const spa_buffer& buffer);

        PwLender& m_lender;
        const void* const m_key;
        spa_buffer m_readable;
        std::vector<spa_data> m_datas;
        std::shared_ptr<PwMapping> m_mapping;
        bool m_isLent = false;
    };

    /// `importer` of graphics memory must outlive it.
    explicit PwLender(const DmabufImporter& importer);
    ~PwLender();
    PwLender(const PwLender&) = delete;
    PwLender& operator=(const PwLender&) = delete;

    /// `key` names the buffer, which stays where it is until it is removed.
    void add(const void* key, const spa_buffer& buffer);
    void remove(const void* key);
    /// One that the producer has filled.
    Arrival arrive(const void* key, const spa_buffer& buffer);

    /// Pictures.
    struct Statistics {
        std::uint64_t lent = 0;
        std::uint64_t detached = 0; ///< of these, copied later because somebody was slow
        std::uint64_t copied = 0;   ///< at once
    };
    const Statistics& statistics() const { return m_statistics; }

private:
    struct Buffer {
        std::shared_ptr<PwMapping> mapping; ///< null: as PipeWire shows it
        std::shared_ptr<SharedPages> busy;  ///< null: can't be lent
        std::weak_ptr<PwLoan> loan;
        std::uint64_t lentAt = 0;
    };
    std::optional<std::uint64_t> longestLoan() const;
    void detachLate();
    void distrust();
    std::shared_ptr<void> lend(const Arrival& arrival);

    const DmabufImporter& m_importer;
    std::map<const void*, Buffer> m_buffers;
    std::uint64_t m_arrivals = 0;
    std::uint64_t m_lastLentAt = 0;
    std::uint64_t m_pausedUntil = 0;
    bool m_isTrusted = true;
    Statistics m_statistics;
};

} // namespace reelout
