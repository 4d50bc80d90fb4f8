// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/log_view.h"

#include "ui/passing_windows.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QDateTime>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>
#include <QWidget>

#include <mutex>
#include <utility>

namespace reelout {

namespace {
constexpr int kMostLines = 2000;
}

/// What the listener on other threads holds: it may be called once more after it was removed.
struct LogView::Link {
    std::mutex mutex;
    LogView* view = nullptr;
    bool isCalled = false; ///< a call of takeNew() is under way; a flood of entries makes one
};

LogView::LogView(LogBuffer& log, QWidget* parent)
    : QPlainTextEdit(parent),
      m_log(log),
      m_link(std::make_shared<Link>())
{
    m_link->view = this;
    setObjectName(QStringLiteral("log"));
    setAccessibleName(tr("Log"));
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setMaximumBlockCount(kMostLines);
    setLineWrapMode(NoWrap);
    setFont(figureFont(8.0));
    setTabChangesFocus(true);
    setFrameShape(NoFrame);
    m_listener = m_log.addListener([link = m_link](const LogEntry&) {
        const std::scoped_lock lock(link->mutex);
        if (!link->view || std::exchange(link->isCalled, true))
            return;
        QMetaObject::invokeMethod(link->view, &LogView::takeNew, Qt::QueuedConnection);
    });
    takeNew();
}

LogView::~LogView()
{
    m_log.removeListener(m_listener);
    const std::scoped_lock lock(m_link->mutex);
    m_link->view = nullptr;
}

void LogView::setShowsDebug(bool shows)
{
    m_showsDebug = shows;
    clear();
    m_lastSerial = 0;
    takeNew();
}

void LogView::takeNew()
{
    {
        const std::scoped_lock lock(m_link->mutex);
        m_link->isCalled = false;
    }
    QScrollBar* bar = verticalScrollBar();
    const bool followsEnd = bar->value() >= bar->maximum();
    for (const LogEntry& entry : m_log.entriesAfter(m_lastSerial)) {
        m_lastSerial = entry.serial;
        if (entry.level != LogLevel::Debug || m_showsDebug)
            append(entry);
    }
    if (followsEnd)
        bar->setValue(bar->maximum());
}

void LogView::append(const LogEntry& entry)
{
    const ThemeColours& colours = themeColours();
    QTextCharFormat plain;
    plain.setForeground(palette().color(QPalette::Text));
    if (entry.level == LogLevel::Warning)
        plain.setForeground(colours.attention);
    if (entry.level == LogLevel::Error)
        plain.setForeground(colours.failure);
    QTextCharFormat faint;
    faint.setForeground(colours.faint);

    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    if (!document()->isEmpty())
        cursor.insertBlock();
    const QString time =
        QDateTime::fromMSecsSinceEpoch(entry.wallMilliseconds).toString(QStringLiteral("HH:mm:ss.zzz"));
    cursor.insertText(time + QStringLiteral("  ") + entry.area.leftJustified(14) + QStringLiteral(" "),
                      faint);
    QString text = entry.text.trimmed();
    text.replace(QLatin1Char('\n'), QLatin1Char(' '));
    cursor.insertText(text, plain);
}

void LogView::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu* menu = createStandardContextMenu();
    menu->addSeparator();
    QAction* debug = menu->addAction(tr("Show Debug Entries"));
    debug->setCheckable(true);
    debug->setChecked(m_showsDebug);
    connect(debug, &QAction::triggered, this, &LogView::setShowsDebug);
    popUp(menu, event->globalPos());
}

} // namespace reelout
