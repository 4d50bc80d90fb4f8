// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

#include <functional>
#include <map>

class QToolButton;

namespace reelout {

/// One block of a sequence: a line with its fields and the button that removes it.
class SequenceBlock final : public QWidget {
    Q_OBJECT

public:
    SequenceBlock(const ParamDescriptor& row, int index, const EditorContext& context, QWidget* parent);

    void showValue(const QVariantMap& fields);
    QVariantMap value() const;
    QList<QWidget*> controls() const { return m_controls; }

Q_SIGNALS:
    void edited();
    void removeAsked();

private:
    struct Field {
        std::function<void(const QVariant&)> show;
        std::function<QVariant()> read;
    };
    Field makeField(const SequenceField& field, const EditorContext& context);

    QVariantMap m_shown; ///< keeps keys no field knows
    std::map<QString, Field> m_fields;
    QList<QWidget*> m_controls;
};

} // namespace reelout
