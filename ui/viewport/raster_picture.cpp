// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/raster_picture.h"

#include "image/srgb_curve.h"
#include "media/half_float.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace reelout {

namespace {

/// The sRGB curve from light to code values 0..255, rounded, through a table: the exponent of a float and the
/// upper bits of its fraction choose the entry.
class CodeOfLight {
public:
    CodeOfLight()
    {
        for (std::size_t at = 0; at < m_codes.size(); ++at) {
            const auto low = static_cast<std::uint32_t>(at + kFirst) << kShift;
            const float middle = std::bit_cast<float>(low + (1U << (kShift - 1)));
            m_codes[at] = static_cast<std::uint8_t>(std::lround(255.0F * std::min(encodeSrgb(middle), 1.0F)));
        }
    }
    std::uint32_t operator()(float light) const
    {
        if (!(light > kLeast))
            return 0;
        if (light >= 1.0F)
            return 255;
        return m_codes[(std::bit_cast<std::uint32_t>(light) >> kShift) - kFirst];
    }

private:
    static constexpr unsigned kShift = 23 - 10; ///< a thousandth of the light, a twentieth of a code
    static constexpr float kLeast = 0x1p-14F;   ///< less than half of code 1
    static constexpr std::uint32_t kFirst = std::bit_cast<std::uint32_t>(kLeast) >> kShift;
    static constexpr std::uint32_t kEnd = std::bit_cast<std::uint32_t>(1.0F) >> kShift;
    std::array<std::uint8_t, kEnd - kFirst> m_codes{};
};

std::uint32_t codeOfLight(float light)
{
    static const CodeOfLight table;
    return table(light);
}

std::uint32_t codeOf(float value)
{
    if (!(value > 0.0F))
        return 0;
    return static_cast<std::uint32_t>(std::min(value * 255.0F + 0.5F, 255.0F));
}

template <typename T>
T load(const std::uint8_t* p)
{
    T value;
    std::memcpy(&value, p, sizeof value);
    return value;
}

using Lanes = std::int32_t __attribute__((vector_size(16)));

using Pixel = float __attribute__((vector_size(16)));

Pixel pixelOfBytes(const std::uint8_t* p)
{
    using Bytes = std::uint8_t __attribute__((vector_size(4)));
    return __builtin_convertvector(__builtin_convertvector(load<Bytes>(p), Lanes), Pixel) * (1.0F / 255.0F);
}

Pixel blueFirst(const std::uint8_t* p)
{
    const Pixel pixel = pixelOfBytes(p);
    return __builtin_shufflevector(pixel, pixel, 2, 1, 0, 3);
}

/// Code values as they are, rounded, opaque.
QRgb plainPixel(Pixel pixel)
{
    constexpr Pixel kLowest{};
    constexpr Pixel kHighest{1.0F, 1.0F, 1.0F, 1.0F};
    pixel = pixel > kLowest ? pixel : kLowest;
    pixel = pixel < kHighest ? pixel : kHighest;
    const Lanes codes = __builtin_convertvector(pixel * 255.0F + 0.5F, Lanes);
    return 0xFF000000U | static_cast<QRgb>(codes[0]) << 16U | static_cast<QRgb>(codes[1]) << 8U |
           static_cast<QRgb>(codes[2]);
}

float finite(float value)
{
    return std::isnan(value) ? 0.0F : std::clamp(value, -1e30F, 1e30F);
}

} // namespace

std::vector<RasterPicture::Run> RasterPicture::runs(int samples, int targetFrom, int targetLength, int from,
                                                    int count, Smoothness smoothness)
{
    std::vector<Run> all;
    all.reserve(static_cast<std::size_t>(count));
    const double step = double(samples) / targetLength;
    const double width = smoothness == Smoothness::Mipmap ? std::max(step, 1.0) : 1.0;
    for (int at = from; at < from + count; ++at) {
        const double place = (at - targetFrom + 0.5) * step;
        if (smoothness == Smoothness::Nearest) {
            const int sample = std::clamp(static_cast<int>(std::floor(place)), 0, samples - 1);
            all.push_back({sample, sample, 1.0F, 0.0F, 1.0F});
            continue;
        }
        // Linear is the mean of what a stretch of one sample covers; beyond the edges the last one goes on.
        const double low = place - 0.5 * width;
        const double high = place + 0.5 * width;
        const double within = std::clamp(low, 0.0, samples - 1.0);
        const double end = std::clamp(high, 0.0, double(samples));
        Run run;
        run.first = static_cast<int>(std::floor(within));
        run.last = std::max(run.first, static_cast<int>(std::ceil(end)) - 1);
        run.factor = static_cast<float>(1.0 / width);
        if (run.first == run.last) {
            run.firstWeight = static_cast<float>(width);
        } else {
            run.firstWeight = static_cast<float>(run.first + 1 - low);
            run.lastWeight = static_cast<float>(high - run.last);
        }
        all.push_back(run);
    }
    return all;
}

