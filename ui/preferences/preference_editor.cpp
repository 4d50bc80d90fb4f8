// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/preference_editor.h"

#include "ui/inspector/quiet_combo_box.h"
#include "ui/preferences/folder_field.h"
#include "ui/preferences/key_field.h"
#include "ui/preferences/quiet_spin_box.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QSignalBlocker>

namespace reelout {

namespace {

using Edited = std::function<void(const QVariant&)>;

QString tr(const char* text)
{
    return QCoreApplication::translate("reelout", text);
}

PreferenceEditor makeToggle(const Preference& row, const Edited& edited, QWidget* parent)
{
    auto* box = new QCheckBox(preferenceWords(row.label), parent);
    QObject::connect(box, &QCheckBox::clicked, box, [edited](bool on) { edited(on); });
    return {box, [box](const QVariant& value) { box->setChecked(value.toBool()); }};
}

PreferenceEditor makeWhole(const Preference& row, const Edited& edited, QWidget* parent)
{
    auto* field = new QuietSpinBox<QSpinBox>(parent);
    field->setRange(static_cast<int>(row.minimum), static_cast<int>(row.maximum));
    if (!row.unit.isEmpty())
        field->setSuffix(QLatin1Char(' ') + preferenceWords(row.unit));
    QObject::connect(field, &QSpinBox::valueChanged, field, [edited](int value) { edited(value); });
    return {field, [field](const QVariant& value) {
                const QSignalBlocker silent(field);
                field->setValue(value.toInt());
            }};
}

PreferenceEditor makeReal(const Preference& row, const Edited& edited, QWidget* parent)
{
    auto* field = new QuietSpinBox<QDoubleSpinBox>(parent);
    field->setDecimals(3);
    field->setRange(row.minimum, row.maximum);
    field->setSingleStep(row.maximum > 100.0 ? 1.0 : 0.25);
    if (!row.unit.isEmpty())
        field->setSuffix(QLatin1Char(' ') + preferenceWords(row.unit));
    QObject::connect(field, &QDoubleSpinBox::valueChanged, field, [edited](double value) { edited(value); });
    return {field, [field](const QVariant& value) {
                const QSignalBlocker silent(field);
                field->setValue(value.toDouble());
            }};
}

PreferenceEditor makeMenu(const std::vector<PreferenceItem>& items, const Edited& edited, QWidget* parent)
{
    auto* box = new QuietComboBox(parent);
    for (const PreferenceItem& item : items)
        box->addItem(item.label, item.token);
    QObject::connect(box, &QComboBox::activated, box,
                     [box, edited](int index) { edited(box->itemData(index)); });
    return {box, [box](const QVariant& value) {
                int index = box->findData(value);
                if (index < 0 && !value.toString().isEmpty()) { // what is set but not there now
                    box->addItem(tr("%1 (not there)").arg(value.toString()), value);
                    index = box->count() - 1;
                }
                box->setCurrentIndex(index);
            }};
}

PreferenceEditor makeText(const Preference& row, const Edited& edited, QWidget* parent)
{
    auto* line = new QLineEdit(parent);
    const bool isList = row.kind == PreferenceKind::TextList;
    QObject::connect(line, &QLineEdit::editingFinished, line, [line, isList, edited] {
        if (isList)
            edited(line->text().simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts));
        else
            edited(line->text());
    });
    return {line,
            [line](const QVariant& value) { line->setText(value.toStringList().join(QLatin1Char(' '))); }};
}

} // namespace

QString preferenceWords(const QString& source)
{
    return source.isEmpty() ? source
                            : QCoreApplication::translate("Preferences", source.toUtf8().constData());
}

PreferenceEditor makePreferenceEditor(const Preference& row, const PreferenceLister& lister,
                                      const Edited& edited, QWidget* parent)
{
    switch (row.kind) {
    case PreferenceKind::Toggle:
        return makeToggle(row, edited, parent);
    case PreferenceKind::Whole:
        return makeWhole(row, edited, parent);
    case PreferenceKind::Real:
        return makeReal(row, edited, parent);
    case PreferenceKind::Choice: {
        std::vector<PreferenceItem> items = row.items;
        for (PreferenceItem& item : items)
            item.label = preferenceWords(item.label);
        return makeMenu(items, edited, parent);
    }
    case PreferenceKind::Listed: {
        const auto items = [automatic = tr("Automatic: %1").arg(preferenceWords(row.emptyNote)), lister] {
            std::vector<PreferenceItem> all{{QString(), automatic}};
            if (lister) {
                const std::vector<PreferenceItem> listed = lister();
                all.insert(all.end(), listed.begin(), listed.end());
            }
            return all;
        };
        PreferenceEditor editor = makeMenu(items(), edited, parent);
        editor.relist = [box = qobject_cast<QComboBox*>(editor.widget), items, show = editor.show] {
            const QVariant value = box->currentData();
            box->clear();
            for (const PreferenceItem& item : items())
                box->addItem(item.label, item.token);
            show(value);
        };
        return editor;
    }
    case PreferenceKind::Folder: {
        auto* field = new FolderField(preferenceWords(row.label), preferenceWords(row.emptyNote), parent);
        QObject::connect(field, &FolderField::edited, field, [edited](const QString& path) { edited(path); });
        return {field, [field](const QVariant& value) { field->setPath(value.toString()); }};
    }
    case PreferenceKind::KeySequence: {
        auto* field = new KeyField(parent);
        QObject::connect(field, &KeyField::edited, field, [edited](const QString& keys) { edited(keys); });
        return {field, [field](const QVariant& value) { field->setKeys(value.toString()); }};
    }
    case PreferenceKind::Text:
    case PreferenceKind::TextList:
        break;
    }
    return makeText(row, edited, parent);
}

} // namespace reelout
