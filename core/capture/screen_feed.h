// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "media/picture_hub.h"

#include <memory>

namespace reelout {

/// What one running source of a screen or camera tells its hub: pictures with rising serials, and each change
/// of state once. Lives through lost connections. Capture thread.
class ScreenFeed {
public:
    /// `area`: of what it logs ("x11").
    ScreenFeed(std::shared_ptr<PictureHub> hub, Clock& clock, QString area)
        : m_hub(std::move(hub)),
          m_clock(clock),
          m_area(std::move(area))
    {}

    /// Serial the next published picture must have.
    std::uint64_t nextSerial() const { return m_serial + 1; }
    bool hasPublished() const { return m_serial > 0; }
    bool isLost() const { return m_isLost; }

    /// After a loss says Recovered first, and Changed when the size is another.
    void publish(std::shared_ptr<Picture> picture, const QString& screenName);
    void unchanged(Timestamp when);
    /// Says Lost unless it is known.
    void lost(const QString& why);
    /// Says Ended unless it is known: what is recorded from here ends.
    void ended(const QString& why);
    /// A size that was taken up while a person still pulls at a window is said when it stays.
    void setSizesSettle(bool settle) { m_sizesSettle = settle; }
    /// Says that somebody is asked before there are pictures.
    void asking(const QString& text);
    void notice(const QString& text);

private:
    void say(SourceEventKind kind, const QString& text);
    void saySize();

    const std::shared_ptr<PictureHub> m_hub;
    Clock& m_clock;
    const QString m_area;
    std::uint64_t m_serial = 0;
    Size m_size;
    Size m_saidSize;
    Timestamp m_sizeSince{};
    QString m_name;
    bool m_sizesSettle = false;
    bool m_isLost = false;
    bool m_hasEnded = false;
};

} // namespace reelout
