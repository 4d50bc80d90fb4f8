// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_thread.h"

#include "script/script_library.h"
#include "script/script_rewrite.h"
#include "script/script_thread_host.h"
#include "script/script_values.h"
#include "script/watchdog.h"

#include <QJSEngine>

#include <algorithm>

namespace reelout {

namespace {

/// A script may take its time; what it may not is take the memory that recordings need.
constexpr Duration kTimeLimit = std::chrono::hours(24 * 366);
constexpr std::size_t kGrowthLimit = std::size_t(2) * 1024 * 1024 * 1024;
constexpr std::size_t kMostJobs = 10000;

} // namespace

ScriptThread::ScriptThread(std::shared_ptr<ScriptGate> gate, ScriptVoice voice)
    : m_gate(std::move(gate)),
      m_voice(std::move(voice))
{}

void ScriptThread::post(ScriptJob job)
{
    const std::lock_guard lock(m_mutex);
    if (m_jobs.size() >= kMostJobs)
        m_jobs.pop_front();
    m_jobs.push_back(std::move(job));
    ++m_news;
    m_changed.notify_all();
}

void ScriptThread::interrupt()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isInterrupted = true;
        m_jobs.clear();
        if (m_engine)
            m_engine->setInterrupted(true);
        m_changed.notify_all();
    }
    m_gate->interrupt();
}

void ScriptThread::wake()
{
    const std::lock_guard lock(m_mutex);
    ++m_news;
    m_changed.notify_all();
}

bool ScriptThread::waitUntil(Time due)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_until(lock, m_stop, due, [this] { return m_isInterrupted; });
    return !m_isInterrupted && !m_stop.stop_requested();
}

bool ScriptThread::waitUntilOver(Duration patience)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [this] { return m_isOver; });
}

int ScriptThread::news()
{
    const std::lock_guard lock(m_mutex);
    return m_news;
}

void ScriptThread::waitForNews(int seen)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, m_stop, [&] { return m_isInterrupted || m_news != seen; });
}

QString ScriptThread::failureOf(const QJSValue& error, const QString& file) const
{
    const int line = error.property(QStringLiteral("lineNumber")).toInt();
    const QString where = error.property(QStringLiteral("fileName")).toString();
    const QString message =
        error.isError() ? error.property(QStringLiteral("message")).toString() : error.toString().left(500);
    // The library's own lines say nothing to who wrote the script.
    const bool isKnown = error.isError() && line > 0 && (where.isEmpty() || where.endsWith(file));
    return isKnown ? QStringLiteral("%1:%2: %3").arg(file).arg(line).arg(message) : message;
}

void ScriptThread::doJob(QJSEngine& engine, const ScriptJob& job)
{
    if (job.kind != ScriptJob::Kind::Source) {
        const QJSValue result = m_caller.call({job.text, scriptValue(engine, job.arguments)});
        if (result.isError())
            m_voice.fail(failureOf(result, job.text));
        else if (result.isString())
            m_voice.fail(result.toString());
        return;
    }
    QStringList trace;
    const QJSValue result = engine.evaluate(rewrittenScript(job.text), job.file, 1, &trace);
    if (!trace.isEmpty() || result.isError())
        m_voice.fail(failureOf(result, job.file));
    else if (job.showsValue && !result.isUndefined())
        m_voice.print(m_describe.call({result}).toString());
}

bool ScriptThread::doTimer(QJSEngine& engine)
{
    Q_UNUSED(engine)
    const auto next = std::min_element(m_timers.begin(), m_timers.end(),
                                       [](const Timer& a, const Timer& b) { return a.due < b.due; });
    if (next == m_timers.end() || next->due > std::chrono::steady_clock::now())
        return false;
    const QJSValue function = next->function;
    m_timers.erase(next);
    const QJSValue result = function.call();
    if (result.isError())
        m_voice.fail(failureOf(result, QStringLiteral("run()")));
    return true;
}

void ScriptThread::report(QJSEngine& engine, ScriptDone what)
{
    const bool wantsTicks = engine.globalObject().property(QStringLiteral("onTick")).isCallable();
    m_voice.done(what, static_cast<int>(m_timers.size()), wantsTicks);
}

void ScriptThread::loop(QJSEngine& engine, std::stop_token stop)
{
    Watchdog watchdog(kTimeLimit, kGrowthLimit, [&engine] { engine.setInterrupted(true); });
    const auto watched = [&](const auto& work) {
        watchdog.begin();
        work();
        if (watchdog.end())
            m_voice.fail(QStringLiteral("the script took too much memory"));
    };
    while (!stop.stop_requested()) {
        std::optional<ScriptJob> job;
        {
            std::unique_lock lock(m_mutex);
            const auto isWanted = [this] { return m_isInterrupted || !m_jobs.empty(); };
            if (m_timers.empty()) {
                m_changed.wait(lock, stop, isWanted);
            } else {
                const auto next =
                    std::min_element(m_timers.begin(), m_timers.end(),
                                     [](const Timer& a, const Timer& b) { return a.due < b.due; });
                m_changed.wait_until(lock, stop, next->due, isWanted);
            }
            if (std::exchange(m_isInterrupted, false)) {
                engine.setInterrupted(false);
                m_timers.clear();
                lock.unlock();
                m_caller.call({QStringLiteral("forget")});
                report(engine, ScriptDone::Forgetting);
                continue;
            }
            if (!m_jobs.empty()) {
                job = std::move(m_jobs.front());
                m_jobs.pop_front();
            }
        }
        bool hasWorked = job.has_value();
        watched([&] {
            if (job)
                doJob(engine, *job);
            else
                hasWorked = doTimer(engine);
        });
        {
            // A stop that came while it worked is dealt with above, and told as such.
            const std::lock_guard lock(m_mutex);
            if (!m_isInterrupted)
                engine.setInterrupted(false);
        }
        if (!hasWorked)
            continue;
        if (job)
            report(engine, job->kind == ScriptJob::Kind::Tick ? ScriptDone::Tick : ScriptDone::Job);
        else
            report(engine, ScriptDone::Timer);
    }
}

void ScriptThread::live(const std::shared_ptr<ScriptThread>& self, const std::stop_token& stop)
{
    QJSEngine engine;
    ScriptThreadHost host(engine, *self);
    QJSEngine::setObjectOwnership(&host, QJSEngine::CppOwnership);
    self->m_stop = stop;
    const QJSValue library = engine.evaluate(scriptLibrary(), QStringLiteral("library"));
    const QJSValue made =
        library.isError() ? library : library.call({engine.newQObject(&host), engine.globalObject()});
    if (made.isError()) {
        self->m_voice.fail(QStringLiteral("library, line %1: %2")
                               .arg(made.property(QStringLiteral("lineNumber")).toInt())
                               .arg(made.toString()));
        return;
    }
    self->m_caller = made.property(QStringLiteral("callback"));
    self->m_describe = made.property(QStringLiteral("describe"));
    {
        const std::lock_guard lock(self->m_mutex);
        self->m_engine = &engine;
        if (self->m_isInterrupted || stop.stop_requested())
            engine.setInterrupted(true);
    }
    self->loop(engine, stop);
    {
        const std::lock_guard lock(self->m_mutex);
        self->m_engine = nullptr;
    }
    // They belong to the engine, which goes now.
    self->m_timers.clear();
    self->m_caller = {};
    self->m_describe = {};
}

void ScriptThread::run(const std::shared_ptr<ScriptThread>& self, std::stop_token stop)
{
    live(self, stop);
    const std::lock_guard lock(self->m_mutex);
    self->m_isOver = true;
    self->m_changed.notify_all();
}

} // namespace reelout
