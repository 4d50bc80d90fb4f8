// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/viewport_panel.h"

#include "params/table_text.h"
#include "ui/passing_windows.h"
#include "ui/viewport/full_screen_view.h"
#include "ui/viewport/picture_saver.h"
#include "ui/viewport/raster_picture.h"
#include "ui/viewport/view_actions.h"
#include "ui/viewport/viewport_header.h"
#include "ui/viewport/viewport_tools.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QHideEvent>
#include <QMenu>
#include <QScreen>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <QWidget>
#include <QWindow>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

const QString kFillMode = QStringLiteral("fillmode");
const QString kSmoothness = QStringLiteral("filtertype");

Smoothness smoothnessFromToken(const QString& token)
{
    if (token == QStringLiteral("nearest"))
        return Smoothness::Nearest;
    return token == QStringLiteral("mipmap") ? Smoothness::Mipmap : Smoothness::Linear;
}

QString tokenOf(Smoothness smoothness)
{
    switch (smoothness) {
    case Smoothness::Nearest:
        return QStringLiteral("nearest");
    case Smoothness::Mipmap:
        return QStringLiteral("mipmap");
    case Smoothness::Linear:
        break;
    }
    return QStringLiteral("linear");
}

bool hasParameter(const Operator* op, const QString& name)
{
    return op && op->params().table().find(name);
}

/// What one pixel of a picture looks like with this look.
QColor colourOf(const DisplayPicture& picture, QPoint at, ViewLook look)
{
    const Size shown = picture.shown->size;
    const Size values = picture.values->size;
    const QPoint place(at.x() * shown.width / values.width, at.y() * shown.height / values.height);
    QImage pixel(1, 1, QImage::Format_RGB32);
    look.smoothness = Smoothness::Nearest;
    RasterPicture().paint(*picture.shown, QRect(-place.x(), -place.y(), shown.width, shown.height), look,
                          pixel);
    return pixel.pixelColor(0, 0);
}

} // namespace

ViewportPanel::ViewportPanel(Engine& engine, QWidget* parent)
    : QWidget(parent),
      m_watcher(new PictureWatcher(engine, this)),
      m_header(new ViewportHeader(this)),
      m_stage(new PictureStage(this)),
      m_tools(new ViewportTools(this)),
      m_saver(new PictureSaver(this))
{
    m_stage->setAccessibleName(tr("Picture"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_stage, 1);
    layout->addWidget(m_tools);
    setFocusProxy(m_stage);
    m_actions = new ViewActions(*this);
    m_header->addTools(*m_actions);
    m_tools->addTools(*m_actions);
    connectParts();
    applyOptions();
}

ViewportPanel::~ViewportPanel()
{
    delete m_fullScreen;
}

void ViewportPanel::connectParts()
{
    connectStage(*m_stage);
    connect(m_stage, &PictureStage::viewChanged, this, [this] {
        m_options.place = m_stage->view().place();
        showView();
    });
    connect(m_watcher, &PictureWatcher::pictureArrived, this, &ViewportPanel::show);
    connect(m_watcher, &PictureWatcher::pictureMissing, this, &ViewportPanel::showMissing);
    connect(m_tools, &ViewportTools::stopsEdited, this, &ViewportPanel::setStops);
    connect(m_saver, &PictureSaver::saved, this, &ViewportPanel::saved);
    connect(m_saver, &PictureSaver::failed, this, &ViewportPanel::refused);
}

void ViewportPanel::connectStage(PictureStage& stage)
{
    connect(&stage, &PictureStage::probeChanged, this, &ViewportPanel::showPixel);
    stage.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&stage, &QWidget::customContextMenuRequested, this, [this, &stage](const QPoint& at) {
        auto* menu = new QMenu(&stage);
        m_actions->fillMenu(*menu);
        popUp(menu, stage.mapToGlobal(at));
    });
}

void ViewportPanel::setOperator(Operator* op)
{
    if (m_operator) {
        disconnect(&m_operator->params(), nullptr, this, nullptr);
        disconnect(m_operator, nullptr, this, nullptr);
        m_remembered.insert(m_operator, m_options);
    }
    const bool isOther = op != m_operator;
    m_operator = op;
    if (op) {
        connect(&op->params(), &ParamSet::changed, this, &ViewportPanel::readViewParameters);
        connect(&op->params(), &ParamSet::refreshed, this, &ViewportPanel::readViewParameters);
        connect(op, &Operator::renamed, m_header,
                [this](const QString&, const QString& to) { m_header->showName(to); });
        if (!m_remembered.contains(op))
            connect(op, &QObject::destroyed, m_watcher, [this, op] { m_remembered.remove(op); });
    }
    m_options = m_remembered.value(op);
    m_header->showName(op ? op->name() : QString());
    if (isOther) {
        showMissing(op ? QString() : tr("nothing is selected"));
        m_stage->setMark(std::nullopt);
    }
    m_watcher->setOperator(op);
    applyOptions();
    if (!m_previewOn)
        showMissing(tr("the preview is switched off"));
}

void ViewportPanel::setOptions(const ViewOptions& options)
{
    m_options = options;
    applyOptions();
}

