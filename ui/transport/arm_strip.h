// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QWidget>

class QHBoxLayout;
class QMenu;
class QToolButton;

namespace reelout {

class ArmLight;

/// A light for each recorder of the project: its state, and by a click whether it is armed. What does not
/// find room is in a menu.
class ArmStrip final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kMostLights = 8;

    explicit ArmStrip(Engine& engine, QWidget* parent = nullptr);

    std::vector<ArmLight*> lights() const { return m_lights; }
    /// Recorders without a light of their own; hidden while there are none.
    QToolButton& more() const { return *m_more; }

private:
    void rebuild(const Recorder* without);
    void fillMore();

    Engine& m_engine;
    QHBoxLayout* m_row;
    QToolButton* m_more;
    QMenu* m_moreMenu;
    std::vector<ArmLight*> m_lights;
};

} // namespace reelout
