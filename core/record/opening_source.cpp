// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/opening_source.h"

#include "base/error_text.h"
#include "base/log.h"

#include <condition_variable>
#include <mutex>
#include <optional>

namespace reelout {

namespace {
constexpr std::chrono::seconds kPatience(6); // a source opens or fails within 5
}

struct OpeningSource::Shared {
    Shared(Make maker, Clock& of) : make(std::move(maker)), clock(of) {}
    void open(const std::shared_ptr<PictureHub>& hub);

    const Make make;
    Clock& clock;
    std::mutex mutex; ///< guards what follows
    std::condition_variable settled;
    std::unique_ptr<PictureSource> source; ///< once it is open
    std::optional<Status> outcome;
    bool isStopped = false;
};

void OpeningSource::Shared::open(const std::shared_ptr<PictureHub>& hub)
{
    Result<std::unique_ptr<PictureSource>> made = make();
    Status status = made ? Status() : Status(made.error());
    if (made)
        status = (*made)->start(hub);
    bool isUnwanted = false;
    {
        const std::scoped_lock lock(mutex);
        isUnwanted = isStopped;
        if (status && !isUnwanted)
            source = std::move(*made);
        outcome = status;
    }
    settled.notify_all();
    if (!status)
        hub->publishEvent({SourceEventKind::Lost, clock.now(), describe(status.error())});
    else if (isUnwanted)
        (*made)->stop();
}

OpeningSource::OpeningSource(Make make, Clock& clock)
    : m_shared(std::make_shared<Shared>(std::move(make), clock))
{}

OpeningSource::~OpeningSource()
{
    stop();
}

Status OpeningSource::start(std::shared_ptr<PictureHub> hub)
{
    // The thread owns all it touches, so that it can be left behind.
    Worker worker("open-source",
                  [shared = m_shared, hub = std::move(hub)](const std::stop_token&) { shared->open(hub); });
    worker.detach();
    return {};
}

void OpeningSource::stop()
{
    std::unique_ptr<PictureSource> source;
    {
        const std::scoped_lock lock(m_shared->mutex);
        m_shared->isStopped = true;
        source = std::move(m_shared->source);
    }
    if (source)
        source->stop();
}

Status OpeningSource::settle() const
{
    std::unique_lock lock(m_shared->mutex);
    m_shared->settled.wait_for(lock, kPatience, [this] { return m_shared->outcome.has_value(); });
    if (m_shared->outcome)
        return *m_shared->outcome;
    return makeError(ErrorCode::TimedOut, QStringLiteral("start source"), {});
}

bool OpeningSource::isSettled() const
{
    const std::scoped_lock lock(m_shared->mutex);
    return m_shared->outcome.has_value();
}

bool OpeningSource::hasFailed() const
{
    const std::scoped_lock lock(m_shared->mutex);
    return m_shared->outcome && !*m_shared->outcome;
}

} // namespace reelout
