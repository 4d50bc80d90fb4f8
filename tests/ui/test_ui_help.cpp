// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/operator.h"
#include "ui/help/help_window.h"
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/param_row.h"
#include "ui/panels/operator_list.h"
#include "ui/starter_project.h"
#include "ui/translation/languages.h"
#include "ui/window_fixture.h"

#include <QAction>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSettings>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>

using namespace reelout;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

QStringList captures(const QString& html, const char* pattern)
{
    QStringList all;
    for (auto it = QRegularExpression(q(pattern)).globalMatch(html); it.hasNext();)
        all += it.next().captured(1);
    return all;
}

} // namespace

/// The help says everything, and every link of it leads somewhere.
class TestUiHelp final : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WindowFixture> m_fixture;
    HelpWindow& help() { return m_fixture->window->help(); }

private Q_SLOTS:
    void init()
    {
        static const test::TempFolder settings;
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
        m_fixture = std::make_unique<test::WindowFixture>();
        QVERIFY(makeStarterProject(m_fixture->engine));
        m_fixture->window = std::make_unique<MainWindow>(m_fixture->engine);
        m_fixture->window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_fixture->window.get()));
    }
    void cleanup() { m_fixture.reset(); }

    void everyOperatorAndParameterHasItsEntry()
    {
        for (const OperatorType& type : operatorTypes()) {
            QVERIFY2(!writtenHelp(q("operator-") + type.token).isEmpty(), qPrintable(type.token));
            const QString html = help().pages().html(type.token);
            const QStringList anchors = captures(html, "<a name=\"([^\"]+)\"");
            for (const ParamDescriptor& row : type.table->rows()) {
                QVERIFY2(anchors.contains(row.name), qPrintable(type.token + QLatin1Char('.') + row.name));
                QVERIFY2(!row.help.isEmpty(), qPrintable(row.name));
            }
        }
    }

    // People see labels; names are given as names of scripts only, and the contract's files they have not.
    void speaksInLabels()
    {
        QVERIFY(help()
                    .pages()
                    .html(q("moviefileout"))
                    .contains(q("Available when Type is Movie or Stop-Frame Movie")));
        for (const OperatorType& type : operatorTypes()) {
            const QString html = help().pages().html(type.token);
            QVERIFY2(!html.contains(q(".md")) && !html.contains(q("As in ")), qPrintable(type.token));
            static const QRegularExpression rule(q("[Aa]vailable when ([^<]*)"));
            for (auto matches = rule.globalMatch(html); matches.hasNext();) {
                const QString words = matches.next().captured(1);
                for (const ParamDescriptor& row : type.table->rows()) {
                    const QRegularExpression name(q("\\b%1\\b").arg(row.name));
                    QVERIFY2(!words.contains(q("==")) &&
                                 (row.name.size() < 8 || !words.contains(name) ||
                                  row.label.compare(row.name, Qt::CaseInsensitive) == 0),
                             qPrintable(words));
                }
            }
        }
    }

    void speaksThePersonsLanguage()
    {
        Languages languages;
        languages.speak(q("de"));
        const HelpPages pages([] { return QList<HelpPages::Command>(); });
        const QString html = pages.html(q("moviefileout"));
        QVERIFY(html.contains(q("Bildformat")));
        QVERIFY(!html.contains(q("Image File Type")));
        QVERIFY(html.contains(q("Verfügbar, wenn Typ")));
        QVERIFY(pages.title(q("moviefileout")) != q("Movie File Out"));
        languages.speak(q("en"));
        QLocale::setDefault(QLocale::c());
    }

    void everyLinkLeadsSomewhere()
    {
        int links = 0;
        QStringList reachable{q("index")};
        for (qsizetype at = 0; at < reachable.size(); ++at) {
            const QString html = help().pages().html(reachable.at(at));
            QVERIFY2(!html.isEmpty(), qPrintable(reachable.at(at)));
            for (const QString& link : captures(html, "href=\"([^\"]+)\"")) {
                ++links;
                const QString page = link.section(QLatin1Char('#'), 0, 0);
                const QString anchor = link.section(QLatin1Char('#'), 1);
                const QString target = help().pages().html(page);
                QVERIFY2(!target.isEmpty(), qPrintable(reachable.at(at) + q(" → ") + link));
                QVERIFY2(anchor.isEmpty() || captures(target, "<a name=\"([^\"]+)\"").contains(anchor),
                         qPrintable(reachable.at(at) + q(" → ") + link));
                if (!reachable.contains(page))
                    reachable += page;
            }
            for (const QString& picture : captures(html, "<img src=\"([^\"]+)\"")) {
                if (picture.endsWith(q(".svg"))) {
                    QVERIFY2(QFile::exists(q(":/reelout/help/") + picture), qPrintable(picture));
                    continue;
                }
                for (const char* theme : {"dark", "light"})
                    for (const char* scale : {"1", "1.5", "2"}) {
                        const QString file =
                            q(":/reelout/help/%1-%2@%3x.png").arg(picture, q(theme), q(scale));
                        QVERIFY2(QFile::exists(file), qPrintable(file));
                    }
            }
        }
        QVERIFY(links > 50);
        for (const HelpPages::Page& page : help().pages().pages())
            QVERIFY2(reachable.contains(page.id), qPrintable(page.id));
    }

    void drawingsAreDrawn()
    {
        help().open(q("recording"), {});
        const auto drawing = help()
                                 .browser()
                                 .loadResource(QTextDocument::ImageResource, QUrl(q("growth.svg")))
                                 .value<QImage>();
        QVERIFY(!drawing.isNull());
        int inked = 0;
        for (int y = 0; y < drawing.height(); ++y)
            for (int x = 0; x < drawing.width(); ++x)
                inked += qAlpha(drawing.pixel(x, y)) > 0 ? 1 : 0;
        QVERIFY2(inked > 2000, qPrintable(QString::number(inked)));
    }

    void everyKeyOfTheMenusIsOnItsPage()
    {
        const QString html = help().pages().html(q("keyboard"));
        int keys = 0;
        for (const QAction* action : m_fixture->window->findChildren<QAction*>()) {
            for (const QKeySequence& key : action->shortcuts()) {
                const QString text = key.toString(QKeySequence::NativeText).toHtmlEscaped();
                ++keys;
                QVERIFY2(html.contains(text), qPrintable(action->text() + q(": ") + text));
            }
        }
        QVERIFY(keys > 20);
    }

    void keyOnARowOpensItsEntry()
    {
        InspectorView& inspector = m_fixture->window->inspector();
        inspector.reveal(q("encodetestmode"));
        inspector.row(q("encodetestmode"))->edit();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F1);
        QVERIFY(help().isVisible());
        QCOMPARE(help().page(), q("moviefileout"));
        // Far down the page, and not at its end by accident.
        const QScrollBar* bar = help().browser().verticalScrollBar();
        QTRY_VERIFY(bar->value() > bar->maximum() / 2);
        // At the head of what is seen, give or take a line.
        QTRY_VERIFY([this] {
            QStringList head;
            for (int y = 4; y < 90; y += 10)
                head += help().browser().cursorForPosition(QPoint(20, y)).block().text();
            return head.contains(q("Encode Test Mode"));
        }());
    }

    void keyElsewhereOpensTheOperator()
    {
        m_fixture->window->operatorList().select(&m_fixture->op("testpattern1"));
        m_fixture->window->setFocus();
        QTest::keyClick(m_fixture->window.get(), Qt::Key_F1);
        QCOMPARE(help().page(), q("testpattern"));
    }

    void searchFindsPagesAndPlaces()
    {
        help().openIndex();
        const int all = help().contents().count();
        help().searchField().setText(q("snappy"));
        QVERIFY(help().contents().count() > 0);
        QVERIFY(help().contents().count() < all);
        QTest::keyClick(&help().searchField(), Qt::Key_Return);
        QCOMPARE(help().page(), q("moviefileout"));
        QVERIFY(help().browser().textCursor().selectedText().contains(q("snappy"), Qt::CaseInsensitive));
        help().searchField().setText(q("no such words at all"));
        QCOMPARE(help().contents().count(), 0);
        help().searchField().clear();
        QCOMPARE(help().contents().count(), all);
    }
};

QTEST_MAIN(TestUiHelp)
#include "test_ui_help.moc"
