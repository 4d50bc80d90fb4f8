// SPDX-License-Identifier: GPL-3.0-or-later
// What of the Windows back ends can be tried without Qt, for a person or a script that checks what it prints:
// on Windows, or under Wine (packaging/windows/wine.sh).
#include "capture/screen_canvas.h"
#include "capture/windows/dxgi_screen.h"
#include "capture/windows/gdi_screen.h"
#include "capture/windows/gdi_window.h"
#include "capture/windows/monitor_list.h"
#include "capture/windows/physical_pixels.h"
#include "capture/windows/pointer.h"
#include "capture/windows/wasapi_capture.h"
#include "capture/windows/wasapi_render.h"
#include "capture/windows/window_list.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <numbers>
#include <string>

using namespace reelout;

namespace {

int failed(const char* what, HRESULT outcome)
{
    std::printf("%s: 0x%08lx\n", what, static_cast<unsigned long>(outcome));
    return 1;
}

std::string narrow(const std::wstring& text)
{
    std::string result(text.size() * 4, '\0');
    result.resize(static_cast<std::size_t>(
        WideCharToMultiByte(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), result.data(),
                            static_cast<int>(result.size()), nullptr, nullptr)));
    return result;
}

void writePicture(const Picture& picture, const char* path)
{
    std::ofstream file(path, std::ios::binary);
    file << "P6\n" << picture.size.width << ' ' << picture.size.height << "\n255\n";
    for (int y = 0; y < picture.size.height; ++y) {
        for (int x = 0; x < picture.size.width; ++x) {
            const std::uint8_t* pixel = picture.row(0, y) + x * 4;
            file.put(static_cast<char>(pixel[2]))
                .put(static_cast<char>(pixel[1]))
                .put(static_cast<char>(pixel[0]));
        }
    }
}

int listAll()
{
    std::vector<MonitorPlace> monitors;
    if (const HRESULT outcome = listMonitors(monitors); FAILED(outcome))
        return failed("list monitors", outcome);
    for (const MonitorPlace& each : monitors)
        std::printf("monitor %s \"%s\" %dx%d at %d,%d %.2f Hz%s\n", narrow(each.device).c_str(),
                    narrow(each.name).c_str(), each.area.width, each.area.height, each.area.x, each.area.y,
                    each.hertz, each.isPrimary ? " primary" : "");
    std::vector<ListedWindow> windows;
    if (const HRESULT outcome = listWindows(windows); FAILED(outcome))
        return failed("list windows", outcome);
    for (const ListedWindow& each : windows)
        std::printf("window %s \"%s\" %dx%d at %d,%d%s\n", narrow(each.application).c_str(),
                    narrow(each.title).c_str(), each.area.width, each.area.height, each.area.x, each.area.y,
                    each.isShown ? "" : " minimised");
    std::vector<SoundEndpoint> endpoints;
    if (const HRESULT outcome = listSoundEndpoints(endpoints); FAILED(outcome))
        return failed("list sound devices", outcome);
    for (const SoundEndpoint& each : endpoints)
        std::printf("%s %s \"%s\" %d Hz %d channels%s\n", each.isOutput ? "output" : "microphone",
                    narrow(each.id).c_str(), narrow(each.name).c_str(), each.mix.sampleRate,
                    each.mix.channels, each.isDefault ? " default" : "");
    return 0;
}

