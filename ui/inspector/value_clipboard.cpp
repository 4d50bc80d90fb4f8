// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/value_clipboard.h"

#include "params/param_value.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QMimeData>

namespace reelout {

namespace {

const QLatin1String kMimeType("application/x-reelout-values+json");
const QLatin1String kFormat("reelout-values");
const QLatin1String kValues("values");
const QLatin1String kKinds("kinds");

Error refused(const char* why)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("paste values"),
                     QCoreApplication::translate("ValueClipboard", why));
}

QJsonObject jsonIn(const QMimeData& mime)
{
    const QByteArray bytes = mime.hasFormat(kMimeType) ? mime.data(kMimeType) : mime.text().toUtf8();
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    return json.value(QLatin1String("format")).toString() == kFormat ? json : QJsonObject();
}

/// As setFromText() reads it.
QString plainText(const ParamSet& set, const ParamDescriptor& row)
{
    if (set.mode(row.name) == ParamMode::Expression)
        return QLatin1Char('=') + set.expression(row.name);
    const QVariant value = set.value(row.name);
    if (row.kind == ParamKind::Sequence)
        return QString::fromUtf8(QJsonDocument::fromVariant(value).toJson(QJsonDocument::Compact));
    if (isPair(row.kind)) {
        const QVariantList pair = value.toList();
        return numberText(pair.value(0).toDouble()) + QLatin1Char(' ') + numberText(pair.value(1).toDouble());
    }
    return row.kind == ParamKind::Float ? numberText(value.toDouble()) : value.toString();
}

Status pasteText(const QString& text, const std::vector<ParamSet*>& sets,
                 const std::vector<const ParamDescriptor*>& targets)
{
    if (targets.empty() || text.isEmpty())
        return refused(QT_TRANSLATE_NOOP("ValueClipboard", "There are no values on the clipboard."));
    Status problem;
    for (ParamSet* set : sets) {
        for (const ParamDescriptor* row : targets) {
            const Status given = set->setFromText(row->name, text.trimmed());
            problem = given ? problem : given;
        }
    }
    return problem;
}

} // namespace

QMimeData* copyValues(const ParamSet& set, const std::vector<const ParamDescriptor*>& rows)
{
    QJsonObject values;
    QJsonObject kinds;
    const ParamDescriptor* last = nullptr;
    for (const ParamDescriptor* row : rows) {
        const QJsonValue value =
            row->isTransient ? QJsonValue(QJsonValue::Undefined) : set.parameterToJson(row->name);
        if (value.isUndefined())
            continue;
        values.insert(row->name, value);
        kinds.insert(row->name, paramKindName(row->kind));
        last = row;
    }
    if (!last)
        return nullptr;
    const QJsonObject json{{QLatin1String("format"), kFormat},
                           {QLatin1String("version"), 1},
                           {kValues, values},
                           {kKinds, kinds}};
    const QByteArray bytes = QJsonDocument(json).toJson();
    auto* mime = new QMimeData;
    mime->setData(kMimeType, bytes);
    mime->setText(values.size() == 1 ? plainText(set, *last) : QString::fromUtf8(bytes));
    return mime;
}

bool holdsValues(const QMimeData* mime)
{
    return mime && (mime->hasFormat(kMimeType) || !mime->text().isEmpty());
}

Status pasteValues(const QMimeData& mime, const std::vector<ParamSet*>& sets,
                   const std::vector<const ParamDescriptor*>& targets)
{
    const QJsonObject json = jsonIn(mime);
    const QJsonObject values = json.value(kValues).toObject();
    if (values.isEmpty())
        return pasteText(mime.text(), sets, targets);
    bool any = false;
    Status problem;
    const auto give = [&](ParamSet& set, const ParamDescriptor& row, const QString& from) {
        if (json.value(kKinds).toObject().value(from).toString() != paramKindName(row.kind))
            return;
        const Status given = set.setFromJson(row.name, values.value(from));
        any = any || given;
        if (!given)
            problem = given;
    };
    for (ParamSet* set : sets) {
        if (values.size() == 1 && !targets.empty()) {
            for (const ParamDescriptor* row : targets)
                give(*set, *row, values.constBegin().key());
            continue;
        }
        for (const QString& name : values.keys()) {
            if (const ParamDescriptor* row = set->table().find(name))
                give(*set, *row, name);
        }
    }
    if (!any && problem)
        return refused(QT_TRANSLATE_NOOP("ValueClipboard",
                                         "None of the values on the clipboard fits these parameters."));
    return problem;
}

} // namespace reelout
