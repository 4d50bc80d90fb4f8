// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/view_actions.h"

#include "ui/theme/icons.h"
#include "ui/viewport/viewport_panel.h"

#include <QAction>
#include <QActionGroup>
#include <QGuiApplication>
#include <QMenu>
#include <QScreen>
#include <QToolButton>
#include <QWidget>

#include <algorithm>

namespace reelout {

namespace {

constexpr double kMove = 32.0; ///< device pixels
constexpr double kFarMove = 256.0;
constexpr int kFarMark = 10; ///< picture pixels

struct FillEntry {
    const char* token;
    const char* label;
};
// The words of the parameters Fill Viewer and Viewer Smoothness.
constexpr FillEntry kFills[] = {
    {"useinput", QT_TRANSLATE_NOOP("reelout::ViewActions", "Use Input")},
    {"fill", QT_TRANSLATE_NOOP("reelout::ViewActions", "Fill")},
    {"width", QT_TRANSLATE_NOOP("reelout::ViewActions", "Fit Horizontal")},
    {"height", QT_TRANSLATE_NOOP("reelout::ViewActions", "Fit Vertical")},
    {"best", QT_TRANSLATE_NOOP("reelout::ViewActions", "Fit Best")},
    {"outside", QT_TRANSLATE_NOOP("reelout::ViewActions", "Fit Outside")},
    {"nativeres", QT_TRANSLATE_NOOP("reelout::ViewActions", "Native Resolution")},
};
constexpr FillEntry kSmoothnesses[] = {
    {"nearest", QT_TRANSLATE_NOOP("reelout::ViewActions", "Nearest Pixel")},
    {"linear", QT_TRANSLATE_NOOP("reelout::ViewActions", "Interpolate Pixels")},
    {"mipmap", QT_TRANSLATE_NOOP("reelout::ViewActions", "Mipmap Pixels")},
};

} // namespace

QString channelsLabel(ViewChannels channels)
{
    switch (channels) {
    case ViewChannels::OverChecker:
        return QStringLiteral("RGBA");
    case ViewChannels::Rgb:
        return QStringLiteral("RGB");
    case ViewChannels::Red:
        return QStringLiteral("R");
    case ViewChannels::Green:
        return QStringLiteral("G");
    case ViewChannels::Blue:
        return QStringLiteral("B");
    case ViewChannels::Alpha:
        break;
    }
    return QStringLiteral("A");
}

ViewActions::ViewActions(ViewportPanel& panel) : QObject(&panel), m_panel(panel)
{
    m_preview = addToggle(tr("&Preview"), {Qt::CTRL | Qt::SHIFT | Qt::Key_P});
    m_preview->setShortcutContext(Qt::WindowShortcut);
    m_preview->setIcon(icon(QStringLiteral("eye")));
    m_preview->setToolTip(tr("Preview on or off; off costs nothing"));
    connect(m_preview, &QAction::triggered, &panel, &ViewportPanel::setPreviewOn);
    addPlaceActions();
    addChannelActions();
    addExposureActions();
    addGuideActions();
    addProbeActions();
    addFillActions();
    addOutputActions();
    addKeysTo(panel.stage());
    connect(&panel, &ViewportPanel::optionsChanged, this, &ViewActions::show);
    connect(&panel, &ViewportPanel::previewToggled, this, &ViewActions::show);
    show();
}

QAction* ViewActions::add(const QString& text, const QList<QKeySequence>& keys)
{
    auto* action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_all.push_back(action);
    return action;
}

QAction* ViewActions::addToggle(const QString& text, const QList<QKeySequence>& keys)
{
    QAction* action = add(text, keys);
    action->setCheckable(true);
    return action;
}

void ViewActions::addKeysTo(QWidget& widget)
{
    for (QAction* action : m_all)
        widget.addAction(action);
}

void ViewActions::addPlaceActions()
{
    const auto entry = [this](const QString& text, const QList<QKeySequence>& keys, auto act) {
        QAction* action = add(text, keys);
        connect(action, &QAction::triggered, this, [this, act] { act(m_panel.activeStage()); });
        m_place.push_back(action);
    };
    entry(tr("&Fit"), {Qt::Key_0, Qt::Key_Home}, [](PictureStage& stage) { stage.fit(); });
    entry(tr("&One to One"), {Qt::Key_1}, [](PictureStage& stage) { stage.zoomTo(1.0); });
    entry(tr("&Two to One"), {Qt::Key_2}, [](PictureStage& stage) { stage.zoomTo(2.0); });
    entry(tr("One to T&wo"), {Qt::Key_5}, [](PictureStage& stage) { stage.zoomTo(0.5); });
    entry(tr("Zoom &In"), {Qt::Key_Plus, Qt::Key_Equal}, [](PictureStage& stage) { stage.zoomStep(1); });
    entry(tr("Zoom O&ut"), {Qt::Key_Minus}, [](PictureStage& stage) { stage.zoomStep(-1); });
    const struct {
        QString text;
        Qt::Key key;
        QPointF direction;
    } moves[] = {{tr("Look Left"), Qt::Key_Left, {1, 0}},
                 {tr("Look Right"), Qt::Key_Right, {-1, 0}},
                 {tr("Look Up"), Qt::Key_Up, {0, 1}},
                 {tr("Look Down"), Qt::Key_Down, {0, -1}}};
    for (const auto& move : moves) {
        for (const bool isFar : {false, true}) {
            QAction* action =
                add(move.text, {isFar ? QKeySequence(Qt::SHIFT | move.key) : QKeySequence(move.key)});
            const QPointF distance = move.direction * (isFar ? kFarMove : kMove);
            connect(action, &QAction::triggered, this,
                    [this, distance] { m_panel.activeStage().moveBy(distance); });
            if (!isFar)
                m_moves.push_back(action);
        }
    }
}

void ViewActions::addChannelActions()
{
    const struct {
        ViewChannels channels;
        QString text;
        QList<QKeySequence> keys;
    } entries[] = {{ViewChannels::OverChecker, tr("RGB &over a Checker"), {Qt::Key_C}},
                   {ViewChannels::Rgb, tr("RGB &without Alpha"), {Qt::Key_W}},
                   {ViewChannels::Red, tr("&Red"), {Qt::Key_R}},
                   {ViewChannels::Green, tr("&Green"), {Qt::Key_G}},
                   {ViewChannels::Blue, tr("&Blue"), {Qt::Key_B}},
                   {ViewChannels::Alpha, tr("&Alpha"), {Qt::Key_A}}};
    auto* group = new QActionGroup(this);
    group->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    for (const auto& entry : entries) {
        QAction* action = addToggle(entry.text, entry.keys);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, channels = entry.channels] {
            // The same key again goes back to all.
            ViewOptions options = m_panel.options();
            options.channels = options.channels == channels ? ViewChannels::OverChecker : channels;
            m_panel.setOptions(options);
            show();
        });
        m_channels.emplace_back(entry.channels, action);
    }
}

