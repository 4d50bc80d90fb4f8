// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewport_reference.h"

#include "media/half_float.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace reelout::test {

namespace {

// IEC 61966-2-1.
double toCode(double light)
{
    if (light < 0.0)
        return -toCode(-light);
    return light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1.0 / 2.4) - 0.055;
}
double toLight(double code)
{
    if (code < 0.0)
        return -toLight(-code);
    return code <= 0.04045 ? code / 12.92 : std::pow((code + 0.055) / 1.055, 2.4);
}

/// By the words of the parameter: stretched, width matched, height matched, all of it visible, covering, one
/// image pixel per device pixel; in whole device pixels around the middle.
QRect placeOf(const QString& fill, Size picture, double pixelAspect, QSize view)
{
    const double wide = picture.width * pixelAspect;
    double scale = std::min(view.width() / wide, view.height() / double(picture.height));
    if (fill == QStringLiteral("width"))
        scale = view.width() / wide;
    if (fill == QStringLiteral("height"))
        scale = view.height() / double(picture.height);
    if (fill == QStringLiteral("outside"))
        scale = std::max(view.width() / wide, view.height() / double(picture.height));
    long width = std::lround(wide * scale);
    long height = std::lround(picture.height * scale);
    if (fill == QStringLiteral("fill"))
        width = view.width(), height = view.height();
    if (fill == QStringLiteral("nativeres"))
        width = picture.width, height = picture.height;
    const auto before = [](long room) { return static_cast<int>(std::floor(double(room) / 2.0)); };
    return {before(view.width() - width), before(view.height() - height), int(width), int(height)};
}

} // namespace

ViewportReference::ViewportReference(const ViewportCase& wanted, QSize view, QRgb background)
    : m_case(wanted),
      m_view(view),
      m_background(background),
      m_target(wanted.target.value_or(
          placeOf(wanted.fill, wanted.picture->size, wanted.picture->pixelAspect, view)))
{}

std::array<double, 4> ViewportReference::sample(int x, int y) const
{
    const Picture& picture = *m_case.picture;
    x = std::clamp(x, 0, picture.size.width - 1);
    y = std::clamp(y, 0, picture.size.height - 1);
    const std::uint8_t* p = picture.row(0, y) + pixelFormatInfo(picture.format).bytesPerPixel[0] * x;
    std::array<double, 4> value{};
    std::array<std::uint16_t, 4> words{};
    std::array<float, 4> floats{};
    switch (picture.format) {
    case PixelFormat::Bgra8:
    case PixelFormat::Bgrx8:
        value = {p[2] / 255.0, p[1] / 255.0, p[0] / 255.0, p[3] / 255.0};
        break;
    case PixelFormat::Rgba8:
        value = {p[0] / 255.0, p[1] / 255.0, p[2] / 255.0, p[3] / 255.0};
        break;
    case PixelFormat::Rgba16:
        std::memcpy(words.data(), p, sizeof words);
        for (std::size_t c = 0; c < 4; ++c)
            value[c] = words[c] / 65535.0;
        break;
    case PixelFormat::RgbaF16:
        std::memcpy(words.data(), p, sizeof words);
        for (std::size_t c = 0; c < 4; ++c)
            value[c] = halfToFloat(words[c]);
        break;
    default:
        std::memcpy(floats.data(), p, sizeof floats);
        std::copy(floats.begin(), floats.end(), value.begin());
        break;
    }
    if (picture.format == PixelFormat::Bgrx8)
        value[3] = 1.0;
    return value;
}

