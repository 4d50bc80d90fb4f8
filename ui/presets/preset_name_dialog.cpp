// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presets/preset_name_dialog.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace reelout {

PresetNameDialog::PresetNameDialog(const PresetStore& store, const QString& type, QWidget* parent)
    : QDialog(parent),
      m_presets(store.presets(type)),
      m_name(new QLineEdit(this)),
      m_description(new QLineEdit(this)),
      m_note(new QLabel(this))
{
    setWindowTitle(tr("Save as Preset"));
    m_name->setObjectName(QStringLiteral("presetName"));
    m_name->setMaxLength(80);
    m_description->setObjectName(QStringLiteral("presetDescription"));
    m_description->setPlaceholderText(tr("What it is good for (optional)"));
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setWordWrap(true);
    auto* box = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_save = box->button(QDialogButtonBox::Save);
    auto* layout = new QFormLayout(this);
    layout->addRow(tr("&Name"), m_name);
    layout->addRow(tr("&Description"), m_description);
    layout->addRow(m_note);
    layout->addRow(box);
    setMinimumWidth(scaled(440));
    connect(box, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &PresetNameDialog::look);
    look();
}

QString PresetNameDialog::name() const
{
    return m_name->text().trimmed();
}

QString PresetNameDialog::description() const
{
    return m_description->text().trimmed();
}

QString PresetNameDialog::note() const
{
    return m_note->text();
}

void PresetNameDialog::look()
{
    const Preset* there = presetNamed(m_presets, name());
    const bool isTaken = there && there->isFactory();
    m_save->setText(there && !isTaken ? tr("Replace") : tr("Save"));
    m_save->setEnabled(!isTaken && checkPresetName(name()));
    if (isTaken)
        m_note->setText(tr("“%1” comes with the program; choose another name.").arg(there->name));
    else if (there)
        m_note->setText(tr("There is a preset of this name; it will be replaced."));
    else
        m_note->setText(
            tr("Folder and name of File, and what the operator is wired to, are not part of it."));
}

} // namespace reelout
