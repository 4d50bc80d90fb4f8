// SPDX-License-Identifier: GPL-3.0-or-later
#include "candidates.h"
#include "encode/writers.h"
#include "ffmpeg/av_log_bridge.h"
#include "record/engine.h"
#include "support/paths.h"
#include "support/temp_folder.h"
#include "support/x_server.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QProcess>
#include <QTimer>

#include <poll.h>
#include <xcb/xcb.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

using namespace reelout;
using namespace reelout::bench;
using namespace reelout::test;

// bench_start [window] [record] [finish]: what a person waits for. From the program's start to its window on
// the screen, from Record to the first picture encoded, and from Stop to the complete file of an hour. Times
// of the clock, so the machine has to be quiet for them to mean anything; each begins with one that does not
// count, as what is on the disk only is not ours to speed up.

namespace {

constexpr int kRounds = 7;
constexpr int kPatience = 30000; // ms

void say(const char* what, const std::vector<double>& milliseconds, double goal)
{
    const double middle = median(milliseconds);
    std::printf("%-46s %8.1f ms   <= %4.0f ms  %s   (%.1f to %.1f)\n", what, middle, goal,
                middle <= goal ? "met" : "MISSED",
                *std::min_element(milliseconds.begin(), milliseconds.end()),
                *std::max_element(milliseconds.begin(), milliseconds.end()));
    std::fflush(stdout);
}

/// The windows that appear on a screen.
class WindowWatch {
public:
    explicit WindowWatch(const QString& display)
        : m_connection(xcb_connect(display.toLatin1().constData(), nullptr), &xcb_disconnect)
    {
        if (xcb_connection_has_error(m_connection.get()) != 0)
            return;
        m_root = xcb_setup_roots_iterator(xcb_get_setup(m_connection.get())).data->root;
        const std::uint32_t events = XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY;
        xcb_change_window_attributes(m_connection.get(), m_root, XCB_CW_EVENT_MASK, &events);
        xcb_flush(m_connection.get());
    }

    /// Waits for a window at least that wide.
    bool await(int width)
    {
        QElapsedTimer watch;
        watch.start();
        while (watch.elapsed() < kPatience && xcb_connection_has_error(m_connection.get()) == 0) {
            while (xcb_generic_event_t* event = xcb_poll_for_event(m_connection.get())) {
                const std::unique_ptr<xcb_generic_event_t, decltype(&std::free)> owned(event, &std::free);
                if ((event->response_type & 0x7F) == XCB_MAP_NOTIFY &&
                    widthOf(reinterpret_cast<xcb_map_notify_event_t*>(event)->window) >= width)
                    return true;
            }
            pollfd ready{xcb_get_file_descriptor(m_connection.get()), POLLIN, 0};
            if (poll(&ready, 1, 100) < 0)
                return false;
        }
        return false;
    }

private:
    int widthOf(xcb_window_t window)
    {
        xcb_get_geometry_reply_t* reply =
            xcb_get_geometry_reply(m_connection.get(), xcb_get_geometry(m_connection.get(), window), nullptr);
        const std::unique_ptr<xcb_get_geometry_reply_t, decltype(&std::free)> owned(reply, &std::free);
        return reply == nullptr ? 0 : reply->width;
    }

    std::unique_ptr<xcb_connection_t, decltype(&xcb_disconnect)> m_connection;
    xcb_window_t m_root = XCB_NONE;
};

bool measureWindow(const QString& program, const QString& display)
{
    const TempFolder home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), display);
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("disabled:"));
    environment.insert(QStringLiteral("HOME"), home.path());
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME"})
        environment.insert(QString::fromLatin1(name), home.path());
    std::vector<double> milliseconds;
    for (int round = 0; round <= kRounds; ++round) {
        WindowWatch windows(display);
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setStandardErrorFile(QProcess::nullDevice());
        process.setStandardOutputFile(QProcess::nullDevice());
        QElapsedTimer watch;
        watch.start();
        process.start(program, {QStringLiteral("--new-instance")});
        constexpr int kLeastWidth = 400; // no splash, no tray icon
        const bool hasCome = windows.await(kLeastWidth);
        const double taken = static_cast<double>(watch.nsecsElapsed()) * 1e-6;
        process.terminate();
        if (!process.waitForFinished(kPatience))
            process.kill();
        process.waitForFinished(kPatience);
        if (!hasCome) {
            std::fprintf(stderr, "%s shows no window\n", qPrintable(program));
            return false;
        }
        if (round > 0)
            milliseconds.push_back(taken);
    }
    say("Start to the window on the screen", milliseconds, 500.0);
    return true;
}

struct Way {
    const char* name;
    const char* container;
    std::initializer_list<std::pair<const char*, QVariant>> settings;
};

