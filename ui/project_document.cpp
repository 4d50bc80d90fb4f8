// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/project_document.h"

#include "base/error_text.h"

#include <QDialog>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSettings>
#include <QStandardPaths>
#include <QWidget>

namespace reelout {

namespace {

constexpr qsizetype kMostRecent = 8;

QString recentKey()
{
    return QStringLiteral("recentProjects");
}

} // namespace

ProjectDocument::ProjectDocument(Project& project, QWidget& window)
    : QObject(&window),
      m_project(project),
      m_window(window)
{}

QStringList ProjectDocument::recentPaths() const
{
    return QSettings().value(recentKey()).toStringList();
}

void ProjectDocument::remember(const QString& path)
{
    QStringList recent = recentPaths();
    recent.removeAll(path);
    recent.prepend(path);
    QSettings().setValue(recentKey(), recent.mid(0, kMostRecent));
}

void ProjectDocument::forgetRecent()
{
    QSettings().remove(recentKey());
}

QString ProjectDocument::startFolder() const
{
    if (!m_project.path().isEmpty())
        return QFileInfo(m_project.path()).path();
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

bool ProjectDocument::mayDiscard()
{
    if (!m_asks || !m_project.isModified() || !m_window.isVisible())
        return true;
    QMessageBox box(QMessageBox::Question, tr("Reelout"),
                    tr("Save the changes to the project “%1”?").arg(m_project.name()),
                    QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
    box.setInformativeText(tr("Recordings are not touched by this; it is about operators and their values."));
    box.setDefaultButton(QMessageBox::Save);
    // The question is about the project that was there.
    QObject::connect(&m_project, &Project::replaced, &box, &QDialog::reject);
    switch (box.exec()) {
    case QMessageBox::Save:
        return save();
    case QMessageBox::Discard:
        return true;
    default:
        return false;
    }
}

QString ProjectDocument::askForProject()
{
    return QFileDialog::getOpenFileName(&m_window, tr("Open Project"), startFolder(),
                                        tr("Reelout projects (*.reelout);;All files (*)"));
}

bool ProjectDocument::open(const QString& path)
{
    QStringList problems;
    const Status loaded = m_project.load(path, &problems);
    if (!loaded) {
        Q_EMIT problemFound(describe(loaded.error()));
        return false;
    }
    remember(QFileInfo(path).absoluteFilePath());
    if (!problems.isEmpty())
        Q_EMIT problemFound(
            tr("%1: %2").arg(QFileInfo(path).fileName(), problems.join(QStringLiteral("; "))));
    return true;
}

bool ProjectDocument::save()
{
    return m_project.path().isEmpty() ? saveAs() : saveTo(m_project.path());
}

bool ProjectDocument::saveAs()
{
    const QString suggested = m_project.path().isEmpty()
                                  ? QDir(startFolder()).filePath(tr("untitled") + QStringLiteral(".reelout"))
                                  : m_project.path();
    QFileDialog dialog(&m_window, tr("Save Project"), suggested, tr("Reelout projects (*.reelout)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QStringLiteral("reelout"));
    QObject::connect(&m_project, &Project::replaced, &dialog, &QDialog::reject);
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return false;
    return saveTo(dialog.selectedFiles().constFirst());
}

bool ProjectDocument::saveTo(const QString& path)
{
    const Status status = m_project.save(path);
    if (!status) {
        Q_EMIT problemFound(describe(status.error()));
        return false;
    }
    remember(QFileInfo(path).absoluteFilePath());
    Q_EMIT saved(path);
    return true;
}

} // namespace reelout
