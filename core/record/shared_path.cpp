// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/shared_path.h"

#include <algorithm>

namespace reelout {

namespace {

// Recorders that decide at other moments are a picture apart at most.
constexpr std::size_t kKeptForOthers = 2;

/// The same memory as a picture of its own.
std::shared_ptr<Picture> alias(const PicturePtr& picture)
{
    auto other = std::make_shared<Picture>(*picture);
    other->owner = std::const_pointer_cast<Picture>(picture);
    return other;
}

} // namespace

std::int64_t SharedPath::conversions() const
{
    const std::scoped_lock lock(m_mutex);
    return m_conversions;
}

Result<SharedPath::Made> SharedPath::convert(const PicturePtr& input, const ChangeHistory& changes)
{
    std::size_t kept = 1;
    {
        std::unique_lock lock(m_mutex);
        m_isFree.wait(lock, [this] { return !m_isBusy; });
        const auto known = std::find_if(m_made.begin(), m_made.end(),
                                        [&](const Made& made) { return made.serial == input->serial; });
        if (known != m_made.end())
            return *known;
        m_isBusy = true;
        kept = m_places > 1 ? kKeptForOthers : 1;
    }
    const int height = input->size.height;
    // Between two pictures the same places differ whichever of them is the older.
    const RowBands changed = m_last == 0 ? RowBands::whole(height)
                                         : changes.between(std::min(m_last, input->serial),
                                                           std::max(m_last, input->serial), height);
    const Result<PicturePtr> output = m_path.process(input, changed);
    m_last = output ? input->serial : 0;
    const Made made{input->serial, output ? *output : nullptr, m_path.wentByRows()};
    std::vector<Made> retired; // let go of outside the lock
    {
        const std::scoped_lock lock(m_mutex);
        m_isBusy = false;
        ++m_conversions;
        if (output)
            m_made.push_back(made);
        while (m_made.size() > kept) {
            retired.push_back(std::move(m_made.front()));
            m_made.erase(m_made.begin());
        }
    }
    m_isFree.notify_all();
    if (!output)
        return output.error();
    return made;
}

SharedPath::Place::Place(std::shared_ptr<SharedPath> path) : m_path(std::move(path))
{
    const std::scoped_lock lock(m_path->m_mutex);
    ++m_path->m_places;
}

SharedPath::Place::~Place()
{
    const std::scoped_lock lock(m_path->m_mutex);
    --m_path->m_places;
}

Result<PicturePtr> SharedPath::Place::process(const PicturePtr& input, const ChangeHistory& changes)
{
    const Result<Made> made = m_path->convert(input, changes);
    if (!made)
        return made.error();
    if (!made->isByRows)
        return made->output;
    // What changed since this recorder's last picture, not since the last one of them all.
    const Picture& shared = *made->output;
    const int step = 1 << pixelFormatInfo(shared.format).log2ChromaHeight;
    const int height = input->size.height;
    const RowBands changed = changes.between(m_last, input->serial, height).aligned(step, height);
    const std::shared_ptr<Picture> own = alias(made->output);
    own->damageKnown = m_calls > 0;
    own->damage = changed.places(input->size, shared.size);
    own->serial = ++m_calls;
    m_last = input->serial;
    return PicturePtr(own);
}

std::shared_ptr<SharedPath> SharedPaths::join(const std::shared_ptr<PictureHub>& source,
                                              const PicturePathSpec& spec, Size first)
{
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_entries, [](const Entry& entry) { return entry.path.expired(); });
    for (const Entry& entry : m_entries) {
        if (entry.source.lock() != source || entry.first != first || !(entry.spec == spec))
            continue;
        if (std::shared_ptr<SharedPath> path = entry.path.lock())
            return path;
    }
    auto path = std::make_shared<SharedPath>(spec);
    m_entries.push_back({source, spec, first, path});
    return path;
}

} // namespace reelout
