// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QObject>
#include <QVariant>
#include <QWidget>

#include <memory>

namespace reelout {

/// A way to show on the screen what a parameter is to be. Lives until it has said one of its signals.
class Picker : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// `values`: what the parameters are now, in the order of ParamDescriptor::picked.
    virtual void open(const QVariantList& values) = 0;

Q_SIGNALS:
    void picked(const QVariantList& values);
    void cancelled();
    void failed(const QString& why);
};

/// What a picker may need.
struct PickerContext {
    std::shared_ptr<ScreenBackend> screens;
    QWidget* window = nullptr; ///< the program's, which is out of the way while people point at the screen
    bool withOwn = false;      ///< this program's windows count
};

/// The picker of a name (operators/provider_names.h); null for one nobody knows.
Picker* makePicker(const QString& name, const PickerContext& context, QObject* parent);

} // namespace reelout
