// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/replay_saver.h"

#include "base/log.h"
#include "base/worker.h"
#include "record/take_preparation.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <condition_variable>
#include <mutex>

namespace reelout {

namespace {

// An encoder that looks far ahead, on a machine that is behind.
constexpr Duration kPatience = std::chrono::seconds(10);
// Another program may take a name between the look and the opening.
constexpr int kMostTries = 100;

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::ReplaySaver", source);
}

Status checkRoom(const ReplayOrder& order, const QString& path, std::uint64_t bytes)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!order.folder.isEmpty() && folder == order.folder && !order.files->exists(folder))
        REELOUT_TRY(order.files->makeFolders(folder));
    const Result<std::uint64_t> room = order.files->freeBytes(folder);
    if (!room)
        return room.error();
    if (*room < bytes + kLeastFreeBytes)
        return makeError(ErrorCode::DiskFull, QStringLiteral("save replay"),
                         text("%1: the replay has %2 MB, the disk only %3 MB left. Make room and save again: "
                              "the buffer goes on.")
                             .arg(folder)
                             .arg(bytes / 1'000'000)
                             .arg(*room / 1'000'000));
    return {};
}

Result<WrittenFile> write(const ReplayOrder& order, const ReplayClip& clip)
{
    int index = order.firstIndex;
    for (int attempt = 0;; ++attempt) {
        const Result<RecordingName> name = order.names(index);
        if (!name)
            return name.error();
        REELOUT_TRY(checkRoom(order, name->path, clip.bytes));
        Result<WrittenFile> file = writeReplay(*order.files, name->path, clip, *order.clock);
        if (file || file.error().code != ErrorCode::AlreadyExists || attempt >= kMostTries)
            return file;
        index = name->index + 1;
    }
}

// Less than was asked for is not to be found out by looking at it.
QStringList remarks(const ReplayOrder& order, const ReplayClip& clip)
{
    const Duration wanted = std::min(order.store->limits().length, order.until);
    const bool isShort = clip.length + clip.interval < wanted;
    if (!isShort || !order.store->level().isCramped)
        return {};
    return {text("The replay has %1 of %2 seconds: more did not fit into Replay Memory.")
                .arg(toSeconds(clip.length), 0, 'f', 1)
                .arg(toSeconds(order.store->limits().length), 0, 'f', 0)};
}

} // namespace

FileReport saveReplay(const ReplayOrder& order)
{
    FileReport report;
    const Result<ReplayClip> clip = order.store->clip(order.until, kPatience);
    if (!clip) {
        report.error = clip.error();
        return report;
    }
    report.begin = clip->begin;
    report.duration = clip->length;
    const Result<WrittenFile> file = write(order, *clip);
    if (!file) {
        report.error = file.error();
        return report;
    }
    report.path = file->path;
    report.frames = file->frames;
    report.audioFrames = file->audioFrames;
    report.bytes = file->bytes;
    report.warnings = remarks(order, *clip);
    report.isComplete = true;
    return report;
}

struct ReplaySaver::State {
    mutable std::mutex mutex;
    std::condition_variable changed;
    Listener listener;
    int running = 0;
};

ReplaySaver::ReplaySaver(Listener listener) : m_state(std::make_shared<State>())
{
    m_state->listener = std::move(listener);
}

ReplaySaver::~ReplaySaver()
{
    {
        const std::scoped_lock lock(m_state->mutex);
        m_state->listener = {};
    }
    for (const std::unique_ptr<Worker>& thread : m_threads)
        thread->join();
}

bool ReplaySaver::save(ReplayOrder order)
{
    {
        const std::scoped_lock lock(m_state->mutex);
        if (m_state->running >= kMost)
            return false;
        if (m_state->running == 0)
            m_threads.clear(); // all of them are over
        ++m_state->running;
    }
    m_threads.push_back(std::make_unique<Worker>(
        "save replay", [order = std::move(order), state = m_state](const std::stop_token&) {
            const FileReport report = saveReplay(order);
            const std::scoped_lock lock(state->mutex);
            if (state->listener)
                state->listener(report);
            --state->running;
            state->changed.notify_all();
        }));
    return true;
}

bool ReplaySaver::waitUntilIdle(Duration timeout) const
{
    std::unique_lock lock(m_state->mutex);
    return m_state->changed.wait_for(lock, timeout, [this] { return m_state->running == 0; });
}

} // namespace reelout
