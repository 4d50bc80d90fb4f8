// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/freed_memory.h"
#include "capture/source.h"
#include "operators/project.h"
#include "record/layered_path.h"
#include "record/record_plan.h"
#include "record/writer_request.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstring>
#include <ctime>
#include <vector>

// encoder_alone FPS FRAMES FILE [PARAMETER=VALUE]...: the floor of a recording. Pictures of the whole screen
// are taken and converted as a movie recorder with these parameters would, kept in memory, and then encoded
// into FILE. Prints the processor seconds that encoding took for each second of the movie.

using namespace reelout;

namespace {

/// A pass-through picture is the source's memory, of which there isn't enough for all.
PicturePtr ownCopy(const PicturePtr& picture, PicturePool& pool)
{
    const std::shared_ptr<Picture> copy = pool.acquire(picture->format, picture->size);
    if (!copy)
        return nullptr;
    for (int plane = 0; plane < pixelFormatInfo(picture->format).planes; ++plane) {
        const Size size = planeSize(picture->format, picture->size, plane);
        const std::size_t bytes = planeRowBytes(picture->format, picture->size, plane);
        for (int y = 0; y < size.height; ++y)
            std::memcpy(copy->row(plane, y), picture->row(plane, y), bytes);
    }
    copy->colour = picture->colour;
    copy->captured = picture->captured;
    copy->serial = picture->serial;
    copy->damageKnown = picture->damageKnown;
    copy->damage = picture->damage;
    return copy;
}

/// What a take does, in two steps: first all pictures, then all of the encoding.
class Floor {
public:
    explicit Floor(const RecordPlan& plan) : m_plan(plan) {}

    Status capture(int framesPerSecond, std::size_t frames, const QString& path);
    Result<double> encode(double framesPerSecond);

private:
    Status open(const Picture& first, const QString& path);
    Status add(const PicturePtr& picture);

    const RecordPlan m_plan;
    std::unique_ptr<MediaWriter> m_writer;
    std::optional<LayeredPath> m_path;
    ChangeHistory m_changes;
    PicturePool m_pool;
    std::vector<PicturePtr> m_pictures;
};

Status Floor::open(const Picture& first, const QString& path)
{
    WriterRequest request;
    request.kind = m_plan.kind;
    request.files = &systemFiles();
    request.name.path = path;
    if (m_plan.kind == RecordPlan::Kind::ImageSequence) {
        request.name.usesSuffix = true;
        request.name.pattern = QString(path).replace(QLatin1Char('.'), QStringLiteral("%1."));
    }
    request.movie = movieSpecFor(m_plan, first, {});
    request.size = request.movie.size;
    request.still = stillSpecFor(m_plan, first);
    request.overwrite = Overwrite::Allowed;
    Result<std::unique_ptr<MediaWriter>> writer = openRealWriter(request);
    if (!writer)
        return writer.error();
    m_writer = std::move(*writer);
    m_path.emplace(m_plan, QStringLiteral("screen"), formatOf(*m_writer));
    return {};
}

Status Floor::add(const PicturePtr& picture)
{
    m_changes.record(picture->serial, changesOf(*picture));
    Result<PicturePtr> converted = m_path->process({picture, {}}, &m_changes);
    if (!converted)
        return converted.error();
    const bool isSource = (*converted)->planes[0].data == picture->planes[0].data;
    m_pictures.push_back(isSource ? ownCopy(*converted, m_pool) : *converted);
    if (!m_pictures.back())
        return outOfMemory(QStringLiteral("keep pictures"));
    return {};
}

Status Floor::capture(int framesPerSecond, std::size_t frames, const QString& path)
{
    ScreenSpec spec;
    spec.rate = FrameRate(framesPerSecond, 1);
    const std::unique_ptr<ScreenBackend> backend = makeScreenBackend();
    const Result<std::unique_ptr<PictureSource>> source = backend->open(spec);
    if (!source)
        return source.error();
    const auto hub = std::make_shared<PictureHub>();
    REELOUT_TRY((*source)->start(hub));
    constexpr Duration kPatience = std::chrono::seconds(3);
    std::uint64_t serial = 0;
    Status status;
    while (status && m_pictures.size() < frames) {
        const PicturePtr picture = hub->waitNewerThan(serial, kPatience, {});
        if (!picture)
            break; // the screen stands still
        serial = picture->serial;
        if (!m_writer)
            status = open(*picture, path);
        if (status)
            status = add(picture);
    }
    (*source)->stop();
    return status;
}

Result<double> Floor::encode(double framesPerSecond)
{
    const std::clock_t begun = std::clock();
    for (std::size_t index = 0; index < m_pictures.size(); ++index)
        REELOUT_TRY(m_writer->writePicture(m_pictures[index], static_cast<std::int64_t>(index)));
    const Result<WrittenFile> file = m_writer->finish(Timestamp::max());
    if (!file)
        return file.error();
    const double seconds = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
    return seconds / static_cast<double>(m_pictures.size()) * framesPerSecond;
}

Result<RecordPlan> planOf(const QStringList& settings)
{
    Project project;
    const Result<Operator*> sink = project.add(QStringLiteral("moviefileout"));
    if (!sink)
        return sink.error();
    for (const QString& setting : settings)
        REELOUT_TRY((*sink)->params().setFromText(setting.section(QLatin1Char('='), 0, 0),
                                                  setting.section(QLatin1Char('='), 1)));
    return makeRecordPlan(**sink, 1.0);
}

int failed(const Error& error)
{
    std::fprintf(stderr, "encoder_alone: %s\n", qPrintable(error.detail));
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    keepFreedMemory(); // as the program does
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int framesPerSecond = argc > 3 ? arguments[1].toInt() : 0;
    const int frames = argc > 3 ? arguments[2].toInt() : 0;
    if (framesPerSecond <= 0 || frames <= 0) {
        std::fprintf(stderr, "usage: encoder_alone FPS FRAMES FILE [PARAMETER=VALUE]...\n");
        return 2;
    }
    const Result<RecordPlan> plan = planOf(arguments.mid(4));
    if (!plan)
        return failed(plan.error());
    Floor floor(*plan);
    if (const Status captured =
            floor.capture(framesPerSecond, static_cast<std::size_t>(frames), arguments[3]);
        !captured)
        return failed(captured.error());
    const Result<double> cost = floor.encode(framesPerSecond);
    if (!cost)
        return failed(cost.error());
    std::printf("%.4f\n", *cost);
    return 0;
}
