// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/param_row.h"
#include "ui/panels/notice_line.h"
#include "ui/panels/operator_list.h"
#include "ui/panels/operator_warnings.h"
#include "ui/starter_project.h"
#include "ui/transport/file_line.h"
#include "ui/transport/record_commands.h"
#include "ui/transport/transport_bar.h"
#include "ui/viewport/viewport_panel.h"
#include "ui/window_fixture.h"

#include <QFileInfo>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QToolButton>

using namespace reelout;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// What is wrong is said where it arises, in words that say what to do, and never in a box that stops one.
class TestUiErrors final : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WindowFixture> m_fixture;
    MainWindow& window() { return *m_fixture->window; }
    void set(const char* op, const char* name, const QVariant& value)
    {
        const Status status = m_fixture->op(op).params().set(q(name), value);
        QVERIFY2(status, status ? "" : qPrintable(status.error().detail));
    }
    void add(const char* type) { QVERIFY(m_fixture->project.add(q(type))); }

    /// One thing is wrong with moviefileout1, or with the operator of that name.
    void spoil(const QString& what)
    {
        Project& project = m_fixture->project;
        Operator& movie = m_fixture->op("moviefileout1");
        if (what == q("nothing wired"))
            QVERIFY(project.connectInput(movie, 0, nullptr));
        if (what == q("not armed"))
            movie.setActive(false);
        if (what == q("source off"))
            m_fixture->op("testpattern1").setActive(false);
        if (what == q("no such folder"))
            set("moviefileout1", "file", q("/no/such/folder/out.mp4"));
        if (what == q("folder is a file"))
            set("moviefileout1", "file", q("/dev/null/out.mp4"));
        if (what == q("a folder as name"))
            set("moviefileout1", "file", q("films/"));
        if (what == q("no extension"))
            set("moviefileout1", "file", q("film"));
        if (what == q("strange extension"))
            set("moviefileout1", "file", q("film.doc"));
        if (what == q("container without the codec"))
            set("moviefileout1", "file", q("film.webm"));
        if (what == q("extension of another still")) {
            set("moviefileout1", "type", q("image"));
            set("moviefileout1", "file", q("still.png"));
        }
        if (what == q("extension of another sound")) {
            add("audiofileout");
            QVERIFY(
                project.connectInput(m_fixture->op("audiofileout1"), 0, &m_fixture->op("audiooscillator1")));
            set("audiofileout1", "file", q("memo.mp3"));
            window().operatorList().select(&m_fixture->op("audiofileout1"));
        }
        if (what == q("broken expression of File"))
            QVERIFY(movie.params().setExpression(q("file"), q("'a' + nobody")));
        if (what == q("profile without the format")) {
            set("moviefileout1", "moviepixelformat", q("yuv444"));
            set("moviefileout1", "profile", q("baseline"));
        }
        if (what == q("movie without a file")) {
            add("moviefilein");
            QVERIFY(project.connectInput(movie, 0, &m_fixture->op("moviefilein1")));
        }
        if (what == q("every frame with sound"))
            set("testpattern1", "everyframe", true);
    }

