// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/engine.h"

#include "base/error_text.h"
#include "base/log.h"
#include "encode/hardware_probe.h"
#include "operators/provider_names.h"
#include "record/device_problems.h"
#include "record/engine_providers.h"
#include "record/journal.h"
#include "record/record_plan.h"
#include "record/replay_buffer.h"
#include "record/running_take.h"
#include "record/shared_path.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

#include <algorithm>

namespace reelout {

namespace {

constexpr int kAdoptedInterval = 100; ///< ms

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Engine", source);
}

Error nothingWired(const Operator& op)
{
    return makeError(
        ErrorCode::InvalidParameter, QStringLiteral("start source"),
        sentence("Nothing is wired to %1. Drag a source onto it in the list of operators.").arg(op.name()));
}

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

// The reader of a source that is read picture by picture.
Result<std::unique_ptr<PictureReader>> openReader(const PictureSourceSpec& spec)
{
    if (const auto* pattern = std::get_if<TestPatternSpec>(&spec))
        return makeTestPatternReader(*pattern);
    return openPictureFile(std::get<PictureFileSpec>(spec));
}

Duration timeLeft(const QDeadlineTimer& deadline)
{
    return Duration(deadline.remainingTimeNSecs());
}

EngineServices withBackends(EngineServices services)
{
    if (!services.screens)
        services.screens = makeScreenBackend();
    if (!services.sounds)
        services.sounds = makeSoundBackend();
    if (!services.cameras)
        services.cameras = makeCameraBackend();
    return services;
}

} // namespace

struct Engine::Impl {
    Impl(Engine& engine, Project& ofEngine, EngineServices given)
        : self(engine),
          project(ofEngine),
          services(withBackends(std::move(given))),
          sources(makers()),
          devices(services.listing)
    {}

    SourceMakers makers();
    void onPulse(Operator& op, const QString& name);
    void chooseAgain(Operator& op);
    void add(Operator& op);
    void remove(Operator& op);
    Result<AudioFeed> join(Operator& source, SourceRuntime::Use use);
    void tendAdopted();
    void finishAdopted(const QDeadlineTimer& deadline);
    void listDevices();
    void watchScreens();
    void watchCameras(const Operator& op);
    Operator* pictureSourceOf(Operator& op) const;
    std::vector<Operator*> soundSourcesOf(Operator& op) const;

    Engine& self;
    Project& project;
    EngineServices services;
    SourceRuntime sources;
    std::shared_ptr<SharedPaths> paths = std::make_shared<SharedPaths>();
    DeviceLists devices;
    std::unique_ptr<DeviceWatch> screenWatch;
    std::unique_ptr<DeviceWatch> cameraWatch;
    std::vector<std::unique_ptr<Recorder>> recorders; ///< in the project's order
    struct Adopted {
        std::unique_ptr<RunningTake> take;
        Timestamp deadline;
    };
    std::vector<Adopted> adopted;
    QTimer adoptedTimer;
    QTimer outdatedTimer;
};

SourceMakers Engine::Impl::makers()
{
    SourceMakers makers;
    makers.opensInBackground = services.opening == EngineServices::Opening::InBackground;
    makers.soundSettled = [this] {
        Q_EMIT self.soundOpened();
        Q_EMIT self.soundJoined();
    };
    makers.clock = services.clock;
    makers.picture = [screens = services.screens, cameras = services.cameras,
                      clock = services.clock](const PictureSourceSpec& spec) {
        using Made = Result<std::unique_ptr<PictureSource>>;
        if (isEveryFrame(spec)) {
            Result<std::unique_ptr<PictureReader>> reader = openReader(spec);
            if (!reader)
                return Made(reader.error());
            return Made(makeStandingPicture(std::move(reader).value(), *clock));
        }
        return std::visit(
            Overloaded{
                [&](const ScreenSpec& screen) -> Made { return screens->open(screen); },
                [&](const CameraSpec& camera) -> Made { return cameras->open(camera); },
                [&](const TestPatternSpec& pattern) -> Made { return makeTestPattern(pattern, *clock); },
                [&](const PictureFileSpec& file) -> Made { return makePictureFile(file, *clock); }},
            spec);
    };
    makers.sound = [sounds = services.sounds, clock = services.clock](
                       const AudioSourceSpec& spec, const std::shared_ptr<AudioHub>& input) {
        using Made = Result<std::unique_ptr<AudioSource>>;
        return std::visit(
            Overloaded{
                [&](const SoundDeviceSpec& device) -> Made { return sounds->open(device); },
                [&](const OscillatorSpec& oscillator) -> Made { return makeOscillator(oscillator, *clock); },
                [&](const SoundFileSpec& file) -> Made { return makeSoundFile(file, *clock); },
                [&](const AnalyzeSpec& analyze) -> Made {
                    return makeLevels(analyze.levels, input, *clock);
                }},
            spec);
    };
    return makers;
}

