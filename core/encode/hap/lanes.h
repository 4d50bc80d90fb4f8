// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

// Vectors with one block in each lane, the same source for every width. The compiler's vector types give the
// arithmetic; a set of instructions adds what they can't say (block_kernels_avx2.cpp and its sisters).
// Everything has internal linkage: each file that includes this is compiled for another processor, and the
// linker must not mix them.

#define REELOUT_INLINE static inline __attribute__((always_inline))

namespace reelout {
namespace {

/// The vector types of `kWidth` blocks. `Pair` has two 16-bit halves in the place of each 32-bit lane.
/// (GCC ignores a vector size that depends on a template's argument, hence the macro.)
template <int kWidth>
struct VectorTypes;
#define REELOUT_VECTOR_TYPES(width)                                                                          \
    template <>                                                                                              \
    struct VectorTypes<width> {                                                                              \
        typedef float Float __attribute__((vector_size(4 * (width))));                                       \
        typedef std::int32_t Int __attribute__((vector_size(4 * (width))));                                  \
        typedef std::uint32_t Unsigned __attribute__((vector_size(4 * (width))));                            \
        typedef std::int16_t Pair __attribute__((vector_size(4 * (width))));                                 \
        typedef std::uint16_t UnsignedPair __attribute__((vector_size(4 * (width))));                        \
    }
REELOUT_VECTOR_TYPES(1);
REELOUT_VECTOR_TYPES(4);
REELOUT_VECTOR_TYPES(8);
REELOUT_VECTOR_TYPES(16);
#undef REELOUT_VECTOR_TYPES

/// What the vector types give for all processors alike.
template <int kWidth>
struct Lanes : VectorTypes<kWidth> {
    static constexpr int kCount = kWidth;
    static constexpr int kBytes = 4 * kWidth;
    using Types = VectorTypes<kWidth>;
    using typename Types::Float;
    using typename Types::Int;
    using typename Types::Pair;
    using typename Types::Unsigned;
    using typename Types::UnsignedPair;

    REELOUT_INLINE Float all(float value) { return value - Float{}; }
    REELOUT_INLINE Int all(std::int32_t value) { return value - Int{}; }
    REELOUT_INLINE Float toFloat(Int value) { return __builtin_convertvector(value, Float); }
    /// Drops the fraction.
    REELOUT_INLINE Int toInt(Float value) { return __builtin_convertvector(value, Int); }
    REELOUT_INLINE Int lowHalf(Pair pair) { return ((Int)pair << 16) >> 16; }
    REELOUT_INLINE Int highHalf(Pair pair) { return (Int)pair >> 16; }
    REELOUT_INLINE Pair inBothHalves(Int value) { return (Pair)((value & 0xFFFF) | (value << 16)); }
    /// Additions that may leave 16 bits on the way to a result that does not.
    REELOUT_INLINE Pair wrappingAdd(Pair a, Pair b) { return (Pair)((UnsignedPair)a + (UnsignedPair)b); }

    REELOUT_INLINE Float select(Int mask, Float yes, Float no) { return mask ? yes : no; }
    REELOUT_INLINE Int select(Int mask, Int yes, Int no) { return mask ? yes : no; }
    REELOUT_INLINE bool isAny(Int mask)
    {
        std::int32_t bits = 0;
        for (int lane = 0; lane < kWidth; ++lane)
            bits |= mask[lane];
        return bits != 0;
    }
    template <class Vector>
    REELOUT_INLINE Vector load(const void* source)
    {
        Vector result;
        __builtin_memcpy(&result, source, sizeof result);
        return result;
    }
    template <class Vector>
    REELOUT_INLINE void store(void* target, Vector value)
    {
        __builtin_memcpy(target, &value, sizeof value);
    }
};

/// What the vector types can't say, in plain words: the reference the instruction sets are tested against.
template <int kWidth>
struct PlainOps : Lanes<kWidth> {
    using Base = Lanes<kWidth>;
    using typename Base::Float;
    using typename Base::Int;
    using typename Base::Pair;

