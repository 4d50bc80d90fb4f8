// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_descriptor.h"

#include <QDoubleSpinBox>

namespace reelout {

/// A number to type, to step with the arrow keys, or to compute ("1920/2"). Clamped to the hard range.
class NumberField final : public QDoubleSpinBox {
    Q_OBJECT

public:
    enum class Kind { Whole, Real };
    NumberField(Kind kind, const NumberRange& range, QWidget* parent = nullptr);

    QValidator::State validate(QString& text, int& position) const override;
    double valueFromText(const QString& text) const override;
    QString textFromValue(double value) const override;

protected:
    /// A wheel turned to scroll the page must not change what lies under it.
    void wheelEvent(QWheelEvent* event) override;

private:
    Kind m_kind;
};

} // namespace reelout
