// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/take_manifest.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>
#include <optional>

namespace reelout {

namespace {

const QLatin1String kSuffix(".take");
const QLatin1String kMarkers(".markers");
const QLatin1String kFormat("reelout-take");
constexpr int kVersion = 1;
constexpr std::uint64_t kLargest = 64 * 1024;
constexpr std::uint64_t kLargestMarkers = 4 << 20;

QByteArray toText(const TakeManifest& manifest)
{
    QJsonObject json{{QStringLiteral("format"), kFormat},
                     {QStringLiteral("version"), kVersion},
                     {QStringLiteral("path"), manifest.path},
                     {QStringLiteral("kind"), manifest.kind},
                     {QStringLiteral("operator"), manifest.op},
                     {QStringLiteral("begun"), manifest.begun.toUTC().toString(Qt::ISODateWithMs)}};
    if (!manifest.problem.isEmpty())
        json.insert(QStringLiteral("problem"), manifest.problem);
    return QJsonDocument(json).toJson();
}

enum class Reading { Whole, Torn, Foreign };

Reading read(OutputFile& file, TakeManifest& manifest)
{
    const Result<std::uint64_t> size = file.size();
    if (!size || *size > kLargest)
        return Reading::Foreign;
    QByteArray text(static_cast<qsizetype>(*size), '\0');
    const Result<std::size_t> count =
        file.readAt(0, std::as_writable_bytes(std::span(text.data(), static_cast<std::size_t>(text.size()))));
    if (!count)
        return Reading::Foreign;
    QJsonParseError error{};
    const QJsonObject json = QJsonDocument::fromJson(text, &error).object();
    if (error.error != QJsonParseError::NoError)
        return Reading::Torn;
    if (json.value(QLatin1String("format")) != kFormat || json.value(QLatin1String("version")) != kVersion)
        return Reading::Foreign; // of another, newer program
    manifest.path = json.value(QLatin1String("path")).toString();
    manifest.kind = json.value(QLatin1String("kind")).toString();
    manifest.op = json.value(QLatin1String("operator")).toString();
    manifest.begun = QDateTime::fromString(json.value(QLatin1String("begun")).toString(), Qt::ISODateWithMs);
    manifest.problem = json.value(QLatin1String("problem")).toString();
    return QDir::isAbsolutePath(manifest.path) ? Reading::Whole : Reading::Foreign;
}

} // namespace

OpenManifest::OpenManifest(FileSystem& files, QString path, TakeManifest manifest,
                           std::unique_ptr<OutputFile> file)
    : m_files(files),
      m_path(std::move(path)),
      m_manifest(std::move(manifest)),
      m_file(std::move(file))
{}

Result<std::unique_ptr<OpenManifest>> OpenManifest::create(FileSystem& files, const QString& folder,
                                                           const TakeManifest& manifest)
{
    REELOUT_TRY(files.makeFolders(folder));
    const QString path = QDir(folder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces) + kSuffix);
    // Under another name until it is whole and locked: who looks for manifests never sees it without.
    const QString nameless = path + QStringLiteral(".new");
    Result<std::unique_ptr<OutputFile>> file = files.open(nameless, OpenMode::CreatePrivate);
    if (!file)
        return file.error();
    std::unique_ptr<OpenManifest> open(new OpenManifest(files, path, manifest, std::move(file).value()));
    Status made = open->write();
    if (made)
        made = files.renameToNew(nameless, path);
    if (made)
        made = files.syncFolder(folder);
    if (made)
        return open;
    static_cast<void>(files.remove(files.exists(path) ? path : nameless));
    return made.error();
}

Status OpenManifest::write()
{
    const QByteArray text = toText(m_manifest);
    REELOUT_TRY(m_file->writeAt(
        0, std::as_bytes(std::span(text.constData(), static_cast<std::size_t>(text.size())))));
    REELOUT_TRY(m_file->truncate(static_cast<std::uint64_t>(text.size())));
    return m_file->sync();
}

