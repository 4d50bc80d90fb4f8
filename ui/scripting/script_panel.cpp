// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scripting/script_panel.h"

#include "script/completion.h"
#include "ui/inspector/expression_completer.h"
#include "ui/theme/theme.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace reelout {

namespace {

constexpr int kMostLines = 5000;
constexpr qsizetype kMostRemembered = 500;
constexpr qint64 kLongestScript = 16 * 1024 * 1024; ///< bytes

} // namespace

ScriptPanel::ScriptPanel(Engine& engine, QWidget* parent)
    : QWidget(parent),
      m_project(engine.project()),
      m_runner(engine)
{
    setObjectName(QStringLiteral("script"));
    build();
    connect(m_line, &QLineEdit::returnPressed, this, &ScriptPanel::runLine);
    connect(m_stop, &QToolButton::clicked, &m_runner, &ScriptRunner::stop);
    connect(&m_runner, &ScriptRunner::printed, this,
            [this](const QString& text) { show(text, palette().color(QPalette::Text)); });
    connect(&m_runner, &ScriptRunner::failed, this,
            [this](const QString& text) { show(text, themeColours().failure); });
    connect(&m_runner, &ScriptRunner::busyChanged, this, &ScriptPanel::showBusy);
    const auto complete = [this](const QString& text, int cursor) {
        return completionsFor(m_project, nullptr, text, cursor);
    };
    new ExpressionCompleter(*m_line, complete, ExpressionCompleter::Return::Passes);
    m_line->installEventFilter(this);
    showBusy(false);
}

void ScriptPanel::build()
{
    m_output = new QPlainTextEdit(this);
    m_output->setReadOnly(true);
    m_output->setUndoRedoEnabled(false);
    m_output->setMaximumBlockCount(kMostLines);
    m_output->setFont(figureFont(8.5));
    m_output->setFrameShape(QFrame::NoFrame);
    m_output->setTabChangesFocus(true);
    m_output->setAccessibleName(tr("What scripts print"));
    m_output->setAccessibleDescription(tr("Answers and errors of the lines that were run, the newest last"));
    m_line = new QLineEdit(this);
    m_line->setFont(figureFont(8.5));
    m_line->setAccessibleName(tr("Script line"));
    m_line->setAccessibleDescription(tr("Enter runs it, the arrow keys bring back older lines"));
    m_line->setPlaceholderText(tr("op('moviefileout1').par.record = 1"));
    auto* run = new QToolButton(this);
    run->setText(tr("Run File…"));
    run->setToolTip(tr("Runs a script from a file (.js)"));
    connect(run, &QToolButton::clicked, this, &ScriptPanel::chooseFile);
    m_stop = new QToolButton(this);
    m_stop->setText(tr("Stop"));
    m_stop->setToolTip(tr("Ends the script that runs, and forgets its callbacks and what it has put off"));
    auto* clear = new QToolButton(this);
    clear->setText(tr("Clear"));
    clear->setToolTip(tr("Empties what scripts have printed"));
    connect(clear, &QToolButton::clicked, m_output, &QPlainTextEdit::clear);

    auto* below = new QHBoxLayout;
    below->setContentsMargins(4, 2, 4, 2);
    below->addWidget(m_line, 1);
    for (QToolButton* button : {run, m_stop, clear}) {
        button->setAccessibleName(button->text());
        button->setFocusPolicy(Qt::TabFocus);
        below->addWidget(button);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_output, 1);
    layout->addLayout(below);
}

QString ScriptPanel::text() const
{
    return m_output->toPlainText();
}

void ScriptPanel::edit()
{
    m_line->setFocus(Qt::ShortcutFocusReason);
}

void ScriptPanel::show(const QString& text, const QColor& colour)
{
    const QString html = text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br/>"));
    m_output->appendHtml(
        QStringLiteral("<span style=\"white-space:pre-wrap;color:%1\">%2</span>").arg(colour.name(), html));
}

void ScriptPanel::showBusy(bool isBusy)
{
    // Callbacks of a script that is through with itself may still hang: it can be stopped any time.
    m_stop->setText(isBusy ? tr("Stop ●") : tr("Stop"));
    m_stop->setAccessibleName(isBusy ? tr("Stop the script that runs") : tr("Stop scripts"));
}

void ScriptPanel::runLine()
{
    const QString line = m_line->text();
    if (line.trimmed().isEmpty())
        return;
    m_history.removeAll(line);
    m_history.append(line);
    if (m_history.size() > kMostRemembered)
        m_history.removeFirst();
    m_recalled = m_history.size();
    m_unfinished.clear();
    show(QStringLiteral("> ") + line, themeColours().faint);
    m_line->clear();
    m_runner.runLine(line);
}

void ScriptPanel::chooseFile()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Run Script"), QString(), tr("Scripts (*.js);;All files (*)"));
    if (!path.isEmpty())
        runFile(path);
}

void ScriptPanel::runFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > kLongestScript) {
        show(tr("%1 can't be read: %2").arg(path, file.errorString()), themeColours().failure);
        return;
    }
    show(QStringLiteral("> ") + path, themeColours().faint);
    m_runner.run(QString::fromUtf8(file.readAll()), QFileInfo(path).fileName());
}

void ScriptPanel::recall(int steps)
{
    if (m_recalled == m_history.size())
        m_unfinished = m_line->text();
    m_recalled = std::clamp<qsizetype>(m_recalled + steps, 0, m_history.size());
    m_line->setText(m_recalled < m_history.size() ? m_history[m_recalled] : m_unfinished);
}

bool ScriptPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_line || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Up:
        recall(-1);
        return true;
    case Qt::Key_Down:
        recall(1);
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace reelout
