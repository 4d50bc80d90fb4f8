// SPDX-License-Identifier: GPL-3.0-or-later
#include "soak/random/hands.h"

#include "preferences/preference_keys.h"
#include "ui/main_window.h"
#include "ui/scripting/script_panel.h"
#include "ui/window_keeper.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>
#include <QWindow>

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>

namespace reelout::soak {

namespace {

/// Entries that leave the program or its folder.
bool leavesProgram(const QAction& action)
{
    return action.shortcut() == QKeySequence(Qt::CTRL | Qt::Key_Q) || action.text().contains(u"Quit") ||
           action.menu() != nullptr || action.isSeparator();
}

QString nameOf(const QWidget& part)
{
    QString name = QString::fromLatin1(part.metaObject()->className());
    if (!part.objectName().isEmpty())
        name += QLatin1Char('#') + part.objectName();
    else if (!part.accessibleName().isEmpty())
        name += QStringLiteral(" \"%1\"").arg(part.accessibleName());
    return name;
}

} // namespace

RandomHands::RandomHands(Engine& engine, WindowKeeper& keeper, unsigned seed, QStringList files)
    : m_engine(engine),
      m_keeper(keeper),
      m_random(seed),
      m_files(std::move(files))
{}

void RandomHands::begin(int steps, std::function<void()> done)
{
    m_left = steps;
    m_done = std::move(done);
    next();
}

// A step may not come back before a dialog it opened is closed: the one after it is ordered first.
void RandomHands::next()
{
    QTimer::singleShot(isOneOf(8) ? upTo(120) : 0, this, &RandomHands::takeStep);
}

void RandomHands::takeStep()
{
    if (m_left-- <= 0) {
        if (QApplication::activePopupWidget() || QApplication::activeModalWidget()) {
            next();
            leave();
            return;
        }
        m_done();
        return;
    }
    next();
    ++m_number;
    QWidget* modal = QApplication::activeModalWidget();
    if (auto* files = qobject_cast<QFileDialog*>(modal)) {
        answer(*files);
        return;
    }
    const bool isHeld = modal || QApplication::activePopupWidget();
    m_stepsInDialog = isHeld ? m_stepsInDialog + 1 : 0;
    constexpr int kPatience = 40;
    if (m_stepsInDialog > kPatience) {
        m_stepsInDialog = 0;
        leave();
        return;
    }
    struct Habit {
        Step step;
        double share;
    };
    static constexpr std::array kHabits{Habit{&RandomHands::click, 8},
                                        Habit{&RandomHands::type, 4},
                                        Habit{&RandomHands::record, 3},
                                        Habit{&RandomHands::drag, 2},
                                        Habit{&RandomHands::chooseAction, 2},
                                        Habit{&RandomHands::changeParameter, 2},
                                        Habit{&RandomHands::turnWheel, 1},
                                        Habit{&RandomHands::dropFile, 1},
                                        Habit{&RandomHands::pasteText, 1},
                                        Habit{&RandomHands::resizeWindow, 1},
                                        Habit{&RandomHands::closeWindow, 0.3},
                                        Habit{&RandomHands::changeProject, 1},
                                        Habit{&RandomHands::changePreference, 1},
                                        Habit{&RandomHands::runScript, 1},
                                        Habit{&RandomHands::rest, 1}};
    std::vector<double> shares;
    for (const Habit& habit : kHabits)
        shares.push_back(habit.share);
    (this->*kHabits[std::discrete_distribution<std::size_t>(shares.begin(), shares.end())(m_random)].step)();
}

int RandomHands::upTo(int end)
{
    return std::uniform_int_distribution(0, std::max(end, 1) - 1)(m_random);
}

void RandomHands::say(const QString& words) const
{
    std::printf("%d %s\n", m_number, qPrintable(words));
    std::fflush(stdout);
}

std::vector<QWidget*> RandomHands::parts() const
{
    QWidget* top = QApplication::activePopupWidget();
    if (!top)
        top = QApplication::activeModalWidget();
    std::vector<QWidget*> found;
    const auto look = [&found](QWidget& part) {
        if (part.isVisible() && part.isEnabled() && !part.visibleRegion().isEmpty())
            found.push_back(&part);
    };
    QList<QWidget*> windows = QApplication::topLevelWidgets();
    // Their own order is another in each run.
    std::stable_sort(windows.begin(), windows.end(),
                     [](const QWidget* a, const QWidget* b) { return nameOf(*a) < nameOf(*b); });
    for (QWidget* window : top ? QList<QWidget*>{top} : windows) {
        look(*window);
        for (QWidget* part : window->findChildren<QWidget*>()) {
            if (part->window() == window)
                look(*part);
        }
    }
    return found;
}

QWidget* RandomHands::anyPart()
{
    const std::vector<QWidget*> all = parts();
    if (all.empty())
        return nullptr;
    std::vector<QWidget*> usable;
    std::copy_if(all.begin(), all.end(), std::back_inserter(usable),
                 [](const QWidget* part) { return part->focusPolicy() != Qt::NoFocus; });
    return usable.empty() || isOneOf(3) ? anyOf(all) : anyOf(usable);
}

QPoint RandomHands::anyPointIn(const QWidget& part)
{
    QRect seen = part.visibleRegion().boundingRect();
    const auto* menu = qobject_cast<const QMenu*>(&part);
    if (menu && !menu->isEmpty())
        seen = menu->actionGeometry(anyOf(menu->actions()));
    return {seen.x() + upTo(seen.width()), seen.y() + upTo(seen.height())};
}

void RandomHands::answer(QFileDialog& dialog)
{
    if (isOneOf(2)) {
        say(QStringLiteral("file dialog: cancel"));
        dialog.reject();
        return;
    }
    const QString folder = QFileInfo(m_files.constFirst()).absolutePath();
    QString path = anyOf(m_files);
    if (dialog.fileMode() == QFileDialog::Directory)
        path = folder;
    else if (dialog.acceptMode() == QFileDialog::AcceptSave)
        path = QStringLiteral("%1/saved%2").arg(folder).arg(upTo(4));
    say(QStringLiteral("file dialog: ") + path);
    dialog.setDirectory(folder);
    dialog.selectFile(path);
    QMetaObject::invokeMethod(&dialog, "accept");
    if (dialog.isVisible() && !QApplication::activePopupWidget() &&
        QApplication::activeModalWidget() == &dialog)
        dialog.reject();
}

void RandomHands::leave()
{
    QWidget* popup = QApplication::activePopupWidget();
    QWidget* modal = QApplication::activeModalWidget();
    say(QStringLiteral("leave %1").arg(nameOf(popup ? *popup : *modal)));
    if (popup)
        popup->close();
    else if (auto* dialog = qobject_cast<QDialog*>(modal))
        dialog->reject();
    else
        modal->close();
}

void RandomHands::click()
{
    QWidget* part = anyPart();
    if (!part)
        return;
    const QPoint point = anyPointIn(*part);
    static constexpr std::array kButtons{Qt::LeftButton, Qt::LeftButton,  Qt::LeftButton,
                                         Qt::LeftButton, Qt::RightButton, Qt::MiddleButton};
    static constexpr std::array<Qt::KeyboardModifiers, 6> kModifiers{Qt::NoModifier,      Qt::NoModifier,
                                                                     Qt::NoModifier,      Qt::ShiftModifier,
                                                                     Qt::ControlModifier, Qt::AltModifier};
    const Qt::MouseButton button = anyOf(kButtons);
    const Qt::KeyboardModifiers modifiers = anyOf(kModifiers);
    const bool isTwice = isOneOf(8);
    say(QStringLiteral("%1 %2 at %3,%4 button %5 with %6")
            .arg(isTwice ? QStringLiteral("double click") : QStringLiteral("click"), nameOf(*part))
            .arg(point.x())
            .arg(point.y())
            .arg(button)
            .arg(modifiers.toInt()));
    // Other steps may be taken before each of these comes back, and the window may go.
    const QPointer<QWindow> window = part->window()->windowHandle();
    const QPoint there = part->mapTo(part->window(), point);
    if (window)
        QTest::mouseMove(window, there);
    if (window)
        QTest::mouseClick(window, button, modifiers, there);
    if (window && isTwice)
        QTest::mouseDClick(window, button, modifiers, there);
}

void RandomHands::drag()
{
    QWidget* part = anyPart();
    if (!part)
        return;
    const QPoint from = anyPointIn(*part);
    const QPoint to = from + QPoint(upTo(600) - 300, upTo(600) - 300);
    say(QStringLiteral("drag %1 from %2,%3 to %4,%5")
            .arg(nameOf(*part))
            .arg(from.x())
            .arg(from.y())
            .arg(to.x())
            .arg(to.y()));
    const QPointer<QWindow> window = part->window()->windowHandle();
    const QPoint offset = part->mapTo(part->window(), QPoint());
    if (window)
        QTest::mousePress(window, Qt::LeftButton, {}, offset + from);
    constexpr int kMoves = 4;
    for (int move = 1; move <= kMoves && window; ++move)
        QTest::mouseMove(window, offset + from + (to - from) * move / kMoves);
    if (window)
        QTest::mouseRelease(window, Qt::LeftButton, {}, offset + to);
}

void RandomHands::turnWheel()
{
    QWidget* part = anyPart();
    if (!part)
        return;
    const QPoint point = anyPointIn(*part);
    const int angle = (upTo(9) - 4) * 120;
    say(QStringLiteral("wheel %1 by %2").arg(nameOf(*part)).arg(angle));
    QWheelEvent event(point, part->mapToGlobal(point), {}, {0, angle}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(part, &event);
}

void RandomHands::type()
{
    QWidget* part = QApplication::activePopupWidget();
    if (!part)
        part = QApplication::focusWidget();
    if (!part || isOneOf(6))
        part = anyPart();
    if (!part)
        return;
    static const QStringList kTexts{
        QStringLiteral("7"),      QStringLiteral("-1"),          QStringLiteral("1e99"),
        QStringLiteral("take"),   QStringLiteral("me.time*3"),   QStringLiteral("project.rate"),
        QStringLiteral("op('x'"), QStringLiteral("1920 1080"),   QStringLiteral("äé😀"),
        QStringLiteral("0.5"),    QStringLiteral("testpattern1")};
    static constexpr std::array kKeys{
        Qt::Key_Return, Qt::Key_Escape, Qt::Key_Tab,    Qt::Key_Backtab,  Qt::Key_Up,    Qt::Key_Down,
        Qt::Key_Left,   Qt::Key_Right,  Qt::Key_Home,   Qt::Key_End,      Qt::Key_Space, Qt::Key_Delete,
        Qt::Key_F2,     Qt::Key_F4,     Qt::Key_F5,     Qt::Key_F6,       Qt::Key_F7,    Qt::Key_F8,
        Qt::Key_F9,     Qt::Key_F10,    Qt::Key_F11,    Qt::Key_F,        Qt::Key_A,     Qt::Key_C,
        Qt::Key_V,      Qt::Key_X,      Qt::Key_Z,      Qt::Key_Y,        Qt::Key_D,     Qt::Key_E,
        Qt::Key_N,      Qt::Key_S,      Qt::Key_PageUp, Qt::Key_Backspace};
    static constexpr std::array<Qt::KeyboardModifiers, 6> kModifiers{Qt::NoModifier,      Qt::NoModifier,
                                                                     Qt::NoModifier,      Qt::ControlModifier,
                                                                     Qt::ControlModifier, Qt::ShiftModifier};
    const QPointer<QWidget> kept = part;
    if (isOneOf(3)) {
        const QString text = anyOf(kTexts);
        say(QStringLiteral("type \"%1\" in %2").arg(text, nameOf(*part)));
        for (const QChar letter : text) {
            if (kept)
                QTest::keyClick(kept, letter.unicode() < 128 ? letter.toLatin1() : '?');
        }
        if (kept && isOneOf(2))
            QTest::keyClick(kept, Qt::Key_Return);
        return;
    }
    const Qt::Key key = anyOf(kKeys);
    const Qt::KeyboardModifiers modifiers = anyOf(kModifiers);
    say(QStringLiteral("key %1 in %2")
            .arg(QKeySequence(static_cast<int>(key) | modifiers.toInt()).toString(), nameOf(*part)));
    QTest::keyClick(part, key, modifiers);
}

void RandomHands::chooseAction()
{
    if (QApplication::activeModalWidget() || QApplication::activePopupWidget())
        return;
    QMenu* menu = anyOf(m_keeper.window().findChildren<QMenu*>());
    Q_EMIT menu->aboutToShow(); // many are filled by then
    std::vector<QAction*> entries;
    for (QAction* action : menu->actions()) {
        if (!leavesProgram(*action))
            entries.push_back(action);
    }
    if (entries.empty())
        return;
    QAction* action = anyOf(entries);
    say(QStringLiteral("menu entry ") + action->text());
    action->trigger();
}

void RandomHands::dropFile()
{
    QWidget* part = anyPart();
    if (!part)
        return;
    while (part && !part->acceptDrops())
        part = part->parentWidget();
    if (!part)
        return;
    QMimeData mime;
    const QString path = anyOf(m_files);
    mime.setUrls({QUrl::fromLocalFile(path)});
    say(QStringLiteral("drop %1 on %2").arg(QFileInfo(path).fileName(), nameOf(*part)));
    const QPointer<QWidget> kept = part;
    const QPoint point = anyPointIn(*part);
    QDragEnterEvent enter(point, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(part, &enter);
    if (!kept || !enter.isAccepted())
        return;
    QDropEvent drop(point, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(kept, &drop);
}

void RandomHands::pasteText()
{
    static const QStringList kTexts{QStringLiteral("a\tb\nc\td\n"), QStringLiteral("{}"),
                                    QStringLiteral("{\"operators\":[{\"type\":\"testpattern\"}]}"),
                                    QStringLiteral("12"), QString(5000, QLatin1Char('x'))};
    say(QStringLiteral("clipboard"));
    QGuiApplication::clipboard()->setText(anyOf(kTexts));
}

void RandomHands::resizeWindow()
{
    const QSize size(300 + upTo(1500), 200 + upTo(900));
    say(QStringLiteral("window of %1x%2").arg(size.width()).arg(size.height()));
    m_keeper.window().resize(size);
}

void RandomHands::closeWindow()
{
    say(QStringLiteral("close the window"));
    QTimer::singleShot(upTo(300), &m_keeper, [this] { m_keeper.window().show(); });
    m_keeper.window().close();
}

void RandomHands::record()
{
    const std::vector<Recorder*> recorders = m_engine.recorders();
    if (recorders.empty())
        return;
    Recorder& recorder = *anyOf(recorders);
    const QString name = recorder.sink().name();
    if (isOneOf(6)) {
        say(QStringLiteral("defaults of ") + name);
        recorder.sink().params().resetAll();
    }
    switch (upTo(6)) {
    case 0:
    case 1:
        say(QStringLiteral("record ") + name);
        recorder.record();
        break;
    case 2:
        say(QStringLiteral("stop ") + name);
        recorder.stop();
        break;
    case 3:
        say(QStringLiteral("pause ") + name);
        recorder.setPaused(isOneOf(2));
        break;
    case 4:
        say(QStringLiteral("add frame ") + name);
        recorder.addFrame();
        break;
    default:
        say(QStringLiteral("split ") + name);
        recorder.split();
        break;
    }
}

void RandomHands::changeParameter()
{
    const std::vector<Operator*> operators = m_engine.project().operators();
    if (operators.empty())
        return;
    Operator& op = *anyOf(operators);
    const std::vector<ParamDescriptor>& rows = op.params().table().rows();
    if (rows.empty())
        return;
    const ParamDescriptor& row = anyOf(rows);
    const auto number = [this] { return upTo(400) - 20; };
    QVariant value = number();
    const std::vector<MenuItem> items = op.params().menuItems(row.name);
    if (row.kind == ParamKind::Pulse) {
        say(QStringLiteral("pulse %1.%2").arg(op.name(), row.name));
        static_cast<void>(
            op.params().pulse(row.name, items.empty() ? -1 : upTo(static_cast<int>(items.size()))));
        return;
    }
    if (isOneOf(12)) {
        say(QStringLiteral("reset %1.%2").arg(op.name(), row.name));
        op.params().reset(row.name);
        return;
    }
    if (!items.empty())
        value = anyOf(items).token;
    else if (row.kind == ParamKind::Toggle)
        value = upTo(2);
    else if (isPair(row.kind))
        value = QVariantList{16 + upTo(700), 16 + upTo(500)};
    else if (row.kind == ParamKind::File)
        value = anyOf(m_files);
    else if (row.kind == ParamKind::String || isReference(row.kind))
        value = anyOf(operators)->name();
    say(QStringLiteral("set %1.%2 to %3").arg(op.name(), row.name, value.toString()));
    static_cast<void>(op.params().set(row.name, value));
}

void RandomHands::changeProject()
{
    Project& project = m_engine.project();
    const std::vector<Operator*> operators = project.operators();
    const int what = upTo(7);
    constexpr std::size_t kMany = 14;
    if (what < 3 || operators.empty()) {
        if (operators.size() > kMany)
            return;
        const OperatorType& type = anyOf(operatorTypes());
        say(QStringLiteral("add ") + type.token);
        static_cast<void>(project.add(type.token));
        return;
    }
    Operator& op = *anyOf(operators);
    switch (what) {
    case 3:
        say(QStringLiteral("remove ") + op.name());
        project.remove(op);
        break;
    case 4: {
        const QString name = QStringLiteral("name%1").arg(upTo(20));
        say(QStringLiteral("rename %1 to %2").arg(op.name(), name));
        static_cast<void>(project.rename(op, name));
        break;
    }
    default: {
        Operator& source = *anyOf(operators);
        say(QStringLiteral("wire %1 to %2").arg(source.name(), op.name()));
        static_cast<void>(project.connectInput(op, upTo(2), &source));
        break;
    }
    }
}

// What the window and its parts look at; folders, remotes and programs stay as they are.
void RandomHands::changePreference()
{
    static const std::vector<std::pair<QLatin1String, QVariantList>> kChoices{
        {preference::kTheme, {QStringLiteral("dark"), QStringLiteral("light"), QStringLiteral("contrast")}},
        {preference::kTextSize, {100, 130, 200}},
        {preference::kLanguage, {QStringLiteral("de"), QStringLiteral("en"), QString()}},
        {preference::kReducedMotion, {false, true}},
        {preference::kPreview, {false, true, true}},
        {preference::kPreviewRate, {5, 30, 60}},
        {preference::kResolutionMultiplier, {0.5, 1.0}},
        {preference::kProjectRate, {24, 60}},
        {preference::kCountdown, {0, 0, 1}},
        {preference::kMonitoring, {false, true}},
        {preference::kAskClosing, {false, true}},
        {preference::kAskRemoving, {false, true}},
        {preference::kAskDiscarding, {false, true}}};
    const auto& [key, values] = anyOf(kChoices);
    const QVariant value = anyOf(values);
    say(QStringLiteral("prefer %1 = %2").arg(key, value.toString()));
    static_cast<void>(m_keeper.window().preferences().set(key, value));
}

void RandomHands::runScript()
{
    for (const QString& path : m_files) {
        if (!path.endsWith(QLatin1String(".js")))
            continue;
        say(QStringLiteral("run ") + path);
        m_keeper.window().scriptPanel().runFile(path);
    }
}

void RandomHands::rest()
{
    say(QStringLiteral("rest"));
    QTest::qWait(upTo(250));
}

} // namespace reelout::soak
