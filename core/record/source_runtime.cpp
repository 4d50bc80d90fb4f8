// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/source_runtime.h"

#include "record/opening_source.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr double kHistorySeconds = 4.0;
constexpr double kHistoryBytes = 32.0 * 1024 * 1024;

// Long enough for a slow writer to catch up, short enough for a device with many channels.
Duration historyFor(const AudioFormat& format)
{
    const double bytesPerSecond = static_cast<double>(format.sampleRate) * format.channels * sizeof(float);
    return fromSeconds(std::min(kHistorySeconds, kHistoryBytes / bytesPerSecond));
}

} // namespace

template <typename Spec, typename Source, typename Hub>
struct SourceRuntime::Running {
    Running(Spec wanted, std::unique_ptr<Source> made, std::shared_ptr<Hub> target)
        : spec(std::move(wanted)),
          source(std::move(made)),
          hub(std::move(target))
    {}
    ~Running() { source->stop(); }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    Spec spec;
    std::shared_ptr<void> held; ///< a source this one reads
    std::unique_ptr<Source> source;
    std::shared_ptr<Hub> hub;
    int recorders = 0;
};

namespace {

/// A sound source that runs, and where to.
struct OpenSound {
    std::unique_ptr<AudioSource> source;
    std::shared_ptr<AudioHub> hub;
    void stop() { source->stop(); }
};

Result<std::unique_ptr<OpenSound>> openSound(Result<std::unique_ptr<AudioSource>> made)
{
    if (!made)
        return made.error();
    const AudioFormat format = (*made)->format();
    auto hub = std::make_shared<AudioHub>(format, historyFor(format));
    REELOUT_TRY((*made)->start(hub));
    return std::make_unique<OpenSound>(OpenSound{std::move(made).value(), std::move(hub)});
}

// The rest is there at once.
bool takesTimeToOpen(const AudioSourceSpec& spec)
{
    return std::holds_alternative<SoundDeviceSpec>(spec) || std::holds_alternative<SoundFileSpec>(spec);
}

// Holds a running source, and keeps it from being replaced while it is recorded.
template <typename Running>
std::shared_ptr<void> lease(std::shared_ptr<Running> running, SourceRuntime::Use use)
{
    if (use == SourceRuntime::Use::Watch)
        return running;
    ++running->recorders;
    Running* const key = running.get();
    return std::shared_ptr<void>(key, [held = std::move(running)](void*) mutable {
        --held->recorders;
        held.reset();
    });
}

template <typename Running, typename Spec, typename Map>
std::shared_ptr<Running> reusable(const Map& all, const Operator& op, const Result<Spec>& spec)
{
    const auto found = all.find(&op);
    std::shared_ptr<Running> running = found == all.end() ? nullptr : found->second.lock();
    const bool fits = running && (running->recorders > 0 || (spec && running->spec == *spec));
    return fits ? running : nullptr;
}

} // namespace

// Held by those who wait for it, and after it has failed by those who don't know yet.
struct SourceRuntime::OpeningSound {
    AudioSourceSpec spec;
    std::shared_ptr<RunningSound> running; ///< once it is open
    Opening<OpenSound> opening;
};

SourceRuntime::SourceRuntime(SourceMakers makers)
    : m_makers(std::move(makers)),
      m_bell(std::make_shared<Doorbell>(&m_receiver, [this] { settleSounds(); }))
{}

SourceRuntime::~SourceRuntime()
{
    m_bell->close();
}

// A file that is played by several (its pictures and its sound, a source and the one that takes its place)
// has one playhead.
template <typename Spec>
void SourceRuntime::givePlayhead(const Operator& op, Spec& spec)
{
    Playing& playing = m_playing[&op];
    spec.playhead = playing.playhead.lock();
    if (spec.playhead && playing.path == spec.path)
        return;
    spec.playhead = std::make_shared<Playhead>(spec.playback);
    playing = {spec.path, spec.playhead};
}

void SourceRuntime::adjust(const Operator& op)
{
    const std::optional<CameraControls> controls = cameraControlsOf(op);
    const auto desk = controls ? m_desks[&op].lock() : nullptr;
    if (desk)
        desk->set(*controls);
    const std::optional<Playback> playback = playbackOf(op);
    const std::shared_ptr<Playhead> running = playback ? playhead(op) : nullptr;
    if (running)
        running->set(*playback, m_makers.clock->now());
}

std::shared_ptr<Playhead> SourceRuntime::playhead(const Operator& op) const
{
    const auto found = m_playing.find(&op);
    return found == m_playing.end() ? nullptr : found->second.playhead.lock();
}

