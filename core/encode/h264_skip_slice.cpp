// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/h264_skip_slice.h"

#include "encode/h264_bits.h"

#include <algorithm>
#include <array>

namespace reelout {

namespace {

constexpr std::array<std::uint8_t, 4> kStartCode{0, 0, 0, 1};
constexpr std::uint32_t kNalHeader = 0x01; // a slice of no IDR picture
constexpr std::uint32_t kReference = 0x40; // nal_ref_idc 2
constexpr std::uint32_t kSliceTypeP = 5;   // and so are all slices of the picture

// No sample depends on the quantiser of a slice without a residual. At the coarsest one mb_skip_flag (context
// 11, cabac_init_idc 0: m = 23, n = 33) begins as a probable one in state 42 (9.3.1.1).
constexpr int kQp = 51;
constexpr int kFirstState = ((23 * kQp) >> 4) + 33 - 64;
static_assert(kFirstState == 42);
constexpr int kLastState = 62;
// rangeTabLPS from kFirstState on (Table 9-44)
constexpr std::uint8_t kRangeOfLps[kLastState - kFirstState + 1][4] = {
    {16, 20, 23, 27}, {15, 19, 22, 25}, {14, 18, 21, 24}, {14, 17, 20, 23}, {13, 16, 19, 22},
    {12, 15, 18, 21}, {12, 14, 17, 20}, {11, 14, 16, 19}, {11, 13, 15, 18}, {10, 12, 15, 17},
    {10, 12, 14, 16}, {9, 11, 13, 15},  {9, 11, 12, 14},  {8, 10, 12, 14},  {8, 9, 11, 13},
    {7, 9, 11, 12},   {7, 9, 10, 12},   {7, 8, 10, 11},   {6, 8, 9, 11},    {6, 7, 9, 10},
    {6, 7, 8, 9},
};

/// The arithmetic encoder (9.3.4) for what is always the more probable.
class CabacEncoder {
public:
    void encodeSkip()
    {
        m_range -= kRangeOfLps[m_state - kFirstState][(m_range >> 6) & 3U];
        m_state = std::min(m_state + 1, kLastState);
        renormalise();
    }

    void encodeTerminate(bool isLast)
    {
        m_range -= 2;
        if (isLast) {
            m_low += m_range;
            m_range = 2;
        }
        renormalise();
        if (!isLast)
            return;
        put((m_low >> 9) & 1U);
        m_writer.bits(((m_low >> 7) & 3U) | 1U, 2); // the last one is rbsp_stop_one_bit
        m_writer.align(false);
    }

    const std::vector<std::uint8_t>& bytes() const { return m_writer.bytes(); }

private:
    void renormalise()
    {
        while (m_range < 256) {
            if (m_low >= 512) {
                m_low -= 512;
                put(1);
            } else if (m_low < 256) {
                put(0);
            } else {
                m_low -= 256;
                ++m_outstanding;
            }
            m_range <<= 1;
            m_low <<= 1;
        }
    }

    void put(std::uint32_t bit)
    {
        if (!m_isFirst)
            m_writer.bits(bit, 1);
        m_isFirst = false;
        for (; m_outstanding > 0; --m_outstanding)
            m_writer.bits(1 - bit, 1);
    }

    std::uint32_t m_low = 0;
    std::uint32_t m_range = 510;
    int m_outstanding = 0;
    bool m_isFirst = true;
    int m_state = kFirstState;
    H264BitWriter m_writer;
};

// pred_weight_table() (7.3.3.2) for one reference: no weights.
void writeNoWeights(H264BitWriter& writer, bool hasChroma)
{
    writer.ue(0); // luma_log2_weight_denom
    if (hasChroma)
        writer.ue(0);
    writer.flag(false); // luma_weight_l0_flag
    if (hasChroma)
        writer.flag(false);
}

} // namespace

H264SkipSlice::H264SkipSlice(const H264Headers& headers) : m_headers(headers)
{
    if (!headers.isCabac)
        return;
    CabacEncoder encoder;
    for (std::uint32_t i = 0; i < headers.macroblocks; ++i) {
        encoder.encodeSkip();
        encoder.encodeTerminate(i + 1 == headers.macroblocks);
    }
    m_cabacData = encoder.bytes();
}

void H264SkipSlice::append(const Numbers& numbers, std::vector<std::uint8_t>& to) const
{
    H264BitWriter writer;
    writer.bits(numbers.isReference ? kNalHeader | kReference : kNalHeader, 8);
    // slice_header() (7.3.3)
    writer.ue(0); // first_mb_in_slice
    writer.ue(kSliceTypeP);
    writer.ue(m_headers.pictureSet);
    writer.bits(numbers.frameNumber, m_headers.frameNumberBits);
    writer.bits(numbers.orderCountLow, m_headers.orderCountBits);
    const bool overrides = m_headers.defaultReferences != 1;
    writer.flag(overrides);
    if (overrides)
        writer.ue(0);   // num_ref_idx_l0_active_minus1
    writer.flag(false); // ref_pic_list_modification_flag_l0
    if (m_headers.isWeighted)
        writeNoWeights(writer, m_headers.hasChroma);
    if (numbers.isReference)
        writer.flag(false); // adaptive_ref_pic_marking_mode_flag: the window of one slides
    if (m_headers.isCabac)
        writer.ue(0); // cabac_init_idc
    writer.se(kQp - m_headers.firstQp);
    if (m_headers.hasDeblockingControl)
        writer.ue(1); // disable_deblocking_filter_idc
    if (!m_headers.isCabac) {
        writer.ue(m_headers.macroblocks); // mb_skip_run
        writer.flag(true);                // rbsp_stop_one_bit
        writer.align(false);
    } else {
        writer.align(true); // cabac_alignment_one_bit
    }
    to.insert(to.end(), kStartCode.begin(), kStartCode.end());
    std::vector<std::uint8_t> bytes = writer.bytes();
    bytes.insert(bytes.end(), m_cabacData.begin(), m_cabacData.end());
    appendH264Escaped(bytes, to);
}

} // namespace reelout
