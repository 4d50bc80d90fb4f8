// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/native_keys.h"

#include <algorithm>
#include <iterator>

namespace reelout {

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr std::uint32_t kF1 = 0xffbe;

struct NativeKey {
    std::uint32_t keysym;
    std::uint32_t windows;
    std::uint32_t mac;
};

constexpr NativeKey kKeys[] = {
    {0x20, 0x20, 0x31},        // Space
    {0xff50, 0x24, 0x73},      // Home
    {0xff51, 0x25, 0x7B},      // Left
    {0xff52, 0x26, 0x7E},      // Up
    {0xff53, 0x27, 0x7C},      // Right
    {0xff54, 0x28, 0x7D},      // Down
    {0xff55, 0x21, 0x74},      // Page Up
    {0xff56, 0x22, 0x79},      // Page Down
    {0xff57, 0x23, 0x77},      // End
    {0xff61, 0x2C, kNone},     // Print
    {0xff63, 0x2D, 0x72},      // Insert; Help
    {0xff67, 0x5D, kNone},     // Menu
    {0xff7f, 0x90, kNone},     // Num Lock
    {0xff14, 0x91, kNone},     // Scroll Lock
    {0xff13, 0x13, kNone},     // Pause
    {0xff08, 0x08, 0x33},      // Backspace
    {0xff09, 0x09, 0x30},      // Tab
    {0xff0d, 0x0D, 0x24},      // Return
    {0xff8d, 0x0D, 0x4C},      // Enter of the number pad; one key with Return on Windows
    {0xff1b, 0x1B, 0x35},      // Escape
    {0xffff, 0x2E, 0x75},      // Delete
    {0x1008ff14, 0xB3, kNone}, // Media Play
    {0x1008ff15, 0xB2, kNone}, // Media Stop
    {0x1008ff16, 0xB1, kNone}, // Media Previous
    {0x1008ff17, 0xB0, kNone}, // Media Next
    {0x1008ff31, 0xB3, kNone}, // Media Pause; one key with Play on Windows
};

// kVK_F1 and so on, kVK_ANSI_A and so on, kVK_ANSI_0 and so on: as the first Macintosh numbered them.
constexpr std::uint32_t kMacFunctions[] = {0x7A, 0x78, 0x63, 0x76, 0x60, 0x61, 0x62, 0x64, 0x65, 0x6D,
                                           0x67, 0x6F, 0x69, 0x6B, 0x71, 0x6A, 0x40, 0x4F, 0x50, 0x5A};
constexpr std::uint32_t kMacLetters[] = {0x00, 0x0B, 0x08, 0x02, 0x0E, 0x03, 0x05, 0x04, 0x22,
                                         0x26, 0x28, 0x25, 0x2E, 0x2D, 0x1F, 0x23, 0x0C, 0x0F,
                                         0x01, 0x11, 0x20, 0x09, 0x0D, 0x07, 0x10, 0x06};
constexpr std::uint32_t kMacDigits[] = {0x1D, 0x12, 0x13, 0x14, 0x15, 0x17, 0x16, 0x1A, 0x1C, 0x19};

const NativeKey* find(std::uint32_t keysym)
{
    const auto found = std::find_if(std::begin(kKeys), std::end(kKeys),
                                    [&](const NativeKey& key) { return key.keysym == keysym; });
    return found == std::end(kKeys) ? nullptr : found;
}

bool isWithin(std::uint32_t keysym, std::uint32_t first, std::size_t count)
{
    return keysym >= first && keysym < first + count;
}

} // namespace

std::optional<std::uint32_t> windowsKeyOf(std::uint32_t keysym)
{
    constexpr std::size_t kFunctions = 24;
    if (isWithin(keysym, kF1, kFunctions))
        return keysym - kF1 + 0x70;
    if (isWithin(keysym, 'a', 26))
        return keysym - 'a' + 'A';
    if (isWithin(keysym, '0', 10))
        return keysym;
    const NativeKey* key = find(keysym);
    return key && key->windows != kNone ? std::optional(key->windows) : std::nullopt;
}

std::optional<std::uint32_t> macKeyOf(std::uint32_t keysym)
{
    if (isWithin(keysym, kF1, std::size(kMacFunctions)))
        return kMacFunctions[keysym - kF1];
    if (isWithin(keysym, 'a', std::size(kMacLetters)))
        return kMacLetters[keysym - 'a'];
    if (isWithin(keysym, '0', std::size(kMacDigits)))
        return kMacDigits[keysym - '0'];
    const NativeKey* key = find(keysym);
    return key && key->mac != kNone ? std::optional(key->mac) : std::nullopt;
}

} // namespace reelout
