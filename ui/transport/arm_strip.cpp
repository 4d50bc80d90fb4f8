// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/arm_strip.h"

#include "ui/transport/arm_light.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace reelout {

ArmStrip::ArmStrip(Engine& engine, QWidget* parent)
    : QWidget(parent),
      m_engine(engine),
      m_row(new QHBoxLayout(this)),
      m_more(new QToolButton(this)),
      m_moreMenu(new QMenu(m_more))
{
    setAccessibleName(tr("Armed recorders"));
    auto* caption = new QLabel(tr("Armed"), this);
    caption->setObjectName(QStringLiteral("note"));
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    m_row->addWidget(caption);
    m_row->addSpacing(4);
    m_row->addWidget(m_more);
    m_more->setMenu(m_moreMenu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::StrongFocus);
    connect(m_moreMenu, &QMenu::aboutToShow, this, &ArmStrip::fillMore);
    connect(&engine, &Engine::recorderAdded, this, [this] { rebuild(nullptr); });
    connect(&engine, &Engine::recorderAboutToBeRemoved, this,
            [this](const Recorder* recorder) { rebuild(recorder); });
    rebuild(nullptr);
}

void ArmStrip::rebuild(const Recorder* without)
{
    for (ArmLight* light : m_lights)
        delete light;
    m_lights.clear();
    int count = 0;
    for (Recorder* recorder : m_engine.recorders()) {
        if (recorder == without || ++count > kMostLights)
            continue;
        auto* light = new ArmLight(*recorder, this);
        m_row->insertWidget(m_row->count() - 1, light);
        m_lights.push_back(light);
    }
    const int rest = count - kMostLights;
    m_more->setVisible(rest > 0);
    m_more->setText(QStringLiteral("+%1").arg(std::max(rest, 0)));
    m_more->setAccessibleName(tr("%n more recorders", nullptr, std::max(rest, 0)));
}

void ArmStrip::fillMore()
{
    m_moreMenu->clear();
    const auto all = m_engine.recorders();
    for (std::size_t index = kMostLights; index < all.size(); ++index) {
        Operator* sink = &all[index]->sink();
        QAction* action = m_moreMenu->addAction(sink->name());
        action->setCheckable(true);
        action->setChecked(sink->isActive());
        connect(action, &QAction::triggered, sink, &Operator::setActive);
    }
}

} // namespace reelout