Engine::Engine(Project& project, EngineServices services, QObject* parent)
    : QObject(parent),
      m_impl(std::make_unique<Impl>(*this, project, std::move(services)))
{
    Impl& impl = *m_impl;
    if (!impl.services.openWriter) {
        impl.services.openWriter = openRealWriter;
        impl.services.formatOfWriter = formatOfRealWriter;
    }
    if (!impl.services.takesFolder.isEmpty())
        impl.services.openWriter = journaled(impl.services.openWriter, impl.services.takesFolder);
    impl.listDevices();
    impl.adoptedTimer.setInterval(kAdoptedInterval);
    impl.outdatedTimer.setSingleShot(true);
    connect(&impl.adoptedTimer, &QTimer::timeout, this, [&impl] { impl.tendAdopted(); });
    connect(&impl.outdatedTimer, &QTimer::timeout, this, [this, &impl] {
        for (Operator* op : impl.project.operators()) {
            if (!impl.sources.isOutdated(*op))
                continue;
            impl.sources.forgetFailure(*op);
            Q_EMIT feedOutdated(op);
        }
    });
    project.setMenuProvider(
        [this](Operator& me, const QString& provider) { return engineMenu(*this, me, provider); });
    project.setFactProvider(
        [this](Operator& me, const QString& fact) { return engineFact(*this, me, fact); });
    project.setLimitProvider([](Operator& me, const QString& name) { return engineLimit(me, name); });
    connect(&project, &Project::operatorAdded, this, [&impl](Operator* op) { impl.add(*op); });
    connect(&project, &Project::operatorAboutToBeRemoved, this, [&impl](Operator* op) { impl.remove(*op); });
    connect(&project, &Project::paramChanged, this, [this, &impl](Operator* op) {
        if (op->type().isSink)
            return;
        impl.sources.adjust(*op);
        lookAtSources();
    });
    connect(
        &HardwareProbe::instance(), &HardwareProbe::found, this,
        [&impl] {
            for (const std::unique_ptr<Recorder>& recorder : impl.recorders)
                recorder->sink().params().refresh();
        },
        Qt::QueuedConnection);
    for (Operator* op : project.operators())
        impl.add(*op);
    impl.watchScreens();
}

// Threads hold the back ends as long as they ask.
void Engine::Impl::listDevices()
{
    using Kind = DeviceLists::Kind;
    using Found = Result<std::vector<DeviceInfo>>;
    devices.setLookup(Kind::Monitors,
                      [screens = services.screens]() -> Found { return screens->monitors(); });
    devices.setLookup(Kind::Windows, [screens = services.screens]() -> Found { return screens->windows(); });
    devices.setLookup(Kind::Sounds, [sounds = services.sounds]() -> Found { return sounds->devices(); });
    devices.setLookup(Kind::Cameras, [cameras = services.cameras]() -> Found { return cameras->cameras(); });
    QObject::connect(&devices, &DeviceLists::changed, &self, [this](DeviceLists::Kind kind) {
        for (Operator* op : project.operators())
            showDeviceProblems(*op, kind, devices);
        // What could not be opened may be there now.
        self.lookAtSources();
    });
}

void Engine::Impl::watchScreens()
{
    if (services.listing != DeviceLists::Mode::InBackground || !services.screens->availability())
        return;
    screenWatch = services.screens->watch([this] {
        devices.refresh(DeviceLists::Kind::Monitors);
        devices.refresh(DeviceLists::Kind::Windows);
    });
}

// From the first operator on that could show one: nobody is asked for cameras without need.
void Engine::Impl::watchCameras(const Operator& op)
{
    const std::vector<ParamDescriptor>& rows = op.type().table->rows();
    const bool showsCameras = std::any_of(rows.begin(), rows.end(), [](const ParamDescriptor& row) {
        return row.provider == providers::kCameras;
    });
    if (services.listing != DeviceLists::Mode::InBackground || !showsCameras || cameraWatch)
        return;
    cameraWatch = services.cameras->watch([this] { devices.refresh(DeviceLists::Kind::Cameras); });
    devices.refresh(DeviceLists::Kind::Cameras);
}

Engine::~Engine()
{
    m_impl->screenWatch.reset();
    m_impl->cameraWatch.reset();
    finishAll(m_impl->services.stopTimeout);
    m_impl->project.setMenuProvider({});
    m_impl->project.setFactProvider({});
    m_impl->project.setLimitProvider({});
    m_impl->recorders.clear();
}

// The pulses of sources.
void Engine::Impl::onPulse(Operator& op, const QString& name)
{
    if (name == QLatin1String("chooseagain"))
        chooseAgain(op);
    const std::shared_ptr<Playhead> playhead = sources.playhead(op);
    if (!playhead)
        return;
    if (name == QLatin1String("cue"))
        playhead->cue(services.clock->now());
    else if (name == QLatin1String("stepforward"))
        playhead->step(1);
    else if (name == QLatin1String("stepback"))
        playhead->step(-1);
}

