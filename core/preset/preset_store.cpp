// SPDX-License-Identifier: GPL-3.0-or-later
#include "preset/preset_store.h"

#include "base/json_file.h"

#include <QCollator>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>

namespace reelout {

namespace {

const QLatin1String kSuffix(".preset");

QString step()
{
    return QStringLiteral("save preset");
}

bool isNamed(const Preset& preset, const QString& name)
{
    return preset.name.compare(name, Qt::CaseInsensitive) == 0;
}

std::vector<Preset> presetsIn(const QString& folder, const QString& pattern, QStringList* problems)
{
    std::vector<Preset> found;
    const QStringList names = QDir(folder).entryList({pattern}, QDir::Files, QDir::Name);
    for (const QString& name : names) {
        Result<Preset> preset = readPreset(folder + QLatin1Char('/') + name);
        if (preset)
            found.push_back(std::move(preset).value());
        else if (problems)
            problems->append(preset.error().detail);
    }
    return found;
}

void keepType(std::vector<Preset>& presets, const QString& type)
{
    if (!type.isEmpty())
        std::erase_if(presets, [&](const Preset& preset) { return preset.type != type; });
}

Error ofTheProgram(const Preset& preset)
{
    return makeError(ErrorCode::PermissionDenied, QStringLiteral("change preset"),
                     QStringLiteral("\"%1\" comes with the program; save it under another name to change it")
                         .arg(preset.name));
}

} // namespace

PresetStore::PresetStore(QString folder) : m_folder(std::move(folder)) {}

std::vector<Preset> PresetStore::presets(const QString& type, QStringList* problems) const
{
    std::vector<Preset> all =
        presetsIn(QStringLiteral(":/reelout/presets"), QStringLiteral("*.json"), problems);
    std::vector<Preset> own = presetsIn(m_folder, QLatin1Char('*') + kSuffix, problems);
    keepType(all, type);
    keepType(own, type);
    QCollator order; // letters as the person sorts them
    order.setNumericMode(true);
    order.setCaseSensitivity(Qt::CaseInsensitive);
    std::sort(own.begin(), own.end(),
              [&](const Preset& a, const Preset& b) { return order.compare(a.name, b.name) < 0; });
    all.insert(all.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
    return all;
}

Result<Preset> PresetStore::find(const QString& name, const QString& type) const
{
    const std::vector<Preset> all = presets(type);
    if (const Preset* found = presetNamed(all, name))
        return *found;
    return makeError(ErrorCode::NotFound, QStringLiteral("find preset"), name);
}

// The name, with everything that could mean something to a file system written as %XX.
QString PresetStore::pathFor(const Preset& preset) const
{
    const QByteArray name = QUrl::toPercentEncoding(preset.name.toLower(), " ,()&+", ".~");
    return QStringLiteral("%1/%2 %3%4")
        .arg(m_folder, preset.type, QString::fromLatin1(name.left(200)), kSuffix);
}

Result<Preset> PresetStore::save(const Preset& preset, ExistingPreset existing)
{
    REELOUT_TRY(checkPresetName(preset.name));
    const Result<Preset> there = find(preset.name, preset.type);
    if (there && (there->isFactory() || existing == ExistingPreset::Keep)) {
        return makeError(
            ErrorCode::AlreadyExists, step(),
            there->isFactory()
                ? QStringLiteral("\"%1\" comes with the program; choose another name").arg(there->name)
                : QStringLiteral("there is a preset \"%1\" already").arg(there->name));
    }
    if (!QDir().mkpath(m_folder))
        return makeError(ErrorCode::PermissionDenied, step(),
                         QStringLiteral("%1: the folder can't be made").arg(m_folder));
    Preset saved = preset;
    saved.name = preset.name.trimmed();
    saved.path = there ? there->path : pathFor(saved);
    REELOUT_TRY(writePreset(saved, saved.path));
    return saved;
}

Result<Preset> PresetStore::rename(const Preset& preset, const QString& name)
{
    if (preset.isFactory())
        return ofTheProgram(preset);
    Preset renamed = preset;
    renamed.name = name.trimmed();
    if (isNamed(preset, renamed.name)) { // letter case alone: the same file
        REELOUT_TRY(checkPresetName(renamed.name));
        REELOUT_TRY(writePreset(renamed, preset.path));
    } else {
        Result<Preset> saved = save(renamed);
        if (!saved)
            return saved;
        renamed = *saved;
        REELOUT_TRY(remove(preset));
    }
    if (initialName(preset.type) == preset.name)
        REELOUT_TRY(setInitialName(preset.type, renamed.name));
    return renamed;
}

Status PresetStore::remove(const Preset& preset)
{
    if (preset.isFactory())
        return ofTheProgram(preset);
    QFile file(preset.path);
    if (file.remove())
        return {};
    return makeError(file.exists() ? ErrorCode::PermissionDenied : ErrorCode::NotFound,
                     QStringLiteral("delete preset"),
                     QStringLiteral("%1: %2").arg(preset.path, file.errorString()));
}

Result<Preset> PresetStore::import(const QString& path)
{
    Result<Preset> preset = readPreset(path);
    if (!preset)
        return preset;
    const QString name = preset->name;
    const std::vector<Preset> there = presets(preset->type);
    for (int count = 2; presetNamed(there, preset->name); ++count)
        preset->name = QStringLiteral("%1 %2").arg(name.left(72)).arg(count);
    return save(*preset);
}

QString PresetStore::initialsPath() const
{
    return m_folder + QStringLiteral("/initial.json");
}

QString PresetStore::initialName(const QString& type) const
{
    const Result<QJsonObject> initials = readJsonFile(initialsPath(), QStringLiteral("read preset"));
    return initials ? initials->value(type).toString() : QString();
}

Status PresetStore::setInitialName(const QString& type, const QString& name)
{
    const Result<QJsonObject> before = readJsonFile(initialsPath(), step());
    QJsonObject initials = before ? *before : QJsonObject();
    if (name.isEmpty())
        initials.remove(type);
    else
        initials.insert(type, name);
    if (!QDir().mkpath(m_folder))
        return makeError(ErrorCode::PermissionDenied, step(),
                         QStringLiteral("%1: the folder can't be made").arg(m_folder));
    return writeJsonFile(initialsPath(), initials, step());
}

const Preset* presetNamed(const std::vector<Preset>& presets, const QString& name)
{
    const auto found = std::find_if(presets.rbegin(), presets.rend(),
                                    [&](const Preset& preset) { return isNamed(preset, name); });
    return found == presets.rend() ? nullptr : &*found;
}

Status applyInitialPreset(const PresetStore& store, Operator& op)
{
    const QString type = op.type().token;
    const QString name = store.initialName(type);
    if (name.isEmpty())
        return {};
    const Result<Preset> preset = store.find(name, type);
    return preset ? applyPreset(*preset, op) : Status(preset.error());
}

QString defaultPresetsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/presets");
}

} // namespace reelout
