// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>
#include <QSpinBox>
#include <QWheelEvent>

namespace reelout {

/// A spin box that leaves the wheel to the page unless it has the focus, and tells of typed numbers when they
/// are complete.
template <typename Base>
class QuietSpinBox final : public Base {
public:
    explicit QuietSpinBox(QWidget* parent) : Base(parent)
    {
        Base::setFocusPolicy(Qt::StrongFocus);
        Base::setKeyboardTracking(false);
        Base::setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

protected:
    void wheelEvent(QWheelEvent* event) override
    {
        if (Base::hasFocus())
            Base::wheelEvent(event);
        else
            event->ignore();
    }
};

} // namespace reelout