void RasterPicture::prepareLook(const Picture& picture, const ViewLook& look)
{
    m_look = look;
    m_isLinear = picture.colour.transfer == ColourTransfer::Linear;
    m_isOpaque = picture.format == PixelFormat::Bgrx8;
    m_gain = static_cast<float>(std::exp2(look.stops));
}

void RasterPicture::loadRow(const Picture& picture, int y, Pixel* row) const
{
    const std::ptrdiff_t bytes = pixelFormatInfo(picture.format).bytesPerPixel[0];
    const std::uint8_t* from = picture.row(0, y) + bytes * m_from;
    // One loop for each format, or the choice would cost as much as the work.
    const auto each = [&](auto&& pixelOf) {
        for (std::ptrdiff_t x = 0; x < m_count; ++x)
            row[x] = pixelOf(from + bytes * x);
    };
    switch (picture.format) {
    case PixelFormat::Bgra8:
        each([](const std::uint8_t* p) { return blueFirst(p); });
        break;
    case PixelFormat::Bgrx8:
        each([](const std::uint8_t* p) {
            Pixel pixel = blueFirst(p);
            pixel[3] = 1.0F;
            return pixel;
        });
        return;
    case PixelFormat::Rgba8:
        each([](const std::uint8_t* p) { return pixelOfBytes(p); });
        break;
    case PixelFormat::Rgba16:
        each([](const std::uint8_t* p) {
            using Words = std::uint16_t __attribute__((vector_size(8)));
            return __builtin_convertvector(__builtin_convertvector(load<Words>(p), Lanes), Pixel) *
                   (1.0F / 65535.0F);
        });
        break;
    case PixelFormat::RgbaF16:
        each([](const std::uint8_t* p) {
            const auto halves = load<std::array<std::uint16_t, 4>>(p);
            return Pixel{finite(halfToFloat(halves[0])), finite(halfToFloat(halves[1])),
                         finite(halfToFloat(halves[2])), finite(halfToFloat(halves[3]))};
        });
        break;
    default:
        each([](const std::uint8_t* p) {
            const auto floats = load<std::array<float, 4>>(p);
            return Pixel{finite(floats[0]), finite(floats[1]), finite(floats[2]), finite(floats[3])};
        });
        break;
    }
    if (m_look.channels != ViewChannels::OverChecker)
        return;
    for (std::ptrdiff_t x = 0; x < m_count; ++x)
        row[x] *= Pixel{row[x][3], row[x][3], row[x][3], 1.0F};
}

const RasterPicture::Pixel* RasterPicture::sourceRow(const Picture& picture, int y)
{
    for (std::size_t slot = 0; slot < m_rows.size(); ++slot) {
        if (m_rowNumbers[slot] == y) {
            m_nextRow = 1 - slot; // the row just handed out stays while its neighbour is loaded
            return m_rows[slot].data();
        }
    }
    const std::size_t slot = m_nextRow;
    m_nextRow = 1 - slot;
    loadRow(picture, y, m_rows[slot].data());
    m_rowNumbers[slot] = y;
    return m_rows[slot].data();
}

const RasterPicture::Pixel* RasterPicture::combinedRow(const Picture& picture, const Run& run)
{
    const Pixel* first = sourceRow(picture, run.first);
    if (run.first == run.last)
        return first;
    const float firstWeight = run.firstWeight * run.factor;
    for (std::size_t x = 0; x < m_sum.size(); ++x)
        m_sum[x] = first[x] * firstWeight;
    for (int y = run.first + 1; y <= run.last; ++y) {
        const Pixel* row = sourceRow(picture, y);
        const float weight = (y == run.last ? run.lastWeight : 1.0F) * run.factor;
        for (std::size_t x = 0; x < m_sum.size(); ++x)
            m_sum[x] += row[x] * weight;
    }
    return m_sum.data();
}

