// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

class QLineEdit;
class QMenu;
class QToolButton;

namespace reelout {

/// A line of text; with a provider in its row, a button lists suggestions. Channels of an input are ticked
/// there one by one.
class TextEditor final : public ParamEditor {
    Q_OBJECT

public:
    TextEditor(const ParamDescriptor& row, QWidget* parent);

    void showValue(const QVariant& value) override;
    void showMixed(const QVariantList& values) override;
    void showItems(const std::vector<MenuItem>& items) override;
    QList<QWidget*> controls() const override;

private:
    void openSuggestions();
    void fillChannels(QMenu& menu);
    void take(const QString& text);

    QLineEdit* m_line;
    QToolButton* m_suggest = nullptr;
    std::vector<MenuItem> m_items;
    QString m_shown;
};

} // namespace reelout
