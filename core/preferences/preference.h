// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariant>

#include <vector>

namespace reelout {

enum class PreferenceKind {
    Toggle,   ///< bool
    Whole,    ///< int
    Real,     ///< double
    Choice,   ///< QString token of `items`
    Listed,   ///< QString; what there is comes from `provider` at run time, empty = the first, automatic one
    Text,     ///< QString
    TextList, ///< QStringList
    Folder,   ///< QString absolute path, empty = what `emptyNote` says
    KeySequence, ///< QString as QKeySequence::PortableText writes it ("Ctrl+Shift+F9"), empty = none
};

/// When a change is felt.
enum class TakesEffect { AtOnce, NextTake, NextStart };

struct PreferenceItem {
    QString token;
    QString label;
};

/// One preference; everything about it is here and nowhere else. Labels, notes and help are source texts of
/// the translation context "Preferences".
struct Preference {
    QString page; ///< label of its page in the dialog
    QString key;  ///< "folders.movies": what is before the dot groups, the whole is the name in the file
    QString label;
    PreferenceKind kind = PreferenceKind::Toggle;
    QVariant defaultValue;
    double minimum = 0.0; ///< Whole, Real: values are clamped to both
    double maximum = 0.0;
    QString unit; ///< as people write it behind the number ("s", "%")
    std::vector<PreferenceItem> items;
    QString provider;  ///< Listed: name of who lists ("languages", "soundOutputs")
    QString emptyNote; ///< what an empty value means ("the system's Videos folder")
    QString needs;     ///< key of a toggle without which this one has no effect
    TakesEffect takesEffect = TakesEffect::AtOnce;
    QString help;
};

} // namespace reelout
