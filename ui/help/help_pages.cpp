// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_pages.h"

#include "operators/operator.h"
#include "params/table_text.h"
#include "ui/help/parameter_help.h"

#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QTextDocumentFragment>

#include <algorithm>

namespace reelout {

namespace {

QString link(const QString& id, const QString& text)
{
    return QStringLiteral("<a href=\"%1\">%2</a>").arg(id, text.toHtmlEscaped());
}

/// The first heading of a written page.
QString headingOf(const QString& html)
{
    static const QRegularExpression heading(QStringLiteral("<h1>(.*?)</h1>"));
    return QTextDocumentFragment::fromHtml(heading.match(html).captured(1)).toPlainText();
}

} // namespace

QString writtenHelp(const QString& id)
{
    const QString language = QLocale().name().section(QLatin1Char('_'), 0, 0);
    for (const QString& folder : {language, QStringLiteral("en")}) {
        QFile file(QStringLiteral(":/reelout/help/%1/%2.html").arg(folder, id));
        if (file.open(QIODevice::ReadOnly))
            return QString::fromUtf8(file.readAll());
    }
    return {};
}

HelpPages::HelpPages(std::function<QList<Command>()> commands) : m_commands(std::move(commands))
{
    for (const char* id : {"index", "first-steps", "recording", "operators", "presets", "expressions",
                           "picture", "keyboard", "safety", "troubleshooting"})
        m_pages.append({QLatin1String(id), headingOf(writtenHelp(QLatin1String(id)))});
    for (const OperatorType& type : operatorTypes())
        m_pages.append({type.token, tableText(type.label)});
}

QString HelpPages::title(const QString& id) const
{
    const auto page =
        std::find_if(m_pages.begin(), m_pages.end(), [&](const Page& each) { return each.id == id; });
    return page == m_pages.end() ? QString() : page->title;
}

QString HelpPages::html(const QString& id) const
{
    if (operatorType(id))
        return operatorHtml(id);
    if (id == QStringLiteral("operators"))
        return operatorsHtml();
    if (id == QStringLiteral("keyboard"))
        return keyboardHtml();
    return title(id).isEmpty() ? QString() : writtenHelp(id);
}

QString HelpPages::operatorHtml(const QString& token) const
{
    const OperatorType& type = *operatorType(token);
    QString html = QStringLiteral("<h1>%1</h1>").arg(tableText(type.label).toHtmlEscaped());
    html += QStringLiteral("<p><code>%1</code>, %2</p>").arg(type.token, familyName(type.family));
    html += writtenHelp(QStringLiteral("operator-") + token);
    for (const QString& page : type.table->pages()) {
        html += QStringLiteral("<h2>%1</h2>").arg(tableText(page).toHtmlEscaped());
        for (const ParamDescriptor* row : type.table->shownRows(page))
            html += parameterHelp(*row, *type.table);
    }
    return html;
}

QString HelpPages::operatorsHtml() const
{
    QString html = writtenHelp(QStringLiteral("operators")) + QStringLiteral("<table cellpadding=\"4\">");
    for (const OperatorType& type : operatorTypes())
        html += QStringLiteral("<tr><td>%1</td><td>%2</td></tr>")
                    .arg(link(type.token, tableText(type.label)),
                         writtenHelp(QStringLiteral("operator-") + type.token));
    return html + QStringLiteral("</table>");
}

QString HelpPages::keyboardHtml() const
{
    QString html = writtenHelp(QStringLiteral("keyboard")) + QStringLiteral("<table cellpadding=\"4\">");
    QString menu;
    for (const Command& command : m_commands()) {
        if (command.menu != menu)
            html +=
                QStringLiteral("<tr><td colspan=\"2\"><b>%1</b></td></tr>").arg(command.menu.toHtmlEscaped());
        menu = command.menu;
        html += QStringLiteral("<tr><td><b>%1</b></td><td>%2</td></tr>")
                    .arg(command.keys.toHtmlEscaped(), command.text.toHtmlEscaped());
    }
    return html + QStringLiteral("</table>");
}

QList<HelpPages::Page> HelpPages::search(const QString& words) const
{
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const auto hasAll = [&](const QString& text) {
        return std::all_of(wanted.begin(), wanted.end(),
                           [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
    };
    QList<Page> byTitle;
    QList<Page> byText;
    for (const Page& page : m_pages) {
        if (hasAll(page.title))
            byTitle.append(page);
        else if (hasAll(QTextDocumentFragment::fromHtml(html(page.id)).toPlainText()))
            byText.append(page);
    }
    return byTitle + byText;
}

} // namespace reelout
