// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/replay_store.h"

#include "encode/codec_catalog.h"
#include "encode/movie_writer.h"
#include "encode/replay_sink.h"

namespace reelout {

ReplayStore::ReplayStore(ReplayLimits limits, const QString& container)
    : m_sink(std::make_shared<ReplaySink>(limits, container))
{}

ReplayStore::~ReplayStore() = default;

ReplayLevel ReplayStore::level() const
{
    return m_sink->level();
}

const ReplayLimits& ReplayStore::limits() const
{
    return m_sink->limits();
}

QString ReplayStore::container() const
{
    return m_sink->container();
}

Result<ReplayClip> ReplayStore::clip(Duration until, Duration patience) const
{
    return m_sink->clip(until, patience);
}

Result<std::unique_ptr<MediaWriter>> ReplayStore::openWriter(const MovieSpec& spec, Clock& clock)
{
    REELOUT_TRY(CodecCatalog::instance().check(spec, m_sink->container()));
    return MovieWriter::open(spec, m_sink->container(), m_sink, clock);
}

} // namespace reelout
