// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/effects/effect_bench.h"

#include "ui/inspector/expression_page.h"
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/number_field.h"
#include "ui/inspector/operator_box.h"
#include "ui/inspector/param_row.h"
#include "ui/panels/operator_list.h"
#include "ui/transport/transport_bar.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTimer>
#include <QToolButton>

namespace reelout::test {

namespace {

constexpr int kPatience = 30000; // ms

/// No device of this machine has a part in it.
class NoScreens final : public ScreenBackend {
public:
    QString name() const override { return QStringLiteral("none"); }
    Result<std::vector<DeviceInfo>> monitors() override { return none(); }
    Result<std::unique_ptr<PictureSource>> open(const ScreenSpec&) override { return none(); }

private:
    static Error none() { return makeError(ErrorCode::NoDisplay, QStringLiteral("open screen"), {}); }
};

class NoSounds final : public SoundBackend {
public:
    QString name() const override { return QStringLiteral("none"); }
    Result<std::vector<DeviceInfo>> devices() override { return none(); }
    Result<std::unique_ptr<AudioSource>> open(const SoundDeviceSpec&) override { return none(); }

private:
    static Error none() { return makeError(ErrorCode::NoSoundServer, QStringLiteral("open sound"), {}); }
};

EngineServices services(const EffectBench::Options& options, const QString& folder)
{
    EngineServices made;
    made.screens = std::make_shared<NoScreens>();
    made.sounds = std::make_shared<NoSounds>();
    made.moviesFolder = folder;
    made.resolutionMultiplier = options.resolutionMultiplier;
    made.openWriter = options.openWriter;
    return made;
}

/// Walks the open list of a combo box with the arrow keys and takes the entry.
bool takeEntry(QComboBox& box, int index)
{
    if (index < 0)
        return false;
    QAbstractItemView* list = box.view();
    if (!QTest::qWaitFor([&] { return list->isVisible(); }))
        return false;
    for (int step = 0; step <= box.count() && list->currentIndex().row() != index; ++step)
        QTest::keyClick(list, list->currentIndex().row() < index ? Qt::Key_Down : Qt::Key_Up);
    if (list->currentIndex().row() != index)
        return false;
    QTest::keyClick(list, Qt::Key_Return);
    return QTest::qWaitFor([&] { return !list->isVisible(); });
}

void typeInto(QWidget& field, const QString& text)
{
    field.setFocus();
    QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&field, Qt::Key_Delete);
    QTest::keyClicks(&field, text);
    QTest::keyClick(&field, Qt::Key_Return);
}

} // namespace

EffectBench::EffectBench(Options options) : m_engine(m_project, services(options, m_folder.path())) {}

EffectBench::~EffectBench()
{
    m_window.reset();
}

