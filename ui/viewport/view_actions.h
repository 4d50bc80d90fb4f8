// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewport/guides.h"
#include "ui/viewport/view_look.h"

#include <QObject>

#include <vector>

class QAction;
class QActionGroup;
class QMenu;
class QToolButton;
class QWidget;

namespace reelout {

class ViewportPanel;

/// Everything one can do to the view, as actions: one for the menu bar, the buttons and the keys. Single
/// letters and digits count while the picture has the keyboard, here or on the full screen.
class ViewActions final : public QObject {
    Q_OBJECT

public:
    explicit ViewActions(ViewportPanel& panel);

    QAction* preview() const { return m_preview; }
    QAction* written() const { return m_written; }
    QAction* fullScreen() const { return m_fullScreen; }
    QAction* exposureOff() const { return m_exposureOff; }
    QAction* savePicture() const { return m_savePicture; }

    /// The View menu of the window, but for what belongs to other panels.
    void fillMenu(QMenu& menu);
    QMenu* makeZoomMenu(QWidget* parent);
    QMenu* makeChannelsMenu(QWidget* parent);
    QMenu* makeGuidesMenu(QWidget* parent);
    /// A button for an action, named and with the key in its tooltip.
    static QToolButton* makeButton(QAction* action, QWidget* parent);

    /// The keys also work in `widget` and what is in it.
    void addKeysTo(QWidget& widget);

private:
    QAction* add(const QString& text, const QList<QKeySequence>& keys = {});
    QAction* addToggle(const QString& text, const QList<QKeySequence>& keys = {});
    void addPlaceActions();
    void addChannelActions();
    void addExposureActions();
    void addGuideActions();
    void addProbeActions();
    void addFillActions();
    void addOutputActions();
    void fillScreens(QMenu& menu);
    /// Menus and buttons follow what is so.
    void show();

    ViewportPanel& m_panel;
    std::vector<QAction*> m_all;
    std::vector<QAction*> m_place;
    std::vector<QAction*> m_moves;
    std::vector<QAction*> m_exposure;
    std::vector<std::pair<ViewChannels, QAction*>> m_channels;
    std::vector<std::pair<Guide, QAction*>> m_guides;
    std::vector<QAction*> m_probe;
    QActionGroup* m_fill = nullptr;
    QActionGroup* m_smoothness = nullptr;
    QAction* m_preview = nullptr;
    QAction* m_written = nullptr;
    QAction* m_fullScreen = nullptr;
    QAction* m_exposureOff = nullptr;
    QAction* m_savePicture = nullptr;
    QAction* m_saveView = nullptr;
    QAction* m_copy = nullptr;
    double m_formerStops = 0.0; ///< what switching the exposure on again brings back
};

/// "RGBA", "R" …: what a button shows.
QString channelsLabel(ViewChannels channels);

} // namespace reelout