private Q_SLOTS:
    void init()
    {
        static const test::TempFolder settings;
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
        m_fixture = std::make_unique<test::WindowFixture>();
        QVERIFY(makeStarterProject(m_fixture->engine));
        set("testpattern1", "resolution", QVariantList{160, 96});
        m_fixture->window = std::make_unique<MainWindow>(m_fixture->engine);
        window().resize(1300, 800);
        window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
    }
    void cleanup() { m_fixture.reset(); }

    void isSaidInTheTransport_data()
    {
        QTest::addColumn<QString>("words"); ///< how it begins, or behind … how it ends
        const auto row = [](const char* what, const char* words) { QTest::newRow(what) << q(words); };
        row("nothing wired", "Nothing is wired to moviefileout1. Drag a source of pictures onto it");
        row("not armed", "moviefileout1 is not armed. Click its light to arm it.");
        row("source off", "testpattern1 is switched off. Switch it on");
        row("no such folder", "The folder /no/such/folder is not there. Make it");
        row("folder is a file", "/dev/null: is not a folder.");
        row("a folder as name", "“films/” names a folder, not a file.");
        row("no extension", "…film has no extension. H.264 goes into .mp4, .mov, .mkv: add one to File.");
        row("strange extension", ".doc can't hold H.264; .mp4, .mov, .mkv can.");
        row("container without the codec", ".webm can't hold H.264; .mp4, .mov, .mkv can.");
        row("extension of another still",
            "…still.png does not fit the type TIFF, whose files are called .tiff, .tif. "
            "Change the end of File, or the type.");
        row("extension of another sound", "…memo.mp3 does not fit the type WAV, whose files are called .wav. "
                                          "Change the end of File, or the type.");
        row("broken expression of File", "The expression of File doesn't work: nobody is not defined.");
        row("profile without the format",
            "The profile Baseline holds only “YUV 4:2:0, 8 bit”, not “YUV 4:4:4, 8 bit”; set");
        row("movie without a file", "moviefilein1 has no file yet");
        row("every frame with sound", "testpattern1 hands over every frame in no time of its own, so there "
                                      "can be no sound with it: empty");
    }
    void isSaidInTheTransport()
    {
        QFETCH(QString, words);
        const QString what = q(QTest::currentDataTag());
        spoil(what);
        FileLine& line = window().transport().fileLine();
        QTRY_VERIFY(line.path().isEmpty() && !line.text().isEmpty());
        const bool fits = words.startsWith(QChar(0x2026)) ? line.text().endsWith(words.mid(1))
                                                          : line.text().startsWith(words);
        QVERIFY2(fits, qPrintable(line.text()));
        // Record says the same in the notice, without a box.
        const QString said = line.text();
        QTest::mouseClick(window().transport().findChild<QPushButton*>(q("transport-record")),
                          Qt::LeftButton);
        QTRY_VERIFY2(window().noticeText().contains(said), qPrintable(window().noticeText()));
        QVERIFY(!QApplication::activeModalWidget());
    }

    void aMissingFolderIsMade()
    {
        const QString folder = m_fixture->folder(q("a/b"));
        set("moviefileout1", "file", QString(folder + q("/out.mp4")));
        FileLine& line = window().transport().fileLine();
        QTRY_VERIFY(line.makeFolderButton().isVisible());
        QTest::mouseClick(&line.makeFolderButton(), Qt::LeftButton);
        QVERIFY(QFileInfo(folder).isDir());
        QTRY_COMPARE(line.path(), QString(folder + q("/out.mp4")));
        QVERIFY(!line.makeFolderButton().isVisible());
    }

    void aSourceSaysWhyItHasNoPicture()
    {
        add("screengrab");
        window().operatorList().select(&m_fixture->op("screengrab1"));
        QTRY_VERIFY2(window().viewportPanel().message().contains(q("There is no display to capture.")),
                     qPrintable(window().viewportPanel().message()));
        QVERIFY(m_fixture->project.connectInput(m_fixture->op("moviefileout1"), 0, nullptr));
        window().operatorList().select(&m_fixture->op("moviefileout1"));
        QTRY_VERIFY2(window().viewportPanel().message().contains(
                         q("Nothing is wired to moviefileout1. Drag a source")),
                     qPrintable(window().viewportPanel().message()));
    }

    void anExpressionSaysSoInItsRow()
    {
        QVERIFY(m_fixture->op("moviefileout1").params().setExpression(q("quality"), q("1 +")));
        window().inspector().reveal(q("quality"));
        QTRY_VERIFY(window().inspector().row(q("quality"))->noteText().contains(q("last good value")));
    }
};

QTEST_MAIN(TestUiErrors)
#include "test_ui_errors.moc"
