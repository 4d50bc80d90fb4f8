// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/folder_field.h"

#include "ui/theme/icons.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QToolButton>
#include <QUrl>

namespace reelout {

namespace {

/// The one folder that is dragged; empty for anything else.
QString draggedFolder(const QMimeData& mime)
{
    const QList<QUrl> urls = mime.urls();
    const QString path = urls.size() == 1 ? urls.constFirst().toLocalFile() : QString();
    return QFileInfo(path).isDir() ? path : QString();
}

} // namespace

FolderField::FolderField(QString name, const QString& emptyNote, QWidget* parent)
    : QWidget(parent),
      m_name(std::move(name)),
      m_line(new QLineEdit(this)),
      m_browse(new QToolButton(this))
{
    m_line->setPlaceholderText(emptyNote);
    m_line->setClearButtonEnabled(true);
    m_line->setAcceptDrops(false); // this widget takes them
    m_browse->setIcon(icon(QStringLiteral("folder")));
    m_browse->setToolTip(tr("Choose a folder"));
    m_browse->setAccessibleName(tr("%1: choose a folder").arg(m_name));
    m_browse->setFocusPolicy(Qt::TabFocus);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_browse);
    setFocusProxy(m_line);
    setAcceptDrops(true);
    connect(m_line, &QLineEdit::editingFinished, this,
            [this] { Q_EMIT edited(QDir::fromNativeSeparators(m_line->text().trimmed())); });
    connect(m_browse, &QToolButton::clicked, this, &FolderField::browse);
}

void FolderField::setPath(const QString& path)
{
    m_line->setText(QDir::toNativeSeparators(path));
}

void FolderField::browse()
{
    const QString chosen = QFileDialog::getExistingDirectory(window(), m_name, m_line->text());
    if (!chosen.isEmpty())
        Q_EMIT edited(chosen);
}

void FolderField::dragEnterEvent(QDragEnterEvent* event)
{
    if (!draggedFolder(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void FolderField::dropEvent(QDropEvent* event)
{
    if (const QString folder = draggedFolder(*event->mimeData()); !folder.isEmpty()) {
        event->acceptProposedAction();
        Q_EMIT edited(folder);
    }
}

} // namespace reelout
