// SPDX-License-Identifier: GPL-3.0-or-later
#include "pw_screen.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <thread>
#include <vector>

// node_player RUNTIME_FOLDER WIDTH HEIGHT FPS: a PipeWire node of BGRx pictures in full motion, as a
// compositor makes it, in time for whoever takes them, until it is told to end. Picture n has its number
// burnt in as screen_painter's have. Prints "ready" when the server knows it, at the end how many pictures
// were sent.

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr int kBlock = 16;
constexpr int kBits = 32;
constexpr int kLooks = 8;

volatile std::sig_atomic_t shallEnd = 0;

std::vector<std::uint8_t> stripes(Size size, int look)
{
    std::vector<std::uint8_t> pixels;
    pixels.reserve(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 4);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const int place = x + y * 3 + look * 23;
            for (const int value : {place * 7, place / 3, y + look * 9, 255})
                pixels.push_back(static_cast<std::uint8_t>(value));
        }
    }
    return pixels;
}

void burn(std::uint8_t* row, int stride, std::uint32_t number)
{
    for (int y = 0; y < kBlock; ++y, row += stride) {
        for (int bit = 0; bit < kBits; ++bit)
            std::memset(row + std::ptrdiff_t(bit) * kBlock * 4, (number >> bit & 1) != 0 ? 255 : 0,
                        std::size_t(kBlock) * 4);
    }
}

int play(const QString& folder, Size size, int rate)
{
    const std::unique_ptr<PwScreen> screen = PwScreen::open(folder, size, PwScreen::Layout::Descriptor);
    if (!screen || screen->node() == 0)
        return 1;
    std::vector<std::vector<std::uint8_t>> looks;
    for (int look = 0; look < kLooks; ++look)
        looks.push_back(stripes(size, look));
    std::puts("ready");
    std::fflush(stdout);
    std::uint32_t sent = 0;
    if (!screen->waitForViewer())
        return 1;
    auto due = std::chrono::steady_clock::now();
    while (shallEnd == 0) {
        PwScreen::Frame frame;
        frame.pts = std::chrono::steady_clock::now().time_since_epoch().count();
        frame.paint = [&](std::uint8_t* to, int stride) {
            std::memcpy(to, looks[sent % kLooks].data(), looks[sent % kLooks].size());
            burn(to, stride, sent);
        };
        if (!screen->send(frame))
            break;
        ++sent;
        due += std::chrono::nanoseconds(1'000'000'000 / rate);
        std::this_thread::sleep_until(due);
    }
    std::printf("%u\n", sent);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() != 5)
        return 2;
    std::signal(SIGTERM, [](int) { shallEnd = 1; });
    return play(words[1], {words[2].toInt(), words[3].toInt()}, std::max(1, words[4].toInt()));
}
