// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/recovery/recovery_jobs.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace reelout {

/// Offers the recordings that were interrupted: finish, keep as they are, delete, or decide later. Beside the
/// window, never in its way; closing it is "later".
class RecoveryDialog final : public QDialog {
    Q_OBJECT

public:
    RecoveryDialog(Recovery recovery, QWidget* parent);
    ~RecoveryDialog() override;

    /// Looks through the disk and shows itself when there is something to decide.
    void offer();
    QTreeWidget& list() const { return *m_list; }
    QString statusText() const;

Q_SIGNALS:
    /// There was nothing (left) to decide.
    void settled();

private:
    void buildButtons();
    void show(const std::vector<InterruptedTake>& takes);
    void conclude(RecoveryAction action, const InterruptedTake& take, const QString& problem);
    void act(RecoveryAction action);
    void act(RecoveryAction action, const std::vector<InterruptedTake>& takes);
    void askToDiscard();
    std::vector<InterruptedTake> chosen() const;
    void updateButtons();

    RecoveryJobs* m_jobs;
    QTreeWidget* m_list;
    QLabel* m_status;
    QPushButton* m_later = nullptr;
    std::vector<QPushButton*> m_buttons; ///< those that need a choice
    std::vector<InterruptedTake> m_takes;
    int m_running = 0;
};

} // namespace reelout
