// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/hotkey_grabber.h"

#include <vector>

struct OpaqueEventHotKeyRef;
struct OpaqueEventHandlerRef;

namespace reelout {

/// Hotkeys of macOS (Carbon's RegisterEventHotKey, the one way that asks nobody's consent). As everywhere in
/// Qt, Ctrl means the Command key there and Meta the Control key.
class MacHotkeys final : public HotkeyGrabber {
    Q_OBJECT

public:
    static Result<std::unique_ptr<HotkeyGrabber>> open();
    ~MacHotkeys() override;

    Status grab(int id, const QString& keys) override;
    void releaseAll() override;

    /// The system's number of a key that went down.
    void press(unsigned number);

private:
    MacHotkeys() = default;

    struct Grab {
        int id = 0;
        unsigned number = 0;
        OpaqueEventHotKeyRef* reference = nullptr;
    };
    std::vector<Grab> m_grabs;
    unsigned m_nextNumber = 1;
    OpaqueEventHandlerRef* m_handler = nullptr;
};

} // namespace reelout
