// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/engine.h"
#include "support/fake_source.h"
#include "support/temp_folder.h"
#include "ui/main_window.h"
#include "ui/panels/operator_list.h"
#include "ui/presets/preset_button.h"
#include "ui/presets/preset_dialog.h"
#include "ui/presets/preset_name_dialog.h"
#include "ui/undo/undo_actions.h"
#include "ui/window_drops.h"

#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>
#include <QUrl>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromUtf8(words);
}

EngineServices quietServices()
{
    EngineServices services;
    services.moviesFolder = QDir::tempPath();
    return services;
}

struct Room {
    Room()
    {
        if (!project.add(q("testpattern")) || !project.add(q("moviefileout")))
            qFatal("the project can't be built");
        window.selectFirst();
        QCoreApplication::processEvents(); // what was built is a step of its own
    }
    Project project;
    Engine engine{project, quietServices()};
    MainWindow window{engine};
    ParamSet& params() { return project.find(q("moviefileout1"))->params(); }
};

QAction* entry(QMenu& menu, const QString& text)
{
    Q_EMIT menu.aboutToShow();
    for (QAction* action : menu.actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

void drop(QWidget& window, const QStringList& paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls += QUrl::fromLocalFile(path);
    data.setUrls(urls);
    QDragEnterEvent enter({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &event);
}

/// Does `work` with the dialog that opens next.
template <typename Dialog>
void inNext(std::function<void(Dialog&)> work)
{
    QTimer::singleShot(0, qApp, [work] {
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            if (auto* dialog = qobject_cast<Dialog*>(widget); dialog && dialog->isVisible())
                return work(*dialog);
        }
        qFatal("no dialog is open");
    });
}

} // namespace

class TestUiPresets final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void oneIsChosenFromTheMenuAndTakenBack();
    void whatIsSetIsSavedUnderAName();
    void aNameOfTheProgramIsRefusedWhileTyping();
    void newOperatorsBeginWithTheOneChosen();
    void renamedImportedExportedDeleted();
    void filesAreToldApart();
    void whatIsDroppedOnTheWindow();
    void aBrokenPresetIsExplained();

private:
    TempFolder m_folder;
};

void TestUiPresets::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_folder(q("data")).toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", m_folder(q("config")).toLocal8Bit());
}

void TestUiPresets::init()
{
    QDir(m_folder(q("data"))).removeRecursively();
}

void TestUiPresets::oneIsChosenFromTheMenuAndTakenBack()
{
    Room room;
    QAction* gif = entry(*room.window.presets().menu(), q("GIF clip"));
    QVERIFY(gif);
    QVERIFY(!gif->toolTip().isEmpty());
    gif->trigger();
    QCOMPARE(room.params().text(q("videocodec")), q("gif"));
    QCOMPARE(room.params().number(q("fps")), 20.0);
    QVERIFY(room.window.noticeText().contains(q("GIF clip")));
    QCoreApplication::processEvents();
    room.window.undoActions().undo()->trigger();
    QCOMPARE(room.params().text(q("videocodec")), q("h264"));
    QVERIFY(room.params().isDefault(q("fps")));
}

void TestUiPresets::whatIsSetIsSavedUnderAName()
{
    Room room;
    QVERIFY(room.params().set(q("quality"), 0.33));
    inNext<PresetNameDialog>([](PresetNameDialog& dialog) {
        QTest::keyClicks(dialog.findChild<QLineEdit*>(q("presetName")), q("My take"));
        dialog.accept();
    });
    room.window.presets().saveAsking();
    QVERIFY(room.params().set(q("quality"), 0.9));
    QAction* mine = entry(*room.window.presets().menu(), q("My take"));
    QVERIFY(mine);
    mine->trigger();
    QCOMPARE(room.params().number(q("quality")), 0.33);
}

void TestUiPresets::aNameOfTheProgramIsRefusedWhileTyping()
{
    const PresetStore store(m_folder(q("empty")));
    PresetNameDialog dialog(store, q("moviefileout"), nullptr);
    auto* name = dialog.findChild<QLineEdit*>(q("presetName"));
    auto* save = dialog.findChild<QPushButton*>();
    QVERIFY(!save->isEnabled());
    name->setText(q("gif CLIP"));
    QVERIFY(!save->isEnabled());
    QVERIFY(dialog.note().contains(q("GIF clip")));
    name->setText(q("gif clip of mine"));
    QVERIFY(save->isEnabled());
}

void TestUiPresets::newOperatorsBeginWithTheOneChosen()
{
    Room room;
    QMenu& menu = *room.window.presets().menu();
    QAction* begin = entry(menu, q("New Operators &Begin With"));
    QVERIFY(begin && begin->menu());
    entry(*begin->menu(), q("EXR sequence"))->trigger();
    room.window.operatorList().add(q("moviefileout"));
    const Operator* made = room.project.find(q("moviefileout2"));
    QVERIFY(made);
    QCOMPARE(made->params().text(q("imagefiletype")), q("exr"));
    begin = entry(menu, q("New Operators &Begin With"));
    QVERIFY(entry(*begin->menu(), q("EXR sequence"))->isChecked());
}

