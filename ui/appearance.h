// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preference_store.h"
#include "ui/theme/system_theme.h"
#include "ui/theme/theme.h"
#include "ui/translation/languages.h"

#include <QTimer>

class QApplication;

namespace reelout {

/// Theme, text size, motion and language as the preferences (and, where they say so, the desktop) have them.
/// Made before the first window. Main thread.
class Appearance final : public QObject {
    Q_OBJECT

public:
    Appearance(QApplication& application, PreferenceStore& preferences, QObject* parent = nullptr);

    const Languages& languages() const { return m_languages; }

Q_SIGNALS:
    /// Another look or language is in force: windows have to be made anew. From the event loop, once for
    /// several preferences that changed together.
    void changed();

private:
    ThemeChoice wanted() const;
    void look();

    QApplication& m_application;
    PreferenceStore& m_preferences;
    SystemTheme m_system;
    Languages m_languages;
    QTimer m_due;
};

} // namespace reelout
