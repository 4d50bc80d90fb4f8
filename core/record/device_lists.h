// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/source.h"

#include <QObject>

#include <array>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace reelout {

/// What can be captured here, as the back ends list it. A list that is asked for is answered at once from
/// what is known and looked up anew on a thread of its own, so that a server that does not answer holds up
/// nobody; what was found then is told by changed(). Main thread.
class DeviceLists final : public QObject {
    Q_OBJECT

public:
    enum class Kind {
        Monitors,
        Windows,
        Sounds, ///< what can be recorded
        Cameras,
        Outputs, ///< where one can listen
    };
    static constexpr std::array kAllKinds{Kind::Monitors, Kind::Windows, Kind::Sounds, Kind::Cameras,
                                          Kind::Outputs};
    enum class Mode {
        AtOnce,       ///< each look asks the back end and waits: programs without a person in front
        InBackground, ///< nobody waits
    };
    struct List {
        std::vector<DeviceInfo> devices;
        std::optional<Error> error; ///< why there is none, and what would help
        bool isKnown = false;       ///< it has been looked for
    };
    using Lookup = std::function<Result<std::vector<DeviceInfo>>()>;

    explicit DeviceLists(Mode mode, QObject* parent = nullptr);
    ~DeviceLists() override;

    /// Who is asked; called on any thread, one call of a kind at a time, and gone before the lists are.
    void setLookup(Kind kind, Lookup lookup);
    /// The list as it is known. In the background one that is older than a second is looked for again.
    const List& look(Kind kind);
    /// What was found the last time; asks nobody.
    const List& known(Kind kind) const { return m_entries[static_cast<std::size_t>(kind)].list; }
    /// It has changed: looks again. Any thread.
    void refresh(Kind kind);

Q_SIGNALS:
    void changed(reelout::DeviceLists::Kind kind);

private:
    struct Entry {
        Lookup lookup;
        List list;
        Worker worker;
        bool isLooking = false;
        bool isWantedAgain = false;
        std::chrono::steady_clock::time_point asked{};
    };
    Entry& entry(Kind kind) { return m_entries[static_cast<std::size_t>(kind)]; }
    void begin(Kind kind);
    void take(Kind kind, Result<std::vector<DeviceInfo>> found);

    const Mode m_mode;
    std::array<Entry, kAllKinds.size()> m_entries;
};

} // namespace reelout
