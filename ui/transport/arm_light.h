// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/recorder.h"

#include <QAbstractButton>

namespace reelout {

/// The state of one recorder as a light; checked while it is armed. Lives no longer than the recorder.
class ArmLight final : public QAbstractButton {
    Q_OBJECT

public:
    ArmLight(Recorder& recorder, QWidget* parent);

    Recorder& recorder() const { return m_recorder; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showState();

    Recorder& m_recorder;
};

} // namespace reelout
