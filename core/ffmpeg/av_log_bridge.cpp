// SPDX-License-Identifier: GPL-3.0-or-later
#include "ffmpeg/av_log_bridge.h"

#include "base/log.h"

#include <array>
#include <mutex>

extern "C" {
#include <libavutil/log.h>
}

namespace reelout {

namespace {

// Lines arrive in pieces and from any thread; each thread puts its own together.
struct ThreadLines {
    QByteArray pending;
    int printPrefix = 1;
    QString lastError;
    QString lastLine;
};

ThreadLines& threadLines()
{
    static thread_local ThreadLines lines;
    return lines;
}

LogLevel levelOf(int level)
{
    if (level <= AV_LOG_ERROR)
        return LogLevel::Error;
    return level <= AV_LOG_WARNING ? LogLevel::Warning : LogLevel::Debug;
}

void receive(void* object, int level, const char* format, va_list arguments)
{
    // The upper bits carry a colour.
    const int plainLevel = level & 0xff;
    if (plainLevel > AV_LOG_INFO)
        return;
    ThreadLines& lines = threadLines();
    std::array<char, 1024> piece{};
    if (av_log_format_line2(object, plainLevel, format, arguments, piece.data(),
                            static_cast<int>(piece.size()), &lines.printPrefix) < 0)
        return;
    lines.pending += piece.data();
    for (qsizetype end = lines.pending.indexOf('\n'); end >= 0; end = lines.pending.indexOf('\n')) {
        const QString line = QString::fromUtf8(lines.pending.first(end)).trimmed();
        lines.pending.remove(0, end + 1);
        if (line.isEmpty())
            continue;
        if (plainLevel <= AV_LOG_ERROR)
            lines.lastError = line;
        // A broken file or a busy encoder says the same thing thousands of times.
        if (line == lines.lastLine)
            continue;
        lines.lastLine = line;
        logBuffer().append(levelOf(plainLevel), QStringLiteral("ffmpeg"), line);
    }
}

} // namespace

void installAvLogBridge()
{
    static std::once_flag once;
    std::call_once(once, [] {
        av_log_set_callback(&receive);
        // SVT-AV1 prints past FFmpeg's log, in its own words: errors only, unless somebody asked for more.
        if (!qEnvironmentVariableIsSet("SVT_LOG"))
            qputenv("SVT_LOG", "1");
    });
}

QString takeLastAvErrorLine()
{
    return std::exchange(threadLines().lastError, QString());
}

} // namespace reelout
