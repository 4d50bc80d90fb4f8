// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bounded_queue.h"
#include "base/worker.h"
#include "encode/codec_catalog.h"
#include "encode/still_file.h"
#include "encode/writers.h"

#include <QFileInfo>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>

namespace reelout {

namespace {

constexpr int kMostThreads = 64;
constexpr std::size_t kMostAhead = 4; ///< stills a thread that may wait for one before them

/// The still or stills of one recording. More than one thread: each encodes and writes a picture of its own,
/// taken from a queue as long as there are threads, so that memory stays bounded; writePicture() blocks while
/// it is full. One thread: everything happens inside writePicture(). Stills get their names in the order of
/// their numbers, whatever order they are ready in, so that there is no gap at any moment; the first one that
/// fails ends the sequence.
class StillWriter final : public MediaWriter {
public:
    StillWriter(FileSystem& files, RecordingName name, int digits, bool isSequence, Size size, StillSpec spec,
                Overwrite overwrite);
    ~StillWriter() override;

    PixelFormat pictureFormat() const override { return stillPictureFormat(m_spec); }
    Size pictureSize() const override { return m_size; }
    ColourSpec pictureColour() const override { return stillPictureColour(m_spec); }
    Status writePicture(const PicturePtr& picture, std::int64_t index) override;
    Status writeAudio(std::span<const float> samples, std::int64_t firstFrame) override;
    Result<WrittenFile> finish(Timestamp deadline) override;
    std::uint64_t bytesWritten() const override { return m_bytes.load(std::memory_order_relaxed); }

private:
    struct Job {
        PicturePtr picture;
        std::int64_t index = 0;
    };
    /// The bytes of the picture encoded last: a screen at rest gives the same one many times.
    struct Encoded {
        PicturePtr picture;
        std::shared_ptr<const StillBytes> bytes;
    };
    /// A whole file that waits for those before it.
    struct Ready {
        QString temporary;
        std::uint64_t bytes = 0;
    };
    struct Failure {
        std::int64_t index = 0;
        Error error;
    };

    QString pathOf(std::int64_t index) const;
    void work();
    void writeStill(const Job& job);
    void publishReady();
    void fail(std::int64_t index, const Error& error);
    void discardReady();
    Status awaitRoom(std::int64_t index);
    std::optional<Error> failure() const;
    Result<std::shared_ptr<const StillBytes>> encoded(const PicturePtr& picture);
    void waitForWorkers(Timestamp deadline);
    void addWarnings(WrittenFile& file) const;

    FileSystem& m_files;
    const RecordingName m_name;
    const int m_digits;
    const bool m_isSequence;
    const Size m_size;
    const StillSpec m_spec;
    const Overwrite m_overwrite;
    std::int64_t m_nextIndex = 0;
    std::atomic<std::uint64_t> m_bytes = 0;

    mutable std::mutex m_mutex;
    std::condition_variable m_workerDone;
    std::condition_variable m_published;
    Encoded m_lastEncoded;
    std::map<std::int64_t, Ready> m_ready; ///< by number; bounded by kMostAhead
    std::int64_t m_written = 0;            ///< stills under their names: numbers 0 to this one less 1
    bool m_isPublishing = false;           ///< one thread at a time gives names
    std::optional<Failure> m_failure;      ///< of the lowest number
    std::vector<std::int64_t> m_givenUp;
    bool m_givesUp = false;
    int m_busyWorkers = 0;

    BoundedQueue<Job> m_queue;
    std::vector<Worker> m_workers;
};

StillWriter::StillWriter(FileSystem& files, RecordingName name, int digits, bool isSequence, Size size,
                         StillSpec spec, Overwrite overwrite)
    : m_files(files),
      m_name(std::move(name)),
      m_digits(digits),
      m_isSequence(isSequence),
      m_size(size),
      m_spec(std::move(spec)),
      m_overwrite(overwrite),
      m_queue(static_cast<std::size_t>(std::clamp(m_spec.maxThreads, 1, kMostThreads)))
{
    if (!isSequence || m_spec.maxThreads <= 1)
        return;
    m_busyWorkers = std::min(m_spec.maxThreads, kMostThreads);
    for (int number = 0; number < m_busyWorkers; ++number)
        m_workers.emplace_back("still " + std::to_string(number), [this](const std::stop_token&) { work(); });
}

StillWriter::~StillWriter()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_givesUp = true;
    }
    m_queue.close();
    m_workers.clear();
    discardReady();
}

