// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preset/preset_store.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace reelout {

/// Asks what a preset is called and what it is good for, and says beforehand when one of that name would be
/// replaced or can't be.
class PresetNameDialog final : public QDialog {
    Q_OBJECT

public:
    /// For a preset of operators of this type.
    PresetNameDialog(const PresetStore& store, const QString& type, QWidget* parent);

    QString name() const;
    QString description() const;
    QString note() const;

private:
    void look();

    const std::vector<Preset> m_presets; ///< there are
    QLineEdit* m_name;
    QLineEdit* m_description;
    QLabel* m_note;
    QPushButton* m_save;
};

} // namespace reelout