void TestUiPresets::renamedImportedExportedDeleted()
{
    PresetStore store(m_folder(q("data/mine")));
    PresetDialog dialog(store, q("moviefileout"), nullptr);
    const int before = dialog.list().topLevelItemCount();
    const QString file = m_folder(q("given.preset"));
    dialog.exportTo(file);
    QVERIFY(QFile::exists(file));
    dialog.importFrom({file, m_folder(q("not there"))});
    QCOMPARE(dialog.list().topLevelItemCount(), before + 1);
    QVERIFY(dialog.statusText().contains(q("not there")));
    QTreeWidgetItem* row = dialog.list().currentItem();
    QVERIFY(row->text(0).endsWith(q(" 2")));
    row->setText(0, q("GIF clip")); // taken by the program
    QCoreApplication::processEvents();
    QVERIFY(!dialog.statusText().isEmpty());
    dialog.list().currentItem()->setText(0, q("Renamed"));
    QCoreApplication::processEvents();
    QCOMPARE(dialog.list().currentItem()->text(0), q("Renamed"));
    QVERIFY(store.find(q("renamed")));
    // What can't be read is explained, and what was chosen stays so.
    QFile broken(m_folder(q("broken.preset")));
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{\n\"type\": \"mov") > 0);
    broken.close();
    dialog.importFrom({broken.fileName()});
    QVERIFY2(dialog.statusText().contains(q("broken.preset is damaged, or of another kind (line 2:")),
             qPrintable(dialog.statusText()));
    QCOMPARE(dialog.list().currentItem()->text(0), q("Renamed"));
    QVERIFY(dialog.findChild<QPushButton*>(q("delete"))->isEnabled());
    dialog.list().setCurrentItem(dialog.list().topLevelItem(0));
    QVERIFY(!dialog.findChild<QPushButton*>(q("delete"))->isEnabled());
}

void TestUiPresets::filesAreToldApart()
{
    const auto put = [&](const char* name, const QByteArray& bytes) {
        QFile file(m_folder(q(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write");
        return file.fileName();
    };
    using Kind = WindowDrops::Kind;
    QCOMPARE(WindowDrops::kindOf(put("a.reelout", "{")), Kind::Project); // opening it says what is wrong
    QCOMPARE(WindowDrops::kindOf(put("a.json", "{\"operators\":[]}")), Kind::Project);
    QCOMPARE(WindowDrops::kindOf(put("b.json", "{\"type\":\"moviefileout\"}")), Kind::Preset);
    QCOMPARE(WindowDrops::kindOf(put("c.json", "[1]")), Kind::Nothing);
    QCOMPARE(WindowDrops::kindOf(put("a.MOV", "")), Kind::Pictures);
    QCOMPARE(WindowDrops::kindOf(put("a.exr", "")), Kind::Pictures);
    QCOMPARE(WindowDrops::kindOf(put("a.wav", "")), Kind::Sound);
    QCOMPARE(WindowDrops::kindOf(put("a.opus", "")), Kind::Sound);
    QCOMPARE(WindowDrops::kindOf(put("a.txt", "hello")), Kind::Nothing);
    QCOMPARE(WindowDrops::kindOf(m_folder(q("nothing"))), Kind::Nothing);
    QVERIFY(QDir().mkpath(m_folder(q("stills"))));
    QCOMPARE(WindowDrops::kindOf(m_folder(q("stills"))), Kind::Nothing);
    put("stills/x.10.png", "");
    put("stills/x.9.png", "");
    put("stills/notes.txt", "");
    QCOMPARE(WindowDrops::kindOf(m_folder(q("stills"))), Kind::Pictures);
    QCOMPARE(WindowDrops::fileOf(m_folder(q("stills"))), m_folder(q("stills/x.9.png")));
}

void TestUiPresets::whatIsDroppedOnTheWindow()
{
    Room room;
    const QString picture = m_folder(q("picture.png"));
    QVERIFY(QImage(4, 4, QImage::Format_RGB32).save(picture));
    const QString sound = m_folder(q("sound.wav"));
    QFile(sound).open(QIODevice::WriteOnly);
    drop(room.window, {picture, sound});
    QVERIFY(room.project.find(q("moviefilein1")));
    QCOMPARE(room.project.find(q("moviefilein1"))->params().text(q("file")), picture);
    QCOMPARE(room.project.find(q("audiofilein1"))->params().text(q("file")), sound);

    // A preset finds the only recorder although a source is selected.
    const PresetStore store(m_folder(q("empty")));
    const QString preset = m_folder(q("dropped.preset"));
    QVERIFY(writePreset(*store.find(q("GIF clip")), preset));
    drop(room.window, {preset});
    QCOMPARE(room.params().text(q("videocodec")), q("gif"));

    const QString path = m_folder(q("dropped.reelout"));
    {
        Project other;
        QVERIFY(other.add(q("audiofileout")));
        QVERIFY(other.save(path));
    }
    drop(room.window, {path});
    QVERIFY(room.project.find(q("audiofileout1")));
    QVERIFY(!room.project.find(q("moviefileout1")));

    drop(room.window, {m_folder(q("a.txt"))});
    QVERIFY(room.window.noticeText().contains(q("a.txt")));
}

void TestUiPresets::aBrokenPresetIsExplained()
{
    Room room;
    const QString path = m_folder(q("broken.preset"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        "{\"format\":\"reelout-operator\",\"version\":1,\"type\":\"moviefileout\",\"parameters\":\"no\"}");
    file.close();
    const QJsonObject before = room.project.toJson();
    drop(room.window, {path});
    QVERIFY(room.window.noticeText().contains(q("broken.preset")));
    QCOMPARE(room.project.toJson(), before);
}

QTEST_MAIN(TestUiPresets)
#include "test_ui_presets.moc"
