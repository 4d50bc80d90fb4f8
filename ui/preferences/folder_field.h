// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace reelout {

/// A folder as text with a button that chooses one. An empty field says what it means. Main thread.
class FolderField final : public QWidget {
    Q_OBJECT

public:
    FolderField(QString name, const QString& emptyNote, QWidget* parent);

    void setPath(const QString& path);

Q_SIGNALS:
    void edited(const QString& path);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void browse();

    QString m_name;
    QLineEdit* m_line;
    QToolButton* m_browse;
};

} // namespace reelout