void ViewActions::addExposureActions()
{
    const auto entry = [this](const QString& text, const QList<QKeySequence>& keys, double step) {
        QAction* action = add(text, keys);
        connect(action, &QAction::triggered, this,
                [this, step] { m_panel.setStops(m_panel.options().stops + step); });
        m_exposure.push_back(action);
    };
    entry(tr("Half a Stop &Brighter"), {Qt::Key_PageUp}, 0.5);
    entry(tr("Half a Stop &Darker"), {Qt::Key_PageDown}, -0.5);
    entry(tr("A Tenth Brighter"), {QKeySequence(Qt::SHIFT | Qt::Key_PageUp)}, 0.1);
    entry(tr("A Tenth Darker"), {QKeySequence(Qt::SHIFT | Qt::Key_PageDown)}, -0.1);
    m_exposureOff = addToggle(tr("&Exposure"), {Qt::Key_E});
    m_exposureOff->setIcon(icon(QStringLiteral("exposure")));
    m_exposureOff->setToolTip(tr("Exposure of the view off, and back"));
    connect(m_exposureOff, &QAction::triggered, this, [this] {
        const double stops = m_panel.options().stops;
        if (stops != 0.0)
            m_formerStops = stops;
        m_panel.setStops(stops != 0.0 ? 0.0 : m_formerStops);
        show();
    });
}

void ViewActions::addGuideActions()
{
    const struct {
        Guide guide;
        QString text;
    } entries[] = {{Guide::ActionSafe, tr("&Action Safe (93 %)")},
                   {Guide::TitleSafe, tr("&Title Safe (90 %)")},
                   {Guide::Ratio4x3, tr("&4:3")},
                   {Guide::Ratio9x16, tr("&9:16")},
                   {Guide::Ratio1x1, tr("&1:1")},
                   {Guide::Thirds, tr("T&hirds")},
                   {Guide::Fine, tr("&Fine Grid")},
                   {Guide::Centre, tr("&Centre Cross")}};
    for (const auto& entry : entries) {
        QAction* action = addToggle(entry.text);
        connect(action, &QAction::triggered, this, [this, guide = entry.guide](bool on) {
            ViewOptions options = m_panel.options();
            options.guides.setFlag(guide, on);
            m_panel.setOptions(options);
        });
        m_guides.emplace_back(entry.guide, action);
    }
}

