// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/flash_beep.h"

#include <pulse/error.h>
#include <pulse/simple.h>
#include <xcb/xcb.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <vector>

namespace reelout::test {

namespace {

constexpr int kRate = 48000;
constexpr int kChunk = 240; // 5 ms
constexpr std::int64_t kNanoseconds = 1'000'000'000;
constexpr std::int64_t kBeepLength = kRate / 10;

std::int64_t nowNanoseconds()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

void sleepUntil(std::int64_t when)
{
    std::this_thread::sleep_until(std::chrono::steady_clock::time_point(std::chrono::nanoseconds(when)));
}

} // namespace

FlashBeep::FlashBeep(const QString& display, const QString& pulseServer, const QString& sink)
    : m_display(display.toStdString()),
      m_server(pulseServer.toStdString()),
      m_sink(sink.toStdString()),
      m_player([this] { play(); }),
      m_painter([this] { paint(); })
{}

FlashBeep::~FlashBeep()
{
    m_stop = true;
    m_player.join();
    m_painter.join();
}

QString FlashBeep::error() const
{
    const char* text = m_error;
    return text == nullptr ? QString() : QString::fromLatin1(text);
}

void FlashBeep::play()
{
    const pa_sample_spec spec{PA_SAMPLE_FLOAT32LE, kRate, 1};
    pa_buffer_attr buffer{};
    buffer.maxlength = static_cast<std::uint32_t>(-1);
    // Far enough ahead to announce a flash. PipeWire runs its graph faster the less is asked for, and on a
    // busy machine loses a cycle now and then: a player that makes it hurry would measure itself.
    buffer.tlength = kRate / 10 * sizeof(float);
    buffer.prebuf = static_cast<std::uint32_t>(-1);
    buffer.minreq = static_cast<std::uint32_t>(-1);
    int code = 0;
    pa_simple* stream = pa_simple_new(m_server.c_str(), "flash and beep", PA_STREAM_PLAYBACK, m_sink.c_str(),
                                      "beep", &spec, nullptr, &buffer, &code);
    if (stream == nullptr) {
        m_error = pa_strerror(code);
        return;
    }
    std::vector<float> chunk(kChunk);
    for (std::int64_t sample = 0; !m_stop; sample += kChunk) {
        const std::int64_t untilBeep = (kRate - sample % kRate) % kRate;
        if (untilBeep < kChunk) {
            const pa_usec_t latency = pa_simple_get_latency(stream, &code);
            m_nextFlash = nowNanoseconds() + static_cast<std::int64_t>(latency) * 1000 +
                          untilBeep * kNanoseconds / kRate;
        }
        for (int i = 0; i < kChunk; ++i) {
            const std::int64_t inSecond = (sample + i) % kRate;
            chunk[static_cast<std::size_t>(i)] =
                inSecond < kBeepLength && sample + i >= kRate
                    ? static_cast<float>(0.5 * std::sin(2.0 * std::numbers::pi * 1000.0 *
                                                        static_cast<double>(inSecond) / kRate))
                    : 0.0F;
        }
        if (pa_simple_write(stream, chunk.data(), chunk.size() * sizeof(float), &code) < 0) {
            m_error = pa_strerror(code);
            break;
        }
    }
    pa_simple_free(stream);
}

void FlashBeep::paint()
{
    xcb_connection_t* connection = xcb_connect(m_display.c_str(), nullptr);
    if (xcb_connection_has_error(connection) != 0) {
        m_error = "no connection to the X server";
        xcb_disconnect(connection);
        return;
    }
    const xcb_screen_t* screen = xcb_setup_roots_iterator(xcb_get_setup(connection)).data;
    const xcb_window_t window = xcb_generate_id(connection);
    const std::uint32_t attributes[] = {screen->black_pixel, 1};
    xcb_create_window(connection, XCB_COPY_FROM_PARENT, window, screen->root, 0, 0, screen->width_in_pixels,
                      screen->height_in_pixels, 0, XCB_WINDOW_CLASS_INPUT_OUTPUT, screen->root_visual,
                      XCB_CW_BACK_PIXEL | XCB_CW_OVERRIDE_REDIRECT, attributes);
    xcb_map_window(connection, window);
    const xcb_gcontext_t brush = xcb_generate_id(connection);
    xcb_create_gc(connection, brush, window, 0, nullptr);
    const auto fill = [&](std::uint32_t colour, std::int16_t x, std::uint16_t width) {
        xcb_change_gc(connection, brush, XCB_GC_FOREGROUND, &colour);
        const xcb_rectangle_t area{x, 0, width, screen->height_in_pixels};
        xcb_poly_fill_rectangle(connection, window, brush, 1, &area);
    };
    std::int64_t flashed = 0;
    for (int frame = 0; !m_stop; ++frame) {
        const std::int64_t flash = m_nextFlash;
        const std::int64_t now = nowNanoseconds();
        if (flash != flashed && flash > 0 && flash - now < 20'000'000) {
            flashed = flash;
            sleepUntil(flash);
            fill(0xFFFFFF, 0, screen->width_in_pixels);
            xcb_flush(connection);
            sleepUntil(flash + kNanoseconds / 10);
            fill(0, 0, screen->width_in_pixels);
        } else {
            fill(0, 0, screen->width_in_pixels);
            fill(0x4060A0, static_cast<std::int16_t>(frame * 4 % (screen->width_in_pixels - 40)), 40);
        }
        xcb_flush(connection);
        if (xcb_connection_has_error(connection) != 0) {
            m_error = "the X server has gone";
            break;
        }
        sleepUntil(nowNanoseconds() + 5'000'000);
    }
    xcb_disconnect(connection);
}

} // namespace reelout::test
