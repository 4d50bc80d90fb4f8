// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/picture_hub.h"

#include <algorithm>

namespace reelout {

void PictureHub::publish(PicturePtr picture)
{
    std::vector<PicturePtr> retired; // freed outside the lock: giving memory back may be slow
    {
        const std::scoped_lock lock(m_mutex);
        m_reportedUntil = std::max(m_reportedUntil, picture->captured);
        m_isAsking = false;
        m_pictures.push_back(std::move(picture));
        const std::uint64_t read = readByAll();
        while (m_pictures.size() > 1 &&
               (m_pictures.size() > kHistory || m_pictures.front()->serial <= read)) {
            retired.push_back(std::move(m_pictures.front()));
            m_pictures.pop_front();
        }
    }
    m_arrived.notify_all();
}

// Under the mutex. 0 without readers.
std::uint64_t PictureHub::readByAll()
{
    std::erase_if(m_readers, [](const auto& reader) { return reader.expired(); });
    std::optional<std::uint64_t> least;
    for (const std::weak_ptr<ReaderMark>& reader : m_readers) {
        if (const std::shared_ptr<ReaderMark> mark = reader.lock())
            least = std::min(least.value_or(mark->load()), mark->load());
    }
    return least.value_or(0);
}

std::shared_ptr<PictureHub::ReaderMark> PictureHub::addReader() const
{
    auto mark = std::make_shared<ReaderMark>(0);
    const std::scoped_lock lock(m_mutex);
    m_readers.push_back(mark);
    return mark;
}

void PictureHub::publishUnchanged(Timestamp when)
{
    const std::scoped_lock lock(m_mutex);
    m_reportedUntil = std::max(m_reportedUntil, when);
}

void PictureHub::publishEvent(SourceEvent event)
{
    const std::scoped_lock lock(m_mutex);
    if (event.kind == SourceEventKind::Lost || event.kind == SourceEventKind::Ended) {
        m_lost = true;
        m_hasEnded = event.kind == SourceEventKind::Ended;
        m_lossText = event.text;
    }
    if (event.kind == SourceEventKind::Recovered) {
        m_lost = false;
        m_hasEnded = false;
        m_lossText.clear();
    }
    if (event.kind != SourceEventKind::Notice)
        m_isAsking = event.kind == SourceEventKind::Asking;
    m_events.push_back(std::move(event));
}

bool PictureHub::hasEnded() const
{
    const std::scoped_lock lock(m_mutex);
    return m_hasEnded;
}

bool PictureHub::isAsking() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isAsking;
}

PicturePtr PictureHub::latest() const
{
    const std::scoped_lock lock(m_mutex);
    return m_pictures.empty() ? nullptr : m_pictures.back();
}

std::vector<PicturePtr> PictureHub::newerThan(std::uint64_t serial) const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<PicturePtr> result;
    for (const PicturePtr& picture : m_pictures) {
        if (picture->serial > serial)
            result.push_back(picture);
    }
    return result;
}

Timestamp PictureHub::reportedUntil() const
{
    const std::scoped_lock lock(m_mutex);
    return m_reportedUntil;
}

std::vector<SourceEvent> PictureHub::eventsAfter(std::size_t count) const
{
    const std::scoped_lock lock(m_mutex);
    if (count >= m_events.size())
        return {};
    return {m_events.begin() + static_cast<std::ptrdiff_t>(count), m_events.end()};
}

QString PictureHub::lossText() const
{
    const std::scoped_lock lock(m_mutex);
    return m_lossText;
}

bool PictureHub::isLost() const
{
    const std::scoped_lock lock(m_mutex);
    return m_lost;
}

PicturePtr PictureHub::waitNewerThan(std::uint64_t serial, Duration timeout, std::stop_token stop) const
{
    std::unique_lock lock(m_mutex);
    const bool arrived = m_arrived.wait_for(lock, std::move(stop), timeout, [&] {
        return !m_pictures.empty() && m_pictures.back()->serial > serial;
    });
    return arrived ? m_pictures.back() : nullptr;
}

} // namespace reelout