// Looks several times, as a recording would, and says what each look found to have changed.
int capture(ScreenGrabber& grabber, const Rect& area, int looks, const char* path)
{
    ScreenCanvas canvas;
    canvas.reset(area.size());
    WindowsPointer pointer(true, 1.0);
    std::shared_ptr<Picture> last;
    std::uint64_t serial = 0;
    for (int i = 0; i < looks; ++i) {
        ScreenGrabber::Look look;
        if (const HRESULT outcome = grabber.look(area, std::chrono::milliseconds(100), look); FAILED(outcome))
            return failed("look", outcome);
        pointer.look();
        if (look.isAllNew)
            canvas.changeAll();
        canvas.change(look.changed);
        PlacedSprite placed = pointer.placed();
        placed.x -= area.x;
        placed.y -= area.y;
        canvas.place({placed});
        const bool isChanged = canvas.isChanged();
        std::printf("look %d: %s, rows changed: %d, pointer %s at %d,%d\n", i,
                    look.isAllNew ? "all new" : (isChanged ? "changed" : "unchanged"), look.changed.rows(),
                    placed.sprite ? "drawn" : "hidden", pointer.x(), pointer.y());
        if (isChanged && grabber.image().data != nullptr) {
            if (auto picture = canvas.draw(grabber.image(), serial + 1)) {
                ++serial;
                last = std::move(picture);
            }
        }
        Sleep(100);
    }
    if (!last)
        return failed("no picture", E_FAIL);
    writePicture(*last, path);
    std::printf("picture %dx%d, serial %llu\n", last->size.width, last->size.height,
                static_cast<unsigned long long>(last->serial));
    return 0;
}

int captureScreen(char** arguments)
{
    const Rect area{std::atoi(arguments[0]), std::atoi(arguments[1]), std::atoi(arguments[2]),
                    std::atoi(arguments[3])};
    GdiScreen screen;
    return capture(screen, area, std::atoi(arguments[4]), arguments[5]);
}

int duplicateScreen(char** arguments)
{
    const Rect area{std::atoi(arguments[0]), std::atoi(arguments[1]), std::atoi(arguments[2]),
                    std::atoi(arguments[3])};
    std::unique_ptr<ScreenGrabber> screen;
    if (const HRESULT outcome = DxgiScreen::open(area, screen); FAILED(outcome))
        return failed("duplicate", outcome);
    return capture(*screen, area, std::atoi(arguments[4]), arguments[5]);
}

int captureWindow(char** arguments)
{
    std::vector<ListedWindow> windows;
    if (const HRESULT outcome = listWindows(windows); FAILED(outcome))
        return failed("list windows", outcome);
    const auto found = std::find_if(windows.begin(), windows.end(), [&](const ListedWindow& each) {
        return narrow(each.title).find(arguments[0]) != std::string::npos;
    });
    if (found == windows.end())
        return failed("no such window", E_FAIL);
    const bool isFrame = std::string(arguments[1]) == "frame";
    const WindowPlace place = placeOf(found->window);
    GdiWindow window(found->window, isFrame ? GdiWindow::Part::Frame : GdiWindow::Part::Client);
    return capture(window, isFrame ? place.frame : place.client, std::atoi(arguments[2]), arguments[3]);
}

LRESULT CALLBACK paintWindow(HWND window, UINT message, WPARAM first, LPARAM second)
{
    if (message != WM_PAINT && message != WM_PRINTCLIENT)
        return DefWindowProcW(window, message, first, second);
    PAINTSTRUCT paint{};
    HDC context = message == WM_PAINT ? BeginPaint(window, &paint) : reinterpret_cast<HDC>(first);
    RECT area{};
    GetClientRect(window, &area);
    const HBRUSH ground = CreateSolidBrush(RGB(0x20, 0x80, 0xC0));
    FillRect(context, &area, ground);
    DeleteObject(ground);
    area.right /= 2;
    FillRect(context, &area, static_cast<HBRUSH>(GetStockObject(WHITE_BRUSH)));
    if (message == WM_PAINT)
        EndPaint(window, &paint);
    return 0;
}

HCURSOR chooseCursor(const std::string& name)
{
    if (name == "ibeam")
        return LoadCursorW(nullptr, IDC_IBEAM);
    if (name == "arrow")
        return LoadCursorW(nullptr, IDC_ARROW);
    // 32 × 32 of two colours: an inverting square in the left upper corner, white and black ones beside it.
    BYTE screen[128];
    BYTE colour[128] = {};
    std::fill(std::begin(screen), std::end(screen), BYTE{0xFF});
    for (int row = 0; row < 8; ++row) {
        colour[row * 4] = 0xFF; // screen and colour: inverts
        screen[row * 4 + 1] = 0x00;
        colour[row * 4 + 1] = 0xFF; // white
        screen[row * 4 + 2] = 0x00; // black
    }
    return CreateCursor(GetModuleHandleW(nullptr), 4, 4, 32, 32, screen, colour);
}