Result<PictureFeed> SourceRuntime::picture(const Operator& op, Use use)
{
    Result<PictureSourceSpec> spec = pictureSourceSpec(op);
    auto running = reusable<RunningPicture>(m_pictures, op, spec);
    const auto* opening = running ? dynamic_cast<const OpeningSource*>(running->source.get()) : nullptr;
    // What is recorded must be there, or the reason must be known. One that has failed is tried again.
    if (opening && use == Use::Record && !opening->opening().hasFailed())
        REELOUT_TRY(opening->opening().settle());
    if (running && !(opening && opening->opening().hasFailed()))
        return PictureFeed{running->hub, lease(running, use)};
    if (!spec)
        return spec.error();
    if (auto* file = std::get_if<PictureFileSpec>(&*spec); file && !file->everyFrame)
        givePlayhead(op, *file);
    if (auto* camera = std::get_if<CameraSpec>(&*spec)) {
        camera->desk = std::make_shared<CameraControlDesk>(camera->controls);
        m_desks[&op] = camera->desk;
    }
    Result<std::shared_ptr<RunningPicture>> started = startPicture(*spec, use);
    if (!started)
        return started.error();
    m_pictures[&op] = *started;
    return PictureFeed{(*started)->hub, lease(*started, use)};
}

Result<AudioFeed> SourceRuntime::sound(const Operator& op, Use use)
{
    Result<AudioSourceSpec> spec = audioSourceSpec(op);
    if (auto running = reusable<RunningSound>(m_sounds, op, spec))
        return AudioFeed{running->hub, lease(running, use), running->source->label()};
    if (!spec)
        return spec.error();
    if (const auto opening = openingSound(op); opening && opening->spec == *spec)
        return joinOpening(op, opening, use);
    if (auto* file = std::get_if<SoundFileSpec>(&*spec); file && !file->isClip) {
        const Operator* movie = followedMovie(op);
        givePlayhead(movie ? *movie : op, *file);
    }
    AudioFeed input;
    if (std::holds_alternative<AnalyzeSpec>(*spec)) {
        Result<AudioFeed> measured = sound(*op.input(0), use);
        if (!measured || !measured->hub)
            return measured;
        input = std::move(measured).value();
    }
    return startSound(op, *spec, std::move(input), use);
}

Result<AudioFeed> SourceRuntime::joinOpening(const Operator& op, const std::shared_ptr<OpeningSound>& opening,
                                             Use use)
{
    if (use == Use::Watch && !opening->opening.isSettled())
        return AudioFeed{nullptr, opening, {}};
    REELOUT_TRY(opening->opening.settle());
    settleSounds();
    return sound(op, use);
}

Result<std::shared_ptr<SourceRuntime::RunningPicture>>
SourceRuntime::startPicture(const PictureSourceSpec& spec, Use use)
{
    const bool waits = use == Use::Record || !m_makers.opensInBackground;
    Result<std::unique_ptr<PictureSource>> source =
        waits ? m_makers.picture(spec)
              : Result<std::unique_ptr<PictureSource>>(std::make_unique<OpeningSource>(
                    [make = m_makers.picture, spec] { return make(spec); }, *m_makers.clock));
    if (!source)
        return source.error();
    auto hub = std::make_shared<PictureHub>();
    if (const Status started = (*source)->start(hub); !started)
        return started.error();
    return std::make_shared<RunningPicture>(spec, std::move(source).value(), std::move(hub));
}

Result<AudioFeed> SourceRuntime::startSound(const Operator& op, const AudioSourceSpec& spec, AudioFeed input,
                                            Use use)
{
    if (use == Use::Watch && m_makers.opensInBackground && takesTimeToOpen(spec))
        return AudioFeed{nullptr, beginSound(op, spec), {}};
    Result<std::unique_ptr<OpenSound>> open = openSound(m_makers.sound(spec, input.hub));
    if (!open)
        return open.error();
    auto running = std::make_shared<RunningSound>(spec, std::move((*open)->source), std::move((*open)->hub));
    running->held = std::move(input.running);
    m_sounds[&op] = running;
    return AudioFeed{running->hub, lease(running, use), running->source->label()};
}

std::shared_ptr<SourceRuntime::OpeningSound> SourceRuntime::beginSound(const Operator& op,
                                                                       const AudioSourceSpec& spec)
{
    auto begun = std::make_shared<OpeningSound>();
    begun->spec = spec;
    begun->opening.start([make = m_makers.sound, spec] { return openSound(make(spec, nullptr)); },
                         [bell = m_bell](const Status&) { bell->ring(); });
    m_openingSounds[&op] = begun;
    return begun;
}

