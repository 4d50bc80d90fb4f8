// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_window.h"
#include "ui/inspector/inspector_view.h"
#include "ui/panels/notice_line.h"
#include "ui/panels/operator_list.h"
#include "ui/preferences/preferences_dialog.h"
#include "ui/presets/preset_dialog.h"
#include "ui/presets/preset_name_dialog.h"
#include "ui/recovery/recovery_dialog.h"
#include "ui/starter_project.h"
#include "ui/theme/theme.h"
#include "ui/translation/languages.h"
#include "ui/transport/report_window.h"
#include "ui/window_fixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabWidget>
#include <QTest>

#include <algorithm>

using namespace reelout;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

QString placeOf(const QWidget* widget)
{
    QStringList path;
    for (; widget; widget = widget->parentWidget())
        path.prepend(q(widget->metaObject()->className()) +
                     (widget->objectName().isEmpty() ? QString() : q("#") + widget->objectName()));
    return path.mid(std::max<qsizetype>(0, path.size() - 4)).join(q(" > "));
}

/// What shortens itself and says the whole in its tool tip, as paths do.
bool isShortened(const QLabel& label)
{
    return label.text().contains(QChar(0x2026)) && !label.toolTip().isEmpty();
}

/// Why something of the widget's text can't be seen; empty when all of it can.
QString cutOf(const QWidget& widget)
{
    const auto compared = [&](QSize needed, QSize there) {
        return needed.width() > there.width() || needed.height() > there.height()
                   ? q("needs %1x%2, has %3x%4")
                         .arg(needed.width())
                         .arg(needed.height())
                         .arg(there.width())
                         .arg(there.height())
                   : QString();
    };
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        if (label->text().isEmpty() || isShortened(*label))
            return {};
        if (label->wordWrap()) {
            const int needed = label->heightForWidth(label->width());
            return compared({label->minimumSizeHint().width(), needed}, label->size());
        }
        return compared(label->sizeHint(), label->size());
    }
    if (const auto* box = qobject_cast<const QComboBox*>(&widget)) {
        QStyleOptionComboBox option;
        option.initFrom(box);
        option.editable = box->isEditable();
        const QRect field =
            box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box);
        return compared(
            {box->fontMetrics().horizontalAdvance(box->currentText()), box->fontMetrics().height()},
            field.size());
    }
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        return button->text().isEmpty() ? QString() : compared(button->sizeHint(), button->size());
    if (const auto* line = qobject_cast<const QLineEdit*>(&widget))
        return compared({0, line->fontMetrics().height()}, line->contentsRect().size());
    return {};
}

/// A part that another control draws by itself, or that was scrolled away with all around it.
bool isPart(const QWidget& widget)
{
    return widget.objectName().startsWith(q("qt_")) || widget.visibleRegion().isEmpty();
}

QStringList cutTexts(const QWidget& root)
{
    QStringList cut;
    for (const QWidget* each : root.findChildren<QWidget*>()) {
        if (!each->isVisible() || each->window() != root.window() || isPart(*each))
            continue;
        if (const QString why = cutOf(*each); !why.isEmpty()) {
            const auto* button = qobject_cast<const QAbstractButton*>(each);
            const auto* label = qobject_cast<const QLabel*>(each);
            const auto* box = qobject_cast<const QComboBox*>(each);
            cut += q("%1 “%2”: %3")
                       .arg(placeOf(each),
                            button  ? button->text()
                            : label ? label->text()
                            : box   ? box->currentText()
                                    : QString(),
                            why);
        }
    }
    return cut;
}

/// What a desktop's panel and a window's frame take.
constexpr QSize kTaken(8, 60);

} // namespace

/// At every size of text the program offers, everything can be read and the window fits the screens people
/// have.
class TestUiScale final : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WindowFixture> m_fixture;
    MainWindow& window() { return *m_fixture->window; }

    void apply(int percent)
    {
        ThemeChoice choice;
        choice.textPercent = percent;
        applyTheme(*qApp, choice);
    }

    void open(QSize size)
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        QVERIFY(makeStarterProject(m_fixture->engine));
        for (const OperatorType& type : operatorTypes())
            if (!m_fixture->project.find(type.token + q("1")))
                QVERIFY(m_fixture->project.add(type.token));
        m_fixture->window = std::make_unique<MainWindow>(m_fixture->engine);
        window().resize(size);
        window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
    }

    void addSizes()
    {
        QTest::addColumn<int>("percent");
        QTest::addColumn<QSize>("screen");
        QTest::addColumn<QString>("language");
        for (const char* language : {"en", "de"}) {
            QTest::addRow("100 %% on 1280x720, %s", language) << 100 << QSize(1280, 720) << q(language);
            QTest::addRow("150 %% on 1920x1080, %s", language) << 150 << QSize(1920, 1080) << q(language);
            QTest::addRow("200 %% on 1920x1080, %s", language) << 200 << QSize(1920, 1080) << q(language);
        }
    }

    Languages m_languages;