// A window of our own, half white, half blue, with a pointer over the middle of it.
int captureOwn(char** arguments)
{
    WNDCLASSEXW description{};
    description.cbSize = sizeof description;
    description.lpfnWndProc = paintWindow;
    description.hInstance = GetModuleHandleW(nullptr);
    description.lpszClassName = L"ReeloutProbe";
    description.hCursor = chooseCursor(arguments[0]);
    RegisterClassExW(&description);
    const HWND window = CreateWindowExW(WS_EX_TOPMOST, L"ReeloutProbe", L"Probe", WS_POPUP | WS_VISIBLE, 100,
                                        100, 200, 100, nullptr, nullptr, description.hInstance, nullptr);
    if (window == nullptr)
        return failed("make a window", lastFailure());
    SetCursorPos(200, 150);
    SetCursor(description.hCursor);
    MSG message{};
    for (int i = 0; i < 20; ++i, Sleep(20)) {
        while (PeekMessageW(&message, nullptr, 0, 0, PM_REMOVE) != FALSE)
            DispatchMessageW(&message);
    }
    const WindowPlace place = placeOf(window);
    GdiWindow own(window, GdiWindow::Part::Client);
    return capture(own, place.client, 2, arguments[1]);
}

const SoundEndpoint* choose(const std::vector<SoundEndpoint>& endpoints, const char* name, bool isOutput)
{
    const auto found = std::find_if(endpoints.begin(), endpoints.end(), [&](const SoundEndpoint& each) {
        return each.isOutput == isOutput && narrow(each.name).find(name) != std::string::npos;
    });
    return found == endpoints.end() ? nullptr : &*found;
}

int captureSound(bool isLoopback, char** arguments)
{
    const ComApartment apartment;
    std::vector<SoundEndpoint> endpoints;
    if (const HRESULT outcome = listSoundEndpoints(endpoints); FAILED(outcome))
        return failed("list sound devices", outcome);
    const SoundEndpoint* endpoint = choose(endpoints, arguments[0], isLoopback);
    if (endpoint == nullptr)
        return failed("no such device", E_FAIL);
    std::unique_ptr<WasapiCapture> stream;
    if (const HRESULT outcome =
            WasapiCapture::open({endpoint->id, isLoopback, std::atoi(arguments[2]), 0}, stream);
        FAILED(outcome))
        return failed("open", outcome);
    LARGE_INTEGER frequency{};
    QueryPerformanceFrequency(&frequency);
    const QpcTime time(performanceTicks(), frequency.QuadPart, systemClock().now());
    PacketTimeline timeline(stream->sampleRate());
    const auto channels = static_cast<std::size_t>(stream->channels());
    const double wanted = std::atof(arguments[1]) * stream->sampleRate();
    const Timestamp begin = systemClock().now();
    double square = 0.0;
    std::int64_t frames = 0;
    std::int64_t packets = 0;
    std::int64_t withTime = 0;
    std::int64_t crossings = 0;
    float before = 0.0F;
    Timestamp first{};
    Timestamp last{};
    while (static_cast<double>(frames) < wanted && systemClock().now() - begin < std::chrono::seconds(30)) {
        const HRESULT outcome =
            stream->pump(std::chrono::milliseconds(100), time,
                         [&](const PacketTimeline::Packet& packet, std::span<const float> samples) {
                             const PacketTimeline::Placed placed = timeline.place(packet);
                             if (packets++ == 0)
                                 first = placed.captured;
                             last = placed.captured;
                             withTime += packet.isTimeKnown ? 1 : 0;
                             frames += packet.frames;
                             for (std::size_t i = 0; i < samples.size(); i += channels) {
                                 square += static_cast<double>(samples[i]) * samples[i];
                                 crossings += before < 0.0F && samples[i] >= 0.0F ? 1 : 0;
                                 before = samples[i];
                             }
                         });
        if (FAILED(outcome))
            return failed("pump", outcome);
    }
    const double seconds = static_cast<double>(frames) / stream->sampleRate();
    std::printf(
        "sound %d Hz %d channels: %lld frames in %lld packets, %lld with times, rms %.4f, tone %.1f Hz\n",
        stream->sampleRate(), stream->channels(), static_cast<long long>(frames),
        static_cast<long long>(packets), static_cast<long long>(withTime),
        std::sqrt(square / static_cast<double>(std::max<std::int64_t>(frames, 1))),
        static_cast<double>(crossings) / std::max(seconds, 1e-9));
    std::printf("times: from %.3f s after opening, over %.3f s, gaps %lld (%.3f s), age of the last %.3f s\n",
                toSeconds(first - begin), toSeconds(last - first), static_cast<long long>(timeline.gaps()),
                toSeconds(timeline.lost()), toSeconds(systemClock().now() - last));
    return 0;
}

