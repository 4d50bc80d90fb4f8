// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_screen_stream.h"

#include "base/log.h"

namespace reelout {

namespace {

constexpr Duration kBelievable = std::chrono::seconds(1);

} // namespace

Result<std::unique_ptr<PwScreenStream>> PwScreenStream::open(const Settings& settings, Clock& clock,
                                                             Listener listener)
{
    std::unique_ptr<PwScreenStream> screen(new PwScreenStream(settings, clock, std::move(listener)));
    PwStream::Settings wire;
    wire.descriptor = settings.descriptor;
    wire.node = settings.node;
    wire.threadName = "pw-screen";
    wire.importer = settings.importer;
    Result<std::unique_ptr<PwStream>> stream = PwStream::open(wire, *screen);
    if (!stream)
        return stream.error();
    screen->m_stream = std::move(stream).value();
    return screen;
}

PwScreenStream::PwScreenStream(const Settings& settings, Clock& clock, Listener listener)
    : m_settings(settings),
      m_clock(clock),
      m_listener(std::move(listener)),
      m_cursor(settings.cursorScale)
{}

PwScreenStream::~PwScreenStream() = default;

std::uint32_t PwScreenStream::offerFormats(spa_pod_builder& builder, PwStream::Params& params)
{
    return reelout::offerFormats(builder, m_settings.rate, m_settings.importer->modifiers(), params);
}

// Comes again whenever the screen changes its size.
bool PwScreenStream::agree(const spa_pod* format)
{
    m_clean.reset();
    m_format = format ? readFormat(format) : std::nullopt;
    return !format || m_format;
}

std::uint32_t PwScreenStream::describeBuffers(spa_pod_builder& builder, PwStream::Params& params)
{
    return reelout::describeBuffers(builder, *m_format, m_settings.drawsCursor, params);
}

void PwScreenStream::take(PwLender::Arrival& arrival)
{
    const spa_buffer& buffer = arrival.buffer();
    if (m_settings.drawsCursor)
        m_hasCursorNews = m_cursor.read(buffer) || m_hasCursorNews;
    if (!m_format)
        return;
    const Result<PwFrame> frame = readFrame(buffer, *m_format);
    if (!frame)
        logWarning(QStringLiteral("pipewire"), frame.error().detail);
    if (!frame || frame->isBroken)
        m_isDamageWhole = false; // what it would have told of
    else if (frame->pixels)
        takeFrame(*frame, arrival);
}

void PwScreenStream::taken()
{
    const bool hasNews = std::exchange(m_hasCursorNews, false);
    if (hasNews && m_clean && m_cursor.placed() != m_drawn)
        publish(m_clock.now(), m_isDamageWhole, {});
}

// Pictures are stamped on our clock where the compositor uses it.
Timestamp PwScreenStream::trueTime(const std::optional<Timestamp>& stamp) const
{
    const Timestamp now = m_clock.now();
    return stamp && *stamp <= now && now - *stamp < kBelievable ? *stamp : now;
}

// Where it lies, or copied.
std::shared_ptr<Picture> PwScreenStream::pictureOf(const PwFrame& frame, PwLender::Arrival& arrival)
{
    if (isPictureAlready(frame, *m_format)) {
        if (std::shared_ptr<void> loan = arrival.lend()) {
            auto lent = std::make_shared<Picture>();
            lent->format = PixelFormat::Bgrx8;
            lent->size = m_format->size;
            lent->planes[0] = {const_cast<std::uint8_t*>(frame.pixels), frame.stride}; // only ever read
            lent->owner = std::move(loan);
            return lent;
        }
    }
    std::shared_ptr<Picture> copy = m_pool.acquire(PixelFormat::Bgrx8, m_format->size);
    if (copy) {
        copyRows(frame, *m_format, 0, m_format->size.height, *copy);
        arrival.noteCopy();
    }
    return copy;
}

void PwScreenStream::takeFrame(const PwFrame& frame, PwLender::Arrival& arrival)
{
    const std::shared_ptr<Picture> picture = pictureOf(frame, arrival);
    const bool isLike = picture && m_clean && m_clean->size == picture->size;
    const bool damageKnown =
        std::exchange(m_isDamageWhole, picture != nullptr) && frame.isDamageKnown && isLike;
    if (!picture)
        return; // memory is short: the last picture stands
    picture->colour = kScreenColour;
    m_clean = picture;
    publish(trueTime(frame.captured), damageKnown, frame.damage);
}

void PwScreenStream::publish(Timestamp captured, bool damageKnown, std::vector<Rect> damage)
{
    const PlacedSprite cursor = m_settings.drawsCursor ? m_cursor.placed() : PlacedSprite();
    const bool hasMoved = cursor != m_drawn;
    const Rect whole{0, 0, m_clean->size.width, m_clean->size.height};
    std::shared_ptr<Picture> shown = std::make_shared<Picture>(*m_clean);
    shown->owner = std::const_pointer_cast<Picture>(m_clean);
    if (cursor.sprite) {
        // The clean picture is needed again as soon as the pointer moves, and others may read its memory.
        std::shared_ptr<Picture> drawn = m_pool.acquire(PixelFormat::Bgrx8, m_clean->size);
        if (!drawn) {
            m_isDamageWhole = false;
            return;
        }
        drawn->colour = kScreenColour;
        const PwFrame clean{m_clean->row(0, 0), m_clean->planes[0].stride, {}, false, false, {}};
        copyRows(clean, {PwVideoFormat::Layout::Bgrx8, m_clean->size}, 0, m_clean->size.height, *drawn);
        blendSprite(*cursor.sprite, cursor.x, cursor.y, whole, *drawn);
        shown = std::move(drawn);
    }
    if (hasMoved) {
        for (const PlacedSprite& placed : {m_drawn, cursor}) {
            if (const Rect part = placed.rect().intersected(whole); !part.isEmpty())
                damage.push_back(part);
        }
    }
    shown->captured = captured;
    shown->damageKnown = damageKnown;
    if (damageKnown)
        shown->damage = std::move(damage);
    m_drawn = cursor;
    m_listener.picture(std::move(shown));
}

} // namespace reelout
