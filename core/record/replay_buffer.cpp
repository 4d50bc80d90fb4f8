// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/replay_buffer.h"

#include "base/error_text.h"
#include "base/log.h"
#include "record/engine.h"
#include "record/opening_inputs.h"
#include "record/replay_saver.h"
#include "record/replay_settings.h"
#include "record/running_take.h"
#include "record/take_preparation.h"

#include <QCoreApplication>
#include <QScopedValueRollback>
#include <QTimer>

namespace reelout {

namespace {

constexpr int kLookInterval = 500;   ///< ms between two looks at the level
constexpr int kSettleTime = 300;     ///< ms after a change of settings
constexpr int kOpeningInterval = 10; ///< ms between two looks at sources that open

QString replayName()
{
    return QStringLiteral("replay");
}

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::ReplayBuffer", source);
}

} // namespace

struct ReplayBuffer::Impl {
    Impl(ReplayBuffer& buffer, Engine& owner, Operator& of)
        : self(buffer),
          engine(owner),
          sink(of),
          saver([this](const FileReport& report) { onSaved(report); })
    {}

    ParamSet& params() const { return sink.params(); }
    void onParameter(const QString& name);
    enum class Failure { LetsFall, Waits };
    void start(Failure failure = Failure::LetsFall);
    void goOn();
    void begin(PreparedTake prepared, const QString& container);
    void refuse(const Error& reason);
    /// Whether the last of the sound is waited for when a replay is being saved.
    enum class Sources { Kept, LetGo };
    void stop(Sources sources = Sources::Kept);
    void release();
    void drain();
    void tellWarnings();
    void look();
    void lookAtSettings();
    void letFall();
    void onSaved(const FileReport& report);
    void announce(const FileReport& report);
    bool isOutdated() const;

    ReplayBuffer& self;
    Engine& engine;
    Operator& sink;
    std::optional<OpeningInputs> opening; ///< sources it waits for
    Failure onFailure = Failure::LetsFall;
    std::unique_ptr<RunningTake> running;
    std::shared_ptr<ReplayStore> store;
    std::optional<Error> error;
    std::optional<ReplaySettings> settings; ///< what it was begun with
    qsizetype warningsTold = 0;
    QTimer openingTimer;
    QTimer lookTimer;
    QTimer settleTimer;
    bool isSettling = false; ///< the replay parameter is being set by us
    bool isWaiting = false;  ///< settings that don't go together keep it from going on
    ReplaySaver saver;       ///< last: its threads call into this
};

ReplayBuffer::ReplayBuffer(Engine& engine, Operator& sink, QObject* parent)
    : QObject(parent),
      m_impl(std::make_unique<Impl>(*this, engine, sink))
{
    Impl& impl = *m_impl;
    impl.lookTimer.setInterval(kLookInterval);
    impl.settleTimer.setInterval(kSettleTime);
    impl.settleTimer.setSingleShot(true);
    impl.openingTimer.setInterval(kOpeningInterval);
    connect(&impl.openingTimer, &QTimer::timeout, this, [&impl] { impl.goOn(); });
    connect(&impl.lookTimer, &QTimer::timeout, this, [&impl] { impl.look(); });
    connect(&impl.settleTimer, &QTimer::timeout, this, [&impl] { impl.lookAtSettings(); });
    connect(&sink.params(), &ParamSet::changed, this,
            [&impl](const QString& name) { impl.onParameter(name); });
    connect(&sink.params(), &ParamSet::pulsed, this, [this](const QString& name) {
        if (name != QLatin1String("savereplay"))
            return;
        if (const Status asked = save(); !asked)
            Q_EMIT noticed(describe(asked.error()));
    });
    const auto settle = [this, &impl] {
        if (isRunning() || impl.isWaiting)
            impl.settleTimer.start();
    };
    connect(&engine.project(), &Project::paramChanged, this, settle);
    connect(&engine.project(), &Project::wiringChanged, this, settle);
    connect(&engine, &Engine::defaultsChanged, this, settle);
    connect(&sink, &Operator::activeChanged, this, [this](bool active) {
        if (!active)
            setOn(false);
    });
}

