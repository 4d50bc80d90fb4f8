// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QKeySequenceEdit;
class QToolButton;

namespace reelout {

/// One key with its modifiers, taken by pressing it; Tab and Shift+Tab go on, a button takes it away. Main
/// thread.
class KeyField final : public QWidget {
    Q_OBJECT

public:
    explicit KeyField(QWidget* parent);

    /// As QKeySequence::PortableText; empty = none.
    void setKeys(const QString& keys);

Q_SIGNALS:
    void edited(const QString& keys);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void take();

    QKeySequenceEdit* m_edit;
    QToolButton* m_clear;
};

} // namespace reelout
