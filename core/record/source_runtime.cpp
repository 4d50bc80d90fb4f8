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

SourceRuntime::SourceRuntime(SourceMakers makers) : m_makers(std::move(makers)) {}

SourceRuntime::~SourceRuntime() = default;

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
    if (opening && use == Use::Record && !opening->hasFailed())
        REELOUT_TRY(opening->settle());
    if (running && !(opening && opening->hasFailed()))
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
    if (auto* file = std::get_if<SoundFileSpec>(&*spec); file && !file->isClip) {
        const Operator* movie = followedMovie(op);
        givePlayhead(movie ? *movie : op, *file);
    }
    AudioFeed input;
    if (std::holds_alternative<AnalyzeSpec>(*spec)) {
        Result<AudioFeed> measured = sound(*op.input(0), use);
        if (!measured)
            return measured;
        input = std::move(measured).value();
    }
    Result<std::shared_ptr<RunningSound>> started = startSound(*spec, std::move(input));
    if (!started)
        return started.error();
    m_sounds[&op] = *started;
    return AudioFeed{(*started)->hub, lease(*started, use), (*started)->source->label()};
}

Result<std::shared_ptr<SourceRuntime::RunningPicture>>
SourceRuntime::startPicture(const PictureSourceSpec& spec, Use use)
{
    const bool waits = use == Use::Record || !m_makers.opensInBackground;
    Result<std::unique_ptr<PictureSource>> source =
        waits ? m_makers.picture(spec)
              : Result<std::unique_ptr<PictureSource>>(std::make_unique<OpeningSource>(
                    [make = m_makers.picture, spec] { return make(spec); }, *m_makers.opensInBackground));
    if (!source)
        return source.error();
    auto hub = std::make_shared<PictureHub>();
    if (const Status started = (*source)->start(hub); !started)
        return started.error();
    return std::make_shared<RunningPicture>(spec, std::move(source).value(), std::move(hub));
}

Result<std::shared_ptr<SourceRuntime::RunningSound>> SourceRuntime::startSound(const AudioSourceSpec& spec,
                                                                               AudioFeed input)
{
    Result<std::unique_ptr<AudioSource>> source = m_makers.sound(spec, input.hub);
    if (!source)
        return source.error();
    const AudioFormat format = (*source)->format();
    auto hub = std::make_shared<AudioHub>(format, historyFor(format));
    if (const Status started = (*source)->start(hub); !started)
        return started.error();
    auto running = std::make_shared<RunningSound>(spec, std::move(source).value(), std::move(hub));
    running->held = std::move(input.running);
    return running;
}

bool SourceRuntime::isOutdated(const Operator& op) const
{
    const auto picture = m_pictures.find(&op);
    if (const auto running = picture == m_pictures.end() ? nullptr : picture->second.lock()) {
        const Result<PictureSourceSpec> spec = pictureSourceSpec(op);
        const auto* opening = dynamic_cast<const OpeningSource*>(running->source.get());
        const bool hasFailed = opening && opening->hasFailed();
        return running->recorders == 0 && (hasFailed || !(spec && running->spec == *spec));
    }
    const auto sound = m_sounds.find(&op);
    if (const auto running = sound == m_sounds.end() ? nullptr : sound->second.lock()) {
        const Result<AudioSourceSpec> spec = audioSourceSpec(op);
        return running->recorders == 0 && !(spec && running->spec == *spec);
    }
    return false;
}

const OpeningSource* SourceRuntime::openingOf(const Operator& op) const
{
    const auto found = m_pictures.find(&op);
    const auto running = found == m_pictures.end() ? nullptr : found->second.lock();
    return running ? dynamic_cast<const OpeningSource*>(running->source.get()) : nullptr;
}

bool SourceRuntime::isOpening(const Operator& op) const
{
    const OpeningSource* opening = openingOf(op);
    return opening && !opening->isSettled();
}

Status SourceRuntime::openingOutcome(const Operator& op) const
{
    const OpeningSource* opening = openingOf(op);
    return opening && opening->isSettled() ? opening->settle() : Status();
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
    m_playing.erase(&op);
    m_desks.erase(&op);
}

} // namespace reelout