// What is recorded stays; who watches sees what is chosen now.
void Engine::Impl::chooseAgain(Operator& op)
{
    const Result<PictureSourceSpec> spec = pictureSourceSpec(op);
    const auto* screen = spec ? std::get_if<ScreenSpec>(&*spec) : nullptr;
    if (!screen)
        return;
    if (const Status forgotten = services.screens->forgetChoice(*screen); !forgotten)
        logWarning(op.name(), describeForLog(forgotten.error()));
    sources.forget(op);
    Q_EMIT self.feedOutdated(&op);
}

void Engine::Impl::add(Operator& op)
{
    QObject::connect(&op.params(), &ParamSet::pulsed, &self,
                     [this, &op](const QString& name) { onPulse(op, name); });
    QObject::connect(&op, &Operator::activeChanged, &self, [this] { self.lookAtSources(); });
    for (const auto kind : DeviceLists::kAllKinds) {
        if (devices.known(kind).error)
            showDeviceProblems(op, kind, devices);
    }
    watchCameras(op);
    if (!op.type().isSink)
        return;
    recorders.push_back(std::make_unique<Recorder>(self, op));
    Q_EMIT self.recorderAdded(recorders.back().get());
}

void Engine::Impl::remove(Operator& op)
{
    sources.forget(op);
    const auto found = std::find_if(recorders.begin(), recorders.end(),
                                    [&](const auto& recorder) { return &recorder->sink() == &op; });
    if (found == recorders.end())
        return;
    Q_EMIT self.recorderAboutToBeRemoved(found->get());
    const std::unique_ptr<Recorder> last = std::move(*found);
    recorders.erase(found);
}

Project& Engine::project() const
{
    return m_impl->project;
}

const EngineServices& Engine::services() const
{
    return m_impl->services;
}

QString Engine::folderFor(FileKind kind) const
{
    return m_impl->services.folderFor(kind);
}

void Engine::setDefaults(const RecordingDefaults& defaults)
{
    static_cast<RecordingDefaults&>(m_impl->services) = defaults;
    Q_EMIT defaultsChanged();
}

Recorder* Engine::recorder(const Operator& sink) const
{
    for (const std::unique_ptr<Recorder>& recorder : m_impl->recorders) {
        if (&recorder->sink() == &sink)
            return recorder.get();
    }
    return nullptr;
}

std::vector<Recorder*> Engine::recorders() const
{
    std::vector<Recorder*> all;
    for (const std::unique_ptr<Recorder>& recorder : m_impl->recorders)
        all.push_back(recorder.get());
    return all;
}

bool Engine::isAnyRecording() const
{
    return std::any_of(m_impl->recorders.begin(), m_impl->recorders.end(), [](const auto& recorder) {
        return recorder->state() != RecorderState::Idle && recorder->state() != RecorderState::Failed;
    });
}

Operator* Engine::Impl::pictureSourceOf(Operator& op) const
{
    return op.type().isSink ? op.input(0) : &op;
}

std::vector<Operator*> Engine::Impl::soundSourcesOf(Operator& op) const
{
    if (!op.type().isSink)
        return {&op};
    std::vector<Operator*> heard;
    if (op.type().family == Family::Chop) {
        for (int input = 0; input < op.inputCount(); ++input)
            heard.push_back(op.input(input));
    } else {
        for (const QString& name : soundSourceNames(op.params()))
            heard.push_back(project.find(name));
    }
    std::erase(heard, nullptr);
    return heard;
}

Result<AudioFeed> Engine::Impl::join(Operator& source, SourceRuntime::Use use)
{
    Result<AudioFeed> feed = sources.sound(source, use);
    Q_EMIT self.soundJoined();
    return feed;
}

Result<PictureFeed> Engine::watchPicture(Operator& op)
{
    Operator* source = m_impl->pictureSourceOf(op);
    if (!source)
        return nothingWired(op);
    return m_impl->sources.picture(*source, SourceRuntime::Use::Watch);
}

Result<AudioFeed> Engine::watchSound(Operator& op)
{
    const std::vector<Operator*> sources = m_impl->soundSourcesOf(op);
    if (sources.empty())
        return nothingWired(op);
    return m_impl->join(*sources.front(), SourceRuntime::Use::Watch);
}

Result<std::vector<AudioFeed>> Engine::watchSounds(Operator& op)
{
    const std::vector<Operator*> sources = m_impl->soundSourcesOf(op);
    if (sources.empty())
        return nothingWired(op);
    std::vector<AudioFeed> feeds;
    for (Operator* source : sources) {
        Result<AudioFeed> feed = m_impl->join(*source, SourceRuntime::Use::Watch);
        if (!feed)
            return feed.error();
        feeds.push_back(std::move(feed).value());
    }
    return feeds;
}

