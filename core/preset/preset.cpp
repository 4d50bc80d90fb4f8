// SPDX-License-Identifier: GPL-3.0-or-later
#include "preset/preset.h"

#include "base/json_file.h"
#include "operators/project_file.h"

#include <QFileInfo>

#include <algorithm>

namespace reelout {

namespace {

const QLatin1String kFormat("reelout-operator");
const QLatin1String kName("preset");
const QLatin1String kDescription("description");
const QLatin1String kExtension("extension");
const QLatin1String kParameters("parameters");
const QLatin1String kFile("file");
const QLatin1String kType("type");
const QLatin1String kOperatorName("name");
const QLatin1String kAnyName("preset"); ///< a preset's operator has none of its own
constexpr int kLongestName = 80;

/// Whether a row says something about the project instead of about the operator.
bool isOfProject(const ParamDescriptor& row)
{
    const auto& fields = row.fields;
    return row.name == kFile || isReference(row.kind) ||
           std::any_of(fields.begin(), fields.end(),
                       [](const SequenceField& field) { return isReference(field.kind); });
}

QStringList namesOfProjectRows(const Operator& op)
{
    QStringList names;
    for (const ParamDescriptor& row : op.params().table().rows()) {
        if (isOfProject(row))
            names += row.name;
    }
    return names;
}

QString inQuotes(QString text)
{
    for (const QChar special : {QLatin1Char('\\'), QLatin1Char('\'')})
        text.replace(special, QLatin1Char('\\') + special);
    return QLatin1Char('\'') + text + QLatin1Char('\'');
}

/// The path without its extension, of which a name may have none.
QString withoutExtension(const QString& path)
{
    const qsizetype suffix = QFileInfo(path).suffix().size();
    return suffix > 0 ? path.chopped(suffix + 1) : path;
}

/// File fits what the preset makes; where and under which name stays the person's.
Status fitFile(ParamSet& params, const QString& extension)
{
    const ParamDescriptor* row = params.table().find(kFile);
    if (row == nullptr || extension.isEmpty() || params.mode(kFile) != ParamMode::Constant)
        return {};
    const QString stem = withoutExtension(params.text(kFile));
    if (stem.isEmpty())
        return {};
    if (params.text(kType) == QLatin1String("imagesequence"))
        return params.setExpression(kFile, QString(inQuotes(stem) + QStringLiteral(" + me.fileSuffix")));
    return params.set(kFile, QString(stem + QLatin1Char('.') + extension));
}

Error ofFile(const QString& path, Error error)
{
    if (error.code == ErrorCode::InvalidData)
        error.detail.prepend(QStringLiteral("%1 is no preset: ").arg(path));
    else
        error.detail.prepend(path + QStringLiteral(": "));
    return error;
}

} // namespace

Preset presetOf(const Operator& op, const QString& name, const QString& description)
{
    Preset preset{name, op.type().token, description, {}, op.project().operatorToJson(op), {}};
    if (op.params().table().find(kFile) != nullptr)
        preset.extension = QFileInfo(op.params().text(kFile)).suffix();
    QJsonObject parameters = preset.settings.value(kParameters).toObject();
    for (const QString& row : namesOfProjectRows(op))
        parameters.remove(row);
    preset.settings.insert(kParameters, parameters);
    for (const QLatin1String key : {QLatin1String("inputs"), QLatin1String("active")})
        preset.settings.remove(key);
    preset.settings.insert(kOperatorName, kAnyName);
    return preset;
}

Status applyPreset(const Preset& preset, Operator& op, QStringList* problems)
{
    const QJsonObject own = op.params().toJson();
    QJsonObject parameters = preset.settings.value(kParameters).toObject();
    for (const QString& row : namesOfProjectRows(op)) {
        parameters.remove(row);
        if (const QJsonValue value = own.value(row); !value.isUndefined())
            parameters.insert(row, value);
    }
    QJsonObject settings = preset.settings;
    settings.insert(kParameters, parameters);
    settings.insert(kOperatorName, op.name());
    if (!op.isActive())
        settings.insert(QLatin1String("active"), false);
    REELOUT_TRY(op.project().applyJson(op, settings, problems));
    return fitFile(op.params(), preset.extension);
}

Result<Preset> readPreset(const QString& path)
{
    const Result<QJsonObject> json = readJsonFile(path, QStringLiteral("read preset"));
    return json ? presetIn(*json, path) : json.error();
}

Result<Preset> presetIn(const QJsonObject& json, const QString& path)
{
    if (const Status format = ProjectFile::checkFormat(json, kFormat); !format)
        return ofFile(path, format.error());
    QJsonObject settings = json;
    for (const QLatin1String key : {kName, kDescription, kExtension})
        settings.remove(key);
    settings.insert(kOperatorName, kAnyName);
    const Result<OperatorRecord> record = ProjectFile::parseOperator(settings);
    if (!record)
        return ofFile(path, record.error());
    if (record->type == nullptr)
        return makeError(ErrorCode::Unsupported, QStringLiteral("read preset"),
                         QStringLiteral("%1 is for \"%2\", which this version does not know")
                             .arg(path, json.value(kType).toString().left(80)));
    Preset preset;
    preset.settings = settings;
    preset.type = record->type->token;
    preset.path = path;
    preset.name = json.value(kName).toString().simplified();
    preset.description = json.value(kDescription).toString();
    preset.extension = json.value(kExtension).toString();
    if (!checkPresetName(preset.name))
        preset.name = QFileInfo(path).completeBaseName().left(kLongestName);
    return preset;
}

Status writePreset(const Preset& preset, const QString& path)
{
    QJsonObject json = preset.settings;
    json.insert(kName, preset.name);
    if (!preset.description.isEmpty())
        json.insert(kDescription, preset.description);
    if (!preset.extension.isEmpty())
        json.insert(kExtension, preset.extension);
    return writeJsonFile(path, json, QStringLiteral("save preset"));
}

Status checkPresetName(const QString& name)
{
    const QString problem =
        name.trimmed().isEmpty()              ? QStringLiteral("a preset needs a name")
        : name.size() > kLongestName          ? QStringLiteral("the name is longer than 80 characters")
        : name.simplified() != name.trimmed() ? QStringLiteral("the name is not one line of words")
                                              : QString();
    if (problem.isEmpty())
        return {};
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("name preset"), problem);
}

} // namespace reelout
