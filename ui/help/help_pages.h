// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <functional>

namespace reelout {

/// The pages of the help: written ones from resources/help/<language>, and one for each operator with every
/// parameter from its table. Main thread.
class HelpPages final {
public:
    struct Page {
        QString id; ///< "recording", or the token of an operator type; what links name
        QString title;
    };
    /// A command of the program and its keys, for the page on the keyboard.
    struct Command {
        QString menu;
        QString text;
        QString keys;
    };

    explicit HelpPages(std::function<QList<Command>()> commands);

    /// In the order of the contents.
    const QList<Page>& pages() const { return m_pages; }
    /// Empty for an unknown page.
    QString html(const QString& id) const;
    QString title(const QString& id) const;
    /// Pages that contain all the words, whatever their case, those with one in the title first.
    QList<Page> search(const QString& words) const;

private:
    QString operatorHtml(const QString& token) const;
    QString operatorsHtml() const;
    QString keyboardHtml() const;

    std::function<QList<Command>()> m_commands;
    QList<Page> m_pages;
};

/// What a written page says, in the program's language where there is one, else in English.
QString writtenHelp(const QString& id);

} // namespace reelout
