// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSlider>

namespace reelout {

/// A thin horizontal slider between two numbers, whole or real. Values outside (the hard range is wider than
/// the slider's) stand at its end.
class ValueSlider final : public QAbstractSlider {
    Q_OBJECT

public:
    enum class Kind { Whole, Real };
    ValueSlider(Kind kind, double minimum, double maximum, QWidget* parent = nullptr);

    void showNumber(double number);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void moved(double number); ///< by the person only

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    double numberAt(int position) const;
    void moveTo(double x);

    Kind m_kind;
    double m_minimum;
    double m_maximum;
    bool m_showing = false;
};

} // namespace reelout