    /// The sum of the products of both halves.
    REELOUT_INLINE Int multiplyAdd(Pair a, Pair b)
    {
        return Base::lowHalf(a) * Base::lowHalf(b) + Base::highHalf(a) * Base::highHalf(b);
    }
    /// a * b / 32768, rounded. Not for both -32768.
    REELOUT_INLINE Pair multiplyRounded(Pair a, Pair b)
    {
        const Int low = (Base::lowHalf(a) * Base::lowHalf(b) + 0x4000) >> 15;
        const Int high = (Base::highHalf(a) * Base::highHalf(b) + 0x4000) >> 15;
        return (Pair)((low & 0xFFFF) | (high << 16));
    }
    template <class Vector>
    REELOUT_INLINE Vector min(Vector a, Vector b)
    {
        return a < b ? a : b;
    }
    template <class Vector>
    REELOUT_INLINE Vector max(Vector a, Vector b)
    {
        return a > b ? a : b;
    }
};

template <class V>
REELOUT_INLINE typename V::Float clamp(typename V::Float value, float low, float high)
{
    return V::min(V::max(value, V::all(low)), V::all(high));
}

template <class V>
REELOUT_INLINE typename V::Int clamp(typename V::Int value, std::int32_t low, std::int32_t high)
{
    return V::min(V::max(value, V::all(low)), V::all(high));
}

// Shuffles within every four lanes, which is what all x86 sets do fast.

template <class Vector, int kOffset, std::size_t... kIndex>
REELOUT_INLINE Vector interleaveFours(Vector a, Vector b, std::index_sequence<kIndex...>)
{
    constexpr int kWidth = sizeof...(kIndex);
    return __builtin_shufflevector(
        a, b,
        (static_cast<int>(kIndex / 4 * 4 + kIndex % 4 / 2) + kOffset + (kIndex % 2 == 0 ? 0 : kWidth))...);
}

/// The 4 x 4 matrices of the same four lanes of four vectors, transposed.
template <class V, class Vector>
REELOUT_INLINE void transposeFours(Vector (&v)[4])
{
    if constexpr (V::kCount > 1) {
        constexpr std::make_index_sequence<static_cast<std::size_t>(V::kCount)> indices;
        const Vector a = interleaveFours<Vector, 0>(v[0], v[2], indices);
        const Vector b = interleaveFours<Vector, 2>(v[0], v[2], indices);
        const Vector c = interleaveFours<Vector, 0>(v[1], v[3], indices);
        const Vector d = interleaveFours<Vector, 2>(v[1], v[3], indices);
        v[0] = interleaveFours<Vector, 0>(a, c, indices);
        v[1] = interleaveFours<Vector, 2>(a, c, indices);
        v[2] = interleaveFours<Vector, 0>(b, d, indices);
        v[3] = interleaveFours<Vector, 2>(b, d, indices);
    }
}

/// Which block of a group loadPixels() puts into a lane, for V::kCount > 1.
template <class V>
constexpr int blockOfLane(int lane)
{
    return V::kCount == 1 ? 0 : lane % 4 * (V::kCount / 4) + lane / 4;
}

/// Blocks of four words each, in the lanes of loadPixels(); `words` is used up.
template <class V>
REELOUT_INLINE void storeBlocks16(std::uint8_t* target, typename V::Int (&words)[4])
{
    transposeFours<V>(words);
    for (int part = 0; part < 4; ++part)
        V::store(target + static_cast<std::ptrdiff_t>(part) * V::kBytes, words[part]);
}

/// Blocks of two words each.
template <class V>
REELOUT_INLINE void storeBlocks8(std::uint8_t* target, typename V::Int first, typename V::Int second)
{
    alignas(64) std::int32_t words[2][V::kCount];
    V::store(words[0], first);
    V::store(words[1], second);
    for (int lane = 0; lane < V::kCount; ++lane) {
        std::uint8_t* block = target + static_cast<std::ptrdiff_t>(8) * blockOfLane<V>(lane);
        __builtin_memcpy(block, &words[0][lane], 4);
        __builtin_memcpy(block + 4, &words[1][lane], 4);
    }
}

} // namespace
} // namespace reelout
