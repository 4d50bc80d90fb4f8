// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/help/help_pages.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace reelout {

/// The help: contents and search at the left, the page at the right. Not modal.
class HelpWindow final : public QDialog {
    Q_OBJECT

public:
    HelpWindow(HelpPages pages, QWidget* parent);

    /// Opens with a page, at an anchor of it unless that is empty.
    void open(const QString& page, const QString& anchor = {});
    void openIndex() { open(QStringLiteral("index")); }
    const HelpPages& pages() const { return m_pages; }
    QTextBrowser& browser() const;
    QListWidget& contents() const { return *m_contents; }
    QLineEdit& searchField() const { return *m_search; }
    /// Id of the page that is shown.
    QString page() const;

private:
    class Browser;
    void search(const QString& words);
    void findNext();
    void showChosen();
    void markShown();

    HelpPages m_pages;
    Browser* m_browser;
    QLineEdit* m_search;
    QListWidget* m_contents;
};

} // namespace reelout
