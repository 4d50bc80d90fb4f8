// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/source.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <cstdlib>

// capture_alone FPS: takes pictures of the whole screen, X11 or Wayland as the session is, and does nothing
// with them, until it is told to end. Prints "ready" with the first, at the end how many there were.

using namespace reelout;

namespace {

volatile std::sig_atomic_t shallEnd = 0;

int run(int framesPerSecond)
{
    ScreenSpec spec;
    spec.rate = FrameRate(framesPerSecond, 1);
    const std::unique_ptr<ScreenBackend> backend = makeScreenBackend();
    const Result<std::unique_ptr<PictureSource>> source = backend->open(spec);
    const auto hub = std::make_shared<PictureHub>();
    const Status started = source ? (*source)->start(hub) : Status(source.error());
    if (!started) {
        std::fprintf(stderr, "capture_alone: %s\n", qPrintable(started.error().detail));
        return 1;
    }
    const auto read = hub->addReader();
    std::uint64_t serial = 0;
    long pictures = 0;
    while (shallEnd == 0) {
        const PicturePtr picture = hub->waitNewerThan(serial, std::chrono::milliseconds(100), {});
        if (!picture)
            continue;
        if (pictures == 0) {
            std::puts("ready");
            std::fflush(stdout);
        }
        pictures += pictures == 0 ? 1 : static_cast<long>(picture->serial - serial);
        serial = picture->serial;
        *read = serial;
    }
    (*source)->stop();
    std::printf("%ld\n", pictures);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const int framesPerSecond = argc == 2 ? std::atoi(argv[1]) : 0;
    if (framesPerSecond <= 0) {
        std::fprintf(stderr, "usage: capture_alone FPS\n");
        return 2;
    }
    struct sigaction action = {};
    action.sa_handler = [](int) { shallEnd = 1; };
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
    return run(framesPerSecond);
}
