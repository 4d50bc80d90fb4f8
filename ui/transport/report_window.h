// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QDialog>

#include <vector>

class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace reelout {

/// What the recordings of this session became, the newest first, with all figures. Not modal: it can be read
/// while something records.
class ReportWindow final : public QDialog {
    Q_OBJECT

public:
    ReportWindow(Engine& engine, QWidget* parent);

    /// Opens with the newest report chosen.
    void showNewest();
    QListWidget& list() const { return *m_list; }
    QString details() const;

private:
    void follow(Recorder& recorder);
    void add(const RecordReport& report);
    void showChosen();
    const RecordReport* chosen() const;

    std::vector<RecordReport> m_reports; ///< newest first
    QListWidget* m_list;
    QPlainTextEdit* m_text;
    QPushButton* m_open;
    QPushButton* m_folder;
    QPushButton* m_copy;
};

} // namespace reelout
