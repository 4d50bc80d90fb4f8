// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec_peer.h"
#include "encode/writers.h"
#include "ffmpeg/av_log_bridge.h"
#include "image/picture_path.h"
#include "landscape.h"
#include "movie_fixture.h"
#include "picture_compare.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <cstdio>
#include <ctime>
#include <optional>

// bench_codecs [--json] [--frames N] [--size WxH] [codec[/type]]...: each codec and type of the catalogue
// that works here, in its first pixel format and with the settings as they come, against libavcodec with the
// same options in the same process. Ours is all a recording does with a picture of the screen: BGRA
// converted, encoded, muxed into a file in memory. Theirs is swscale and avcodec alone. Speed is per
// processor second of the whole process, so encoders that start many threads compare fairly; PSNR is against
// the accurate conversion of the source, so wrong colours cost too.

using namespace reelout;
using namespace reelout::bench;
using namespace reelout::test;

namespace {

constexpr int kRate = 60;

struct Outcome {
    double framesPerSecond = 0.0; ///< of one core
    double bytesPerFrame = 0.0;
    double psnr = 0.0; ///< 0 = could not be decoded here
    QString error;
};

double processorSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

PicturePathSpec conversionOf(const Job& job)
{
    PicturePathSpec spec;
    spec.size = job.movie.size;
    spec.outputFormat = job.format.format;
    spec.outputSize = job.size;
    spec.outputColour = job.format.colour;
    return spec;
}

/// Mean PSNR of the first, the middle and the last frame.
double psnrOf(const Job& job, const std::vector<PicturePtr>& sources, const std::vector<AvFramePtr>& frames)
{
    if (frames.size() != sources.size())
        return 0.0;
    PicturePath path(conversionOf(job));
    double sum = 0.0;
    for (const std::size_t index : {std::size_t(0), frames.size() / 2, frames.size() - 1}) {
        AVFrame& frame = *frames[index];
        if (frame.format == AV_PIX_FMT_RGB0)
            frame.format = AV_PIX_FMT_RGBA;
        const Result<PicturePtr> expected = path.process(sources[index]);
        if (!expected)
            return 0.0;
        const PictureDifference difference = compare(*expected, frame);
        if (!difference.error.isEmpty())
            return 0.0;
        sum += difference.psnr;
    }
    return sum / 3.0;
}

// Ours

Status feed(MediaWriter& writer, const Job& job, const std::vector<PicturePtr>& sources)
{
    PicturePath path(conversionOf(job));
    for (std::size_t index = 0; index < sources.size(); ++index) {
        const Result<PicturePtr> converted = path.process(sources[index]);
        if (!converted)
            return converted.error();
        REELOUT_TRY(writer.writePicture(*converted, static_cast<std::int64_t>(index)));
    }
    return {};
}

Result<WrittenFile> record(const Job& job, const QString& path, const std::vector<PicturePtr>& sources)
{
    Result<std::unique_ptr<MediaWriter>> writer =
        openMovieWriter(systemFiles(), path, job.movie, Overwrite::Allowed);
    if (!writer)
        return writer.error();
    REELOUT_TRY(feed(**writer, job, sources));
    return (*writer)->finish(farFuture());
}

Outcome ours(const Job& job, const QString& folder, const std::vector<PicturePtr>& sources)
{
    Outcome outcome;
    const QString path = QStringLiteral("%1/ours.%2").arg(folder, job.container);
    const double start = processorSeconds();
    const Result<WrittenFile> file = record(job, path, sources);
    const double taken = processorSeconds() - start;
    if (!file) {
        outcome.error = file.error().detail;
        return outcome;
    }
    outcome.framesPerSecond = static_cast<double>(sources.size()) / taken;
    const DecodedMovie movie = decodeMovie(path);
    double bytes = 0.0;
    for (const int packet : movie.packetBytes)
        bytes += packet;
    outcome.bytesPerFrame = bytes / static_cast<double>(sources.size());
    outcome.psnr = psnrOf(job, sources, movie.pictures);
    QFile::remove(path);
    return outcome;
}

std::optional<Outcome> theirs(const Job& job, const std::vector<PicturePtr>& sources)
{
    const std::optional<Peer> peer = peerOf(job);
    if (!peer)
        return std::nullopt;
    Outcome outcome;
    const double start = processorSeconds();
    const std::optional<Encoded> encoded = encodeWith(*peer, job, sources);
    if (!encoded) {
        outcome.error = takeLastAvErrorLine();
        return outcome;
    }
    outcome.framesPerSecond = static_cast<double>(sources.size()) / (processorSeconds() - start);
    double bytes = 0.0;
    for (const AvPacketPtr& packet : encoded->packets)
        bytes += packet->size;
    outcome.bytesPerFrame = bytes / static_cast<double>(sources.size());
    outcome.psnr = psnrOf(job, sources, decode(*encoded));
    return outcome;
}

// Report

std::vector<Job> jobsFor(const QStringList& wanted, Size size)
{
    std::vector<Job> jobs;
    for (const Codec& codec : CodecCatalog::instance().codecs()) {
        for (const CodecType& type : codec.types) {
            const QString name = codec.token + QLatin1Char('/') + type.token;
            if (!CodecCatalog::obstacle(type).isEmpty() ||
                (!wanted.isEmpty() && !wanted.contains(codec.token) && !wanted.contains(name)))
                continue;
            Job job{MovieSpec(), &type, type.pixelFormats.front(), {}, type.containers.front()};
            job.movie.codec = codec.token;
            job.movie.codecType = type.token;
            job.movie.size = size;
            // A GIF counts hundredths.
            job.movie.rate = codec.token == QLatin1String("gif") ? FrameRate(50, 1) : FrameRate(kRate, 1);
            job.size = job.format.sizeRule.padded(size);
            jobs.push_back(std::move(job));
        }
    }
    return jobs;
}

QJsonObject toJson(const Outcome& outcome)
{
    QJsonObject json{{QStringLiteral("framesPerSecondPerCore"), outcome.framesPerSecond},
                     {QStringLiteral("bytesPerFrame"), outcome.bytesPerFrame},
                     {QStringLiteral("psnr"), outcome.psnr}};
    if (!outcome.error.isEmpty())
        json[QStringLiteral("error")] = outcome.error;
    return json;
}

void printRow(const QString& name, const QString& format, const Outcome& our,
              const std::optional<Outcome>& their)
{
    std::printf("%-16s %-9s", qPrintable(name), qPrintable(format));
    if (!our.error.isEmpty()) {
        std::printf(" failed: %s\n", qPrintable(our.error));
        return;
    }
    std::printf(" %7.1f %9.0f %6.2f", our.framesPerSecond, our.bytesPerFrame, our.psnr);
    if (!their)
        std::printf("   (no peer)\n");
    else if (!their->error.isEmpty())
        std::printf("   theirs failed: %s\n", qPrintable(their->error));
    else
        std::printf("   %7.1f %9.0f %6.2f   %5.2f %+6.2f\n", their->framesPerSecond, their->bytesPerFrame,
                    their->psnr, our.framesPerSecond / their->framesPerSecond, our.psnr - their->psnr);
}

int run(const std::vector<Job>& jobs, const std::vector<PicturePtr>& sources, bool json)
{
    const QString memory = QStringLiteral("/dev/shm");
    const QTemporaryDir folder((QDir(memory).exists() ? memory : QDir::tempPath()) +
                               QStringLiteral("/bench-codecs-XXXXXX"));
    QJsonArray list;
    bool isWhole = true;
    if (!json)
        std::printf("%-16s %-9s %7s %9s %6s   %7s %9s %6s   %5s %6s\n", "codec", "format", "fps", "bytes/fr",
                    "PSNR", "fps", "bytes/fr", "PSNR", "speed", "dB");
    for (const Job& job : jobs) {
        const Outcome our = ours(job, folder.path(), sources);
        const std::optional<Outcome> their = theirs(job, sources);
        isWhole = isWhole && our.error.isEmpty();
        QString name = job.movie.codec;
        if (!job.type->token.isEmpty())
            name += QLatin1Char('/') + job.type->token;
        if (!json) {
            printRow(name, job.format.token, our, their);
            std::fflush(stdout);
            continue;
        }
        QJsonObject row{{QStringLiteral("codec"), name},
                        {QStringLiteral("format"), job.format.token},
                        {QStringLiteral("ours"), toJson(our)}};
        if (their)
            row[QStringLiteral("theirs")] = toJson(*their);
        list.append(row);
    }
    if (json)
        std::printf("%s", QJsonDocument(list).toJson().constData());
    return isWhole ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    installAvLogBridge();
    QCommandLineParser parser;
    parser.addPositionalArgument(QStringLiteral("codec[/type]"), QStringLiteral("Those only."));
    const QCommandLineOption json(QStringLiteral("json"), QStringLiteral("Prints JSON."));
    const QCommandLineOption frames(QStringLiteral("frames"), QStringLiteral("Frames each, default 24."),
                                    QStringLiteral("N"), QStringLiteral("24"));
    const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("Default 1920x1080."),
                                  QStringLiteral("WxH"), QStringLiteral("1920x1080"));
    parser.addOptions({json, frames, size});
    parser.addHelpOption();
    parser.process(application);
    const QStringList sides = parser.value(size).split(QLatin1Char('x'));
    const Size picture{sides.value(0).toInt(), sides.value(1).toInt()};
    const std::vector<Job> jobs = jobsFor(parser.positionalArguments(), picture);
    const int count = parser.value(frames).toInt();
    if (picture.isEmpty() || count < 2 || jobs.empty())
        parser.showHelp(2);
    const std::vector<PicturePtr> sources = landscape(picture, count);
    if (!parser.isSet(json))
        std::printf("%d frames of %d x %d; fps of one core; ours, then libavcodec with the same options\n",
                    count, picture.width, picture.height);
    return run(jobs, sources, parser.isSet(json));
}
