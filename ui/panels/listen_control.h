// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/sound_monitor.h"

#include <QWidget>

class QMenu;
class QSlider;
class QToolButton;

namespace reelout {

/// The little row under the meters through which what they show can be listened to: on and off, mute, volume,
/// and the output to be heard from. Volume and output are preferences.
class ListenControl final : public QWidget {
    Q_OBJECT

public:
    explicit ListenControl(SoundMonitor& monitor, QWidget* parent = nullptr);

    QToolButton& listenButton() const { return *m_listen; }
    QToolButton& muteButton() const { return *m_mute; }
    QSlider& volumeSlider() const { return *m_volume; }

Q_SIGNALS:
    /// Why nothing is to be heard.
    void refused(const QString& text);

private:
    void refresh();
    void fillOutputs();

    SoundMonitor& m_monitor;
    QToolButton* m_listen;
    QToolButton* m_mute;
    QSlider* m_volume;
    QToolButton* m_where;
    QMenu* m_outputs;
};

} // namespace reelout