QRgb RasterPicture::shownPixel(Pixel pixel, int x, int y) const
{
    constexpr std::uint32_t kOpaque = 0xFF000000U;
    const auto grey = [](std::uint32_t code) { return kOpaque | code * 0x010101U; };
    const float alpha = pixel[3];
    if (m_look.channels == ViewChannels::Alpha)
        return grey(codeOf(alpha));
    const bool isOver = m_look.channels == ViewChannels::OverChecker;
    if (isOver && alpha > 0.0F && alpha != 1.0F)
        pixel /= alpha;
    std::array<float, 3> value{pixel[0], pixel[1], pixel[2]};
    if (m_look.channels >= ViewChannels::Red) {
        const auto channel = static_cast<std::size_t>(m_look.channels) - std::size_t(ViewChannels::Red);
        value.fill(pixel[channel]);
    }
    const float cover = isOver ? std::clamp(alpha, 0.0F, 1.0F) : 1.0F;
    const bool isDark = ((x / kCheckerSize + y / kCheckerSize) & 1) == 0;
    const float square = float(isDark ? kCheckerDark : kCheckerLight) / 255.0F;
    std::uint32_t colour = kOpaque;
    for (std::size_t c = 0; c < 3; ++c) {
        float each = value[c];
        std::uint32_t code = 0;
        if (m_isLinear) {
            each *= m_gain;
            if (cover < 1.0F)
                each = decodeSrgb(square) + (each - decodeSrgb(square)) * cover;
            code = codeOfLight(each);
        } else {
            if (m_gain != 1.0F)
                each = encodeSrgb(decodeSrgb(each) * m_gain);
            if (cover < 1.0F)
                each = square + (each - square) * cover;
            code = codeOf(each);
        }
        colour |= code << (16U - 8U * c);
    }
    return colour;
}

bool RasterPicture::isPlain() const
{
    return !m_isLinear && m_gain == 1.0F &&
           (m_look.channels == ViewChannels::Rgb ||
            (m_look.channels == ViewChannels::OverChecker && m_isOpaque));
}

void RasterPicture::paintBytes(const Picture& picture, const std::vector<Run>& rows, const QRect& visible,
                               QImage& image)
{
    constexpr int kBytes = 4;
    const int bytes = kBytes * m_count;
    m_byteColumns.prepare(m_columns, m_from);
    m_bytes.resize(static_cast<std::size_t>(bytes + kBytes * m_byteColumns.padding()));
    for (int y = 0; y < visible.height(); ++y) {
        auto* out = reinterpret_cast<QRgb*>(image.scanLine(visible.y() + y)) + visible.x();
        const ByteRun run = byteRun(rows[static_cast<std::size_t>(y)]);
        combineByteRows(picture.row(0, run.first) + kBytes * static_cast<std::ptrdiff_t>(m_from),
                        picture.planes[0].stride, run, bytes, m_bytes.data());
        m_byteColumns.shrink(m_bytes.data(), out);
    }
}

void RasterPicture::showRow(const Pixel* row, int x, int y, QRgb* out) const
{
    const bool shownAsIs = isPlain();
    for (const Run& run : m_columns) {
        const Pixel* in = row + (run.first - m_from);
        Pixel sum = in[0];
        if (run.first != run.last) {
            sum *= run.firstWeight;
            const int between = run.last - run.first;
            for (int tap = 1; tap < between; ++tap)
                sum += in[tap];
            sum += in[between] * run.lastWeight;
            sum *= run.factor;
        }
        *out++ = shownAsIs ? plainPixel(sum) : shownPixel(sum, x, y);
        ++x;
    }
}

void RasterPicture::paint(const Picture& picture, const QRect& target, const ViewLook& look, QImage& image)
{
    paint(picture, target, look, image, image.rect());
}

void RasterPicture::paint(const Picture& picture, const QRect& target, const ViewLook& look, QImage& image,
                          const QRect& part)
{
    const QRect visible = target.intersected(image.rect()).intersected(part);
    if (visible.isEmpty())
        return;
    prepareLook(picture, look);
    m_columns =
        runs(picture.size.width, target.x(), target.width(), visible.x(), visible.width(), look.smoothness);
    const std::vector<Run> rows = runs(picture.size.height, target.y(), target.height(), visible.y(),
                                       visible.height(), look.smoothness);
    m_from = m_columns.front().first;
    m_count = m_columns.back().last - m_from + 1;
    const bool areBytes = picture.format == PixelFormat::Bgrx8 || picture.format == PixelFormat::Bgra8;
    if (areBytes && isPlain()) {
        paintBytes(picture, rows, visible, image);
        return;
    }
    for (std::vector<Pixel>& row : m_rows)
        row.resize(static_cast<std::size_t>(m_count));
    m_sum.resize(static_cast<std::size_t>(m_count));
    m_rowNumbers = {-1, -1};
    for (int y = 0; y < visible.height(); ++y) {
        auto* out = reinterpret_cast<QRgb*>(image.scanLine(visible.y() + y)) + visible.x();
        showRow(combinedRow(picture, rows[static_cast<std::size_t>(y)]), visible.x(), visible.y() + y, out);
    }
}

} // namespace reelout
