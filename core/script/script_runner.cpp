// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_runner.h"

#include "script/script_gate.h"
#include "script/script_thread.h"

#include <algorithm>
#include <utility>

namespace reelout {

ScriptRunner::ScriptRunner(Engine& engine, QObject* parent) : QObject(parent), m_desk(engine)
{
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &ScriptRunner::tick);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        Q_EMIT failed(tr("The script does not let itself be stopped. It is left to itself, and the next one "
                         "begins anew."));
        letGo();
    });
    connect(&engine, &Engine::recorderAdded, this, [this](Recorder* recorder) { follow(*recorder); });
    for (Recorder* recorder : engine.recorders())
        follow(*recorder);
}

ScriptRunner::~ScriptRunner()
{
    if (!m_thread)
        return;
    m_gate->close();
    m_worker.requestStop();
    m_thread->interrupt();
    // One that hangs where nothing can interrupt it must not hold up the end of the program.
    if (!m_thread->waitUntilOver(kPatience))
        m_worker.detach();
}

void ScriptRunner::start()
{
    m_gate = std::make_shared<ScriptGate>(m_desk, [this](const QString& call, const QVariantList& arguments) {
        return m_desk.answer(call, arguments);
    });
    // The voice goes through the gate, so nothing of a script that is left to itself is heard.
    const auto say = [gate = std::weak_ptr<ScriptGate>(m_gate)](std::function<void()> job) {
        if (const std::shared_ptr<ScriptGate> open = gate.lock())
            open->post(open, std::move(job));
    };
    ScriptVoice voice;
    voice.print = [this, say](const QString& text) { say([this, text] { Q_EMIT printed(text); }); };
    voice.fail = [this, say](const QString& text) {
        say([this, text] {
            if (m_isStopping)
                return;
            ++m_failures;
            Q_EMIT failed(text);
        });
    };
    voice.done = [this, say](ScriptDone what, int timers, bool wantsTicks) {
        say([this, what, timers, wantsTicks] { onDone(what, timers, wantsTicks); });
    };
    m_thread = std::make_shared<ScriptThread>(m_gate, std::move(voice));
    m_worker =
        Worker("script", [thread = m_thread](std::stop_token stop) { ScriptThread::run(thread, stop); });
}

void ScriptRunner::letGo()
{
    m_gate->close();
    m_worker.requestStop();
    m_thread->interrupt();
    m_worker.detach();
    m_thread.reset();
    m_gate.reset();
    m_pending = 0;
    m_stopped = 0;
    m_timers = 0;
    m_isStopping = false;
    m_isTickPending = false;
    m_tick.stop();
    tellBusy();
}

void ScriptRunner::post(ScriptJob job)
{
    if (!m_thread)
        start();
    if (job.kind != ScriptJob::Kind::Tick)
        ++m_pending;
    m_thread->post(std::move(job));
    tellBusy();
}

void ScriptRunner::run(const QString& source, const QString& file)
{
    ScriptJob job;
    job.text = source;
    job.file = file;
    post(std::move(job));
}

void ScriptRunner::runLine(const QString& line)
{
    ScriptJob job;
    job.text = line;
    job.file = tr("console");
    job.showsValue = true;
    post(std::move(job));
}

void ScriptRunner::stop()
{
    if (!m_thread || m_isStopping)
        return;
    m_isStopping = true;
    m_stopped = m_pending;
    m_tick.stop();
    m_thread->interrupt();
    m_patience.start(
        static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(kPatience).count()));
}

void ScriptRunner::onDone(ScriptDone what, int timers, bool wantsTicks)
{
    m_timers = timers;
    if (what == ScriptDone::Tick || what == ScriptDone::Forgetting)
        m_isTickPending = false;
    if (what == ScriptDone::Forgetting) {
        m_patience.stop();
        m_isStopping = false;
        m_pending -= std::exchange(m_stopped, 0);
    } else if (what == ScriptDone::Job && !m_isStopping) {
        --m_pending;
    }
    const int interval = std::max(1, static_cast<int>(1000.0 / m_desk.engine().project().rate().toDouble()));
    if (wantsTicks && (!m_tick.isActive() || m_tick.interval() != interval))
        m_tick.start(interval);
    else if (!wantsTicks)
        m_tick.stop();
    tellBusy();
}

void ScriptRunner::tick()
{
    // A script that is slower than the project has fewer ticks, not a queue of them.
    if (m_isTickPending || !m_thread)
        return;
    m_isTickPending = true;
    ScriptJob job;
    job.kind = ScriptJob::Kind::Tick;
    job.text = QStringLiteral("onTick");
    post(std::move(job));
}

QVariantMap ScriptRunner::argumentFor(int number)
{
    return {{QStringLiteral("op"), number}};
}

void ScriptRunner::callBack(const QString& name, const QVariantList& arguments)
{
    if (!m_thread || m_isStopping)
        return;
    ScriptJob job;
    job.kind = ScriptJob::Kind::Callback;
    job.text = name;
    job.arguments = arguments;
    post(std::move(job));
}

void ScriptRunner::follow(Recorder& recorder)
{
    const QVariant op = argumentFor(m_desk.numberOf(recorder.sink()));
    connect(&recorder, &Recorder::started, this, [this, op](const QString& path) {
        callBack(QStringLiteral("onFileStarted"), {path, op});
    });
    connect(&recorder, &Recorder::fileFinished, this, [this, op](const RecordReport& report) {
        callBack(QStringLiteral("onFileFinished"), {report.path, report.toJson().toVariantMap(), op});
    });
    connect(&recorder, &Recorder::stateChanged, this, [this, op](RecorderState state) {
        callBack(QStringLiteral("onStateChanged"), {recorderStateName(state), op});
    });
}

void ScriptRunner::tellBusy()
{
    if (isBusy() == m_wasBusy)
        return;
    m_wasBusy = isBusy();
    Q_EMIT busyChanged(m_wasBusy);
}

} // namespace reelout
