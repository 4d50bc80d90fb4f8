// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/listen_control.h"

#include "base/error_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

namespace reelout {

namespace {

constexpr int kSteps = 100;

QToolButton* toolButton(QWidget* parent, const QString& name, const QString& tip)
{
    auto* button = new QToolButton(parent);
    button->setAccessibleName(name);
    button->setToolTip(tip);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

ListenControl::ListenControl(SoundMonitor& monitor, QWidget* parent)
    : QWidget(parent),
      m_monitor(monitor),
      m_listen(toolButton(this, tr("Listen"),
                          tr("Listen to what the meters show. What is recorded stays as it is."))),
      m_mute(toolButton(this, tr("Mute"), tr("Silent for the moment; the recording is not"))),
      m_volume(new QSlider(Qt::Horizontal, this)),
      m_where(toolButton(this, tr("Listen through"), tr("The output to listen through"))),
      m_outputs(new QMenu(this))
{
    m_listen->setCheckable(true);
    m_listen->setIcon(icon(QStringLiteral("headphones")));
    m_mute->setCheckable(true);
    m_volume->setRange(0, kSteps);
    m_volume->setAccessibleName(tr("Listening volume"));
    m_volume->setToolTip(tr("How loud you hear it; the recording stays as it is"));
    m_volume->setMaximumWidth(scaled(160));
    m_where->setPopupMode(QToolButton::InstantPopup);
    m_where->setMenu(m_outputs);
    m_where->setIcon(icon(QStringLiteral("chevron")));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 2);
    layout->setSpacing(4);
    layout->addWidget(m_listen);
    layout->addWidget(m_mute);
    layout->addWidget(m_volume, 1);
    layout->addWidget(m_where);
    layout->addStretch(1);

    connect(m_listen, &QToolButton::clicked, &monitor, &SoundMonitor::setOn);
    connect(m_mute, &QToolButton::clicked, &monitor, &SoundMonitor::setMuted);
    connect(m_volume, &QSlider::valueChanged, this,
            [this](int value) { m_monitor.setVolume(static_cast<double>(value) / kSteps); });
    connect(m_outputs, &QMenu::aboutToShow, this, &ListenControl::fillOutputs);
    connect(&monitor, &SoundMonitor::outputsChanged, this, [this] {
        if (m_outputs->isVisible())
            fillOutputs();
    });
    connect(&monitor, &SoundMonitor::stopped, this, &ListenControl::refused);
    connect(&monitor, &SoundMonitor::changed, this, &ListenControl::refresh);
    refresh();
}

void ListenControl::refresh()
{
    m_listen->setChecked(m_monitor.isOn());
    m_mute->setChecked(m_monitor.isMuted());
    m_mute->setIcon(icon(m_monitor.isMuted() ? QStringLiteral("speakeroff") : QStringLiteral("speaker")));
    for (QWidget* widget : {static_cast<QWidget*>(m_mute), static_cast<QWidget*>(m_volume)})
        widget->setEnabled(m_monitor.isOn());
    const QSignalBlocker blocker(m_volume);
    m_volume->setValue(qRound(m_monitor.volume() * kSteps));
}

void ListenControl::fillOutputs()
{
    m_outputs->clear();
    const auto add = [this](const QString& text, const QString& id) {
        QAction* action = m_outputs->addAction(text, this, [this, id] { m_monitor.setOutput(id); });
        action->setCheckable(true);
        action->setChecked(m_monitor.output() == id);
    };
    add(tr("Default output"), QString());
    const DeviceLists::List& outputs = m_monitor.outputs();
    if (outputs.error)
        m_outputs->addAction(describe(*outputs.error))->setEnabled(false);
    else if (!outputs.isKnown)
        m_outputs->addAction(tr("Looking for outputs …"))->setEnabled(false);
    for (const DeviceInfo& output : outputs.devices)
        add(output.label, output.id);
}

} // namespace reelout