void EffectBench::finishSetup()
{
    m_window = std::make_unique<MainWindow>(m_engine);
    m_window->resize(1300, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->operatorList().select(m_sink);
}

void EffectBench::movie()
{
    Operator& pattern = add("testpattern");
    m_sink = &add("moviefileout");
    QVERIFY(m_project.connectInput(*m_sink, 0, &pattern));
    arrange("testpattern1", "resolution", QVariantList{160, 96});
    arrange("testpattern1", "fps", 30.0);
    arrange("testpattern1", "everyframe", true);
    arrange("testpattern1", "flash", false);
    arrange("audiochop", QString());
    arrange("fps", 30.0);
    arrange("limitlength", true);
    arrange("length", 6.0);
    arrange("lengthunit", QStringLiteral("indices"));
    finishSetup();
}

void EffectBench::liveMovie()
{
    Operator& pattern = add("testpattern");
    add("audiooscillator");
    m_sink = &add("moviefileout");
    QVERIFY(m_project.connectInput(*m_sink, 0, &pattern));
    arrange("testpattern1", "resolution", QVariantList{160, 96});
    arrange("testpattern1", "fps", 30.0);
    arrange("fps", 30.0);
    finishSetup();
}

void EffectBench::still(const char* type)
{
    movie();
    arrange("limitlength", false);
    arrange("testpattern1", "everyframe", false);
    arrange("type", QStringLiteral("image"));
    arrange("imagefiletype", QLatin1String(type));
}

void EffectBench::sound()
{
    Operator& tone = add("audiooscillator");
    m_sink = &add("audiofileout");
    QVERIFY(m_project.connectInput(*m_sink, 0, &tone));
    finishSetup();
}

Operator& EffectBench::add(const char* type, int input)
{
    const Result<Operator*> made = m_project.add(QLatin1String(type));
    if (!made || (input >= 0 && !m_project.connectInput(*m_sink, input, *made)))
        qFatal("%s can't be added", type);
    return **made;
}

void EffectBench::arrange(const char* op, const char* name, const QVariant& value)
{
    const Status set = m_project.find(QLatin1String(op))->params().set(QLatin1String(name), value);
    QVERIFY2(set, set ? "" : qPrintable(set.error().detail));
}

void EffectBench::arrange(const char* name, const QVariant& value)
{
    const Status set = m_sink->params().set(QLatin1String(name), value);
    QVERIFY2(set, set ? "" : qPrintable(set.error().detail));
}

template <typename Control>
Control* EffectBench::control(const char* row, int index)
{
    InspectorView& inspector = m_window->inspector();
    inspector.reveal(QLatin1String(row));
    ParamRow* found = inspector.row(QLatin1String(row));
    auto* wanted = found ? qobject_cast<Control*>(found->controls().value(index)) : nullptr;
    // What another row makes available is so a moment later.
    const bool isThere =
        wanted && QTest::qWaitFor([&] { return wanted->isEnabled() && wanted->isVisible(); });
    if (!isThere) {
        qWarning("%s: not there or not available (%s)", row,
                 found ? qPrintable(found->disabledReason()) : "no row");
        return nullptr;
    }
    return wanted;
}

bool EffectBench::choose(const char* row, const char* token)
{
    auto* box = control<QComboBox>(row);
    if (!box)
        return false;
    // What another row fills the menu with is there a moment later.
    if (!QTest::qWaitFor([&] { return box->findData(QLatin1String(token)) >= 0; }))
        return false;
    QTest::mouseClick(box, Qt::LeftButton);
    return takeEntry(*box, box->findData(QLatin1String(token)));
}

bool EffectBench::chooseOperator(const char* row, const char* name)
{
    auto* box = control<OperatorBox>(row);
    if (!box)
        return false;
    QTest::mouseClick(box, Qt::LeftButton);
    return takeEntry(*box, box->findText(QLatin1String(name)));
}

bool EffectBench::toggle(const char* row)
{
    auto* box = control<QCheckBox>(row);
    if (!box)
        return false;
    const bool before = box->isChecked();
    QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    // Record may fall back at once; any other stays.
    return QLatin1String(row) == QLatin1String("record") || box->isChecked() != before;
}

bool EffectBench::type(const char* row, const char* text)
{
    auto* field = control<QWidget>(row);
    if (!field)
        return false;
    typeInto(*field, QLatin1String(text));
    return true;
}

bool EffectBench::typePair(const char* row, const char* first, const char* second)
{
    auto* one = control<NumberField>(row, 0);
    auto* other = control<NumberField>(row, 1);
    if (!one || !other)
        return false;
    typeInto(*one, QLatin1String(first));
    typeInto(*other, QLatin1String(second));
    return true;
}

bool EffectBench::typeExpression(const char* row, const char* text)
{
    m_window->inspector().reveal(QLatin1String(row));
    ParamRow* found = m_window->inspector().row(QLatin1String(row));
    if (!found)
        return false;
    if (m_sink->params().mode(QLatin1String(row)) == ParamMode::Constant)
        QTest::mouseClick(found->modeButton(), Qt::LeftButton);
    if (!found->expressionPage())
        return false;
    typeInto(*found->expressionPage()->line(), QLatin1String(text));
    return m_sink->params().expression(QLatin1String(row)) == QLatin1String(text);
}

bool EffectBench::press(const char* row)
{
    auto* button = control<QPushButton>(row);
    if (!button)
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

bool EffectBench::pressEntry(const char* row, const char* entry)
{
    auto* button = control<QPushButton>(row);
    if (!button || !button->menu())
        return false;
    bool isTaken = false;
    QMenu* menu = button->menu();
    // The menu keeps the click until an entry is chosen.
    QTimer::singleShot(0, menu, [&] {
        for (qsizetype step = 0; step < menu->actions().size() && !isTaken; ++step) {
            QTest::keyClick(menu, Qt::Key_Down);
            isTaken = menu->activeAction() && menu->activeAction()->text() == QLatin1String(entry);
        }
        QTest::keyClick(menu, isTaken ? Qt::Key_Return : Qt::Key_Escape);
    });
    QTest::mouseClick(button, Qt::LeftButton);
    return isTaken;
}

bool EffectBench::pressChannel(const char* row, char letter)
{
    auto* button =
        control<QPushButton>(row, static_cast<int>(QStringLiteral("RGBA").indexOf(QLatin1Char(letter))));
    if (!button)
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

bool EffectBench::addBlock(const char* row, const std::map<QString, QString>& texts, const char* op)
{
    m_window->inspector().reveal(QLatin1String(row));
    ParamRow* found = m_window->inspector().row(QLatin1String(row));
    auto* add = found ? qobject_cast<QToolButton*>(found->controls().constLast()) : nullptr;
    if (!add || !add->isEnabled())
        return false;
    const qsizetype before = found->controls().size();
    QTest::mouseClick(add, Qt::LeftButton);
    if (!until([&] { return found->controls().size() > before; }))
        return false;
    // The new block's controls stand before the button: reference, channels, remove.
    const QList<QWidget*> block = found->controls().mid(before - 1);
    auto* reference = qobject_cast<OperatorBox*>(block.constFirst());
    if (!reference)
        return false;
    QTest::mouseClick(reference, Qt::LeftButton);
    if (!takeEntry(*reference, reference->findText(QLatin1String(op))))
        return false;
    for (QWidget* each : block) {
        auto* line = qobject_cast<QLineEdit*>(each);
        const auto text = line ? texts.find(line->placeholderText()) : texts.end();
        if (text != texts.end())
            typeInto(*line, text->second);
    }
    return true;
}

bool EffectBench::until(const std::function<bool()>& isTrue) const
{
    return QTest::qWaitFor(isTrue, kPatience);
}

void EffectBench::pressRecord()
{
    auto* button = m_window->transport().findChild<QPushButton*>(QStringLiteral("transport-record"));
    QTest::mouseClick(button, Qt::LeftButton);
}

bool EffectBench::record()
{
    QSignalSpy finished(&recorder(), &Recorder::finished);
    pressRecord();
    return until([&] { return !finished.isEmpty(); });
}

bool EffectBench::start()
{
    pressRecord();
    return until([this] {
        return recorder().state() == RecorderState::Recording || recorder().state() == RecorderState::Paused;
    });
}

bool EffectBench::stop()
{
    QSignalSpy finished(&recorder(), &Recorder::finished);
    pressRecord();
    return until([&] { return !finished.isEmpty(); });
}

QString EffectBench::name()
{
    return QFileInfo(path()).fileName();
}

QByteArray EffectBench::bytes()
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

MediaProbe EffectBench::probe()
{
    return probeMedia(path());
}

QString EffectBench::x264(const char* key)
{
    const QRegularExpression wanted(QStringLiteral("[ ]%1=(\\S+)").arg(QLatin1String(key)));
    return wanted.match(QString::fromLatin1(bytes())).captured(1);
}

} // namespace reelout::test
