// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_descriptor.h"

#include <QDoubleSpinBox>

namespace reelout {

/// A number to type, to step with the arrow keys, to drag, or to compute ("1920/2", "25 fps"). Clamped to the
/// hard range. Can stand for several numbers that differ; then it is empty until one is given.
class NumberField final : public QDoubleSpinBox {
    Q_OBJECT

public:
    enum class Kind { Whole, Real };
    NumberField(Kind kind, const NumberRange& range, const QString& unit = {}, QWidget* parent = nullptr);

    void showNumber(double number);
    /// Several numbers; `number` is where stepping and dragging begin.
    void showMixed(double number);
    /// How far the number moves while the mouse is dragged by one pixel.
    double dragStep() const { return m_dragStep; }
    /// A number that a drag gives: rounded to what the drag can mean.
    void dragTo(double number, double stepPerPixel);
    bool isWhole() const { return m_kind == Kind::Whole; }

    QValidator::State validate(QString& text, int& position) const override;
    double valueFromText(const QString& text) const override;
    QString textFromValue(double value) const override;
    void stepBy(int steps) override;

Q_SIGNALS:
    void edited(double number); ///< by the person only

protected:
    /// A wheel turned to scroll the page must not change what lies under it.
    void wheelEvent(QWheelEvent* event) override;

private:
    void showUnit();
    void leaveMixed();
    void finish();
    std::optional<double> numberIn(QString text) const;

    Kind m_kind;
    QString m_unit;
    double m_dragStep = 0.01;
    bool m_isMixed = false;
    bool m_wasMixed = false; ///< what is typed now counts even if it is the number we began with
    bool m_isShowing = false;
};

} // namespace reelout
