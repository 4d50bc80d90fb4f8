// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/hotkey_grabber.h"

#include <QAbstractNativeEventFilter>

#include <vector>

namespace reelout {

/// Hotkeys that Windows sends to the main thread's queue (RegisterHotKey), where Qt's event loop shows them
/// to this filter.
class WindowsHotkeys final : public HotkeyGrabber, private QAbstractNativeEventFilter {
    Q_OBJECT

public:
    WindowsHotkeys();
    ~WindowsHotkeys() override;

    Status grab(int id, const QString& keys) override;
    void releaseAll() override;

private:
    bool nativeEventFilter(const QByteArray& type, void* message, qintptr* result) override;

    struct Grab {
        int id = 0;     ///< the caller's
        int number = 0; ///< Windows'
    };
    std::vector<Grab> m_grabs;
    int m_nextNumber = 1;
};

} // namespace reelout
