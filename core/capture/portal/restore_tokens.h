// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/specs.h"

#include <QString>

namespace reelout {

/// The tokens a desktop portal gave for what a person agreed to, so that its dialog comes once and not at
/// each start. A token is good once: each use gives the next. They open the screen to whoever has them, so
/// the file is the user's alone. Any thread; programs that run at once may lose each other's last token,
/// which costs a dialog.
class RestoreTokens {
public:
    /// `path`: of the file; its folder is made.
    explicit RestoreTokens(QString path) : m_path(std::move(path)) {}

    /// Empty when there is none. `key`: what was chosen with it.
    QString take(const QString& key) const;
    /// An empty token forgets. PermissionDenied, DiskFull, IoFailed.
    Status store(const QString& key, const QString& token) const;

private:
    const QString m_path;
};

/// What a choice for `spec` is kept under.
QString tokenKey(const ScreenSpec& spec);

/// Beside what else the program keeps of its state ($XDG_STATE_HOME/reelout).
QString defaultTokensPath();

} // namespace reelout