void ViewActions::addProbeActions()
{
    const struct {
        QString text;
        Qt::Key key;
        QPoint direction;
    } moves[] = {{tr("Pixel to the Left"), Qt::Key_Left, {-1, 0}},
                 {tr("Pixel to the Right"), Qt::Key_Right, {1, 0}},
                 {tr("Pixel Above"), Qt::Key_Up, {0, -1}},
                 {tr("Pixel Below"), Qt::Key_Down, {0, 1}}};
    for (const auto& move : moves) {
        for (const bool isFar : {false, true}) {
            const Qt::KeyboardModifiers farther = isFar ? Qt::ShiftModifier : Qt::NoModifier;
            const QKeySequence key(QKeyCombination(Qt::ControlModifier | farther, move.key));
            QAction* action = add(move.text, {key});
            const QPoint distance = move.direction * (isFar ? kFarMark : 1);
            connect(action, &QAction::triggered, this,
                    [this, distance] { m_panel.activeStage().moveMark(distance); });
            if (!isFar)
                m_probe.push_back(action);
        }
    }
    QAction* unpin = add(tr("&Unpin the Pixel"), {Qt::Key_U});
    connect(unpin, &QAction::triggered, this, [this] { m_panel.activeStage().setMark(std::nullopt); });
    m_probe.push_back(unpin);
}

void ViewActions::addFillActions()
{
    m_fill = new QActionGroup(this);
    m_smoothness = new QActionGroup(this);
    const auto fill = [this](QActionGroup* group, const auto& entries, const QString& parameter) {
        for (const FillEntry& entry : entries) {
            QAction* action = group->addAction(tr(entry.label));
            action->setCheckable(true);
            const QString token = QString::fromLatin1(entry.token);
            action->setData(token);
            connect(action, &QAction::triggered, this,
                    [this, parameter, token] { m_panel.setViewParameter(parameter, token); });
        }
    };
    fill(m_fill, kFills, QStringLiteral("fillmode"));
    fill(m_smoothness, kSmoothnesses, QStringLiteral("filtertype"));
}

void ViewActions::addOutputActions()
{
    m_written = addToggle(tr("A&fter the Picture Path"), {Qt::Key_P});
    m_written->setIcon(icon(QStringLiteral("written")));
    m_written->setToolTip(tr("What is written in place of what comes in: after resampling, channel mask and "
                             "Pixel Format"));
    connect(m_written, &QAction::triggered, this, [this](bool on) {
        ViewOptions options = m_panel.options();
        options.side = on ? PathSide::Written : PathSide::Input;
        m_panel.setOptions(options);
    });
    m_fullScreen = addToggle(tr("Full &Screen"), {Qt::Key_F11});
    m_fullScreen->setShortcutContext(Qt::ApplicationShortcut);
    m_fullScreen->setIcon(icon(QStringLiteral("fullscreen")));
    m_fullScreen->setToolTip(tr("The picture alone on the full screen; Escape leaves it"));
    connect(m_fullScreen, &QAction::triggered, this, [this](bool on) { m_panel.setFullScreen(on); });
    m_savePicture = add(tr("Sa&ve Picture"), {Qt::CTRL | Qt::ALT | Qt::Key_S});
    m_savePicture->setShortcutContext(Qt::WindowShortcut);
    m_savePicture->setIcon(icon(QStringLiteral("camera")));
    m_savePicture->setToolTip(tr("Save the whole picture as a still, in its own depth"));
    connect(m_savePicture, &QAction::triggered, &m_panel, &ViewportPanel::savePicture);
    m_saveView = add(tr("Save &What Is Seen"), {Qt::CTRL | Qt::ALT | Qt::SHIFT | Qt::Key_S});
    m_saveView->setShortcutContext(Qt::WindowShortcut);
    m_saveView->setToolTip(tr("Save what is seen, with zoom, exposure and guides"));
    connect(m_saveView, &QAction::triggered, &m_panel, &ViewportPanel::saveView);
    m_copy = add(tr("&Copy Picture"));
    connect(m_copy, &QAction::triggered, &m_panel, &ViewportPanel::copyPicture);
}