std::shared_ptr<SourceRuntime::OpeningSound> SourceRuntime::openingSound(const Operator& op) const
{
    const auto found = m_openingSounds.find(&op);
    return found == m_openingSounds.end() ? nullptr : found->second.lock();
}

// Those who wait hold what they wait for; from here on it runs for them.
void SourceRuntime::settleSounds()
{
    bool isAnySettled = false;
    for (auto each = m_openingSounds.begin(); each != m_openingSounds.end();) {
        const std::shared_ptr<OpeningSound> opening = each->second.lock();
        isAnySettled = isAnySettled || !opening || opening->opening.isSettled();
        if (const std::unique_ptr<OpenSound> open = opening ? opening->opening.take() : nullptr) {
            opening->running =
                std::make_shared<RunningSound>(opening->spec, std::move(open->source), std::move(open->hub));
            m_sounds[each->first] = opening->running;
        }
        const bool isOver = !opening || opening->running;
        each = isOver ? m_openingSounds.erase(each) : std::next(each);
    }
    if (isAnySettled && m_makers.soundSettled)
        m_makers.soundSettled();
}

bool SourceRuntime::isOutdated(const Operator& op) const
{
    const auto picture = m_pictures.find(&op);
    if (const auto running = picture == m_pictures.end() ? nullptr : picture->second.lock()) {
        const Result<PictureSourceSpec> spec = pictureSourceSpec(op);
        const auto* opening = dynamic_cast<const OpeningSource*>(running->source.get());
        const bool hasFailed = opening && opening->opening().hasFailed();
        return running->recorders == 0 && (hasFailed || !(spec && running->spec == *spec));
    }
    const auto sound = m_sounds.find(&op);
    if (const auto running = sound == m_sounds.end() ? nullptr : sound->second.lock()) {
        const Result<AudioSourceSpec> spec = audioSourceSpec(op);
        return running->recorders == 0 && !(spec && running->spec == *spec);
    }
    if (const auto opening = openingSound(op)) {
        const Result<AudioSourceSpec> spec = audioSourceSpec(op);
        return opening->opening.hasFailed() || !(spec && opening->spec == *spec);
    }
    return false;
}

template <typename Visit>
void SourceRuntime::withOpening(const Operator& op, Visit visit) const
{
    const auto found = m_pictures.find(&op);
    const auto running = found == m_pictures.end() ? nullptr : found->second.lock();
    if (const auto* source = running ? dynamic_cast<const OpeningSource*>(running->source.get()) : nullptr)
        visit(source->opening());
    if (const auto sound = openingSound(op))
        visit(sound->opening);
    // What is measured opens for who measures.
    if (op.type().family == Family::Chop && !op.type().isSink && op.inputCount() > 0 && op.input(0))
        withOpening(*op.input(0), visit);
}

bool SourceRuntime::isOpening(const Operator& op) const
{
    bool isAny = false;
    withOpening(op, [&](const auto& opening) { isAny = isAny || !opening.isSettled(); });
    return isAny;
}

Status SourceRuntime::openingOutcome(const Operator& op) const
{
    Status outcome;
    withOpening(op, [&](const auto& opening) {
        if (outcome && opening.isSettled())
            outcome = opening.settle();
    });
    return outcome;
}

void SourceRuntime::forgetFailure(const Operator& op)
{
    const auto opening = openingSound(op);
    if (opening && opening->opening.hasFailed())
        m_openingSounds.erase(&op);
}

std::shared_ptr<AudioHub> SourceRuntime::runningSound(const Operator& op) const
{
    const auto found = m_sounds.find(&op);
    const std::shared_ptr<RunningSound> running = found == m_sounds.end() ? nullptr : found->second.lock();
    return running ? running->hub : nullptr;
}

QStringList SourceRuntime::heardOutputs() const
{
    QStringList outputs;
    for (const auto& [op, sound] : m_sounds) {
        const std::shared_ptr<RunningSound> running = sound.lock();
        if (running && !running->source->heardOutput().isEmpty())
            outputs += running->source->heardOutput();
    }
    return outputs;
}

std::shared_ptr<PictureHub> SourceRuntime::runningPicture(const Operator& op) const
{
    const auto found = m_pictures.find(&op);
    const auto running = found == m_pictures.end() ? nullptr : found->second.lock();
    return running ? running->hub : nullptr;
}

void SourceRuntime::forget(const Operator& op)
{
    m_pictures.erase(&op);
    m_sounds.erase(&op);
    m_openingSounds.erase(&op);
    m_playing.erase(&op);
    m_desks.erase(&op);
}

} // namespace reelout
