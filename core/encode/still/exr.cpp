// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/exr_attributes.h"
#include "encode/still/still_encoders.h"

#include <QStringList>

#include <OpenEXR/ImfChannelList.h>
#include <OpenEXR/ImfFrameBuffer.h>
#include <OpenEXR/ImfIO.h>
#include <OpenEXR/ImfOutputFile.h>
#include <OpenEXR/ImfThreading.h>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

namespace reelout {

namespace {

class MemoryStream final : public Imf::OStream {
public:
    explicit MemoryStream(std::size_t expected) : Imf::OStream("still") { m_bytes.reserve(expected); }

    void write(const char data[], int count) override
    {
        const auto* begin = reinterpret_cast<const std::byte*>(data);
        const auto bytes = static_cast<std::size_t>(count);
        // Nearly all is appended; only the table of offsets is gone back for.
        const std::size_t over = std::min(bytes, m_bytes.size() - m_position);
        std::copy_n(begin, over, m_bytes.begin() + static_cast<std::ptrdiff_t>(m_position));
        m_bytes.insert(m_bytes.end(), begin + over, begin + bytes);
        m_position += bytes;
    }
    std::uint64_t tellp() override { return m_position; }
    void seekp(std::uint64_t position) override
    {
        if (position > m_bytes.size())
            m_bytes.resize(position);
        m_position = position;
    }
    StillBytes take() { return std::move(m_bytes); }

private:
    StillBytes m_bytes;
    std::size_t m_position = 0;
};

Imf::Compression compressionOf(const QString& token)
{
    static constexpr std::pair<const char*, Imf::Compression> kTable[] = {
        {"none", Imf::NO_COMPRESSION}, {"rle", Imf::RLE_COMPRESSION},   {"zips", Imf::ZIPS_COMPRESSION},
        {"zip", Imf::ZIP_COMPRESSION}, {"piz", Imf::PIZ_COMPRESSION},   {"pxr24", Imf::PXR24_COMPRESSION},
        {"b44", Imf::B44_COMPRESSION}, {"dwaa", Imf::DWAA_COMPRESSION}, {"dwab", Imf::DWAB_COMPRESSION},
    };
    const auto* found = std::find_if(std::begin(kTable), std::end(kTable),
                                     [&](const auto& row) { return token == QLatin1String(row.first); });
    return found == std::end(kTable) ? Imf::ZIP_COMPRESSION : found->second;
}

/// Names of R, G, B and A in the file; empty for those that are not in it.
std::array<QString, 4> ownNames(const StillJob& job)
{
    std::array<QString, 4> names = job.spec.channelNames;
    const StillChannels channels = job.layout.channels;
    const bool isMono = channels == StillChannels::Mono || channels == StillChannels::MonoAlpha;
    if (isMono) {
        // Luminance alone has a name of its own in OpenEXR.
        if (names[0] == QLatin1String("R"))
            names[0] = QStringLiteral("Y");
        names[1].clear();
    }
    if (isMono || channels == StillChannels::Rg)
        names[2].clear();
    if (channels == StillChannels::Alpha)
        return {names[3], {}, {}, {}}; // the picture's red is the matte
    if (!job.layout.hasAlpha())
        names[3].clear();
    return names;
}

/// Describes a picture's channels to header and frame buffer; the pixels stay where they are.
void addChannels(Imf::Header& header, Imf::FrameBuffer& frame, const Picture& picture,
                 const std::array<QString, 4>& names)
{
    const bool isHalf = picture.format == PixelFormat::RgbaF16;
    const Imf::PixelType type = isHalf ? Imf::HALF : Imf::FLOAT;
    const std::size_t sampleBytes = isHalf ? 2 : 4;
    for (std::size_t channel = 0; channel < names.size(); ++channel) {
        if (names[channel].isEmpty())
            continue;
        const std::string name = names[channel].toUtf8().toStdString();
        // The library's slices are writable because readers share them; a writer only reads.
        auto* base = const_cast<char*>(reinterpret_cast<const char*>(picture.row(0, 0)));
        header.channels().insert(name, Imf::Channel(type));
        frame.insert(name, Imf::Slice(type, base + channel * sampleBytes, 4 * sampleBytes,
                                      static_cast<std::size_t>(picture.planes[0].stride)));
    }
}

/// Threads inside one image: a single still has the processors for itself, those of a sequence share them.
int threadsFor(const StillJob& job)
{
    const int processors = static_cast<int>(std::max(std::thread::hardware_concurrency(), 1U));
    const int threads = job.effort == StillEffort::Quick ? 1 : std::clamp(job.spec.maxThreads, 1, processors);
    if (threads <= 1)
        return 0; // the calling thread
    static std::mutex mutex;
    const std::scoped_lock lock(mutex);
    if (Imf::globalThreadCount() < threads)
        Imf::setGlobalThreadCount(threads);
    return threads;
}

/// Sizes and names that belong together.
Status checkLayers(const StillJob& job)
{
    const QString step = QStringLiteral("encode still");
    if (job.layers.size() != job.spec.layers.size())
        return makeError(
            ErrorCode::Internal, step,
            QStringLiteral("%1 pictures for %2 inputs").arg(job.layers.size()).arg(job.spec.layers.size()));
    for (std::size_t i = 0; i < job.layers.size(); ++i) {
        const QString& op = job.spec.layers[i].op;
        const PicturePtr& picture = job.layers[i];
        if (!picture)
            return makeError(ErrorCode::NotFound, step, QStringLiteral("%1 has no picture").arg(op));
        if (picture->size != job.picture.size)
            return makeError(ErrorCode::InvalidParameter, step,
                             QStringLiteral("%1 has %2 x %3 pixels, the recorder's own input %4 x %5: one "
                                            "file needs one size")
                                 .arg(op)
                                 .arg(picture->size.width)
                                 .arg(picture->size.height)
                                 .arg(job.picture.size.width)
                                 .arg(job.picture.size.height));
        if (picture->format != PixelFormat::RgbaF16 && picture->format != PixelFormat::RgbaF32)
            return makeError(
                ErrorCode::Internal, step,
                QStringLiteral("%1: OpenEXR does not take %2").arg(op, pixelFormatName(picture->format)));
    }
    return {};
}

Imf::Header headerOf(const StillJob& job)
{
    const Size size = job.picture.size;
    Imf::Header header(size.width, size.height, static_cast<float>(job.picture.pixelAspect));
    header.compression() = compressionOf(job.spec.exrCompression);
    header.dwaCompressionLevel() = static_cast<float>(job.spec.dwaLevel);
    addTakeAttributes(header, job.picture, job.spec);
    addMetadata(header, job.spec.metadata);
    return header;
}

} // namespace

Result<StillBytes> encodeExr(const StillJob& job)
{
    REELOUT_TRY(checkLayers(job));
    try {
        Imf::Header header = headerOf(job);
        Imf::FrameBuffer frame;
        addChannels(header, frame, job.picture, ownNames(job));
        for (std::size_t i = 0; i < job.layers.size(); ++i)
            addChannels(header, frame, *job.layers[i], job.spec.layers[i].channels);
        const std::size_t expected = planeRowBytes(job.picture.format, job.picture.size, 0) *
                                     static_cast<std::size_t>(job.picture.size.height);
        MemoryStream stream(expected + 65536);
        {
            Imf::OutputFile file(stream, header, threadsFor(job));
            file.setFrameBuffer(frame);
            file.writePixels(job.picture.size.height);
        } // writes the table of offsets
        return stream.take();
    } catch (const std::exception& error) {
        return stillError(QStringLiteral("OpenEXR: %1").arg(QString::fromLocal8Bit(error.what())));
    }
}

} // namespace reelout
