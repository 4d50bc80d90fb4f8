// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preset/preset_store.h"

#include <QPointer>
#include <QToolButton>

class QMenu;

namespace reelout {

/// The presets of the selected operator's type: choose one, save one, manage them. The store must outlive it.
class PresetButton final : public QToolButton {
    Q_OBJECT

public:
    explicit PresetButton(PresetStore& store, QWidget* parent = nullptr);

    void setOperator(Operator* op);
    /// Puts a preset on the operator and tells how that went.
    void apply(const Preset& preset);
    /// Asks for a name and keeps what the operator is set to.
    void saveAsking();
    void manage();

Q_SIGNALS:
    void refused(const QString& text);
    void told(const QString& text);

private:
    void fill(QMenu& menu);
    void fillInitials(QMenu& menu, const std::vector<Preset>& presets);

    PresetStore& m_store;
    QPointer<Operator> m_operator;
};

} // namespace reelout
