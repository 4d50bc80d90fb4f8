// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/generators/test_pattern_picture.h"

#include "capture/generators/bitmap_font.h"
#include "capture/generators/frame_code.h"
#include "capture/generators/pattern_painter.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <string>

namespace reelout {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kSweep = 4 * kSecond; ///< the moving block crosses the picture in this time
constexpr std::uint32_t kWhite = 0xFFFFFFFFU;
constexpr std::uint32_t kBlack = 0xFF000000U;
constexpr std::size_t kMostCanvases = 8; ///< kept for reuse
constexpr int kTextColumns = 12;         ///< of both lines: "4294967295  ", "00:00:00.000"

std::array<std::string, 2> textOf(std::int64_t index, Duration time)
{
    const std::int64_t milliseconds = time.count() / 1'000'000;
    std::array<char, 64> number{};
    std::array<char, 64> clock{};
    (void)std::snprintf(number.data(), number.size(), "%12llu",
                        static_cast<unsigned long long>(static_cast<std::uint32_t>(index)));
    (void)std::snprintf(clock.data(), clock.size(), "%02d:%02d:%02d.%03d",
                        static_cast<int>(milliseconds / 3'600'000 % 100),
                        static_cast<int>(milliseconds / 60'000 % 60),
                        static_cast<int>(milliseconds / 1000 % 60), static_cast<int>(milliseconds % 1000));
    return {number.data(), clock.data()};
}

/// A well mixed number of the index, the same every time.
std::uint64_t scramble(std::uint64_t value)
{
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
}

PixelFormat formatOf(const TestPatternSpec& spec)
{
    return spec.alpha ? PixelFormat::Bgra8 : PixelFormat::Bgrx8;
}

void paintAlpha(Picture& picture)
{
    const int last = std::max(picture.size.height - 1, 1);
    for (int y = 0; y < picture.size.height; ++y) {
        const auto alpha = static_cast<std::uint8_t>((y * 255 + last / 2) / last);
        for (std::ptrdiff_t x = 0; x < picture.size.width; ++x)
            picture.row(0, y)[4 * x + 3] = alpha;
    }
}

} // namespace

// New noise for every frame would cost more than everything else together; this looks and compresses the
// same.
NoisePlace noisePlace(Size size, std::int64_t index, int y)
{
    const std::uint64_t place = scramble(static_cast<std::uint64_t>(index));
    const int firstRow = static_cast<int>(place % static_cast<std::uint64_t>(size.height));
    return {(firstRow + y) % size.height, (place >> 32U) % static_cast<std::uint64_t>(size.width)};
}

/// Where pictures leave their memory when the last holder lets go.
struct TestPatternPicture::Shelf {
    std::mutex mutex;
    std::vector<std::unique_ptr<Canvas>> canvases;
};

TestPatternPicture::TestPatternPicture(const TestPatternSpec& spec)
    : m_spec(spec),
      m_shelf(std::make_shared<Shelf>())
{}

TestPatternPicture::~TestPatternPicture() = default;

Status TestPatternPicture::prepare()
{
    m_background = m_pool.acquire(formatOf(m_spec), m_spec.size);
    if (!m_background) {
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("make test pattern"),
                         QStringLiteral("no memory for a picture of %1 × %2 pixels")
                             .arg(m_spec.size.width)
                             .arg(m_spec.size.height));
    }
    paintPattern(*m_background, m_spec.pattern);
    if (m_spec.alpha)
        paintAlpha(*m_background);
    return {};
}

bool TestPatternPicture::isFlash(std::int64_t index) const
{
    const std::int64_t begin = m_spec.rate.timeOf(index).count();
    const std::int64_t end = m_spec.rate.timeOf(index + 1).count();
    const std::int64_t wholeSecond = (begin + kSecond - 1) / kSecond * kSecond;
    return wholeSecond < end;
}

TestPatternPicture::Layout TestPatternPicture::layoutOf(std::int64_t index) const
{
    Layout layout;
    const Size size = m_spec.size;
    const Rect code = frameCodeArea(size);
    if (m_spec.frameNumber && !code.isEmpty()) {
        const int left = code.right() + std::max(size.width / 48, 1);
        const int widthInDots = kTextColumns * kGlyphAdvance + 1;
        const int scale = std::min((size.width - left) / widthInDots, code.height / (2 * (kGlyphHeight + 2)));
        layout.textScale = scale;
        if (scale > 0)
            layout.text = {left, 0, widthInDots * scale, 2 * (kGlyphHeight + 2) * scale};
    }
    const bool isPlain = m_spec.pattern == TestPatternSpec::Pattern::Black ||
                         m_spec.pattern == TestPatternSpec::Pattern::White;
    if (!isPlain) {
        const std::int64_t phase = m_spec.rate.timeOf(index).count() % kSweep;
        const int side = std::max(size.height / 12, 1);
        layout.mover = {static_cast<int>(phase * size.width / kSweep), size.height / 2, side, side};
        layout.mover = layout.mover.intersected({0, 0, size.width, size.height});
    }
    return layout;
}

