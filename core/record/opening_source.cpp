// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/opening_source.h"

#include "base/error_text.h"

namespace reelout {

Status OpeningSource::start(std::shared_ptr<PictureHub> hub)
{
    m_opening.start(
        [make = m_make, hub]() -> Result<std::unique_ptr<PictureSource>> {
            Result<std::unique_ptr<PictureSource>> made = make();
            if (made)
                REELOUT_TRY((*made)->start(hub));
            return made;
        },
        [hub, clock = &m_clock](const Status& status) {
            if (!status)
                hub->publishEvent({SourceEventKind::Lost, clock->now(), describe(status.error())});
        });
    return {};
}

} // namespace reelout