void ViewportPanel::setStops(double stops)
{
    // Tenths and halves add up to nothing again.
    m_options.stops = std::clamp(std::round(stops * 100.0) / 100.0, -kMostStops, kMostStops);
    applyOptions();
}

bool ViewportPanel::hasPicturePath() const
{
    return m_operator && m_operator->type().isSink && m_operator->type().family == Family::Top;
}

QString ViewportPanel::viewParameter(const QString& parameter) const
{
    if (hasParameter(m_operator, parameter))
        return m_operator->params().text(parameter);
    return parameter == kFillMode ? fillModeToken(m_options.fill) : tokenOf(m_options.smoothness);
}

void ViewportPanel::setViewParameter(const QString& parameter, const QString& token)
{
    if (hasParameter(m_operator, parameter)) {
        const Status set = m_operator->params().set(parameter, token);
        if (!set)
            Q_EMIT refused(set.error().detail);
    } else if (parameter == kFillMode) {
        m_options.fill = fillModeFromToken(token);
    } else {
        m_options.smoothness = smoothnessFromToken(token);
    }
    // Another fill is meant to be seen.
    if (parameter == kFillMode)
        m_options.place = {};
    applyOptions();
}

// An export or a script can change parameters sixty times a second.
void ViewportPanel::readViewParameters()
{
    if (fillModeFromToken(viewParameter(kFillMode)) != m_stage->view().fillMode() ||
        smoothnessFromToken(viewParameter(kSmoothness)) != m_stage->look().smoothness)
        applyOptions();
}

void ViewportPanel::applyOptions()
{
    ViewLook look;
    look.channels = m_options.channels;
    look.stops = m_options.stops;
    look.smoothness = smoothnessFromToken(viewParameter(kSmoothness));
    const FillMode fill = fillModeFromToken(viewParameter(kFillMode));
    const PictureView::Place place = m_options.place;
    m_stage->setFillMode(fill);
    m_stage->setPlace(place);
    for (PictureStage* stage : {m_stage, m_fullScreen ? &m_fullScreen->stage() : nullptr}) {
        if (!stage)
            continue;
        stage->setFillMode(fill);
        stage->setLook(look);
        stage->setGuides(m_options.guides);
    }
    m_watcher->setPathSide(hasPicturePath() ? m_options.side : PathSide::Input);
    m_watcher->setKeepsRange(m_options.stops != 0.0);
    m_tools->showChannels(channelsLabel(m_options.channels));
    m_tools->showStops(m_options.stops);
    Q_EMIT optionsChanged();
}

void ViewportPanel::setPreviewOn(bool on)
{
    if (on == m_previewOn)
        return;
    m_previewOn = on;
    updateRunning();
    if (!on)
        showMissing(tr("the preview is switched off"));
    Q_EMIT previewToggled(on);
}

void ViewportPanel::setPreviewRate(double picturesPerSecond)
{
    m_watcher->setRate(picturesPerSecond);
}

QString ViewportPanel::picturesFolder() const
{
    if (!m_picturesFolder.isEmpty())
        return m_picturesFolder;
    const QString pictures = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    return pictures.isEmpty() ? QDir::homePath() : pictures;
}

// Nothing is done for a picture that nobody can see: hidden, minimised, on another desktop or switched off.
void ViewportPanel::updateRunning()
{
    const bool isSeen = (isVisible() && m_isExposed && !window()->isMinimized()) || isFullScreen();
    m_watcher->setRunning(m_previewOn && isSeen);
    if (!m_watcher->isRunning() && m_latest.shown)
        showMissing({});
}

void ViewportPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (QWindow* handle = window()->windowHandle())
        handle->installEventFilter(this);
    window()->installEventFilter(this);
    if (const QScreen* screen = this->screen())
        m_watcher->setScreenRate(screen->refreshRate());
    m_isExposed = true;
    updateRunning();
}

void ViewportPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_isExposed = false;
    // A picture without its window would keep the program from ending.
    if (!event->spontaneous() && !window()->isVisible() && m_fullScreen)
        m_fullScreen->close();
    updateRunning();
}

bool ViewportPanel::eventFilter(QObject* watched, QEvent* event)
{
    const auto* handle = window()->windowHandle();
    if (watched == handle && event->type() == QEvent::Expose) {
        m_isExposed = handle->isExposed();
        m_watcher->setScreenRate(handle->screen()->refreshRate());
        updateRunning();
    } else if (watched == window() && event->type() == QEvent::WindowStateChange) {
        updateRunning();
    }
    return QWidget::eventFilter(watched, event);
}

void ViewportPanel::show(const DisplayPicture& picture, std::uint64_t stream)
{
    m_latest = picture;
    m_stream = stream;
    // The window behind a full screen is not seen.
    if (!isFullScreen() || m_fullScreen->screen() != screen())
        m_stage->showPicture(picture, stream);
    if (m_fullScreen)
        m_fullScreen->stage().showPicture(picture, stream);
    m_watcher->setDrawTime(viewport().drawTime());
    m_header->showFacts(*picture.values, writtenAs(), m_watcher->picturesPerSecond());
}

