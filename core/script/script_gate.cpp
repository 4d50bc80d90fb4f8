// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_gate.h"

#include <memory>

namespace reelout {

namespace {

QVariantMap stopped()
{
    return {{QStringLiteral("error"), QStringLiteral("the script was stopped")}};
}

} // namespace

ScriptGate::ScriptGate(QObject& receiver, Answerer answerer)
    : m_receiver(&receiver),
      m_answerer(std::move(answerer))
{}

void ScriptGate::post(const std::shared_ptr<ScriptGate>& self, std::function<void()> job)
{
    const std::lock_guard lock(m_mutex);
    if (!m_receiver)
        return;
    QMetaObject::invokeMethod(
        m_receiver,
        [self, job = std::move(job)] {
            {
                const std::lock_guard look(self->m_mutex);
                if (!self->m_receiver)
                    return;
            }
            job();
        },
        Qt::QueuedConnection);
}

QVariantMap ScriptGate::call(const std::shared_ptr<ScriptGate>& self, const QString& name,
                             const QVariantList& arguments)
{
    auto asked = std::make_shared<Asked>();
    asked->name = name;
    asked->arguments = arguments;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_receiver)
            return stopped();
        m_asked = asked;
    }
    post(self, [self, asked] {
        {
            const std::lock_guard look(self->m_mutex);
            // What a stopped script asked for is not done any more.
            if (asked->isGivenUp)
                return;
        }
        QVariantMap answer = self->m_answerer(asked->name, asked->arguments);
        const std::lock_guard lock(self->m_mutex);
        asked->answer = std::move(answer);
        asked->isAnswered = true;
        self->m_answered.notify_all();
    });
    std::unique_lock lock(m_mutex);
    m_answered.wait(lock, [&] { return asked->isAnswered || asked->isGivenUp || !m_receiver; });
    m_asked.reset();
    return asked->isAnswered ? std::move(asked->answer) : stopped();
}

void ScriptGate::interrupt()
{
    const std::lock_guard lock(m_mutex);
    if (m_asked)
        m_asked->isGivenUp = true;
    m_answered.notify_all();
}

void ScriptGate::close()
{
    const std::lock_guard lock(m_mutex);
    m_receiver = nullptr;
    m_answered.notify_all();
}

} // namespace reelout