Result<PictureFeed> Engine::recordPicture(Operator& source)
{
    return m_impl->sources.picture(source, SourceRuntime::Use::Record);
}

Result<AudioFeed> Engine::recordSound(Operator& source)
{
    return m_impl->join(source, SourceRuntime::Use::Record);
}

std::shared_ptr<SharedPaths> Engine::sharedPaths() const
{
    return m_impl->paths;
}

Result<std::shared_ptr<PictureReader>> Engine::readPictures(const Operator& source)
{
    const Result<PictureSourceSpec> spec = pictureSourceSpec(source);
    if (!spec)
        return spec.error();
    if (!isEveryFrame(*spec))
        return std::shared_ptr<PictureReader>();
    Result<std::unique_ptr<PictureReader>> reader = openReader(*spec);
    if (!reader)
        return reader.error();
    return std::shared_ptr<PictureReader>(std::move(reader).value());
}

bool Engine::isOpening(const Operator& source) const
{
    return m_impl->sources.isOpening(source);
}

Status Engine::openingOutcome(const Operator& source) const
{
    return m_impl->sources.openingOutcome(source);
}

bool Engine::isSoundRunning(Operator& op) const
{
    const std::vector<Operator*> sources = m_impl->soundSourcesOf(op);
    return !sources.empty() && std::all_of(sources.begin(), sources.end(), [this](const Operator* source) {
        return runningSound(*source) != nullptr;
    });
}

std::shared_ptr<AudioHub> Engine::runningSound(const Operator& source) const
{
    return m_impl->sources.runningSound(source);
}

QStringList Engine::heardOutputs() const
{
    return m_impl->sources.heardOutputs();
}

std::shared_ptr<PictureHub> Engine::runningPicture(const Operator& source) const
{
    return m_impl->sources.runningPicture(source);
}

ScreenBackend& Engine::screens()
{
    return *m_impl->services.screens;
}

SoundBackend& Engine::sounds()
{
    return *m_impl->services.sounds;
}

CameraBackend& Engine::cameras()
{
    return *m_impl->services.cameras;
}

DeviceLists& Engine::devices() const
{
    return m_impl->devices;
}

void Engine::lookAtSources()
{
    // Later and once: a project that is being loaded sets parameters by the dozen.
    m_impl->outdatedTimer.start(0);
}

void Engine::letGoOutdatedReplays()
{
    for (const std::unique_ptr<Recorder>& recorder : m_impl->recorders) {
        if (ReplayBuffer* replay = recorder->replay())
            replay->letGoOutdated();
    }
}

void Engine::adopt(std::unique_ptr<RunningTake> take)
{
    m_impl->adopted.push_back(
        {std::move(take), m_impl->services.clock->now() + m_impl->services.stopTimeout});
    m_impl->adoptedTimer.start();
}

void Engine::Impl::tendAdopted()
{
    const Timestamp now = services.clock->now();
    const auto isOver = [&](Adopted& each) {
        if (!each.take->take->isDone()) {
            if (now < each.deadline)
                return false;
            each.take->giveUp();
        }
        if (const std::optional<Error> error = each.take->take->report().error)
            logError(each.take->take->setup().op, describeForLog(*error));
        return true;
    };
    adopted.erase(std::remove_if(adopted.begin(), adopted.end(), isOver), adopted.end());
    if (adopted.empty())
        adoptedTimer.stop();
}

void Engine::Impl::finishAdopted(const QDeadlineTimer& deadline)
{
    for (Adopted& each : adopted) {
        if (!each.take->take->waitDone(timeLeft(deadline)))
            each.take->giveUp();
    }
    adopted.clear();
}

void Engine::finishAll(Duration timeout)
{
    for (const std::unique_ptr<Recorder>& recorder : m_impl->recorders)
        recorder->stop();
    for (const std::unique_ptr<Recorder>& recorder : m_impl->recorders) {
        if (ReplayBuffer* replay = recorder->replay())
            replay->end();
    }
    // They are all ending at the same time.
    const QDeadlineTimer deadline(timeout);
    for (const std::unique_ptr<Recorder>& recorder : m_impl->recorders) {
        if (!recorder->waitUntilIdle(timeLeft(deadline)))
            recorder->giveUp();
    }
    for (const std::unique_ptr<Recorder>& recorder : m_impl->recorders) {
        const ReplayBuffer* replay = recorder->replay();
        if (replay && !replay->waitUntilSaved(timeLeft(deadline)))
            logWarning(recorder->sink().name(), QStringLiteral("a replay was still being saved"));
    }
    m_impl->finishAdopted(deadline);
}

} // namespace reelout
