// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pickers/desktop_picture.h"
#include "ui/pickers/physical_screens.h"
#include "ui/pickers/screen_tool.h"

#include <QObject>
#include <QWidget>

namespace reelout {

class FrozenScreen;

/// Covers all screens with a picture of how they looked, on which a tool works, until it is done or Escape is
/// pressed. Everything behind stays as it is: no menu closes, nothing is raised.
class FrozenDesktop final : public QObject {
    Q_OBJECT

public:
    FrozenDesktop(std::shared_ptr<const DesktopPicture> picture, ScreenTool& tool, QObject* parent = nullptr);
    ~FrozenDesktop() override;

    void show();

Q_SIGNALS:
    void accepted();
    void cancelled();

private:
    friend class FrozenScreen;
    void hide();

    const std::shared_ptr<const DesktopPicture> m_picture;
    ScreenTool& m_tool;
    const QList<ScreenPlace> m_places;
    std::vector<std::unique_ptr<FrozenScreen>> m_screens;
};

/// One screen of it.
class FrozenScreen final : public QWidget {
    Q_OBJECT

public:
    FrozenScreen(FrozenDesktop& desktop, ScreenPlace place);

    /// Says what the tool has marked to who can't see it.
    void describe();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QPoint at(const QMouseEvent& event) const;

    FrozenDesktop& m_desktop;
    const ScreenPlace m_place;
};

} // namespace reelout
