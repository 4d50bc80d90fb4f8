// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/editors/file_editor.h"

#include "params/table_text.h"
#include "ui/inspector/param_row_parts.h"
#include "ui/inspector/param_text.h"
#include "ui/passing_windows.h"
#include "ui/theme/icons.h"

#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QToolButton>
#include <QUrl>
#include <QWidget>

namespace reelout {

FileEditor::FileEditor(const ParamDescriptor& row, const EditorContext& context, QWidget* parent)
    : ParamEditor(row, parent),
      m_context(context),
      m_line(new QLineEdit(this)),
      m_browse(new QToolButton(this))
{
    m_line->setAcceptDrops(false); // drops go to the whole editor
    m_browse->setIcon(icon(QStringLiteral("folder")));
    m_browse->setToolTip(tr("Browse…"));
    m_browse->setFocusPolicy(Qt::TabFocus);
    setAcceptDrops(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_browse);
    connect(m_line, &QLineEdit::editingFinished, this, [this] {
        m_line->setModified(false);
        if (m_line->text() != m_shown)
            take(m_line->text());
    });
    connect(m_browse, &QToolButton::clicked, this, [this] { browse(); });
}

void FileEditor::take(const QString& path)
{
    showValue(path);
    Q_EMIT edited(path);
}

void FileEditor::browse()
{
    QString start = QFileInfo(m_shown).isAbsolute() ? m_shown : QDir(m_context.folder).filePath(m_shown);
    // A recorder's file does not exist yet, a source's does.
    auto* dialog = new QFileDialog(rowDialogParent(*this), tableText(row().label), start);
    dialog->setAcceptMode(m_context.fileNote ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(m_context.fileNote ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // recording never overwrites
    connect(dialog, &QFileDialog::fileSelected, this, &FileEditor::take);
    openPassing(dialog);
}

void FileEditor::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.constFirst().isLocalFile())
        event->acceptProposedAction();
}

void FileEditor::dropEvent(QDropEvent* event)
{
    const QString dropped = event->mimeData()->urls().value(0).toLocalFile();
    if (dropped.isEmpty())
        return;
    event->acceptProposedAction();
    const QString name = QFileInfo(m_shown).fileName();
    take(QFileInfo(dropped).isDir() && !name.isEmpty() ? QDir(dropped).filePath(name) : dropped);
}

void FileEditor::showValue(const QVariant& value)
{
    m_shown = value.toString();
    m_line->setPlaceholderText({});
    if (m_line->text() != m_shown)
        m_line->setText(m_shown);
}

void FileEditor::showMixed(const QVariantList&)
{
    showValue(QString());
    m_line->setPlaceholderText(severalValuesText());
}

QList<QWidget*> FileEditor::controls() const
{
    return {m_line, m_browse};
}

} // namespace reelout
