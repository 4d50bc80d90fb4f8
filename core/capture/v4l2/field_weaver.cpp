// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/v4l2/field_weaver.h"

#include <cstring>

namespace reelout {

namespace {

/// The rows of one field in what was delivered, one after the other.
struct Field {
    const Picture& picture;
    bool isSecondHalf = false; ///< of a picture that holds both
};

void layRows(const Field& field, FieldWeaver::Parity parity, Picture& whole)
{
    const PixelFormatInfo& info = pixelFormatInfo(whole.format);
    for (int plane = 0; plane < info.planes; ++plane) {
        const int rows = planeSize(whole.format, whole.size, plane).height;
        const std::size_t bytes = planeRowBytes(whole.format, whole.size, plane);
        const int from = field.isSecondHalf ? (rows + 1) / 2 : 0;
        const int most = planeSize(whole.format, field.picture.size, plane).height;
        const int shift = parity == FieldWeaver::Parity::Bottom ? 1 : 0;
        for (int y = 0; 2 * y + shift < rows && from + y < most; ++y)
            std::memcpy(whole.row(plane, 2 * y + shift), field.picture.row(plane, from + y), bytes);
    }
}

} // namespace

Size FieldWeaver::deliveredSize(Size whole) const
{
    const bool isHalf = m_order == FieldOrder::Alternating || m_order == FieldOrder::OneOnly;
    return isHalf ? Size{whole.width, whole.height / 2} : whole;
}

FieldWeaver::Woven FieldWeaver::add(std::shared_ptr<Picture> delivered, Parity parity, bool isTimed)
{
    switch (m_order) {
    case FieldOrder::TopThenBottom:
        return weave(*delivered, *delivered, Parity::Top);
    case FieldOrder::BottomThenTop:
        return weave(*delivered, *delivered, Parity::Bottom);
    case FieldOrder::OneOnly:
        return weave(*delivered, *delivered, parity); // each row twice
    case FieldOrder::Alternating:
        break;
    default:
        return {std::move(delivered), 0};
    }
    // A field whose partner got lost on the way is no picture.
    if (parity == m_first) {
        const bool isAlone = std::exchange(m_pending, std::move(delivered)) != nullptr;
        return {nullptr, isAlone ? 1 : 0};
    }
    const std::shared_ptr<Picture> first = std::exchange(m_pending, nullptr);
    if (!first)
        return {nullptr, 1};
    if (isTimed && delivered->captured - first->captured > m_interval)
        return {nullptr, 2};
    return weave(*first, *delivered, m_first);
}

FieldWeaver::Woven FieldWeaver::weave(const Picture& first, const Picture& second, Parity firstParity)
{
    const bool isBoth = m_order == FieldOrder::TopThenBottom || m_order == FieldOrder::BottomThenTop;
    const Size size{first.size.width, isBoth ? first.size.height : first.size.height * 2};
    std::shared_ptr<Picture> whole = m_pool.acquire(first.format, size);
    if (!whole)
        return {nullptr, 1};
    const Parity other = firstParity == Parity::Top ? Parity::Bottom : Parity::Top;
    layRows({first, false}, firstParity, *whole);
    layRows({second, isBoth}, other, *whole);
    whole->colour = first.colour;
    whole->captured = first.captured;
    return {std::move(whole), 0};
}

} // namespace reelout
