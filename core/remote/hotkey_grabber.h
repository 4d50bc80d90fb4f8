// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QObject>
#include <QString>

#include <memory>

namespace reelout {

/// Keys that work whatever window has the keyboard. Main thread.
class HotkeyGrabber : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// `id` is what pressed() says. AlreadyExists when another program has the key; others as
    /// Hotkey::parse(). A key that can't be had takes nothing from the others.
    virtual Status grab(int id, const QString& keys) = 0;
    virtual void releaseAll() = 0;

Q_SIGNALS:
    /// Once for each time it goes down, however long it is held.
    void pressed(int id);
    /// A key that grab() took was refused after all: AlreadyExists, or Unsupported for all of them.
    void refused(const reelout::Error& error);
};

/// That of this desktop; Unsupported where there is none, with the reason.
Result<std::unique_ptr<HotkeyGrabber>> makeHotkeyGrabber();

} // namespace reelout