int playSound(char** arguments)
{
    const ComApartment apartment;
    std::vector<SoundEndpoint> endpoints;
    if (const HRESULT outcome = listSoundEndpoints(endpoints); FAILED(outcome))
        return failed("list sound devices", outcome);
    const SoundEndpoint* endpoint = choose(endpoints, arguments[0], true);
    if (endpoint == nullptr)
        return failed("no such device", E_FAIL);
    constexpr int kRate = 48000;
    std::unique_ptr<WasapiRender> render;
    if (const HRESULT outcome = WasapiRender::open(endpoint->id, kRate, render); FAILED(outcome))
        return failed("open", outcome);
    const double wanted = std::atof(arguments[1]) * kRate;
    const double tone = std::atof(arguments[2]);
    std::vector<float> samples;
    std::int64_t frame = 0;
    while (static_cast<double>(frame) < wanted) {
        std::size_t room = 0;
        if (const HRESULT outcome = render->room(std::chrono::milliseconds(100), room); FAILED(outcome))
            return failed("room", outcome);
        samples.clear();
        for (std::size_t i = 0; i < room; ++i, ++frame) {
            const auto value = static_cast<float>(
                0.25 * std::sin(2.0 * std::numbers::pi * tone * static_cast<double>(frame) / kRate));
            samples.insert(samples.end(), 2, value);
        }
        if (const HRESULT outcome = render->play(samples); FAILED(outcome))
            return failed("play", outcome);
    }
    std::printf("played %lld frames\n", static_cast<long long>(frame));
    return 0;
}

int usage()
{
    std::printf("list\nscreen X Y W H LOOKS FILE.ppm\nduplicate X Y W H LOOKS FILE.ppm\n"
                "window TITLE client|frame LOOKS FILE.ppm\nown arrow|ibeam|masks FILE.ppm\nsound NAME "
                "SECONDS RATE\nloopback NAME SECONDS RATE\n"
                "play NAME SECONDS HZ\n");
    return 2;
}

} // namespace

int main(int argc, char** argv)
{
    const PhysicalPixels physical;
    const ComApartment apartment;
    std::setvbuf(stdout, nullptr, _IONBF, 0); // who reads along waits for a line
    const std::string command = argc > 1 ? argv[1] : "";
    if (command == "list")
        return listAll();
    if (command == "screen" && argc == 8)
        return captureScreen(argv + 2);
    if (command == "duplicate" && argc == 8)
        return duplicateScreen(argv + 2);
    if (command == "window" && argc == 6)
        return captureWindow(argv + 2);
    if (command == "own" && argc == 4)
        return captureOwn(argv + 2);
    if ((command == "sound" || command == "loopback") && argc == 5)
        return captureSound(command == "loopback", argv + 2);
    if (command == "play" && argc == 5)
        return playSound(argv + 2);
    return usage();
}