QString StillWriter::pathOf(std::int64_t index) const
{
    return m_isSequence ? sequencePath(m_name, index, m_digits) : m_name.path;
}

void StillWriter::work()
{
    while (std::optional<Job> job = m_queue.waitPop({})) {
        {
            const std::scoped_lock lock(m_mutex);
            if (m_failure && job->index > m_failure->index)
                continue;
            if (m_givesUp) {
                m_givenUp.push_back(job->index);
                continue;
            }
        }
        writeStill(*job);
    }
    {
        const std::scoped_lock lock(m_mutex);
        --m_busyWorkers;
    }
    m_workerDone.notify_all();
}

Result<std::shared_ptr<const StillBytes>> StillWriter::encoded(const PicturePtr& picture)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_lastEncoded.picture == picture)
            return m_lastEncoded.bytes;
    }
    Result<StillBytes> bytes = encodeStill(
        *picture, m_spec, m_isSequence ? StillEffort::Quick : StillEffort::Small, picture->layers);
    if (!bytes)
        return bytes.error();
    Encoded retired{picture, std::make_shared<const StillBytes>(std::move(bytes).value())};
    std::shared_ptr<const StillBytes> result = retired.bytes;
    const std::scoped_lock lock(m_mutex);
    std::swap(m_lastEncoded, retired);
    return result;
}

void StillWriter::writeStill(const Job& job)
{
    const Result<std::shared_ptr<const StillBytes>> bytes = encoded(job.picture);
    const Result<QString> temporary =
        bytes ? writeStillBeside(m_files, pathOf(job.index), **bytes) : Result<QString>(bytes.error());
    if (temporary) {
        const std::scoped_lock lock(m_mutex);
        m_ready[job.index] = {*temporary, (*bytes)->size()};
    } else {
        fail(job.index, temporary.error());
    }
    publishReady();
}

void StillWriter::fail(std::int64_t index, const Error& error)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_failure || index < m_failure->index)
            m_failure = {index, error};
    }
    m_published.notify_all();
}

// Gives names to the stills whose turn it is. Who finds somebody at it leaves that one to go on.
void StillWriter::publishReady()
{
    std::unique_lock lock(m_mutex);
    if (m_isPublishing)
        return;
    m_isPublishing = true;
    while (!m_ready.empty() && m_ready.begin()->first == m_written) {
        const Ready ready = m_ready.begin()->second;
        const std::int64_t index = m_written;
        m_ready.erase(m_ready.begin());
        lock.unlock();
        const Status status = publishStill(m_files, ready.temporary, pathOf(index), m_overwrite);
        if (!status)
            fail(index, status.error());
        lock.lock();
        if (!status)
            break;
        ++m_written;
        m_bytes.fetch_add(ready.bytes, std::memory_order_relaxed);
        m_published.notify_all();
    }
    m_isPublishing = false;
}

// What was written behind a still that failed would have a gap before it.
void StillWriter::discardReady()
{
    for (const auto& [index, ready] : m_ready)
        discardStill(m_files, ready.temporary);
    m_ready.clear();
}

std::optional<Error> StillWriter::failure() const
{
    const std::scoped_lock lock(m_mutex);
    return m_failure ? std::optional<Error>(m_failure->error) : std::nullopt;
}

// One still that takes for ever must not let those behind it pile up.
Status StillWriter::awaitRoom(std::int64_t index)
{
    const auto mostAhead = static_cast<std::int64_t>(kMostAhead * std::max<std::size_t>(m_workers.size(), 1));
    std::unique_lock lock(m_mutex);
    m_published.wait(lock, [&] { return index < m_written + mostAhead || m_failure || m_givesUp; });
    return m_failure ? Status(m_failure->error) : Status();
}

