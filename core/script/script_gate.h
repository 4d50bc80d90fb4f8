// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariantList>
#include <QVariantMap>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

namespace reelout {

/// Takes a script's calls from its thread to the main thread, and the answers back. The script waits; the
/// main thread never does. Shared by both; once closed every call fails, also one that waits.
class ScriptGate {
public:
    using Answerer = std::function<QVariantMap(const QString& call, const QVariantList& arguments)>;

    /// `answerer` is called on the thread of `receiver`, until close().
    ScriptGate(QObject& receiver, Answerer answerer);

    /// Script thread. {"error": text} when the script was stopped meanwhile.
    QVariantMap call(const std::shared_ptr<ScriptGate>& self, const QString& name,
                     const QVariantList& arguments);
    /// Does `job` on the main thread some time; nothing once closed. Any thread.
    void post(const std::shared_ptr<ScriptGate>& self, std::function<void()> job);

    /// The call that waits fails now, later ones work again. Any thread.
    void interrupt();
    /// For good. On the main thread.
    void close();

private:
    struct Asked {
        QString name;
        QVariantList arguments;
        QVariantMap answer;
        bool isAnswered = false;
        bool isGivenUp = false;
    };

    std::mutex m_mutex;
    std::condition_variable m_answered;
    QObject* m_receiver; ///< null once closed
    Answerer m_answerer;
    std::shared_ptr<Asked> m_asked; ///< the call that waits
};

} // namespace reelout