ReplayBuffer::~ReplayBuffer()
{
    m_impl->stop();
}

bool ReplayBuffer::isRunning() const
{
    return m_impl->running || m_impl->opening;
}

bool ReplayBuffer::canSave() const
{
    return m_impl->store != nullptr;
}

ReplayLevel ReplayBuffer::level() const
{
    return m_impl->store ? m_impl->store->level() : ReplayLevel();
}

const std::optional<Error>& ReplayBuffer::lastError() const
{
    return m_impl->error;
}

void ReplayBuffer::setOn(bool on)
{
    // A toggle that says so already is told again: nothing came of it, or it has ended by itself.
    if (on && !isRunning() && m_impl->params().toggle(replayName()))
        return m_impl->start();
    if (!on && !m_impl->params().toggle(replayName()))
        return m_impl->stop();
    if (const Status set = m_impl->params().set(replayName(), on); !set)
        logError(m_impl->sink.name(), describeForLog(set.error()));
}

Status ReplayBuffer::save()
{
    if (!m_impl->store)
        return makeError(ErrorCode::NotFound, QStringLiteral("save replay"),
                         text("%1 keeps no replay: switch its Replay Buffer on.").arg(m_impl->sink.name()));
    Result<ReplayPlace> place = replayPlace(m_impl->engine, m_impl->sink);
    if (!place)
        return place.error();
    if (place->container != m_impl->store->container())
        return makeError(
            ErrorCode::InvalidParameter, QStringLiteral("save replay"),
            text("The replay is kept for a .%1 file and File asks for .%2 now; the buffer begins "
                 "anew with it.")
                .arg(m_impl->store->container(), place->container));
    ReplayOrder order;
    order.store = m_impl->store;
    order.until = m_impl->running ? m_impl->running->take->stats().recorded : Duration::max() / 2;
    order.names = std::move(place->names);
    order.firstIndex = place->firstIndex;
    order.folder = place->folder;
    order.files = m_impl->engine.services().files;
    order.clock = m_impl->engine.services().clock;
    if (!m_impl->saver.save(std::move(order)))
        return makeError(
            ErrorCode::InvalidParameter, QStringLiteral("save replay"),
            text("%1 replays are being saved already; wait for one of them.").arg(ReplaySaver::kMost));
    return {};
}

void ReplayBuffer::letGoOutdated()
{
    m_impl->lookAtSettings();
}

void ReplayBuffer::end()
{
    m_impl->letFall();
    m_impl->stop();
}

bool ReplayBuffer::waitUntilSaved(Duration timeout) const
{
    return m_impl->saver.waitUntilIdle(timeout);
}

void ReplayBuffer::Impl::onParameter(const QString& name)
{
    if (name != replayName() || isSettling)
        return;
    if (!params().toggle(replayName()))
        stop();
    else if (!self.isRunning())
        start();
}

void ReplayBuffer::Impl::start(Failure failure)
{
    onFailure = failure;
    error.reset();
    opening.emplace(engine, sink, engine.services().clock->now());
    goOn();
}

void ReplayBuffer::Impl::goOn()
{
    if (!opening->isSettled())
        return openingTimer.start();
    openingTimer.stop();
    const Status outcome = opening->outcome();
    const Result<ReplayPlace> place =
        outcome ? replayPlace(engine, sink) : Result<ReplayPlace>(outcome.error());
    Result<PreparedTake> prepared =
        place ? prepareRecording(engine, sink, Overwrite::Never, opening->since(), TakeUse::Replay)
              : Result<PreparedTake>(place.error());
    opening.reset();
    if (prepared)
        begin(std::move(prepared).value(), place->container);
    else
        refuse(prepared.error());
    Q_EMIT self.stateChanged();
}

// Settings are changed one after the other and may not go together in between.
void ReplayBuffer::Impl::refuse(const Error& reason)
{
    error = reason;
    logError(sink.name(), describeForLog(reason));
    isWaiting = onFailure == Failure::Waits;
    if (!isWaiting)
        letFall();
    Q_EMIT self.noticed(isWaiting
                            ? text("The replay buffer of %1 waits: %2").arg(sink.name(), describe(reason))
                            : describe(reason));
}

