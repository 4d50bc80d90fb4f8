// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_screen_stream.h"
#include "image/picture_path.h"
#include "pw_screen.h"
#include "support/pulse_server.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <vector>

// bench_lending [WIDTH HEIGHT]: what a picture of a PipeWire screen costs on its way to Y'CbCr, in processor
// time of the thread that takes it: converted where it lies, and copied first as it once was. In turns,
// picture by picture; medians and their ratio.

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr int kPictures = 160;
constexpr int kWarm = 20; // until every page has been touched

double threadMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0.0 : values[values.size() / 2];
}

std::shared_ptr<Picture> copyOf(const Picture& picture, PicturePool& pool)
{
    std::shared_ptr<Picture> copy = pool.acquire(picture.format, picture.size);
    for (int y = 0; copy && y < picture.size.height; ++y)
        std::memcpy(copy->row(0, y), picture.row(0, y), static_cast<std::size_t>(picture.size.width) * 4);
    if (copy)
        copy->colour = picture.colour;
    return copy;
}

int run(Size size)
{
    PulseServer server(PulseServer::Kind::PipeWire);
    if (!server.start())
        return 1;
    const QString folder = server.environment().value(QStringLiteral("XDG_RUNTIME_DIR"));
    const auto screen = PwScreen::open(folder, size, PwScreen::Layout::Descriptor);
    if (!screen || screen->node() == 0)
        return 1;
    PicturePathSpec spec;
    spec.outputFormat = PixelFormat::Yuv420p8;
    spec.outputColour = kBt709Limited;
    PicturePath path(spec);
    PicturePool pool;
    std::array<std::vector<double>, 2> costs; // PipeWire's thread
    std::atomic<int> taken{0};
    std::atomic<bool> isFine{true};
    PwScreenStream::Listener listener;
    listener.picture = [&](const std::shared_ptr<Picture>& picture) {
        const bool copies = taken % 2 != 0;
        const double before = threadMilliseconds();
        const PicturePtr input = copies ? copyOf(*picture, pool) : picture;
        const bool isDone = input && path.process(input).hasValue();
        const double cost = threadMilliseconds() - before;
        isFine = isFine && isDone;
        if (taken >= kWarm)
            costs[copies ? 1 : 0].push_back(cost);
        ++taken;
    };
    listener.streaming = [] {};
    listener.ended = [&](const QString&) { isFine = false; };
    PwScreenStream::Settings settings;
    settings.descriptor = connectToPipeWire(folder);
    settings.node = screen->node();
    settings.rate = FrameRate(60, 1);
    const auto stream = PwScreenStream::open(settings, systemClock(), std::move(listener));
    if (!stream || !screen->waitForViewer())
        return 1;
    for (int number = 0; number < kPictures && isFine; ++number) {
        PwScreen::Frame frame;
        frame.paint = [&](std::uint8_t* to, int stride) {
            std::memset(to, 17 * number % 256,
                        static_cast<std::size_t>(stride) * static_cast<std::size_t>(size.height));
        };
        if (!screen->send(frame))
            return 1;
        while (isFine && taken <= number)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    const PwLender::Statistics counts = (*stream)->statistics();
    const double lent = median(costs[0]);
    const double copied = median(costs[1]);
    std::printf("%d x %d: %.3f ms where it lies, %.3f ms copied first, ratio %.3f; %llu lent, %llu copied\n",
                size.width, size.height, lent, copied, lent / copied,
                static_cast<unsigned long long>(counts.lent), static_cast<unsigned long long>(counts.copied));
    std::fflush(stdout);
    return isFine && counts.copied == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    return words.size() == 3 ? run({words[1].toInt(), words[2].toInt()})
                             : std::max(run({1920, 1080}), run({3840, 2160}));
}
