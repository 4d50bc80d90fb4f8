// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/h264_repeats.h"

#include "encode/h264_bits.h"

namespace reelout {

namespace {

constexpr int kOutputInOrder = 2; // pic_order_cnt_type
constexpr std::uint8_t kTypeMask = 0x1f;
constexpr std::uint8_t kSlice = 1;
constexpr std::uint8_t kIdrSlice = 5;
constexpr std::size_t kStartCodes[] = {3, 4};

std::size_t startCodeOf(std::span<const std::uint8_t> unit)
{
    for (const std::size_t length : kStartCodes) {
        if (unit.size() > length && unit[length - 1] == 1)
            return length;
    }
    return 0;
}

/// `front` with another value in place of frame_num.
std::vector<std::uint8_t> renumbered(const H264FrameNumber& number, std::uint32_t value, int bits)
{
    std::vector<std::uint8_t> front = number.front;
    for (int i = 0; i < bits; ++i) {
        const std::size_t at = number.position + static_cast<std::size_t>(i);
        const auto mask = static_cast<std::uint8_t>(0x80U >> at % 8);
        const bool isSet = ((value >> (bits - 1 - i)) & 1U) != 0;
        front[at / 8] = static_cast<std::uint8_t>(isSet ? front[at / 8] | mask : front[at / 8] & ~mask);
    }
    return front;
}

} // namespace

H264Repeats::H264Repeats(const H264Headers& headers) : m_headers(headers), m_slice(headers) {}

std::optional<H264Repeats> H264Repeats::of(std::span<const std::uint8_t> sequenceSet,
                                           std::span<const std::uint8_t> pictureSet)
{
    const std::optional<H264Headers> headers = H264Headers::parse(
        sequenceSet.subspan(startCodeOf(sequenceSet)), pictureSet.subspan(startCodeOf(pictureSet)));
    if (!headers || headers->orderCountType != kOutputInOrder || headers->mostReferences != 1)
        return std::nullopt;
    return H264Repeats(*headers);
}

bool H264Repeats::appendUnit(std::span<const std::uint8_t> unit, std::vector<std::uint8_t>& to)
{
    const std::size_t start = startCodeOf(unit);
    if (start == 0)
        return false;
    const std::span<const std::uint8_t> body = unit.subspan(start);
    const std::uint8_t type = body[0] & kTypeMask;
    if (type != kSlice && type != kIdrSlice) {
        to.insert(to.end(), unit.begin(), unit.end());
        return true;
    }
    m_current = type == kIdrSlice ? 0 : (m_last + 1) % (1U << m_headers.frameNumberBits);
    const std::optional<H264FrameNumber> number = readH264FrameNumber(body, m_headers);
    if (!number)
        return false;
    if (number->value == m_current) {
        to.insert(to.end(), unit.begin(), unit.end());
        return true;
    }
    to.insert(to.end(), unit.begin(), unit.begin() + static_cast<std::ptrdiff_t>(start));
    appendH264WithFront(body, renumbered(*number, m_current, m_headers.frameNumberBits), to);
    return true;
}

void H264Repeats::endPicture()
{
    m_last = m_current;
}

void H264Repeats::appendRepeat(std::vector<std::uint8_t>& to)
{
    m_last = (m_last + 1) % (1U << m_headers.frameNumberBits);
    m_slice.append(m_last, to);
}

} // namespace reelout
