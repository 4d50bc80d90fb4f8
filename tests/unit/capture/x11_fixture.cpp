// SPDX-License-Identifier: GPL-3.0-or-later
#include "x11_fixture.h"

#include <QDeadlineTimer>
#include <QTest>

#include <algorithm>

namespace reelout::test {

namespace {

constexpr int kPatience = 20'000; // milliseconds

} // namespace

bool waitUntil(const std::function<bool()>& condition)
{
    const QDeadlineTimer deadline(kPatience);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QTest::qSleep(2);
    }
    return true;
}

PicturePtr ScreenCapture::waitFor(const Condition& condition) const
{
    PicturePtr found;
    waitUntil([&] {
        const PicturePtr latest = hub->latest();
        if (latest && condition(*latest))
            found = latest;
        return found != nullptr;
    });
    return found;
}

PicturePtr ScreenCapture::waitForColour(int x, int y, std::uint32_t colour) const
{
    return waitFor([=](const Picture& picture) {
        return x < picture.size.width && y < picture.size.height && colourAt(picture, x, y) == colour;
    });
}

QString ScreenCapture::waitForEvent(SourceEventKind kind, std::size_t skip) const
{
    QString text;
    waitUntil([&] {
        for (const SourceEvent& event : hub->eventsAfter(skip)) {
            if (event.kind == kind)
                text = event.text;
        }
        return !text.isEmpty();
    });
    return text;
}

bool ScreenCapture::waitForTicks(int ticks) const
{
    const Timestamp until = hub->reportedUntil() + rate.timeOf(ticks);
    return waitUntil([&] { return hub->reportedUntil() >= until; });
}

ScreenCapture startCapture(const QString& display, const ScreenSpec& spec, const X11Options& options)
{
    ScreenCapture capture;
    capture.rate = spec.rate;
    const auto backend = makeX11Backend(display, systemClock(), options);
    auto source = backend->open(spec);
    if (!source) {
        capture.error = source.error();
        return capture;
    }
    if (const Status started = (*source)->start(capture.hub); !started) {
        capture.error = started.error();
        return capture;
    }
    capture.source = std::move(source.value());
    return capture;
}

std::uint32_t colourAt(const Picture& picture, int x, int y)
{
    const std::uint8_t* pixel = picture.row(0, y) + static_cast<std::ptrdiff_t>(x) * 4;
    return static_cast<std::uint32_t>(pixel[2] << 16 | pixel[1] << 8 | pixel[0]);
}

bool isFilled(const Picture& picture, const Rect& part, std::uint32_t colour)
{
    for (int y = part.y; y < part.bottom(); ++y) {
        for (int x = part.x; x < part.right(); ++x) {
            if (colourAt(picture, x, y) != colour)
                return false;
        }
    }
    return true;
}

std::uint32_t readNumber(const Picture& picture, int x, int y)
{
    std::uint32_t number = 0;
    for (int bit = 0; bit < 32; ++bit) {
        if (colourAt(picture, x + bit * 8 + 4, y + 4) == 0xffffff)
            number |= 1U << bit;
    }
    return number;
}

ScreenSpec regionSpec(const Rect& region, bool cursor, int framesPerSecond)
{
    ScreenSpec spec;
    spec.area = ScreenSpec::Area::Region;
    spec.region = region;
    spec.cursor = cursor;
    spec.rate = FrameRate(framesPerSecond, 1);
    return spec;
}

ScreenSpec monitorSpec(const QString& id, bool cursor, int framesPerSecond)
{
    ScreenSpec spec;
    spec.monitorId = id;
    spec.cursor = cursor;
    spec.rate = FrameRate(framesPerSecond, 1);
    return spec;
}

} // namespace reelout::test
