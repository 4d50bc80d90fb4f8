// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/recorder.h"

#include "base/error_text.h"
#include "base/log.h"
#include "record/engine.h"
#include "record/opening_inputs.h"
#include "record/replay_buffer.h"
#include "record/reserved_names.h"
#include "record/running_take.h"
#include "record/take_preparation.h"

#include <QCoreApplication>
#include <QScopedValueRollback>
#include <QTimer>

namespace reelout {

namespace {

constexpr int kStatsInterval = 100;  ///< ms
constexpr int kOpeningInterval = 10; ///< ms between two looks at sources that open

QString recordName()
{
    return QStringLiteral("record");
}
QString pauseName()
{
    return QStringLiteral("pause");
}
QString addFrameName()
{
    return QStringLiteral("addframe");
}
QString splitName()
{
    return QStringLiteral("split");
}
QString markerName()
{
    return QStringLiteral("marker");
}

} // namespace

struct Recorder::Impl {
    Impl(Recorder& recorder, Engine& owner) : self(recorder), engine(owner) {}

    ParamSet& params() const { return self.m_sink.params(); }
    Clock& clock() const { return *engine.services().clock; }

    void onParameter(const QString& name);
    void onPulse(const QString& name);
    void handle(RecorderEvent event);
    void act(const Transition& transition);
    void open();
    void goOn();
    void cancelOpening();
    void start(PreparedTake prepared);
    void refuse(Error error);
    void writeOne();
    void finishing();
    void release();
    void announce(RecordReport report);
    void drain();
    void onTakeEvent(TakeEvent event);
    bool takesOrders() const;
    void tellFiles();
    void tellStats();
    void letRecordFall();
    bool isPauseWanted() const;

