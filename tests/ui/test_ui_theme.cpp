// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/preference_keys.h"
#include "preferences/preference_table.h"
#include "ui/theme/icons.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

using namespace reelout;

namespace {

using Member = QColor ThemeColours::*;

QString nameOf(Member member)
{
    for (const NamedColour& each : namedColours()) {
        if (each.colour == member)
            return QString::fromLatin1(each.name);
    }
    return {};
}

} // namespace

/// The themes can be read: contrasts by WCAG 2.2, computed from the very colours that are drawn.
class TestUiTheme final : public QObject {
    Q_OBJECT

private:
    static void requireContrast(const QString& theme, std::initializer_list<Member> inks,
                                std::initializer_list<Member> surfaces, double least)
    {
        const ThemeColours& colours = themeColours(theme);
        for (const Member ink : inks) {
            for (const Member surface : surfaces) {
                const double ratio = contrastRatio(colours.*ink, colours.*surface);
                QVERIFY2(ratio >= least, qPrintable(QStringLiteral("%1: %2 on %3 has %4, needs %5")
                                                        .arg(theme, nameOf(ink), nameOf(surface))
                                                        .arg(ratio, 0, 'f', 2)
                                                        .arg(least)));
            }
        }
    }

private Q_SLOTS:
    void theRatioIsThatOfTheStandard()
    {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
        // W3C's own example: #777 on white just misses 4.5.
        QVERIFY(qAbs(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) - 4.478) < 0.001);
    }

    void textCanBeRead_data()
    {
        QTest::addColumn<QString>("theme");
        const Preference* row = programPreferences().find(preference::kTheme);
        for (const PreferenceItem& item : row->items) {
            if (item.token != QLatin1String("system"))
                QTest::newRow(qPrintable(item.token)) << item.token;
        }
    }

    void textCanBeRead()
    {
        QFETCH(QString, theme);
        using C = ThemeColours;
        requireContrast(theme,
                        {&C::text, &C::strong, &C::faint, &C::accent, &C::recording, &C::attention, &C::good,
                         &C::failure},
                        {&C::window, &C::bar, &C::base, &C::alternate, &C::raised, &C::menu}, 4.5);
        requireContrast(theme, {&C::text, &C::strong}, {&C::hover, &C::chosen}, 4.5);
        requireContrast(theme, {&C::selectionText}, {&C::selection, &C::checked}, 4.5);
        // Signs, outlines of focus, and what is disabled (which the standard leaves free).
        requireContrast(theme, {&C::top, &C::chop, &C::dat, &C::accent}, {&C::window, &C::bar, &C::menu},
                        3.0);
        requireContrast(theme, {&C::dim}, {&C::window, &C::bar, &C::base, &C::raised, &C::inactive}, 3.0);
    }

    void highContrastIsHigher()
    {
        using C = ThemeColours;
        requireContrast(
            QStringLiteral("contrast"),
            {&C::text, &C::faint, &C::accent, &C::attention, &C::good, &C::failure, &C::recording},
            {&C::window, &C::bar, &C::base, &C::raised, &C::menu}, 7.0);
        requireContrast(QStringLiteral("contrast"), {&C::outline}, {&C::window, &C::base}, 7.0);
    }

    void everyColourIsGivenAndNamed()
    {
        QCOMPARE(namedColours().size() * sizeof(QColor), sizeof(ThemeColours));
        for (const char* theme : {"dark", "light", "contrast"}) {
            for (const NamedColour& each : namedColours())
                QVERIFY2((themeColours(QString::fromLatin1(theme)).*each.colour).isValid(), each.name);
        }
    }

    void theStyleSheetIsFilledIn()
    {
        for (const char* theme : {"dark", "light", "contrast"}) {
            const QString sheet = styleSheet({QString::fromLatin1(theme), 150, false});
            QVERIFY(sheet.size() > 1000);
            QVERIFY2(!sheet.section(QLatin1String("*/"), 1).contains(QLatin1Char('@')), theme);
            QVERIFY(!sheet.contains(QStringLiteral("#000000)")));
            static const QRegularExpression file(QStringLiteral("url\\(([^)]+)\\)"));
            auto files = file.globalMatch(sheet);
            QVERIFY(files.hasNext());
            while (files.hasNext()) {
                const QString path = files.next().captured(1);
                QVERIFY2(QFileInfo::exists(path), qPrintable(path));
            }
        }
        QVERIFY(
            styleSheet({QStringLiteral("dark"), 200, false}).contains(QStringLiteral("min-height: 36px")));
        QVERIFY(
            styleSheet({QStringLiteral("dark"), 100, false}).contains(QStringLiteral("min-height: 18px")));
    }

    void aThemeIsAppliedWhole()
    {
        applyTheme(*qApp, {QStringLiteral("light"), 200, true});
        QCOMPARE(QApplication::palette().color(QPalette::Window), themeColours().window);
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() > 200);
        QCOMPARE(QApplication::font().pointSizeF(), 18.0);
        QCOMPARE(scaled(10), 20);
        QCOMPARE(figureFont(8.0).pointSizeF(), 16.0);
        QCOMPARE(QApplication::cursorFlashTime(), 0);
        QCOMPARE(QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration), 0);
        applyTheme(*qApp);
        QCOMPARE(QApplication::font().pointSizeF(), 9.0);
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 60);
        QVERIFY(QApplication::cursorFlashTime() > 0);
    }

    void iconsAreInThePalettesColour()
    {
        for (const char* theme : {"dark", "light"}) {
            applyTheme(*qApp, {QString::fromLatin1(theme), 100, false});
            const QImage image = icon(QStringLiteral("close")).pixmap(64, 64).toImage();
            bool isFound = false;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    isFound = isFound || image.pixelColor(x, y) == themeColours().text;
            }
            QVERIFY2(isFound, theme);
        }
        applyTheme(*qApp);
    }
};

QTEST_MAIN(TestUiTheme)
#include "test_ui_theme.moc"
