// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

#include <functional>
#include <map>

class QLabel;
class QToolButton;

namespace reelout {

/// One block of a sequence: a grip to move it by, a line with its fields and the button that removes it.
class SequenceBlock final : public QWidget {
    Q_OBJECT

public:
    SequenceBlock(const ParamDescriptor& row, const EditorContext& context, QWidget* parent);

    /// What it is called where names are read out.
    void showNumber(int number);

    void showValue(const QVariantMap& fields);
    QVariantMap value() const;
    QList<QWidget*> controls() const { return m_controls; }

Q_SIGNALS:
    void edited();
    void removeAsked();
    void moveAsked(int by); ///< down is positive

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Field {
        std::function<void(const QVariant&)> show;
        std::function<QVariant()> read;
    };
    Field makeField(const SequenceField& field, const EditorContext& context);
    void makeGrip();

    const ParamDescriptor& m_row;
    QLabel* m_grip;
    QToolButton* m_remove;
    QStringList m_labels; ///< of the fields, in the order of the controls

    QVariantMap m_shown; ///< keeps keys no field knows
    std::map<QString, Field> m_fields;
    QList<QWidget*> m_controls;
};

} // namespace reelout