Status StillWriter::writePicture(const PicturePtr& picture, std::int64_t index)
{
    const QString step = QStringLiteral("write still");
    if (index != m_nextIndex || (!m_isSequence && index > 0))
        return makeError(ErrorCode::Internal, step,
                         QStringLiteral("picture %1 comes where %2 is expected").arg(index).arg(m_nextIndex));
    if (!picture || picture->size != m_size)
        return makeError(ErrorCode::Internal, step, QStringLiteral("picture %1 has another size").arg(index));
    REELOUT_TRY(awaitRoom(index));
    ++m_nextIndex;
    Job job{picture, index};
    if (m_workers.empty()) {
        writeStill(job);
        const std::optional<Error> error = failure();
        return error ? Status(*error) : Status();
    }
    if (!m_queue.waitPush(job, {}))
        return makeError(ErrorCode::Internal, step, QStringLiteral("the recording is finished already"));
    return {};
}

Status StillWriter::writeAudio(std::span<const float>, std::int64_t)
{
    return makeError(ErrorCode::Unsupported, QStringLiteral("write sound"),
                     QStringLiteral("stills have no sound"));
}

void StillWriter::waitForWorkers(Timestamp deadline)
{
    const Duration left = std::max(deadline - systemClock().now(), Duration::zero());
    std::unique_lock lock(m_mutex);
    if (!m_workerDone.wait_for(lock, left, [this] { return m_busyWorkers == 0; }))
        m_givesUp = true;
}

Result<WrittenFile> StillWriter::finish(Timestamp deadline)
{
    // Before the queue closes: who sees it closed after its deadline can rely on nothing more being begun.
    if (systemClock().now() >= deadline) {
        const std::scoped_lock lock(m_mutex);
        m_givesUp = true;
    }
    m_published.notify_all();
    m_queue.close();
    waitForWorkers(deadline);
    m_workers.clear(); // waits for the stills that are being written, never for those in the queue

    discardReady();

    WrittenFile result;
    result.path = pathOf(0);
    result.bytes = bytesWritten();
    result.frames = m_written;
    addWarnings(result);
    if (m_written == 0 && m_failure)
        return m_failure->error;
    if (m_failure)
        result.error = m_failure->error;
    if (m_written > 0)
        REELOUT_TRY(m_files.syncFolder(QFileInfo(result.path).absolutePath()));
    return result;
}

void StillWriter::addWarnings(WrittenFile& file) const
{
    if (m_failure) {
        const Error& error = m_failure->error;
        file.warnings +=
            QStringLiteral("still %1: %2: %3").arg(m_failure->index).arg(error.step, error.detail);
        if (m_written > 0)
            file.warnings += QStringLiteral("the last image is %1").arg(pathOf(m_written - 1));
    }
    if (!m_givenUp.empty()) {
        const auto [first, last] = std::minmax_element(m_givenUp.begin(), m_givenUp.end());
        file.warnings +=
            QStringLiteral("stills %1 to %2: given up, there was no time left").arg(*first).arg(*last);
    }
}

} // namespace

WriterFormat stillWriterFormat(Size size, const StillSpec& spec)
{
    return {stillPictureFormat(spec), size, stillPictureColour(spec)};
}

Result<std::unique_ptr<MediaWriter>> openStillWriter(FileSystem& files, const RecordingName& name,
                                                     int leadingZerosDigits, bool isSequence, Size size,
                                                     const StillSpec& spec, Overwrite overwrite)
{
    const QString step = QStringLiteral("open still");
    REELOUT_TRY(checkStill(spec, size));
    const QString first = isSequence ? sequencePath(name, 0, leadingZerosDigits) : name.path;
    if (first.isEmpty())
        return makeError(ErrorCode::InvalidParameter, step, QStringLiteral("the name is empty"));
    if (isSequence && first == sequencePath(name, 1, leadingZerosDigits))
        return makeError(
            ErrorCode::InvalidParameter, step,
            QStringLiteral("the name of an image sequence has to contain me.fileSuffix, else all "
                           "images have the same name: %1")
                .arg(first));
    REELOUT_TRY(files.checkWritable(QFileInfo(first).absolutePath()));
    if (overwrite == Overwrite::Never && files.exists(first))
        return makeError(ErrorCode::AlreadyExists, step, first);
    return std::unique_ptr<MediaWriter>(
        std::make_unique<StillWriter>(files, name, leadingZerosDigits, isSequence, size, spec, overwrite));
}

} // namespace reelout
