// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preset/preset_store.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace reelout {

/// All presets in a list: rename in place, delete, import, export. Those of the program are there to be
/// exported.
class PresetDialog final : public QDialog {
    Q_OBJECT

public:
    /// `type`: whose presets are shown first to be chosen; may be empty.
    PresetDialog(PresetStore& store, const QString& type, QWidget* parent);

    QTreeWidget& list() const { return *m_list; }
    QString statusText() const;
    void importFrom(const QStringList& paths);
    void exportTo(const QString& path);

private:
    void buildButtons();
    void refill(const QString& chosenPath);
    const Preset* chosen() const;
    void rename(QTreeWidgetItem& row);
    void remove();
    void askImport();
    void askExport();
    void updateButtons();

    PresetStore& m_store;
    std::vector<Preset> m_presets;
    QTreeWidget* m_list;
    QLabel* m_status;
    QPushButton* m_rename = nullptr;
    QPushButton* m_delete = nullptr;
    QPushButton* m_export = nullptr;
    bool m_isFilling = false;
};

} // namespace reelout
