// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presets/preset_dialog.h"

#include "base/error_text.h"
#include "params/table_text.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace reelout {

namespace {

enum Column { kName, kType, kDescription, kColumns };

QString filter()
{
    return PresetDialog::tr("Presets (*.preset *.json);;All files (*)");
}

} // namespace

PresetDialog::PresetDialog(PresetStore& store, const QString& type, QWidget* parent)
    : QDialog(parent),
      m_store(store),
      m_list(new QTreeWidget(this)),
      m_status(new QLabel(this))
{
    setWindowTitle(tr("Presets"));
    m_list->setColumnCount(kColumns);
    m_list->setHeaderLabels({tr("Name"), tr("For"), tr("Good for")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAccessibleName(tr("Presets"));
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_status->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_status);
    buildButtons();
    resize(openingSize(*this, {820, 380}));
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &PresetDialog::updateButtons);
    connect(m_list, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* row, int column) {
        if (!m_isFilling && column == kName)
            rename(*row);
    });
    auto* key = new QShortcut(QKeySequence::Delete, m_list);
    key->setContext(Qt::WidgetShortcut);
    connect(key, &QShortcut::activated, this, &PresetDialog::remove);
    refill({});
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        if (m_presets[static_cast<std::size_t>(i)].type == type) {
            m_list->setCurrentItem(m_list->topLevelItem(i));
            break;
        }
    }
}

void PresetDialog::buildButtons()
{
    auto* box = new QDialogButtonBox(QDialogButtonBox::Close, this);
    const auto add = [&](const QString& text, const char* name, auto&& action) {
        QPushButton* button = box->addButton(text, QDialogButtonBox::ActionRole);
        button->setObjectName(QString::fromLatin1(name));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, action);
        return button;
    };
    m_rename = add(tr("&Rename"), "rename", [this] { m_list->editItem(m_list->currentItem(), kName); });
    m_delete = add(tr("&Delete…"), "delete", [this] { remove(); });
    add(tr("&Import…"), "import", [this] { askImport(); });
    m_export = add(tr("&Export…"), "export", [this] { askExport(); });
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(box);
}

QString PresetDialog::statusText() const
{
    return m_status->text();
}

void PresetDialog::refill(const QString& chosenPath)
{
    const QScopedValueRollback<bool> filling(m_isFilling, true);
    QStringList problems;
    m_presets = m_store.presets({}, &problems);
    m_list->clear();
    for (const Preset& preset : m_presets) {
        const OperatorType* type = operatorType(preset.type);
        auto* row = new QTreeWidgetItem(m_list, {preset.name, type ? tableText(type->label) : preset.type,
                                                 preset.isFactory() && preset.description.isEmpty()
                                                     ? tr("Comes with the program")
                                                     : preset.description});
        row->setToolTip(kDescription, preset.description);
        if (!preset.isFactory())
            row->setFlags(row->flags() | Qt::ItemIsEditable);
        if (preset.path == chosenPath)
            m_list->setCurrentItem(row);
    }
    m_list->resizeColumnToContents(kName);
    m_list->resizeColumnToContents(kType);
    if (!problems.isEmpty())
        m_status->setText(tr("Can't be read: %1").arg(problems.join(QStringLiteral("; "))));
    updateButtons();
}

const Preset* PresetDialog::chosen() const
{
    QTreeWidgetItem* row = m_list->currentItem();
    const int index = row ? m_list->indexOfTopLevelItem(row) : -1;
    return index >= 0 ? &m_presets[static_cast<std::size_t>(index)] : nullptr;
}

void PresetDialog::rename(QTreeWidgetItem& row)
{
    const Preset preset = m_presets[static_cast<std::size_t>(m_list->indexOfTopLevelItem(&row))];
    const Result<Preset> renamed = m_store.rename(preset, row.text(kName));
    m_status->setText(renamed ? QString() : describe(renamed.error()));
    // The list is still at work on the row that changed.
    QMetaObject::invokeMethod(
        this, [this, path = renamed ? renamed->path : preset.path] { refill(path); }, Qt::QueuedConnection);
}

void PresetDialog::remove()
{
    const Preset* now = chosen();
    if (!now || now->isFactory())
        return;
    const Preset preset = *now; // the list may be read anew while the question is open
    QMessageBox box(QMessageBox::Question, tr("Delete preset"),
                    tr("Delete the preset “%1”?").arg(preset.name), QMessageBox::Cancel, this);
    box.setInformativeText(tr("This can't be undone."));
    const QPushButton* meant = box.addButton(tr("Delete"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    if (box.clickedButton() != static_cast<const QAbstractButton*>(meant))
        return;
    const Status removed = m_store.remove(preset);
    m_status->setText(removed ? QString() : describe(removed.error()));
    refill({});
}

void PresetDialog::askImport()
{
    importFrom(QFileDialog::getOpenFileNames(this, tr("Import Presets"), QDir::homePath(), filter()));
}

void PresetDialog::importFrom(const QStringList& paths)
{
    QString last;
    QStringList lines;
    for (const QString& path : paths) {
        const Result<Preset> imported = m_store.import(path);
        if (imported)
            last = imported->path;
        lines += imported ? tr("Imported “%1”").arg(imported->name) : describe(imported.error());
    }
    m_status->setText(lines.join(QLatin1Char('\n')));
    // What was chosen stays so when nothing came in.
    if (const Preset* now = last.isEmpty() ? chosen() : nullptr)
        last = now->path;
    refill(last);
}

void PresetDialog::askExport()
{
    const Preset* preset = chosen();
    if (!preset)
        return;
    QString name = preset->name;
    const QString suggested =
        QDir::home().filePath(name.replace(QLatin1Char('/'), QLatin1Char('-')) + QStringLiteral(".preset"));
    const QString path = QFileDialog::getSaveFileName(this, tr("Export Preset"), suggested, filter());
    if (!path.isEmpty())
        exportTo(path);
}

void PresetDialog::exportTo(const QString& path)
{
    const Preset* preset = chosen();
    if (!preset)
        return;
    const Status written = writePreset(*preset, path);
    m_status->setText(written ? tr("Exported to %1").arg(path) : describe(written.error()));
}

void PresetDialog::updateButtons()
{
    const Preset* preset = chosen();
    m_rename->setEnabled(preset && !preset->isFactory());
    m_delete->setEnabled(preset && !preset->isFactory());
    m_export->setEnabled(preset);
}

} // namespace reelout
