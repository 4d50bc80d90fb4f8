// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJSEngine>
#include <QJSValue>
#include <QObject>

namespace reelout {

class ScriptThread;

/// What the library of scripts calls of ours. On the script's thread; only the library holds it.
class ScriptThreadHost final : public QObject {
    Q_OBJECT

public:
    ScriptThreadHost(QJSEngine& engine, ScriptThread& thread) : m_engine(engine), m_thread(thread) {}

    /// {value: …} or {error: text}.
    Q_INVOKABLE QJSValue call(const QString& name, const QJSValue& arguments);
    Q_INVOKABLE void print(const QString& text);
    /// Calls `function` in `seconds`.
    Q_INVOKABLE void after(const QJSValue& function, double seconds);
    /// False when the script was stopped meanwhile.
    Q_INVOKABLE bool wait(double seconds);
    /// Grows with all that happens to recorders.
    Q_INVOKABLE int news();
    /// Waits until it is not `seen` any more.
    Q_INVOKABLE void waitForNews(int seen);
    /// A script's text with its TouchDesigner turns made ours.
    Q_INVOKABLE QString rewritten(const QString& source);

private:
    QJSEngine& m_engine;
    ScriptThread& m_thread;
};

} // namespace reelout
