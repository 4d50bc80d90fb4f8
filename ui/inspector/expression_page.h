// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

class QLineEdit;
class QTimer;
class QToolButton;

namespace reelout {

class ExpressionCompleter;

/// What takes the editor's place in expression mode: the expression, and for files a button that changes only
/// the folder in it.
class ExpressionPage final : public QWidget {
    Q_OBJECT

public:
    ExpressionPage(const ParamDescriptor& row, const EditorContext& context, QWidget* parent);

    void showExpression(const QString& expression);
    /// Several that differ.
    void showMixed();
    void edit();
    QLineEdit* line() const { return m_line; }
    ExpressionCompleter* completer() const { return m_completer; }
    QList<QWidget*> controls() const;

Q_SIGNALS:
    void edited(const QString& expression);
    void typed(const QString& expression); ///< not taken yet; empty = typing is over
    void folderChosen(const QString& folder);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void finish();

    QLineEdit* m_line;
    ExpressionCompleter* m_completer = nullptr;
    QToolButton* m_folder = nullptr;
    QTimer* m_pause;
    QString m_shown;
};

} // namespace reelout
