// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/report.h"

#include <QWidget>

class QLabel;

namespace reelout {

/// Frames, repeated, skipped, size and room left, each in its fixed place; how far it is where that is known.
class TakeFigures final : public QWidget {
    Q_OBJECT

public:
    explicit TakeFigures(QWidget* parent = nullptr);

    void show(const RecordStats& stats);
    void showRoom(const QString& text);

private:
    QLabel* add(const QString& caption, const QString& widest, const QString& help);

    QLabel* m_progress;
    QLabel* m_frames;
    QLabel* m_repeated;
    QLabel* m_skipped;
    QLabel* m_size;
    QLabel* m_room;
};

} // namespace reelout
