// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

namespace reelout {

/// A row of controls that goes on in a second line where it has no room, so that its least width is that of
/// its widest control, whatever the size of the text. What is left of a line goes to the first control in it
/// that wants to expand.
class FlowLayout final : public QLayout {
public:
    explicit FlowLayout(QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    int count() const override;
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSize() const override;
    QSize sizeHint() const override;
    void setGeometry(const QRect& rect) override;

private:
    enum class Placing { Measure, Place };
    /// Height of all lines, margins included.
    int arrange(const QRect& rect, Placing placing) const;

    QList<QLayoutItem*> m_items;
};

} // namespace reelout
