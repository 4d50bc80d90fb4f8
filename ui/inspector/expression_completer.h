// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "script/completion.h"

#include <QObject>

#include <functional>

class QCompleter;
class QLineEdit;
class QStandardItemModel;

namespace reelout {

/// Helps with typing an expression in a line: shows below it how it may go on, each with what it is worth
/// now. Tab or Return takes the marked one, Ctrl+Space asks for them, Escape sends them away. Owned by the
/// line.
class ExpressionCompleter final : public QObject {
    Q_OBJECT

public:
    using Ask = std::function<Completions(const QString& text, int cursor)>;

    /// Which key takes the first one: any, or Tab alone where Return does something of its own.
    enum class Return { Takes, Passes };
    ExpressionCompleter(QLineEdit& line, Ask ask, Return onReturn = Return::Takes);

    bool isShown() const;
    QStringList shownTexts() const;

Q_SIGNALS:
    void completed(); ///< the line's text is another

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void show();
    void take(const QString& text);

    QLineEdit& m_line;
    Ask m_ask;
    Return m_return;
    QStandardItemModel* m_model;
    QCompleter* m_completer;
    int m_begin = 0;
};

} // namespace reelout
