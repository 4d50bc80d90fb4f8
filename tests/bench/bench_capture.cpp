// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x11_backend.h"
#include "support/x_painter.h"
#include "support/x_server.h"

#include <QCoreApplication>

#include <cstdio>
#include <ctime>
#include <thread>

using namespace reelout;
using namespace reelout::test;

// What capturing alone costs: CPU seconds a second of this process (the X server's come on top), for a
// screen that is still, changes in one line, and changes as a whole.

namespace {

enum class Motion { None, Line, Whole };

double cpuSecondsOfOthers(clockid_t painterClock)
{
    timespec process{};
    timespec painter{};
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &process) != 0 || clock_gettime(painterClock, &painter) != 0)
        return 0.0;
    return static_cast<double>(process.tv_sec - painter.tv_sec) +
           static_cast<double>(process.tv_nsec - painter.tv_nsec) * 1e-9;
}

Status measure(const QString& display, Size size, int framesPerSecond, Motion motion, const char* name)
{
    ScreenSpec spec;
    spec.rate = FrameRate(framesPerSecond, 1);
    const auto backend = makeX11Backend(display, systemClock());
    const auto source = backend->open(spec);
    if (!source)
        return source.error();
    const auto hub = std::make_shared<PictureHub>();
    REELOUT_TRY((*source)->start(hub));
    constexpr int kSeconds = 4;
    const Timestamp start = systemClock().now();
    const std::uint64_t firstSerial = hub->latest()->serial;
    const double before = cpuSecondsOfOthers(CLOCK_THREAD_CPUTIME_ID);
    XPainter painter(display);
    for (int frame = 1; frame <= kSeconds * framesPerSecond; ++frame) {
        if (motion == Motion::Line)
            painter.fill({100, 500, 400, 16}, static_cast<std::uint32_t>(frame) * 0x010203);
        if (motion == Motion::Whole)
            painter.fill({0, 0, size.width, size.height}, static_cast<std::uint32_t>(frame) * 0x010203);
        systemClock().sleepUntil(start + spec.rate.timeOf(frame), {});
    }
    const double spent = cpuSecondsOfOthers(CLOCK_THREAD_CPUTIME_ID) - before;
    const std::uint64_t pictures = hub->latest()->serial - firstSerial;
    (*source)->stop();
    std::printf("%dx%d at %d/s, %-5s: %.4f CPU s/s, %.1f pictures/s\n", size.width, size.height,
                framesPerSecond, name, spent / kSeconds, static_cast<double>(pictures) / kSeconds);
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const Size size{1920, 1080};
    XServer server(XServer::Kind::Xvfb, {size, 24, {}});
    if (!server.start()) {
        std::fprintf(stderr, "%s\n", qPrintable(server.error()));
        return 1;
    }
    for (const int rate : {30, 60}) {
        for (const auto& [motion, name] : {std::pair{Motion::None, "still"}, std::pair{Motion::Line, "line"},
                                           std::pair{Motion::Whole, "whole"}}) {
            if (const Status measured = measure(server.display(), size, rate, motion, name); !measured) {
                std::fprintf(stderr, "%s\n", qPrintable(measured.error().detail));
                return 1;
            }
        }
    }
    return 0;
}
