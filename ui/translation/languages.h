// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>
#include <vector>

class QTranslator;

namespace reelout {

struct Language {
    QString code; ///< "de"
    QString name; ///< in itself ("Deutsch")
};

/// The languages the program comes with, and the one it speaks: its own texts, those of Qt (where the system
/// has them), and how numbers and dates are written. English is the language of the sources. Main thread.
class Languages {
public:
    Languages();
    ~Languages();
    Languages(const Languages&) = delete;
    Languages& operator=(const Languages&) = delete;

    /// English first, the others by their names.
    static std::vector<Language> available();
    /// The one a preference means: itself, or for an empty one the first of the system's that there is.
    static QString resolved(const QString& preference);

    /// What is made from now on speaks it; windows that are there have to be made anew.
    void speak(const QString& preference);
    const QString& spoken() const { return m_spoken; }

private:
    QString m_spoken;
    std::unique_ptr<QTranslator> m_own;
    std::unique_ptr<QTranslator> m_ofQt;
};

} // namespace reelout
