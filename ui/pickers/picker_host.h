// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pickers/picker.h"

#include <QPointer>

namespace reelout {

/// Opens the picker of a pulse that has one, whoever pressed it: the inspector, a script, the remote control.
/// What is picked is set on every operator that was pulsed meanwhile. One picker at a time. Owned by the
/// window.
class PickerHost final : public QObject {
    Q_OBJECT

public:
    PickerHost(Engine& engine, QWidget& window);

    bool isOpen() const { return m_picker != nullptr; }

Q_SIGNALS:
    void failed(const QString& why);

private:
    struct Target {
        QPointer<Operator> op;
        QString parameter;
    };
    void onPulse(Operator& op, const QString& parameter);
    void set(const QVariantList& values);
    void close();

    Engine& m_engine;
    QWidget& m_window;
    QString m_name;
    QPointer<Picker> m_picker;
    std::vector<Target> m_targets;
};

} // namespace reelout