private Q_SLOTS:
    void initTestCase()
    {
        static const test::TempFolder settings;
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    }
    void cleanup()
    {
        m_fixture.reset();
        m_languages.speak(q("en"));
        QLocale::setDefault(QLocale::c());
    }

    void theWindowFits_data() { addSizes(); }
    void theWindowFits()
    {
        QFETCH(int, percent);
        QFETCH(QSize, screen);
        QFETCH(QString, language);
        m_languages.speak(language);
        apply(percent);
        const QSize room = screen - kTaken;
        open(room);
        QStringList cut;
        m_fixture->forEveryPage([&](const QString& page) {
            QCoreApplication::processEvents();
            const QSize least = window().minimumSizeHint();
            QVERIFY2(least.width() <= room.width() && least.height() <= room.height(),
                     qPrintable(q("%1: needs %2x%3").arg(page).arg(least.width()).arg(least.height())));
            for (const QString& each : cutTexts(window()))
                if (!cut.contains(each))
                    cut += each;
        });
        if (QTest::currentTestFailed())
            return;
        QVERIFY2(cut.isEmpty(), qPrintable(q("\n") + cut.join(q("\n"))));
    }

    void noticesAndTheScriptConsoleFit_data() { addSizes(); }
    void noticesAndTheScriptConsoleFit()
    {
        QFETCH(int, percent);
        QFETCH(QSize, screen);
        QFETCH(QString, language);
        m_languages.speak(language);
        apply(percent);
        open(screen - kTaken);
        window().scriptDock().show();
        window().notice().showReport(NoticeLine::Tone::Problem,
                                     q("Something that went on for long").repeated(9),
                                     q("/somewhere/out.mov"), {});
        QCoreApplication::processEvents();
        const QSize least = window().minimumSizeHint();
        QVERIFY2(least.width() <= screen.width() && least.height() <= (screen - kTaken).height(),
                 qPrintable(q("needs %1x%2").arg(least.width()).arg(least.height())));
        const QStringList cut = cutTexts(window());
        QVERIFY2(cut.isEmpty(), qPrintable(q("\n") + cut.join(q("\n"))));
    }

    void dialogsFit_data() { addSizes(); }
    void dialogsFit()
    {
        QFETCH(int, percent);
        QFETCH(QSize, screen);
        QFETCH(QString, language);
        m_languages.speak(language);
        apply(percent);
        open(screen - kTaken);
        PresetStore presets(m_fixture->folder.path());
        PreferenceStore preferences;
        std::vector<std::unique_ptr<QDialog>> own;
        own.push_back(std::make_unique<PresetDialog>(presets, q("moviefileout"), &window()));
        own.push_back(std::make_unique<PresetNameDialog>(presets, q("moviefileout"), &window()));
        own.push_back(
            std::make_unique<RecoveryDialog>(Recovery(systemFiles(), m_fixture->folder.path()), &window()));
        own.push_back(
            std::make_unique<PreferencesDialog>(preferences, PreferencesDialog::Surroundings(), &window()));
        std::vector<QDialog*> dialogs{&window().reports(), &window().help()};
        for (const auto& each : own)
            dialogs.push_back(each.get());
        QStringList cut;
        for (QDialog* dialog : dialogs) {
            dialog->show();
            auto* asPreferences = qobject_cast<PreferencesDialog*>(dialog);
            const int pages = asPreferences ? asPreferences->pages().count() : 1;
            for (int page = 0; page < pages; ++page) {
                if (asPreferences)
                    asPreferences->pages().setCurrentRow(page);
                // The screen of the test is smaller than those that are meant.
                dialog->resize(QSize(scaled(780), scaled(380)).boundedTo(screen - kTaken));
                QCoreApplication::processEvents();
                const QSize least = dialog->minimumSizeHint();
                QVERIFY2(least.width() <= screen.width() && least.height() <= (screen - kTaken).height(),
                         qPrintable(q("%1: needs %2x%3")
                                        .arg(dialog->windowTitle())
                                        .arg(least.width())
                                        .arg(least.height())));
                for (const QString& each : cutTexts(*dialog))
                    if (!cut.contains(each))
                        cut += each;
            }
            dialog->hide();
        }
        QVERIFY2(cut.isEmpty(), qPrintable(q("\n") + cut.join(q("\n"))));
    }
};

QTEST_MAIN(TestUiScale)
#include "test_ui_scale.moc"
