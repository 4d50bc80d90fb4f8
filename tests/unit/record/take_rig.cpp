// SPDX-License-Identifier: GPL-3.0-or-later
#include "take_rig.h"

namespace reelout::test {

using namespace std::chrono_literals;

TakeRig::TakeRig(Options options)
    : zero(clock.now()),
      m_options(options),
      m_nextPicture(zero),
      m_nextLayer(zero),
      m_nextBlock(zero)
{
    setup.op = QStringLiteral("moviefileout1");
    setup.plan.kind = options.kind;
    setup.plan.rate = options.rate;
    setup.plan.movie.rate = options.rate;
    setup.plan.stallForOpen = options.stall;
    setup.plan.timeSlice = options.timeSlice;
    setup.plan.limitFrames = options.limit;
    setup.name.path = QStringLiteral("/fake/out.0.mp4");
    setup.startsPaused = options.paused;
    setup.pictures = pictures;
    setup.clock = &clock;
    setup.files = &systemFiles();
    setup.openWriter = [this](const WriterRequest& request) {
        opened = request;
        return script.open(request.name.path);
    };
    if (options.layer) {
        layer = std::make_shared<PictureHub>();
        setup.input = QStringLiteral("one");
        setup.plan.still.layers = {{QStringLiteral("two"), {}}};
        setup.layers = {{QStringLiteral("two"), {0}, layer, nullptr}};
    }
    if (options.sound) {
        sound = std::make_shared<AudioHub>(AudioFormat{48000, 1, {}}, 4s);
        setup.sounds.push_back({sound, {0}, QStringLiteral("first"), QStringLiteral("First")});
        setup.trackRate = 48000;
    }
    if (options.secondSound) {
        secondSound = std::make_shared<AudioHub>(AudioFormat{44100, 1, {}}, 4s);
        setup.sounds.push_back({secondSound, {0}, QStringLiteral("second"), QStringLiteral("Second")});
        setup.plan.soundTracks = options.tracks;
    }
}

TakeRig::~TakeRig()
{
    if (take && !take->isDone()) {
        take->stop();
        script.openGate.open();
        script.pictureGate.open();
        finish();
    }
    for (Worker& thread : threads)
        thread.join();
}

void TakeRig::publishNow()
{
    pictures->publish(fakePicture(++m_serial, clock.now()));
}

void TakeRig::step(Duration by)
{
    clock.advance(by);
    const Timestamp now = clock.now();
    while (m_nextPicture <= now) {
        if (m_idle)
            pictures->publishUnchanged(m_nextPicture);
        else
            pictures->publish(fakePicture(++m_serial, m_nextPicture));
        m_nextPicture += m_options.sourceRate.interval();
    }
    while (layer && m_nextLayer + m_options.layerDelay <= now) {
        ++m_layerSerial; // counts on, so that it tells the time of capture
        if (!m_isLayerSilent)
            layer->publish(fakePicture(m_layerSerial, m_nextLayer));
        m_nextLayer += m_options.layerRate.interval();
    }
    while (sound && m_nextBlock + 10ms <= now) {
        if (!m_silent)
            sound->publish(m_nextBlock, fakeBlock(zero, m_nextBlock, 480, sound->format()).samples);
        if (secondSound && !m_secondSilent)
            secondSound->publish(m_nextBlock,
                                 fakeBlock(zero, m_nextBlock, 441, secondSound->format()).samples);
        m_nextBlock += 10ms;
    }
}

// The take's threads live in real time: they must have seen each moment before the clock moves on.
void TakeRig::keepUp()
{
    const bool hasFollower =
        m_options.kind != RecordPlan::Kind::Sound && m_options.kind != RecordPlan::Kind::Image;
    const auto isCalm = [&] {
        if (take->isDone())
            return true;
        const bool isHeld = script.openGate.waiting() > 0 || script.pictureGate.waiting() > 0;
        const bool isBusy = script.isInPicture();
        if (!clock.isSettled(isHeld ? (choosesWhileHeld ? 1 : 0) : isBusy && !m_isFinishing ? 2 : 1))
            return false;
        // The writer is held up, takes its time, or has nothing left to do.
        // A frame whose other picture has not come waits itself, and the more so at the end.
        const bool mayWait = layer && (m_isFinishing || take->stats().framesWaiting < 12);
        return isHeld || !hasFollower || isBusy || mayWait || take->stats().framesWaiting == 0;
    };
    while (!isCalm())
        std::this_thread::sleep_for(10us);
}

void TakeRig::run(Duration time)
{
    const Timestamp end = clock.now() + time;
    while (clock.now() < end) {
        step(std::min<Duration>(1ms, end - clock.now()));
        if (take)
            keepUp();
    }
}

void TakeRig::record()
{
    setup.recordInstant = clock.now();
    setup.present = pictures->latest();
    recordedAt = clock.now();
    take = Take::create(setup, [this](TakeEvent event) {
        const std::scoped_lock lock(m_mutex);
        m_events.push_back(event);
    });
    threads = take->start();
    if (setup.present || m_options.kind == RecordPlan::Kind::Sound)
        keepUp();
}

bool TakeRig::finish()
{
    m_isFinishing = true;
    for (int i = 0; i < 20000 && !take->isDone(); ++i) {
        step(1ms);
        keepUp();
    }
    if (!take->waitDone(10s))
        return false;
    threads.clear(); // joins them: the listener has heard of it by then
    return true;
}

bool TakeRig::hasHeard(TakeEvent event) const
{
    const std::scoped_lock lock(m_mutex);
    return std::find(m_events.begin(), m_events.end(), event) != m_events.end();
}

double TakeRig::errorOfSound(std::size_t sampleFrame, Timestamp trueTime) const
{
    const std::vector<float> audio = script.audio();
    return static_cast<double>(audio[sampleFrame]) * kTimeScale - toSeconds(trueTime - zero);
}

} // namespace reelout::test
