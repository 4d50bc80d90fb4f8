// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_text.h"
#include "base/log.h"
#include "record/take.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace reelout {

namespace {

// Another program may take a name between the look and the opening.
constexpr int kMostTries = 100;
constexpr int kLongestMarkerName = 200;

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Take", source);
}

} // namespace

bool Take::split()
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_stopping || m_setup.plan.testMode || !m_setup.partNames)
            return false;
    }
    return m_orders->split();
}

bool Take::mark(const QString& name)
{
    Marker marker;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_stopping)
            return false;
        ++m_markers;
        marker.name = name.simplified().left(kLongestMarkerName);
        if (marker.name.isEmpty())
            marker.name = sentence("Marker %1").arg(m_markers);
        if (m_timeline.hasBegun())
            marker.at = m_timeline.recordedUntil(clock().now());
    }
    return m_orders->mark(std::move(marker));
}

std::unique_ptr<MediaWriter> Take::openSplitting(const WriterRequest& request, SplitSetup setup)
{
    Result<std::unique_ptr<MediaWriter>> writer = m_setup.openWriter(request);
    if (!writer) {
        fail(writer.error());
        return nullptr;
    }
    setup.rate = m_setup.plan.rate;
    setup.clock = m_setup.clock;
    // The finishing threads may be the last to know the take.
    const std::shared_ptr<Take> self = shared_from_this();
    setup.finished = [self](const FinishedPart& part) { self->onPartFinished(part); };
    if (!m_setup.plan.testMode && m_setup.partNames) {
        setup.limits = m_setup.plan.split;
        setup.openNext = partOpener(request);
        setup.started = [this](const QString& path) { onPartBegun(path); };
        setup.refused = [this](const Error& error) {
            warn(sentence("The next file could not be begun, the recording goes on in %1. %2")
                     .arg(currentPath(), describe(error)));
        };
    }
    return std::make_unique<SplitWriter>(
        std::move(setup), PartOpener::Opened{request.name.path, std::move(writer).value()}, m_orders);
}

PartOpener::Open Take::partOpener(const WriterRequest& request)
{
    WriterRequest next = request;
    next.overwrite = Overwrite::Never;
    return [next, names = m_setup.partNames, open = m_setup.openWriter,
            index = secondIndex(request.name)]() mutable -> Result<PartOpener::Opened> {
        Error last;
        for (int i = 0; i < kMostTries; ++i) {
            Result<RecordingName> name = names(index);
            if (!name)
                return name.error();
            index = name->index + 1;
            next.name = std::move(name).value();
            Result<std::unique_ptr<MediaWriter>> writer = open(next);
            if (writer)
                return PartOpener::Opened{next.name.path, std::move(writer).value()};
            last = writer.error();
            if (last.code != ErrorCode::AlreadyExists)
                break;
        }
        return last;
    };
}

void Take::onPartBegun(const QString& path)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_currentPath = path;
        m_begunPaths += path;
    }
    tell(TakeEvent::PartBegun);
}

void Take::onPartFinished(const FinishedPart& part)
{
    FileReport file;
    file.path = m_setup.plan.testMode ? QString() : part.path;
    file.begin = part.begin;
    file.duration = part.duration;
    file.markers = part.markers;
    if (part.file) {
        if (!m_setup.plan.testMode)
            file.path = part.file->path;
        file.frames = part.file->frames;
        file.audioFrames = part.file->audioFrames;
        file.bytes = part.file->bytes;
        file.warnings = part.file->warnings;
        file.error = part.file->error;
        file.isComplete = true;
    } else {
        file.error = part.file.error();
        logError(m_setup.op, describeForLog(*file.error));
    }
    bool isLeft = false;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_done || m_disowned)
            return;
        // The last one is told with the take's own end.
        isLeft = part.duration > Duration::zero();
        if (isLeft)
            m_finishedFiles.push_back(file);
        m_report.files.push_back(std::move(file));
    }
    if (isLeft)
        tell(TakeEvent::PartFinished);
}

// The last file is as long as what is left of the recording.
void Take::completeFiles()
{
    std::vector<FileReport>& files = m_report.files;
    std::sort(files.begin(), files.end(),
              [](const FileReport& a, const FileReport& b) { return a.begin < b.begin; });
    for (FileReport& file : files) {
        if (file.duration == Duration::zero())
            file.duration = std::max(m_report.duration - file.begin, Duration::zero());
        for (const Marker& marker : file.markers)
            m_report.markers.push_back({file.begin + marker.at, marker.name});
    }
}

QString Take::currentPath() const
{
    const std::scoped_lock lock(m_mutex);
    return m_currentPath;
}

QStringList Take::takeBegunPaths()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_begunPaths, {});
}

std::vector<FileReport> Take::takeFinishedFiles()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_finishedFiles, {});
}

} // namespace reelout
