// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace reelout {

/// Where the recording goes, or why there can be none; the path can be copied and shown in the file manager.
class FileLine final : public QWidget {
    Q_OBJECT

public:
    explicit FileLine(QWidget* parent = nullptr);

    /// `isCurrent`: it is being written; else it is the next one.
    void showPath(const QString& path, bool isCurrent);
    /// `missingFolder`: it can be made by a button; empty = there is none to make.
    void showProblem(const QString& text, const QString& missingFolder = {});
    void clear();
    /// Empty when there is a problem.
    QString path() const { return m_path; }
    /// What is said, unshortened.
    QString text() const { return m_text; }
    void copy() const;
    void reveal() const;
    QToolButton& makeFolderButton() const { return *m_make; }

Q_SIGNALS:
    void makeFolderAsked(const QString& folder);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    enum class Kind { Path, Problem };
    void show(Kind kind, const QString& caption, const QString& text);
    void elide();
    QToolButton* makeButton(const QString& iconName, const QString& text);

    QLabel* m_caption;
    QLabel* m_label;
    QToolButton* m_make = nullptr;
    QToolButton* m_copy = nullptr;
    QToolButton* m_reveal = nullptr;
    Kind m_kind = Kind::Path;
    QString m_path;
    QString m_missingFolder;
    QString m_text;
};

} // namespace reelout