void ViewActions::fillScreens(QMenu& menu)
{
    menu.clear();
    const QList<QScreen*> screens = QGuiApplication::screens();
    for (QScreen* screen : screens) {
        const QSize size = screen->size() * screen->devicePixelRatio();
        menu.addAction(tr("%1 (%2 × %3)").arg(screen->name()).arg(size.width()).arg(size.height()), this,
                       [this, name = screen->name()] { m_panel.setFullScreenOn(name); });
    }
}

QMenu* ViewActions::makeZoomMenu(QWidget* parent)
{
    auto* menu = new QMenu(parent);
    for (QAction* action : m_place)
        menu->addAction(action);
    menu->addSeparator();
    QMenu* fill = menu->addMenu(tr("Fill &Viewer"));
    fill->addActions(m_fill->actions());
    QMenu* smoothness = menu->addMenu(tr("Viewer S&moothness"));
    smoothness->addActions(m_smoothness->actions());
    return menu;
}

QMenu* ViewActions::makeChannelsMenu(QWidget* parent)
{
    auto* menu = new QMenu(parent);
    for (const auto& [channels, action] : m_channels)
        menu->addAction(action);
    return menu;
}

QMenu* ViewActions::makeGuidesMenu(QWidget* parent)
{
    auto* menu = new QMenu(parent);
    for (const auto& [guide, action] : m_guides) {
        if (guide == Guide::Ratio4x3 || guide == Guide::Thirds)
            menu->addSeparator();
        menu->addAction(action);
    }
    return menu;
}

void ViewActions::fillMenu(QMenu& menu)
{
    menu.setToolTipsVisible(true);
    menu.addAction(m_preview);
    menu.addAction(m_fullScreen);
    QMenu* screens = menu.addMenu(tr("Full Screen o&n"));
    connect(screens, &QMenu::aboutToShow, this, [this, screens] { fillScreens(*screens); });
    menu.addAction(m_written);
    menu.addSeparator();
    const auto addMenu = [&menu](QMenu* made, const QString& title) {
        made->setTitle(title);
        menu.addMenu(made);
    };
    addMenu(makeZoomMenu(&menu), tr("&Zoom"));
    QMenu* look = menu.addMenu(tr("&Look Around"));
    for (QAction* action : m_moves)
        look->addAction(action);
    addMenu(makeChannelsMenu(&menu), tr("C&hannels"));
    QMenu* exposure = menu.addMenu(tr("&Exposure"));
    exposure->addAction(m_exposureOff);
    for (QAction* action : m_exposure)
        exposure->addAction(action);
    addMenu(makeGuidesMenu(&menu), tr("&Guides"));
    QMenu* probe = menu.addMenu(tr("Pi&xel Values"));
    for (QAction* action : m_probe)
        probe->addAction(action);
    menu.addSeparator();
    menu.addAction(m_savePicture);
    menu.addAction(m_saveView);
    menu.addAction(m_copy);
}

QToolButton* ViewActions::makeButton(QAction* action, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setFocusPolicy(Qt::TabFocus);
    const QString name = QString(action->text()).remove(QLatin1Char('&'));
    button->setAccessibleName(name);
    button->setAccessibleDescription(action->toolTip());
    // Also after the action changes: a default action writes its own tooltip over the button's.
    const auto tell = [button, action] {
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        button->setToolTip(key.isEmpty() ? action->toolTip()
                                         : QStringLiteral("%1 (%2)").arg(action->toolTip(), key));
    };
    QObject::connect(action, &QAction::changed, button, tell, Qt::QueuedConnection);
    tell();
    return button;
}

void ViewActions::show()
{
    const ViewOptions& options = m_panel.options();
    m_preview->setChecked(m_panel.isPreviewOn());
    m_preview->setIcon(icon(m_panel.isPreviewOn() ? QStringLiteral("eye") : QStringLiteral("eyeoff")));
    m_written->setEnabled(m_panel.hasPicturePath());
    m_written->setChecked(m_panel.hasPicturePath() && options.side == PathSide::Written);
    m_fullScreen->setChecked(m_panel.isFullScreen());
    m_exposureOff->setChecked(options.stops != 0.0);
    for (const auto& [channels, action] : m_channels)
        action->setChecked(options.channels == channels);
    for (const auto& [guide, action] : m_guides)
        action->setChecked(options.guides.testFlag(guide));
    const auto check = [this](const QActionGroup* group, const QString& parameter) {
        const QString token = m_panel.viewParameter(parameter);
        for (QAction* action : group->actions())
            action->setChecked(action->data().toString() == token);
    };
    check(m_fill, QStringLiteral("fillmode"));
    check(m_smoothness, QStringLiteral("filtertype"));
}

} // namespace reelout