Status OpenManifest::addMarker(const Marker& marker)
{
    if (!m_markers) {
        const QString path = m_path + kMarkers;
        const bool isThere = m_files.exists(path);
        Result<std::unique_ptr<OutputFile>> file =
            m_files.open(path, isThere ? OpenMode::Edit : OpenMode::CreatePrivate);
        if (!file)
            return file.error();
        m_markers = std::move(file).value();
        const Result<std::uint64_t> size = m_markers->size();
        if (!size)
            return size.error();
        m_markersEnd = *size;
    }
    const QJsonObject json{{QStringLiteral("time"), static_cast<double>(marker.at.count()) / 1e9},
                           {QStringLiteral("name"), marker.name}};
    const QByteArray line = QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
    REELOUT_TRY(m_markers->writeAt(
        m_markersEnd, std::as_bytes(std::span(line.constData(), static_cast<std::size_t>(line.size())))));
    m_markersEnd += static_cast<std::uint64_t>(line.size());
    return m_markers->sync();
}

Status OpenManifest::setProblem(const QString& problem)
{
    m_manifest.problem = problem;
    return write();
}

Status OpenManifest::remove()
{
    if (const QString markers = m_path + kMarkers; m_files.exists(markers))
        REELOUT_TRY(m_files.remove(markers));
    // While it is locked: nobody sees it and takes it for an interrupted one.
    return m_files.remove(m_path);
}

FoundManifest::FoundManifest(FileSystem& files, QString path, TakeManifest manifest)
    : m_files(&files),
      m_path(std::move(path)),
      m_manifest(std::move(manifest))
{}

std::vector<Marker> FoundManifest::markers() const
{
    std::vector<Marker> markers;
    const Result<std::unique_ptr<OutputFile>> file = m_files->open(m_path + kMarkers, OpenMode::Read);
    const Result<std::uint64_t> size = file ? (*file)->size() : Result<std::uint64_t>(file.error());
    if (!size || *size > kLargestMarkers)
        return markers;
    QByteArray text(static_cast<qsizetype>(*size), '\0');
    if (!(*file)->readAt(
            0, std::as_writable_bytes(std::span(text.data(), static_cast<std::size_t>(text.size())))))
        return markers;
    for (const QByteArray& line : text.split('\n')) {
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        const double time = json.value(QLatin1String("time")).toDouble(-1.0);
        const QString name = json.value(QLatin1String("name")).toString();
        if (time >= 0.0 && time < 1e8 && !name.isEmpty())
            markers.push_back({fromSeconds(time), name});
    }
    return markers;
}

Result<std::unique_ptr<OpenManifest>> FoundManifest::claim() const
{
    Result<std::unique_ptr<OutputFile>> file = m_files->open(m_path, OpenMode::Edit);
    if (!file)
        return file.error();
    return std::unique_ptr<OpenManifest>(
        new OpenManifest(*m_files, m_path, m_manifest, std::move(file).value()));
}

std::vector<FoundManifest> interruptedManifests(FileSystem& files, const QString& folder)
{
    std::vector<FoundManifest> found;
    const Result<QStringList> names = files.namesIn(folder);
    if (!names)
        return found;
    for (const QString& name : *names) {
        if (!name.endsWith(kSuffix))
            continue;
        const QString path = QDir(folder).filePath(name);
        // Only the lock tells a recording in progress from one that was interrupted.
        const Result<std::unique_ptr<OutputFile>> file = files.open(path, OpenMode::Edit);
        if (!file)
            continue;
        TakeManifest manifest;
        const Reading reading = read(**file, manifest);
        if (reading == Reading::Torn)
            static_cast<void>(files.remove(path));
        if (reading == Reading::Whole)
            found.push_back(FoundManifest(files, path, std::move(manifest)));
    }
    std::sort(found.begin(), found.end(), [](const FoundManifest& a, const FoundManifest& b) {
        return a.manifest().begun < b.manifest().begun;
    });
    const auto isOutdated = [&](const FoundManifest& old) {
        return std::any_of(found.begin(), found.end(), [&](const FoundManifest& other) {
            return &other > &old && other.manifest().path == old.manifest().path;
        });
    };
    std::vector<FoundManifest> youngest;
    for (const FoundManifest& each : found) {
        if (isOutdated(each))
            static_cast<void>(files.remove(each.manifestPath()));
        else
            youngest.push_back(each);
    }
    return youngest;
}

} // namespace reelout
