// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/generators/bitmap_font.h"
#include "landscape.h"

#include <sys/ipc.h>
#include <sys/shm.h>
#include <xcb/shm.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>
#include <string>
#include <xcb/xcb.h>

// screen_painter static|scroll|video|area:PERCENT WIDTH HEIGHT FPS: covers the screen with what recorders are
// compared on, until it is told to end. Frame n has its number in the left upper corner, 32 blocks of 16 x 16
// pixels from the lowest bit on, white for 1. Prints when frame 0 was painted (CLOCK_MONOTONIC, seconds), at
// the end how many were and how many late.

using namespace reelout;

namespace {

constexpr int kBlock = 16;
constexpr int kBits = 32;
constexpr int kLine = 18;
constexpr int kVideoFrames = 8;
constexpr std::uint32_t kWhite = 0xFFFFFFFF;
constexpr std::uint32_t kBlack = 0xFF000000;

volatile std::sig_atomic_t shallEnd = 0;

[[noreturn]] void fail(const char* what)
{
    std::fprintf(stderr, "screen_painter: %s\n", what);
    std::exit(1);
}

double seconds()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

void sleepUntil(double instant)
{
    timespec time{};
    time.tv_sec = static_cast<std::time_t>(instant);
    time.tv_nsec = static_cast<long>((instant - static_cast<double>(time.tv_sec)) * 1e9);
    while (shallEnd == 0 && clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nullptr) == EINTR) {
    }
}

/// A window over the whole screen and memory that it is painted from, for several pictures one below the
/// other.
class Canvas {
public:
    Canvas(Size size, int pictures) : m_size(size), m_connection(xcb_connect(nullptr, nullptr))
    {
        if (xcb_connection_has_error(m_connection) != 0)
            fail("no display");
        const xcb_screen_t* screen = xcb_setup_roots_iterator(xcb_get_setup(m_connection)).data;
        m_depth = screen->root_depth;
        m_window = xcb_generate_id(m_connection);
        const std::uint32_t values[] = {screen->black_pixel, 1};
        xcb_create_window(m_connection, m_depth, m_window, screen->root, 0, 0,
                          static_cast<std::uint16_t>(size.width), static_cast<std::uint16_t>(size.height), 0,
                          XCB_WINDOW_CLASS_INPUT_OUTPUT, screen->root_visual,
                          XCB_CW_BACK_PIXEL | XCB_CW_OVERRIDE_REDIRECT, values);
        xcb_map_window(m_connection, m_window);
        m_context = xcb_generate_id(m_connection);
        xcb_create_gc(m_connection, m_context, m_window, 0, nullptr);
        const std::size_t bytes = 4 * static_cast<std::size_t>(size.width) *
                                  static_cast<std::size_t>(size.height) * static_cast<std::size_t>(pictures);
        const int id = shmget(IPC_PRIVATE, bytes, IPC_CREAT | 0600);
        void* memory = id < 0 ? nullptr : shmat(id, nullptr, 0);
        if (memory == nullptr || memory == reinterpret_cast<void*>(-1))
            fail("no shared memory");
        m_memory = static_cast<std::uint8_t*>(memory);
        m_segment = xcb_generate_id(m_connection);
        xcb_shm_attach(m_connection, m_segment, static_cast<std::uint32_t>(id), 0);
        sync();
        shmctl(id, IPC_RMID, nullptr);
    }

    /// Picture `index` of the memory.
    Picture picture(int index) const
    {
        Picture picture;
        picture.format = PixelFormat::Bgrx8;
        picture.size = m_size;
        const std::ptrdiff_t stride = 4 * static_cast<std::ptrdiff_t>(m_size.width);
        picture.planes[0] = {m_memory + stride * m_size.height * index, stride};
        return picture;
    }

    void show(int index, const Rect& area)
    {
        xcb_shm_put_image(m_connection, m_window, m_context, static_cast<std::uint16_t>(m_size.width),
                          static_cast<std::uint16_t>(m_size.height), static_cast<std::uint16_t>(area.x),
                          static_cast<std::uint16_t>(area.y), static_cast<std::uint16_t>(area.width),
                          static_cast<std::uint16_t>(area.height), static_cast<std::int16_t>(area.x),
                          static_cast<std::int16_t>(area.y), m_depth, XCB_IMAGE_FORMAT_Z_PIXMAP, 0, m_segment,
                          4U * static_cast<std::uint32_t>(m_size.width) *
                              static_cast<std::uint32_t>(m_size.height) * static_cast<std::uint32_t>(index));
    }

    /// Moves what `area` shows up by `rows`.
    void scroll(const Rect& area, int rows)
    {
        xcb_copy_area(m_connection, m_window, m_window, m_context, static_cast<std::int16_t>(area.x),
                      static_cast<std::int16_t>(area.y + rows), static_cast<std::int16_t>(area.x),
                      static_cast<std::int16_t>(area.y), static_cast<std::uint16_t>(area.width),
                      static_cast<std::uint16_t>(area.height - rows));
    }