void ReplayBuffer::Impl::begin(PreparedTake prepared, const QString& container)
{
    isWaiting = false;
    settings = ReplaySettings::of(sink);
    store = std::make_shared<ReplayStore>(replayLimits(params()), container);
    prepared.setup.openWriter = [to = store, clock = prepared.setup.clock](const WriterRequest& request) {
        return to->openWriter(request.movie, *clock);
    };
    warningsTold = 0;
    running = RunningTake::start(std::move(prepared.setup), std::move(prepared.sources), &self,
                                 [this] { drain(); });
    lookTimer.start();
}

// By hand: what it holds goes as well. What is being saved of it holds its own part, of which the encoder may
// still have the end.
void ReplayBuffer::Impl::stop(Sources sources)
{
    store.reset();
    settings.reset();
    opening.reset();
    openingTimer.stop();
    isWaiting = false;
    lookTimer.stop();
    settleTimer.stop();
    if (running) {
        const bool isWanted = !saver.isIdle();
        if (isWanted)
            running->take->stop();
        else
            running->take->discard();
        running->relay->close();
        if (!isWanted || sources == Sources::LetGo)
            running->sources.clear();
        engine.adopt(std::move(running));
        engine.lookAtSources();
    }
    Q_EMIT self.stateChanged();
}

void ReplayBuffer::Impl::drain()
{
    while (running) {
        const std::optional<TakeEvent> event = running->relay->next();
        if (!event)
            return;
        if (*event == TakeEvent::Done)
            release();
    }
}

// It has ended by itself; what it holds can still be saved.
void ReplayBuffer::Impl::release()
{
    tellWarnings();
    lookTimer.stop();
    const RecordReport report = running->take->report();
    error = report.error;
    running.reset();
    engine.lookAtSources();
    if (store->level().bytes == 0)
        store.reset();
    letFall();
    Q_EMIT self.noticed(report.error
                            ? describe(*report.error)
                            : text("The source has ended, and so has the replay buffer of %1. What it "
                                   "holds can still be saved.")
                                  .arg(sink.name()));
    Q_EMIT self.stateChanged();
}

void ReplayBuffer::Impl::tellWarnings()
{
    const QStringList warnings = running->take->report().warnings;
    for (; warningsTold < warnings.size(); ++warningsTold)
        Q_EMIT self.noticed(warnings[warningsTold]);
}

void ReplayBuffer::Impl::look()
{
    if (running)
        tellWarnings();
    Q_EMIT self.stateChanged();
}

bool ReplayBuffer::Impl::isOutdated() const
{
    return isWaiting || (running && settings && *settings != ReplaySettings::of(sink));
}

void ReplayBuffer::Impl::lookAtSettings()
{
    if (!isOutdated())
        return;
    stop(Sources::LetGo); // they are opened anew, with other settings
    start(Failure::Waits);
    if (self.isRunning())
        Q_EMIT self.noticed(
            text("Settings have changed: the replay buffer of %1 begins anew.").arg(sink.name()));
}

void ReplayBuffer::Impl::letFall()
{
    if (params().mode(replayName()) != ParamMode::Constant || !params().toggle(replayName()))
        return;
    const QScopedValueRollback<bool> settling(isSettling, true);
    if (const Status set = params().set(replayName(), false); !set)
        logError(sink.name(), describeForLog(set.error()));
}

void ReplayBuffer::Impl::onSaved(const FileReport& report)
{
    QMetaObject::invokeMethod(
        &self, [this, report] { announce(report); }, Qt::QueuedConnection);
}

void ReplayBuffer::Impl::announce(const FileReport& report)
{
    if (report.error) {
        logError(sink.name(), describeForLog(*report.error));
        Q_EMIT self.noticed(describe(*report.error));
        return;
    }
    RecordReport alone;
    alone.op = sink.name();
    alone.files.push_back(report);
    for (const QString& warning : report.warnings)
        Q_EMIT self.noticed(warning);
    Q_EMIT self.saved(alone.ofFile(0));
}

} // namespace reelout
