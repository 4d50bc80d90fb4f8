// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/temp_folder.h"
#include "ui/preferences/preferences_dialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace reelout;
using namespace reelout::preference;

/// The dialog by mouse and keyboard, over the program's own table.
class TestUiPreferences final : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<PreferenceStore> m_store;
    std::unique_ptr<PreferencesDialog> m_dialog;

    PreferenceView& view(QLatin1String key) const { return *m_dialog->view(key); }
    template <typename Editor>
    Editor& editor(QLatin1String key) const
    {
        auto* found = qobject_cast<Editor*>(view(key).editor());
        return found ? *found : *view(key).editor()->findChild<Editor*>();
    }
    void showPageOf(QLatin1String key) const
    {
        m_dialog->pages().setCurrentRow(
            static_cast<int>(m_store->table().pages().indexOf(m_store->table().find(key)->page)));
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp); }

    void init()
    {
        m_dialog.reset();
        m_store = std::make_unique<PreferenceStore>();
        PreferencesDialog::Surroundings around;
        around.listers[QStringLiteral("languages")] = [] {
            return std::vector<PreferenceItem>{{QStringLiteral("en"), QStringLiteral("English")},
                                               {QStringLiteral("de"), QStringLiteral("Deutsch")}};
        };
        around.usedInWindow = [](const QKeySequence& keys) {
            return keys == QKeySequence(Qt::Key_F9) ? QStringLiteral("Record or Stop") : QString();
        };
        m_dialog = std::make_unique<PreferencesDialog>(*m_store, std::move(around), nullptr);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }

    void everyRowHasItsEditor()
    {
        for (const Preference& row : m_store->table().rows()) {
            PreferenceView* shown = m_dialog->view(row.key);
            QVERIFY2(shown, qPrintable(row.key));
            QWidget* focused =
                shown->editor()->focusProxy() ? shown->editor()->focusProxy() : shown->editor();
            QVERIFY2(focused->focusPolicy() & Qt::TabFocus, qPrintable(row.key));
            QVERIFY2(!focused->accessibleName().isEmpty(), qPrintable(row.key));
            QVERIFY2(!focused->accessibleDescription().isEmpty(), qPrintable(row.key));
        }
    }

    void onlyOnePageIsShown()
    {
        showPageOf(kTheme);
        QVERIFY(view(kTheme).isVisible());
        QVERIFY(!view(kMoviesFolder).isVisible());
        showPageOf(kMoviesFolder);
        QVERIFY(!view(kTheme).isVisible());
        QVERIFY(view(kMoviesFolder).isVisible());
    }

    void editorsSetAndFollow()
    {
        showPageOf(kTheme);
        auto& theme = editor<QComboBox>(kTheme);
        theme.setFocus();
        QTest::keyClick(&theme, Qt::Key_Down);
        QCOMPARE(m_store->text(kTheme), QStringLiteral("light"));
        auto& size = editor<QSpinBox>(kTextSize);
        size.setFocus();
        size.selectAll();
        QTest::keyClicks(&size, QStringLiteral("150"));
        QCOMPARE(m_store->whole(kTextSize), 100); // not while it is typed
        QTest::keyClick(&size, Qt::Key_Return);
        QCOMPARE(m_store->whole(kTextSize), 150);
        QTest::mouseClick(&editor<QCheckBox>(kReducedMotion), Qt::LeftButton, {}, QPoint(6, 8));
        QVERIFY(m_store->isOn(kReducedMotion));
        QVERIFY(m_store->set(kTextSize, 120));
        QCOMPARE(size.value(), 120);
        auto& language = editor<QComboBox>(kLanguage);
        QCOMPARE(language.count(), 3);
        QVERIFY(m_store->set(kLanguage, QStringLiteral("eo"))); // from another version
        QCOMPARE(language.currentData().toString(), QStringLiteral("eo"));
    }

    void aDefaultIsRestoredByItsButton()
    {
        showPageOf(kTextSize);
        auto* reset = view(kTextSize).findChild<QToolButton*>();
        QVERIFY(!reset->isVisible());
        QVERIFY(m_store->set(kTextSize, 150));
        QVERIFY(reset->isVisible());
        QTest::mouseClick(reset, Qt::LeftButton);
        QCOMPARE(m_store->whole(kTextSize), 100);
        QVERIFY(!reset->isVisible());
    }

    void pagesAndAllAreRestored()
    {
        QVERIFY(m_store->set(kTextSize, 150));
        QVERIFY(m_store->set(kCountdown, 3));
        showPageOf(kTextSize);
        QPushButton* page = nullptr;
        QPushButton* all = nullptr;
        for (QPushButton* button : m_dialog->findChildren<QPushButton*>()) {
            if (button->text().contains(QStringLiteral("Page")))
                page = button;
            if (button->text().contains(QStringLiteral("All")))
                all = button;
        }
        QVERIFY(page && all);
        QTest::mouseClick(page, Qt::LeftButton);
        QVERIFY(m_store->isDefault(kTextSize));
        QCOMPARE(m_store->whole(kCountdown), 3);
        for (const bool isMeant : {false, true}) {
            QTimer::singleShot(0, this, [isMeant] {
                auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                QVERIFY(box);
                for (QAbstractButton* button : box->buttons()) {
                    if ((box->buttonRole(button) == QMessageBox::AcceptRole) == isMeant)
                        return button->click();
                }
            });
            QTest::mouseClick(all, Qt::LeftButton);
            QCOMPARE(m_store->isDefault(kCountdown), isMeant);
        }
    }

    void foldersMustBeWholePaths()
    {
        showPageOf(kMoviesFolder);
        auto& line = editor<QLineEdit>(kMoviesFolder);
        line.setFocus();
        QTest::keyClicks(&line, QStringLiteral("takes"));
        QTest::keyClick(&line, Qt::Key_Return);
        QVERIFY(m_store->isDefault(kMoviesFolder));
        QVERIFY(view(kMoviesFolder).remarkText().contains(QStringLiteral("full path")));
        QCOMPARE(line.text(), QStringLiteral("takes")); // to be mended
        line.selectAll();
        QTest::keyClicks(&line, QStringLiteral("/video/takes/"));
        QTest::keyClick(&line, Qt::Key_Return);
        QCOMPARE(m_store->text(kMoviesFolder), QStringLiteral("/video/takes"));
        QVERIFY(view(kMoviesFolder).remarkText().isEmpty());
    }

    void keysAreTakenAndConflictsSaid()
    {
        showPageOf(kHotkeyRecord);
        auto& keys = editor<QKeySequenceEdit>(kHotkeyRecordAll);
        keys.setFocus();
        QTest::keyClick(&keys, Qt::Key_F9, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(m_store->text(kHotkeyRecordAll), QStringLiteral("Ctrl+Shift+F9"));
        QVERIFY(view(kHotkeyRecordAll).remarkText().contains(QStringLiteral("Record or Stop")));
        QVERIFY(!view(kHotkeyRecord).remarkText().isEmpty());
        QVERIFY(m_store->set(kHotkeyRecordAll, QStringLiteral("F9")));
        QVERIFY(view(kHotkeyRecord).remarkText().isEmpty());
        QVERIFY(view(kHotkeyRecordAll).remarkText().contains(QStringLiteral("In the window")));
        QTest::mouseClick(view(kHotkeyRecordAll).editor()->findChild<QToolButton*>(), Qt::LeftButton);
        QCOMPARE(m_store->text(kHotkeyRecordAll), QString());
    }

    void whatHasNoEffectIsGrey()
    {
        showPageOf(kOscPort);
        QVERIFY(!view(kOscPort).editor()->isEnabled());
        QTest::mouseClick(&editor<QCheckBox>(kRemoteOsc), Qt::LeftButton, {}, QPoint(6, 8));
        QVERIFY(view(kOscPort).editor()->isEnabled());
        auto& allowed = editor<QLineEdit>(kOscAllow);
        allowed.setFocus();
        allowed.selectAll();
        QTest::keyClicks(&allowed, QStringLiteral("10.0.0.1  10.0.0.2"));
        QTest::keyClick(&allowed, Qt::Key_Return);
        QCOMPARE(m_store->texts(kOscAllow),
                 (QStringList{QStringLiteral("10.0.0.1"), QStringLiteral("10.0.0.2")}));
    }

    void searchLooksThroughAllPages()
    {
        QTest::keyClick(m_dialog.get(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(m_dialog->search().hasFocus());
        QTest::keyClicks(&m_dialog->search(), QStringLiteral("osc port"));
        QVERIFY(view(kOscPort).isVisible());
        QVERIFY(!view(kTheme).isVisible());
        m_dialog->search().setText(QStringLiteral("high contrast")); // an entry of a menu
        QVERIFY(view(kTheme).isVisible());
        m_dialog->search().setText(QStringLiteral("nonsuch"));
        for (const Preference& row : m_store->table().rows())
            QVERIFY(!m_dialog->view(row.key)->isVisible());
        m_dialog->search().clear();
        QVERIFY(view(kTheme).isVisible());
    }

    // Tab alone reaches every editor of every page, and comes round.
    void theKeyboardReachesEverything()
    {
        for (int page = 0; page < m_dialog->pages().count(); ++page) {
            m_dialog->pages().setCurrentRow(page);
            m_dialog->pages().setFocus();
            QSet<const QWidget*> reached;
            for (int presses = 0; presses < 80; ++presses) {
                QWidget* focused = QApplication::focusWidget();
                QVERIFY(focused);
                if (reached.contains(focused))
                    break;
                reached.insert(focused);
                QTest::keyClick(focused, Qt::Key_Tab);
            }
            for (const Preference& row : m_store->table().rows()) {
                const PreferenceView* shown = m_dialog->view(row.key);
                if (!shown->isVisible() || !shown->editor()->isEnabled())
                    continue;
                const QWidget* wanted =
                    shown->editor()->focusProxy() ? shown->editor()->focusProxy() : shown->editor();
                QVERIFY2(reached.contains(wanted), qPrintable(row.key));
            }
        }
    }

    void theNextDialogIsWhereThisOneWas()
    {
        showPageOf(kOscPort);
        editor<QCheckBox>(kRemoteOsc).setFocus();
        const PreferencesDialog::State state = m_dialog->state();
        QCOMPARE(state.focused, QString(kRemoteOsc));
        PreferencesDialog next(*m_store, {}, nullptr);
        next.restore(state);
        next.show();
        QVERIFY(QTest::qWaitForWindowExposed(&next));
        QVERIFY(next.view(kOscPort)->isVisible());
        QCOMPARE(next.focusWidget(), next.view(kRemoteOsc)->editor());
    }

    // Nothing is wider than its place or cut off, at any size of text.
    void theChosenPageStandsWhereItStood()
    {
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
        QListWidget& pages = m_dialog->pages();
        // Where its text begins: the first column that is not as the one before it.
        const auto textBegins = [&] {
            const QRect place = pages.visualItemRect(pages.item(1)).adjusted(2, 3, -2, -3);
            const QImage seen = pages.viewport()->grab(place).toImage();
            for (int x = 1; x < seen.width(); ++x)
                for (int y = 0; y < seen.height(); ++y)
                    if (seen.pixel(x, y) != seen.pixel(0, 0))
                        return x;
            return -1;
        };
        pages.setCurrentRow(0);
        const int before = textBegins();
        QVERIFY(before > 3);
        pages.setCurrentRow(1);
        QCOMPARE(textBegins(), before);
    }

    void nothingIsClipped_data()
    {
        QTest::addColumn<int>("percent");
        for (const int percent : {100, 150, 200})
            QTest::addRow("%d %%", percent) << percent;
    }

    void nothingIsClipped()
    {
        QFETCH(int, percent);
        applyTheme(*qApp, {QStringLiteral("dark"), percent, false});
        PreferencesDialog dialog(*m_store, {}, nullptr);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        const auto* scroll = dialog.findChild<QScrollArea*>();
        for (int page = 0; page < dialog.pages().count(); ++page) {
            dialog.pages().setCurrentRow(page);
            QApplication::processEvents();
            QVERIFY(scroll->widget()->width() <= scroll->viewport()->width());
            for (const QLabel* label : scroll->widget()->findChildren<QLabel*>()) {
                if (!label->isVisible())
                    continue;
                const int needed =
                    label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
                QVERIFY2(label->height() >= needed, qPrintable(label->text()));
            }
        }
        applyTheme(*qApp);
    }
};

QTEST_MAIN(TestUiPreferences)
#include "test_ui_preferences.moc"