std::array<double, 4> ViewportReference::filtered(double column, double row) const
{
    const Size size = m_case.picture->size;
    if (m_case.look.smoothness == Smoothness::Nearest)
        return sample(int(std::floor(column)), int(std::floor(row)));
    // The two samples around the centre weighed by their nearness; when shrinking with Mipmap all samples the
    // device pixel covers weighed by how much of them.
    const auto weights = [&](double centre, double step) {
        std::vector<std::pair<int, double>> all;
        if (m_case.look.smoothness == Smoothness::Mipmap && step > 1.0) {
            const double low = centre - step / 2.0;
            const double high = centre + step / 2.0;
            for (int at = int(std::floor(low)); at < high; ++at) {
                const double covered = std::min(high, at + 1.0) - std::max(low, double(at));
                if (covered > 0.0)
                    all.emplace_back(at, covered / step);
            }
        } else {
            const double below = std::floor(centre - 0.5);
            const double fraction = centre - 0.5 - below;
            all = {{int(below), 1.0 - fraction}, {int(below) + 1, fraction}};
        }
        return all;
    };
    const bool isWeighed = m_case.look.channels == ViewChannels::OverChecker;
    std::array<double, 4> sum{};
    for (const auto& [y, down] : weights(row, double(size.height) / m_target.height())) {
        for (const auto& [x, across] : weights(column, double(size.width) / m_target.width())) {
            const std::array<double, 4> each = sample(x, y);
            for (std::size_t c = 0; c < 3; ++c)
                sum[c] += across * down * each[c] * (isWeighed ? each[3] : 1.0);
            sum[3] += across * down * each[3];
        }
    }
    if (isWeighed && sum[3] > 0.0)
        for (std::size_t c = 0; c < 3; ++c)
            sum[c] /= sum[3];
    return sum;
}

/// Code values 0..255, not rounded.
std::array<double, 3> ViewportReference::colourAt(double column, double row, int x, int y) const
{
    const std::array<double, 4> value = filtered(column, row);
    const bool isLinear = m_case.picture->colour.transfer == ColourTransfer::Linear;
    const auto channel = static_cast<int>(m_case.look.channels);
    std::array<double, 3> colour{};
    for (std::size_t c = 0; c < 3; ++c) {
        if (m_case.look.channels == ViewChannels::Alpha) {
            colour[c] = value[3];
            continue;
        }
        const double own = channel >= 2 ? value[static_cast<std::size_t>(channel - 2)] : value[c];
        const double light = (isLinear ? own : toLight(own)) * std::exp2(m_case.look.stops);
        double shown = toCode(light);
        if (m_case.look.channels == ViewChannels::OverChecker) {
            const double square = ((x / 8 + y / 8) % 2 == 0 ? 82.0 : 107.0) / 255.0;
            const double alpha = std::clamp(value[3], 0.0, 1.0);
            shown = isLinear ? toCode(toLight(square) * (1.0 - alpha) + light * alpha)
                             : square * (1.0 - alpha) + shown * alpha;
        }
        colour[c] = shown;
    }
    for (double& each : colour)
        each = std::clamp(each, 0.0, 1.0) * 255.0;
    return colour;
}

double ViewportReference::differenceAt(QRgb shown, int x, int y) const
{
    const auto far = [shown](const std::array<double, 3>& wanted) {
        return std::max({std::abs(qRed(shown) - wanted[0]), std::abs(qGreen(shown) - wanted[1]),
                         std::abs(qBlue(shown) - wanted[2])});
    };
    if (!m_target.contains(x, y))
        return far({double(qRed(m_background)), double(qGreen(m_background)), double(qBlue(m_background))});
    const Size size = m_case.picture->size;
    const double column = (x + 0.5 - m_target.x()) * size.width / m_target.width();
    const double row = (y + 0.5 - m_target.y()) * size.height / m_target.height();
    double nearest = far(colourAt(column, row, x, y));
    if (m_case.look.smoothness == Smoothness::Nearest && nearest > 1.0) {
        for (const double across : {-1e-3, 1e-3})
            for (const double down : {-1e-3, 1e-3})
                nearest = std::min(nearest, far(colourAt(column + across, row + down, x, y)));
    }
    return nearest;
}

ViewportReference::Difference ViewportReference::compare(const QImage& shown, double tolerance) const
{
    Difference result;
    for (int y = 0; y < m_view.height(); ++y) {
        for (int x = 0; x < m_view.width(); ++x) {
            const double off = differenceAt(shown.pixel(x, y), x, y);
            result.wrong += off > tolerance ? 1 : 0;
            if (off > result.greatest) {
                result.greatest = off;
                result.where = {x, y};
            }
        }
    }
    return result;
}

} // namespace reelout::test