std::unique_ptr<TestPatternPicture::Canvas> TestPatternPicture::takeCanvas()
{
    {
        const std::scoped_lock lock(m_shelf->mutex);
        if (!m_shelf->canvases.empty()) {
            std::unique_ptr<Canvas> canvas = std::move(m_shelf->canvases.back());
            m_shelf->canvases.pop_back();
            return canvas;
        }
    }
    auto canvas = std::make_unique<Canvas>();
    canvas->pixels = m_pool.acquire(formatOf(m_spec), m_spec.size);
    canvas->paintedOver = {{0, 0, m_spec.size.width, m_spec.size.height}};
    return canvas->pixels ? std::move(canvas) : nullptr;
}

std::shared_ptr<Picture> TestPatternPicture::wrap(std::unique_ptr<Canvas> canvas) const
{
    auto picture = std::make_shared<Picture>(*canvas->pixels);
    picture->owner = std::shared_ptr<void>(canvas.release(), [shelf = m_shelf](void* memory) {
        std::unique_ptr<Canvas> returned(static_cast<Canvas*>(memory));
        const std::scoped_lock lock(shelf->mutex);
        if (shelf->canvases.size() < kMostCanvases)
            shelf->canvases.push_back(std::move(returned));
    });
    return picture;
}

void TestPatternPicture::restore(Canvas& canvas) const
{
    for (const Rect& area : canvas.paintedOver) {
        const std::ptrdiff_t offset = static_cast<std::ptrdiff_t>(area.x) * 4;
        for (int y = area.y; y < area.bottom(); ++y) {
            std::memcpy(canvas.pixels->row(0, y) + offset, m_background->row(0, y) + offset,
                        static_cast<std::size_t>(area.width) * 4);
        }
    }
}

void TestPatternPicture::scatterNoise(Picture& picture, std::int64_t index) const
{
    const auto rowBytes = static_cast<std::size_t>(m_spec.size.width) * 4;
    for (int y = 0; y < m_spec.size.height; ++y) {
        const NoisePlace place = noisePlace(m_spec.size, index, y);
        const std::size_t turn = 4 * place.turn;
        const std::uint8_t* source = m_background->row(0, place.row);
        std::memcpy(picture.row(0, y), source + turn, rowBytes - turn);
        std::memcpy(picture.row(0, y) + (rowBytes - turn), source, turn);
    }
}

void TestPatternPicture::drawMover(Picture& picture, const Layout& layout) const
{
    if (layout.mover.isEmpty())
        return;
    const Rect& mover = layout.mover;
    const int border = std::max(mover.height / 8, 1);
    fillRect(picture, mover, kBlack);
    fillRect(picture,
             {mover.x + border, mover.y + border, mover.width - 2 * border, mover.height - 2 * border},
             kWhite);
}

void TestPatternPicture::drawNumbers(Picture& picture, std::int64_t index, const Layout& layout) const
{
    drawFrameCode(picture, static_cast<std::uint32_t>(index));
    if (layout.text.isEmpty())
        return;
    const std::array<std::string, 2> lines = textOf(index, m_spec.rate.timeOf(index));
    drawText(picture, layout.text.x, 0, layout.textScale, lines[0]);
    drawText(picture, layout.text.x, (kGlyphHeight + 2) * layout.textScale, layout.textScale, lines[1]);
}

std::vector<Rect> TestPatternPicture::changingAreas(std::int64_t index) const
{
    std::vector<Rect> areas;
    const Layout layout = layoutOf(index);
    if (m_spec.frameNumber && !frameCodeArea(m_spec.size).isEmpty())
        areas.push_back(frameCodeArea(m_spec.size).united(layout.text));
    if (!layout.mover.isEmpty())
        areas.push_back(layout.mover);
    return areas;
}

std::shared_ptr<Picture> TestPatternPicture::render(std::int64_t index)
{
    std::unique_ptr<Canvas> canvas = takeCanvas();
    if (!canvas)
        return nullptr;
    const Rect whole{0, 0, m_spec.size.width, m_spec.size.height};
    const Layout layout = layoutOf(index);
    const bool isWhite = m_spec.flash && isFlash(index);
    const bool isNoise = m_spec.pattern == TestPatternSpec::Pattern::Noise;
    Picture& pixels = *canvas->pixels;
    if (isWhite) {
        for (int y = 0; y < m_spec.size.height; ++y)
            std::memset(pixels.row(0, y), 0xFF, static_cast<std::size_t>(m_spec.size.width) * 4);
        if (m_spec.frameNumber)
            drawFrameCode(pixels, static_cast<std::uint32_t>(index));
    } else {
        if (isNoise)
            scatterNoise(pixels, index);
        else
            restore(*canvas);
        drawMover(pixels, layout);
        if (m_spec.frameNumber)
            drawNumbers(pixels, index, layout);
    }
    canvas->paintedOver = isWhite ? std::vector<Rect>{whole} : changingAreas(index);

    std::shared_ptr<Picture> picture = wrap(std::move(canvas));
    picture->captured = Timestamp(m_spec.rate.timeOf(index));
    picture->damageKnown = true;
    const bool wasWhite = m_spec.flash && isFlash(index - 1);
    if (isWhite || wasWhite || isNoise) {
        picture->damage = {whole};
    } else {
        picture->damage = changingAreas(index);
        for (const Rect& before : changingAreas(index - 1)) {
            if (std::find(picture->damage.begin(), picture->damage.end(), before) == picture->damage.end())
                picture->damage.push_back(before);
        }
    }
    return picture;
}

} // namespace reelout
