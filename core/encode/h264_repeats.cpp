// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/h264_repeats.h"

#include "encode/h264_bits.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr int kOrderTold = 0; // pic_order_cnt_type
constexpr int kOrderOfDecoding = 2;
// More of them for pic_order_cnt_lsb: a whole byte, so that all bits behind it stay where they are in theirs.
constexpr int kMoreBits = 8;
constexpr std::int64_t kCountsOfFrame = 2; // of its two fields
constexpr std::uint8_t kTypeMask = 0x1f;
constexpr std::size_t kStartCodes[] = {3, 4};

std::size_t startCodeOf(std::span<const std::uint8_t> unit)
{
    for (const std::size_t length : kStartCodes) {
        if (unit.size() > length && unit[length - 1] == 1)
            return length;
    }
    return 0;
}

H264Headers withMoreBits(H264Headers headers)
{
    if (headers.orderCountType == kOrderTold)
        headers.orderCountBits += kMoreBits;
    return headers;
}

/// PicOrderCnt(CurrPic) from its low bits and the count of the last reference picture (8.2.1.1).
std::int64_t wholeOrderCount(std::uint32_t low, std::int64_t last, int bits)
{
    const std::int64_t period = std::int64_t{1} << bits;
    std::int64_t count = last - (last & (period - 1)) + low;
    if (count - last <= -period / 2)
        count += period;
    else if (count - last > period / 2)
        count -= period;
    return count;
}

} // namespace

H264Repeats::H264Repeats(const H264Headers& headers) : m_headers(headers), m_slice(withMoreBits(headers)) {}

std::optional<H264Repeats> H264Repeats::of(std::span<const std::uint8_t> sequenceSet,
                                           std::span<const std::uint8_t> pictureSet)
{
    const std::optional<H264Headers> headers = H264Headers::parse(
        sequenceSet.subspan(startCodeOf(sequenceSet)), pictureSet.subspan(startCodeOf(pictureSet)));
    if (!headers)
        return std::nullopt;
    if (headers->orderCountType == kOrderOfDecoding
            ? headers->mostReferences != 1
            : headers->orderCountBits + kMoreBits > kMostH264CountBits)
        return std::nullopt;
    return H264Repeats(*headers);
}

bool H264Repeats::appendUnit(std::span<const std::uint8_t> unit, std::vector<std::uint8_t>& to)
{
    const std::size_t startCode = startCodeOf(unit);
    if (startCode == 0)
        return false;
    const std::span<const std::uint8_t> body = unit.subspan(startCode);
    const std::uint8_t type = body[0] & kTypeMask;
    const bool isSlice = type == kH264Slice || type == kH264IdrSlice;
    if (!isSlice && !(type == kH264SequenceSet && isOrderTold())) {
        to.insert(to.end(), unit.begin(), unit.end());
        return true;
    }
    to.insert(to.end(), unit.begin(), unit.begin() + static_cast<std::ptrdiff_t>(startCode));
    if (!isSlice) {
        const std::vector<std::uint8_t> set =
            h264WithOrderCountBits(body, m_headers.orderCountBits + kMoreBits);
        to.insert(to.end(), set.begin(), set.end());
        return true;
    }
    const std::optional<H264SliceStart> start = readH264SliceStart(body, m_headers);
    if (!start)
        return false;
    if (isOrderTold())
        appendOrdered(body, *start, to);
    else
        appendFrameNumbered(body, *start, to);
    return true;
}

void H264Repeats::appendFrameNumbered(std::span<const std::uint8_t> unit, const H264SliceStart& start,
                                      std::vector<std::uint8_t>& to)
{
    m_current.frameNumber = start.isIdr ? 0 : frameNumberAfter(m_last.frameNumber);
    if (start.frameNumber == m_current.frameNumber) {
        to.insert(to.end(), unit.begin(), unit.end());
        return;
    }
    const std::size_t behind = start.frameNumberAt + static_cast<std::size_t>(m_headers.frameNumberBits);
    H264BitWriter writer;
    writer.copy(start.front, 0, start.frameNumberAt);
    writer.bits(m_current.frameNumber, m_headers.frameNumberBits);
    writer.copy(start.front, behind, start.front.size() * 8);
    appendH264WithFront(unit, start.front.size(), writer.bytes(), to);
}

void H264Repeats::appendOrdered(std::span<const std::uint8_t> unit, const H264SliceStart& start,
                                std::vector<std::uint8_t>& to)
{
    m_current.isReference = start.isReference;
    m_current.frameNumber = start.frameNumber;
    if (start.isIdr) {
        m_inserted = 0;
        m_latest = 0;
    }
    m_current.orderCount =
        wholeOrderCount(start.orderCountLow, start.isIdr ? 0 : m_last.orderCount, m_headers.orderCountBits);
    const std::int64_t count = countInStream(m_current);
    m_latest = std::max(m_latest, count);
    const std::size_t behind = start.orderCountAt + static_cast<std::size_t>(m_headers.orderCountBits);
    H264BitWriter writer;
    writer.copy(start.front, 0, start.orderCountAt);
    writer.bits(orderCountLow(count), m_headers.orderCountBits + kMoreBits);
    writer.copy(start.front, behind, start.front.size() * 8);
    appendH264WithFront(unit, start.front.size(), writer.bytes(), to);
}

std::uint32_t H264Repeats::frameNumberAfter(std::uint32_t number) const
{
    return (number + 1) % (1U << m_headers.frameNumberBits);
}

std::int64_t H264Repeats::countInStream(const Place& place) const
{
    return place.orderCount + kCountsOfFrame * m_inserted;
}

std::uint32_t H264Repeats::orderCountLow(std::int64_t count) const
{
    const std::int64_t period = std::int64_t{1} << (m_headers.orderCountBits + kMoreBits);
    return static_cast<std::uint32_t>(count & (period - 1));
}

void H264Repeats::endPicture()
{
    if (isOrderTold()) {
        const bool isLatest = countInStream(m_current) == m_latest;
        if (isLatest || m_current.isReference)
            m_canRepeat = isLatest && m_current.isReference;
    }
    if (m_current.isReference)
        m_last = m_current;
}

void H264Repeats::appendRepeat(std::vector<std::uint8_t>& to)
{
    const std::uint32_t frameNumber = frameNumberAfter(m_last.frameNumber);
    if (!isOrderTold()) {
        m_last.frameNumber = frameNumber;
        m_slice.append({frameNumber, 0, true}, to);
        return;
    }
    ++m_inserted;
    m_latest += kCountsOfFrame;
    m_slice.append({frameNumber, orderCountLow(m_latest), false}, to);
}

} // namespace reelout