/// The event loop turns as in the program; the source runs already, as it does under a preview.
Result<double> measureRecord(const Way& way, const QString& folder)
{
    Project project;
    Engine engine(project, {});
    const Result<Operator*> screen = project.add(QStringLiteral("screengrab"));
    const Result<Operator*> sink = project.add(QStringLiteral("moviefileout"));
    if (!screen || !sink)
        return screen ? sink.error() : screen.error();
    REELOUT_TRY(project.connectInput(**sink, 0, *screen));
    REELOUT_TRY((*sink)->params().set(QStringLiteral("audiochop"), QString()));
    REELOUT_TRY((*sink)->params().set(
        QStringLiteral("file"), QStringLiteral("%1/start.%2").arg(folder, QLatin1String(way.container))));
    for (const auto& [name, value] : way.settings)
        REELOUT_TRY((*sink)->params().set(QString::fromLatin1(name), value));
    const Result<PictureFeed> feed = engine.watchPicture(**screen);
    if (!feed)
        return feed.error();
    if (!feed->hub->waitNewerThan(0, std::chrono::seconds(10), {}))
        return makeError(ErrorCode::TimedOut, QStringLiteral("watch"), QStringLiteral("no picture"));
    Recorder& recorder = *engine.recorder(**sink);
    recorder.setOverwriteAllowed(true);
    QEventLoop loop;
    QTimer look;
    QElapsedTimer watch;
    double taken = -1.0;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (recorder.stats().framesWritten > 0 || watch.elapsed() > kPatience) {
            taken = static_cast<double>(watch.nsecsElapsed()) * 1e-6;
            loop.quit();
        }
    });
    look.setTimerType(Qt::PreciseTimer);
    look.start(1);
    watch.start();
    recorder.record();
    loop.exec();
    look.stop();
    QObject::connect(&recorder, &Recorder::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(kPatience, &loop, &QEventLoop::quit);
    recorder.stop();
    loop.exec();
    return taken;
}

bool measureRecording(const QString& folder)
{
    const Way ways[] = {
        {"Record to the first picture, H.264 as set", "mp4", {}},
        {"the same, no B-frames", "mp4", {{"maxbframes", 0}, {"preset", QStringLiteral("none")}}},
        {"the same, Hap", "mov", {{"videocodec", QStringLiteral("hap")}}},
    };
    for (const Way& way : ways) {
        std::vector<double> milliseconds;
        for (int round = 0; round <= kRounds; ++round) {
            const Result<double> taken = measureRecord(way, folder);
            if (!taken) {
                std::fprintf(stderr, "%s: %s\n", way.name, qPrintable(taken.error().detail));
                return false;
            }
            if (round > 0)
                milliseconds.push_back(*taken);
        }
        say(way.name, milliseconds, 100.0);
    }
    return true;
}

/// An hour at 30 frames a second in which something happens once a second.
Result<double> finishHour(const QString& path)
{
    MovieSpec movie;
    movie.codec = QStringLiteral("h264");
    movie.codecType = QStringLiteral("x264");
    movie.preset = QStringLiteral("none");
    movie.maxBFrames = 0;
    movie.size = {320, 180};
    movie.rate = FrameRate(30, 1);
    Result<std::unique_ptr<MediaWriter>> writer =
        openMovieWriter(systemFiles(), path, movie, Overwrite::Allowed, systemClock());
    if (!writer)
        return writer.error();
    PicturePool pool;
    PicturePtr picture;
    constexpr int kFrames = 3600 * 30;
    for (int i = 0; i < kFrames; ++i) {
        if (i % 30 == 0) {
            const std::shared_ptr<Picture> next = pool.acquire((*writer)->pictureFormat(), movie.size);
            for (int plane = 0; plane < pixelFormatInfo(next->format).planes; ++plane) {
                for (int y = 0; y < planeSize(next->format, next->size, plane).height; ++y)
                    std::fill_n(next->row(plane, y), planeRowBytes(next->format, next->size, plane),
                                static_cast<std::uint8_t>(64 + (i / 30 + y) % 128));
            }
            next->colour = (*writer)->pictureColour();
            picture = next;
        }
        REELOUT_TRY(i % 30 == 0 ? (*writer)->writePicture(picture, i) : (*writer)->repeatPicture(picture, i));
    }
    QElapsedTimer watch;
    watch.start();
    const Result<WrittenFile> file = (*writer)->finish(systemClock().now() + std::chrono::seconds(60));
    if (!file)
        return file.error();
    return static_cast<double>(watch.nsecsElapsed()) * 1e-6;
}

bool measureFinish(const QString& folder)
{
    constexpr int kHours = 3;
    for (const char* container : {"mp4", "mov", "mkv"}) {
        std::vector<double> milliseconds;
        for (int round = 0; round < kHours; ++round) {
            const Result<double> taken =
                finishHour(QStringLiteral("%1/hour.%2").arg(folder, QLatin1String(container)));
            if (!taken) {
                std::fprintf(stderr, "%s: %s\n", container, qPrintable(taken.error().detail));
                return false;
            }
            milliseconds.push_back(*taken);
        }
        say(qPrintable(QStringLiteral("Finishing an hour, %1").arg(QLatin1String(container))), milliseconds,
            50.0);
    }
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    installAvLogBridge();
    const TempFolder folder;
    XServer server(XServer::Kind::Xvfb, {{1920, 1080}, 24, {}});
    if (!server.start()) {
        std::fprintf(stderr, "%s\n", qPrintable(server.error()));
        return 1;
    }
    qputenv("DISPLAY", server.display().toLatin1());
    const QString program = buildPath(QStringLiteral("app/reelout"));
    const QStringList wanted = application.arguments().mid(1);
    const auto wants = [&](const char* part) {
        return wanted.isEmpty() || wanted.contains(QLatin1String(part));
    };
    const bool isDone = (!wants("window") || measureWindow(program, server.display())) &&
                        (!wants("record") || measureRecording(folder.path())) &&
                        (!wants("finish") || measureFinish(folder.path()));
    return isDone ? 0 : 1;
}