    void sync() const
    {
        std::free(xcb_get_input_focus_reply(m_connection, xcb_get_input_focus(m_connection), nullptr));
    }

private:
    Size m_size;
    xcb_connection_t* m_connection;
    xcb_window_t m_window = 0;
    xcb_gcontext_t m_context = 0;
    std::uint8_t m_depth = 24;
    std::uint8_t* m_memory = nullptr;
    xcb_shm_seg_t m_segment = 0;
};

void drawNumber(Picture& picture, std::uint32_t number)
{
    for (int bit = 0; bit < kBits; ++bit)
        fillRect(picture, {bit * kBlock, 0, kBlock, kBlock}, ((number >> bit) & 1U) != 0 ? kWhite : kBlack);
}

/// A line as of a log: numbers of different length.
void drawLine(Picture& picture, const Rect& area, std::uint32_t seed)
{
    fillRect(picture, area, 0xFF101418);
    std::string text;
    while (static_cast<int>(text.size()) * 2 * kGlyphAdvance < area.width * 3 / 5) {
        seed = seed * 1664525U + 1013904223U;
        text += std::to_string(seed >> (8 + seed % 16)) + (seed % 3 == 0 ? ":" : " ");
    }
    drawText(picture, area.x + 4, area.y + 1, 2, text);
}

void drawDesktop(Picture& picture, const Rect& log)
{
    fillRect(picture, {0, 0, picture.size.width, picture.size.height}, 0xFF30506A);
    fillRect(picture, {log.x - 8, log.y - 32, log.width + 16, log.height + 40}, 0xFFD8D8D8);
    for (int y = 0; y + kLine <= log.height; y += kLine)
        drawLine(picture, {log.x, log.y + y, log.width, kLine}, static_cast<std::uint32_t>(y));
}

} // namespace

int main(int argc, char** argv)
{
    const std::string content = argc == 5 ? argv[1] : "";
    const bool isPart = content.rfind("area:", 0) == 0;
    const bool isVideo = content == "video" || isPart;
    if (!isVideo && content != "static" && content != "scroll")
        fail("usage: screen_painter static|scroll|video|area:PERCENT WIDTH HEIGHT FPS");
    const Size size{std::atoi(argv[2]), std::atoi(argv[3])};
    const double fps = std::atof(argv[4]);
    if (size.width < 640 || size.height < 200 || fps <= 0.0)
        fail("too small");
    struct sigaction action = {};
    action.sa_handler = [](int) { shallEnd = 1; };
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);

    Canvas canvas(size, isVideo ? kVideoFrames : 1);
    const Rect whole{0, 0, size.width, size.height};
    // A film over part of the screen, from its middle on.
    const double side =
        isPart ? std::sqrt(std::clamp(std::atof(content.c_str() + 5), 0.0, 100.0) / 100.0) : 1.0;
    const Size film{static_cast<int>(size.width * side), static_cast<int>(size.height * side)};
    const Rect part{(size.width - film.width) / 2, (size.height - film.height) / 2, film.width, film.height};
    const Rect log{60, 80, size.width * 3 / 5, size.height * 3 / 4 / kLine * kLine};
    const Rect last{log.x, log.bottom() - kLine, log.width, kLine};
    if (isVideo) {
        const std::vector<PicturePtr> frames = bench::landscape(size, kVideoFrames);
        for (int i = 0; i < kVideoFrames; ++i) {
            Picture target = canvas.picture(i);
            for (int y = 0; y < size.height; ++y)
                std::memcpy(target.row(0, y), frames[static_cast<std::size_t>(i)]->row(0, y),
                            4 * static_cast<std::size_t>(size.width));
        }
    } else {
        Picture desktop = canvas.picture(0);
        drawDesktop(desktop, log);
        drawNumber(desktop, 0);
    }
    canvas.show(0, whole);
    canvas.sync();

    const double begin = seconds();
    std::printf("%.6f\n", begin);
    std::fflush(stdout);
    std::uint32_t frame = 0;
    int late = 0;
    while (shallEnd == 0) {
        if (content != "static") {
            // To and fro, so that the last picture is as near to the first as any two.
            const int step = static_cast<int>(frame) % (2 * kVideoFrames - 2);
            const int index = isVideo ? std::min(step, 2 * kVideoFrames - 2 - step) : 0;
            Picture picture = canvas.picture(index);
            drawNumber(picture, frame);
            if (isVideo) {
                if (!part.isEmpty())
                    canvas.show(index, part);
                if (isPart)
                    canvas.show(index, {0, 0, kBits * kBlock, kBlock});
            } else {
                drawLine(picture, last, frame);
                canvas.scroll(log, kLine);
                canvas.show(0, last);
                canvas.show(0, {0, 0, kBits * kBlock, kBlock});
            }
            canvas.sync();
        }
        ++frame;
        const double due = begin + frame / fps;
        if (seconds() > due + 0.5 / fps)
            ++late;
        sleepUntil(due);
    }
    std::printf("%u %d\n", frame, late);
    return 0;
}
