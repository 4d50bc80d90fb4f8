// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

class QLineEdit;
class QToolButton;

namespace reelout {

/// A path or name: typed, chosen in a dialog, or dropped. A dropped folder keeps the name and changes where
/// it goes.
class FileEditor final : public ParamEditor {
    Q_OBJECT

public:
    FileEditor(const ParamDescriptor& row, const EditorContext& context, QWidget* parent);

    void showValue(const QVariant& value) override;
    void showMixed(const QVariantList& values) override;
    QList<QWidget*> controls() const override;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void browse();
    void take(const QString& path);

    const EditorContext& m_context;
    QLineEdit* m_line;
    QToolButton* m_browse;
    QString m_shown;
};

} // namespace reelout