    Recorder& self;
    Engine& engine;
    RecorderState state = RecorderState::Idle;
    std::unique_ptr<RunningTake> running;
    std::unique_ptr<ReservedNames> reserved; ///< names this take has taken, of stills made one by one
    std::optional<RecordReport> report;
    std::optional<Error> error;
    ReplayBuffer* replay = nullptr;       ///< a child of the recorder
    std::optional<OpeningInputs> opening; ///< sources Record waits for
    QTimer openingTimer;
    QTimer statsTimer;
    QTimer stopTimer;
    Overwrite overwrite = Overwrite::Never;
    bool isStopFrame = false;
    qsizetype warningsTold = 0;
    bool isWantedAgain = false; ///< Record went on again while the file is being finished
    bool isSettling = false;    ///< the record parameter is being set by us
};

Recorder::Recorder(Engine& engine, Operator& sink)
    : m_sink(sink),
      m_impl(std::make_unique<Impl>(*this, engine))
{
    Impl& impl = *m_impl;
    impl.statsTimer.setInterval(kStatsInterval);
    impl.stopTimer.setSingleShot(true);
    impl.openingTimer.setInterval(kOpeningInterval);
    connect(&impl.openingTimer, &QTimer::timeout, this, [&impl] { impl.goOn(); });
    connect(&impl.statsTimer, &QTimer::timeout, this, [&impl] { impl.tellStats(); });
    connect(&impl.stopTimer, &QTimer::timeout, this, &Recorder::giveUp);
    connect(&sink.params(), &ParamSet::changed, this,
            [&impl](const QString& name) { impl.onParameter(name); });
    connect(&sink.params(), &ParamSet::pulsed, this, [&impl](const QString& name) { impl.onPulse(name); });
    connect(&sink, &Operator::activeChanged, this, [&impl](bool active) {
        if (!active)
            impl.handle(RecorderEvent::Stop);
    });
    if (!sink.params().table().find(QStringLiteral("replay")))
        return;
    impl.replay = new ReplayBuffer(engine, sink, this);
    connect(impl.replay, &ReplayBuffer::noticed, this, &Recorder::noticed);
    connect(impl.replay, &ReplayBuffer::saved, this, [this](const RecordReport& report) {
        Q_EMIT replaySaved(report);
        Q_EMIT fileFinished(report);
    });
}

Recorder::~Recorder()
{
    delete m_impl->replay;
    // The operator goes, the recording it has made so far does not: the engine sees to its end.
    if (m_impl->running) {
        m_impl->running->take->stop();
        m_impl->running->relay->close();
        m_impl->engine.adopt(std::move(m_impl->running));
    }
}

RecorderState Recorder::state() const
{
    return m_impl->state;
}

RecordStats Recorder::stats() const
{
    if (m_impl->running)
        return m_impl->running->take->stats();
    return m_impl->report ? m_impl->report->stats : RecordStats();
}

QString Recorder::currentPath() const
{
    if (!m_impl->running)
        return {};
    return m_impl->running->take->currentPath();
}

Result<QString> Recorder::nextPath() const
{
    Engine& engine = m_impl->engine;
    const Result<RecordPlan> plan = makeRecordPlan(m_sink, engine.services().resolutionMultiplier);
    if (!plan)
        return plan.error();
    const Result<RecordingName> name = nextRecordingName(engine, m_sink, *plan, *engine.services().files);
    if (!name)
        return name.error();
    return name->path;
}

Status Recorder::checkReady() const
{
    return checkRecording(m_impl->engine, m_sink, m_impl->overwrite);
}

const std::optional<RecordReport>& Recorder::lastReport() const
{
    return m_impl->report;
}

const std::optional<Error>& Recorder::lastError() const
{
    return m_impl->error;
}

void Recorder::setOverwriteAllowed(bool allowed)
{
    m_impl->overwrite = allowed ? Overwrite::Allowed : Overwrite::Never;
}

void Recorder::record()
{
    ParamSet& params = m_sink.params();
    const bool wasOn = params.toggle(recordName());
    // Setting it starts the recording by itself. A toggle that is on without one is told again.
    const Status set = wasOn ? Status() : params.set(recordName(), true);
    if (!set)
        logError(m_sink.name(), describeForLog(set.error()));
    if (wasOn)
        m_impl->handle(RecorderEvent::Record);
}

void Recorder::stop()
{
    m_impl->letRecordFall();
    m_impl->handle(RecorderEvent::Stop);
}

void Recorder::setPaused(bool paused)
{
    if (const Status set = m_sink.params().set(pauseName(), paused); !set)
        logError(m_sink.name(), describeForLog(set.error()));
}

void Recorder::addFrame()
{
    m_impl->handle(RecorderEvent::AddFrame);
}

bool Recorder::split()
{
    return m_impl->takesOrders() && m_impl->running->take->split();
}

bool Recorder::mark(const QString& name)
{
    return m_impl->takesOrders() && m_impl->running->take->mark(name);
}

ReplayBuffer* Recorder::replay() const
{
    return m_impl->replay;
}

bool Recorder::waitUntilIdle(Duration timeout)
{
    if (m_impl->running) {
        const bool isDone = m_impl->running->take->waitDone(timeout);
        m_impl->drain();
        // Done may still be on its way to the relay.
        if (isDone && m_impl->running)
            m_impl->release();
    }
    return !m_impl->running;
}

void Recorder::giveUp()
{
    if (!m_impl->running)
        return;
    m_impl->running->giveUp();
    m_impl->release();
}

bool Recorder::Impl::isPauseWanted() const
{
    return isStopFrame || params().toggle(pauseName());
}

void Recorder::Impl::onParameter(const QString& name)
{
    if (name == recordName() && !isSettling) {
        const bool isOn = params().toggle(recordName());
        isWantedAgain = isOn && state == RecorderState::Finalising;
        handle(isOn ? RecorderEvent::Record : RecorderEvent::Stop);
    }
    // A stop-frame movie moves by Add Frame alone.
    if (name == pauseName() && !isStopFrame)
        handle(params().toggle(pauseName()) ? RecorderEvent::Pause : RecorderEvent::Resume);
}

void Recorder::Impl::onPulse(const QString& name)
{
    if (name == addFrameName())
        handle(RecorderEvent::AddFrame);
    else if (name == splitName())
        self.split();
    else if (name == markerName())
        self.mark();
}

bool Recorder::Impl::takesOrders() const
{
    return running && (state == RecorderState::Opening || state == RecorderState::Recording ||
                       state == RecorderState::Paused);
}

void Recorder::Impl::handle(RecorderEvent event)
{
    act(nextState(state, event, isPauseWanted()));
}

void Recorder::Impl::act(const Transition& transition)
{
    const bool isNew = transition.state != state;
    state = transition.state;
    switch (transition.action) {
    case RecorderAction::Open:
    case RecorderAction::OpenPaused:
        open();
        return; // says so itself: opening may fail at once
    // Without a take the sources are still being opened; it will begin as Pause says then.
    case RecorderAction::Hold:
        if (running)
            running->take->pause();
        break;
    case RecorderAction::Continue:
        if (running)
            running->take->resume();
        break;
    case RecorderAction::WriteOne:
        if (running)
            writeOne();
        break;
    case RecorderAction::Finish:
        finishing();
        break;
    case RecorderAction::Begin:
        Q_EMIT self.started(self.currentPath());
        break;
    case RecorderAction::Release:
    case RecorderAction::None:
    case RecorderAction::Ignore:
        break;
    }
    if (isNew)
        Q_EMIT self.stateChanged(state);
}

void Recorder::Impl::open()
{
    const Timestamp instant = clock().now();
    error.reset();
    engine.letGoOutdatedReplays();
    Q_EMIT self.stateChanged(state);
    if (const Status ready = checkRecording(engine, self.m_sink, overwrite); !ready) {
        overwrite = Overwrite::Never;
        return refuse(ready.error());
    }
    opening.emplace(engine, self.m_sink, instant);
    goOn();
}

// Begins once the sources are open, as of the moment Record went on.
void Recorder::Impl::goOn()
{
    if (!opening->isSettled())
        return openingTimer.start();
    openingTimer.stop();
    const Status outcome = opening->outcome();
    Result<PreparedTake> prepared = outcome
                                        ? prepareRecording(engine, self.m_sink, overwrite, opening->since())
                                        : Result<PreparedTake>(outcome.error());
    overwrite = Overwrite::Never;
    opening.reset();
    if (prepared)
        start(std::move(prepared).value());
    else
        refuse(prepared.error());
}

void Recorder::Impl::start(PreparedTake prepared)
{
    isStopFrame = prepared.setup.plan.kind == RecordPlan::Kind::StopFrame;
    prepared.setup.startsPaused = isPauseWanted();
    reserved.reset();
    if (prepared.setup.plan.kind == RecordPlan::Kind::Image) {
        reserved = std::make_unique<ReservedNames>(*engine.services().files);
        reserved->reserve(prepared.setup.name.path);
    }
    warningsTold = 0;
    running = RunningTake::start(std::move(prepared.setup), std::move(prepared.sources), &self,
                                 [this] { drain(); });
    statsTimer.start();
}

void Recorder::Impl::refuse(Error reason)
{
    RecordReport refused;
    refused.op = self.m_sink.name();
    refused.error = reason;
    error = std::move(reason);
    logError(refused.op, describeForLog(*error));
    letRecordFall();
    handle(RecorderEvent::Failed);
    report = refused;
    // Later, as with any other recording: who called record() is still busy with it.
    QMetaObject::invokeMethod(
        &self,
        [this, refused] {
            Q_EMIT self.fileFinished(refused);
            Q_EMIT self.finished(refused);
        },
        Qt::QueuedConnection);
}

void Recorder::Impl::writeOne()
{
    const TakeSetup& setup = running->take->setup();
    RecordingName name = setup.name;
    if (reserved) {
        Result<RecordingName> next = nextRecordingName(engine, self.m_sink, setup.plan, *reserved);
        if (!next || (reserved->exists(next->path) && !setup.plan.testMode)) {
            Q_EMIT self.noticed(
                describe(next ? makeError(ErrorCode::AlreadyExists, QStringLiteral("add frame"), next->path)
                              : next.error()));
            return;
        }
        name = std::move(next).value();
        reserved->reserve(name.path);
    }
    running->take->addFrame(setup.pictures ? setup.pictures->latest() : nullptr, name);
}

// Stop while the sources are still being opened.
void Recorder::Impl::cancelOpening()
{
    openingTimer.stop();
    opening.reset();
    overwrite = Overwrite::Never;
    letRecordFall();
    RecordReport none;
    none.op = self.m_sink.name();
    none.warnings +=
        QCoreApplication::translate("reelout::Take", "Nothing was recorded, so no file was made.");
    report = none;
    Q_EMIT self.stateChanged(state);
    handle(RecorderEvent::Finished);
    QMetaObject::invokeMethod(
        &self,
        [this, none] {
            Q_EMIT self.fileFinished(none);
            Q_EMIT self.finished(none);
        },
        Qt::QueuedConnection);
}

void Recorder::Impl::finishing()
{
    if (opening)
        return cancelOpening();
    if (!running)
        return; // it has ended before it was asked to
    running->take->stop();
    letRecordFall();
    const auto timeout = std::chrono::ceil<std::chrono::milliseconds>(engine.services().stopTimeout);
    stopTimer.start(static_cast<int>(timeout.count()));
}

void Recorder::Impl::drain()
{
    // The events of a take that has been released meanwhile are nobody's.
    while (running) {
        const std::optional<TakeEvent> event = running->relay->next();
        if (!event)
            return;
        onTakeEvent(*event);
    }
}

void Recorder::Impl::onTakeEvent(TakeEvent event)
{
    switch (event) {
    case TakeEvent::Opened:
        handle(RecorderEvent::Opened);
        break;
    case TakeEvent::PartBegun:
        for (const QString& path : running->take->takeBegunPaths())
            Q_EMIT self.started(path);
        break;
    case TakeEvent::PartFinished:
        tellFiles();
        break;
    case TakeEvent::LimitReached:
        handle(RecorderEvent::LimitReached);
        break;
    case TakeEvent::Failing:
        // While opening there is nothing to finish: Done follows as soon as the writer is open or not.
        if (state != RecorderState::Opening)
            handle(RecorderEvent::Failed);
        break;
    case TakeEvent::Done:
        release();
        break;
    }
}

void Recorder::Impl::tellFiles()
{
    for (FileReport& file : running->take->takeFinishedFiles()) {
        RecordReport alone;
        alone.op = self.m_sink.name();
        alone.files.push_back(std::move(file));
        Q_EMIT self.fileFinished(alone.ofFile(0));
    }
}

void Recorder::Impl::release()
{
    tellFiles();
    tellStats();
    statsTimer.stop();
    stopTimer.stop();
    RecordReport made = running->take->report();
    running.reset();
    reserved.reset();
    isStopFrame = false;
    engine.lookAtSources();
    announce(std::move(made));
}

void Recorder::Impl::announce(RecordReport made)
{
    // Record that went on again while the file was being finished starts the next take. One that a channel
    // only keeps on does not.
    const bool startsAgain = std::exchange(isWantedAgain, false) && state == RecorderState::Finalising &&
                             params().toggle(recordName()) && !made.error;
    if (!startsAgain)
        letRecordFall();
    error = made.error;
    report = made;
    // From wherever it ended by itself, the state machine passes through its finish.
    handle(error ? RecorderEvent::Failed : RecorderEvent::Finished);
    if (state == RecorderState::Finalising)
        handle(RecorderEvent::Failed);
    Q_EMIT self.statsChanged();
    Q_EMIT self.fileFinished(made.files.size() > 1 ? made.ofFile(made.files.size() - 1) : made);
    Q_EMIT self.finished(made);
    if (startsAgain)
        handle(RecorderEvent::Record);
}

void Recorder::Impl::tellStats()
{
    if (!running)
        return;
    const QStringList warnings = running->take->report().warnings;
    for (; warningsTold < warnings.size(); ++warningsTold)
        Q_EMIT self.noticed(warnings[warningsTold]);
    Q_EMIT self.statsChanged();
}

void Recorder::Impl::letRecordFall()
{
    // A record toggle that an expression or a channel drives is not ours to overwrite.
    if (params().mode(recordName()) != ParamMode::Constant || !params().toggle(recordName()))
        return;
    const QScopedValueRollback<bool> settling(isSettling, true);
    if (const Status set = params().set(recordName(), false); !set)
        logError(self.m_sink.name(), describeForLog(set.error()));
}

} // namespace reelout
