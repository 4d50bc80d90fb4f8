// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/report.h"

#include <QWidget>

#include <vector>

class QLabel;
class QMenu;
class QToolButton;

namespace reelout {

/// The figures of a take, each in its fixed place: frames, repeated, skipped, encoder load, rate, size, room
/// left, sound against picture; how far it is where that is known. Where there is no room for all, those that
/// matter least are in a menu.
class TakeFigures final : public QWidget {
    Q_OBJECT

public:
    enum class Figure { Progress, Frames, Repeated, Skipped, Load, Rate, Size, Room, Offset };

    explicit TakeFigures(QWidget* parent = nullptr);

    void show(const RecordStats& stats);
    void showRoom(const QString& text);
    QString text(Figure figure) const;
    QString caption(Figure figure) const;
    /// Opens what has no room; hidden while there is none.
    QToolButton& more() const { return *m_more; }
    QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Place {
        Figure figure;
        int importance; ///< the lowest goes first
        QWidget* column = nullptr;
        QLabel* value = nullptr;
        QLabel* caption = nullptr;
        QString name; ///< the caption when there is nothing to complain of
        bool isWanted = true;
    };
    void add(Figure figure, int importance, const QString& name, const QString& widest, const QString& help,
             const QStringList& captions = {});
    Place& place(Figure figure);
    void set(Figure figure, const QString& text);
    /// A caption in words and a colour; empty = all is well.
    void mark(Figure figure, const QString& complaint);
    void chooseShown();
    void buildMore();
    void fillMore();

    std::vector<Place> m_places;
    QToolButton* m_more = nullptr;
    QMenu* m_moreMenu = nullptr;
};

} // namespace reelout