/// The words of Pixel Format for a picture that is stored in one.
QString ViewportPanel::writtenAs() const
{
    if (!m_latest.storage || !hasParameter(m_operator, QStringLiteral("format")))
        return {};
    const ParamSet& params = m_operator->params();
    const QString token = params.text(QStringLiteral("format"));
    for (const MenuItem& item : params.menuItems(QStringLiteral("format")))
        if (item.token == token)
            return tableText(item.label);
    return token;
}

void ViewportPanel::showMissing(const QString& reason)
{
    const QString text =
        reason.isEmpty() ? tr("Waiting for the first picture…") : tr("No picture: %1").arg(reason);
    // What an operator's view was like stays remembered while it has no picture.
    const PictureView::Place place = m_options.place;
    m_latest = {};
    m_stage->showMessage(text);
    if (m_fullScreen)
        m_fullScreen->stage().showMessage(text);
    m_options.place = place;
    m_header->clearFacts();
}

void ViewportPanel::showView()
{
    m_header->showScale(m_stage->view().scale(), m_stage->view().isFitted());
}

void ViewportPanel::showPixel()
{
    const PictureStage& stage = activeStage();
    const std::optional<QPoint> at = stage.probedPixel();
    if (!at)
        return m_tools->clearPixel();
    const DisplayPicture& picture = stage.picture();
    m_tools->showPixel(*at, readPixel(*picture.values, at->x(), at->y(), picture.storage),
                       colourOf(picture, *at, stage.look()), stage.hasMark());
}

QString ViewportPanel::pixelText() const
{
    return m_tools->pixel();
}

PictureStage& ViewportPanel::activeStage() const
{
    return m_fullScreen && m_fullScreen->isActiveWindow() ? m_fullScreen->stage() : *m_stage;
}

FullScreenView* ViewportPanel::fullScreenView() const
{
    return m_fullScreen;
}

bool ViewportPanel::isFullScreen() const
{
    return m_fullScreen && m_fullScreen->isVisible();
}

void ViewportPanel::setFullScreen(bool on)
{
    if (on && !isFullScreen())
        openFullScreen(*screen());
    else if (!on && m_fullScreen)
        m_fullScreen->close();
}

void ViewportPanel::setFullScreenOn(const QString& screenName)
{
    const QList<QScreen*> screens = QGuiApplication::screens();
    const auto found = std::find_if(screens.begin(), screens.end(),
                                    [&](const QScreen* each) { return each->name() == screenName; });
    if (found != screens.end())
        openFullScreen(**found);
}

void ViewportPanel::openFullScreen(QScreen& screen)
{
    if (!m_fullScreen) {
        m_fullScreen = new FullScreenView(nullptr);
        m_fullScreen->setAttribute(Qt::WA_DeleteOnClose);
        m_fullScreen->setWindowIcon(window()->windowIcon());
        connectStage(m_fullScreen->stage());
        m_actions->addKeysTo(m_fullScreen->stage());
        connect(m_fullScreen, &FullScreenView::left, this, [this] {
            m_fullScreen = nullptr;
            if (m_latest.shown)
                m_stage->showPicture(m_latest, m_stream);
            updateRunning();
            Q_EMIT optionsChanged();
            if (!window()->isVisible())
                return;
            window()->activateWindow();
            m_stage->setFocus();
        });
        connect(&screen, &QObject::destroyed, m_fullScreen, &QWidget::close);
    }
    m_fullScreen->openOn(screen);
    if (m_latest.shown)
        m_fullScreen->stage().showPicture(m_latest, m_stream);
    else
        m_fullScreen->stage().showMessage(m_stage->message());
    applyOptions();
    updateRunning();
}

void ViewportPanel::saveStill(PicturePtr picture, const QString& pixelFormat)
{
    PictureStill still;
    still.picture = std::move(picture);
    still.pixelFormat = pixelFormat;
    still.folder = picturesFolder();
    still.name = m_operator ? m_operator->name() : QStringLiteral("picture");
    if (!still.picture)
        Q_EMIT refused(tr("There is no picture to save."));
    else if (!m_saver->save(std::move(still)))
        Q_EMIT refused(tr("Pictures are asked for faster than they are written. Try again in a moment."));
}

void ViewportPanel::savePicture()
{
    const bool isStored = m_latest.storage && hasParameter(m_operator, QStringLiteral("format"));
    saveStill(m_latest.values,
              isStored ? m_operator->params().text(QStringLiteral("format")) : QStringLiteral("useinput"));
}

void ViewportPanel::saveView()
{
    PictureStage& stage = activeStage();
    saveStill(stage.hasPicture() ? pictureOf(stage.grab().toImage()) : nullptr, QStringLiteral("useinput"));
}

void ViewportPanel::copyPicture()
{
    const PicturePtr picture = m_latest.values;
    const QImage image = picture ? imageOf(picture) : QImage();
    if (image.isNull()) {
        Q_EMIT refused(tr("There is no picture to copy."));
        return;
    }
    QGuiApplication::clipboard()->setImage(image);
    Q_EMIT told(tr("Copied the picture, %1 × %2 pixels").arg(image.width()).arg(image.height()));
}

} // namespace reelout
