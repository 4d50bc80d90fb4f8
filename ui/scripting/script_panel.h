// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project.h"
#include "script/script_runner.h"

#include <QStringList>
#include <QWidget>

class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace reelout {

/// The script console: what scripts print, a line to type the next command in, a button that runs a file and
/// one that stops. A script that hangs can be stopped here, as it never runs on the window's thread.
class ScriptPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ScriptPanel(Engine& engine, QWidget* parent = nullptr);

    ScriptRunner& runner() { return m_runner; }
    QLineEdit* line() const { return m_line; }
    QToolButton* stopButton() const { return m_stop; }
    QString text() const;
    void runFile(const QString& path);
    /// The keyboard goes to the line.
    void edit();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void runLine();
    void chooseFile();
    void recall(int steps);
    void show(const QString& text, const QColor& colour);
    void showBusy(bool isBusy);

    Project& m_project;
    ScriptRunner m_runner;
    QPlainTextEdit* m_output = nullptr;
    QLineEdit* m_line = nullptr;
    QToolButton* m_stop = nullptr;
    QStringList m_history; ///< oldest first
    qsizetype m_recalled = 0;
    QString m_unfinished; ///< what was being typed when older lines were looked at
};

} // namespace reelout
