// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preference_store.h"
#include "ui/preferences/preference_editor.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace reelout {

/// One row of the dialog: label, editor, a button that restores the default, help below, and what is wrong
/// with the value. Changes take effect as they are made. Main thread.
class PreferenceView final : public QWidget {
    Q_OBJECT

public:
    /// A remark on the value as it stands ("also Pause"); empty = none.
    using Remark = std::function<QString(const Preference& row)>;

    PreferenceView(PreferenceStore& store, const Preference& row, const PreferenceLister& lister,
                   Remark remark, QWidget* parent);

    const Preference& row() const { return m_row; }
    QWidget* editor() const { return m_editor.widget; }
    QString remarkText() const;
    /// Value, default and remark as they are now.
    void showState();
    /// What can be chosen has changed.
    void relist();
    /// Any of its texts has all of these words.
    bool matches(const QStringList& words) const;

private:
    void edit(const QVariant& value);

    PreferenceStore& m_store;
    const Preference& m_row;
    Remark m_remarkOf;
    PreferenceEditor m_editor;
    QToolButton* m_reset;
    QLabel* m_help;
    QLabel* m_remark;
    QString m_refusal; ///< why the last edit was refused
};

} // namespace reelout
