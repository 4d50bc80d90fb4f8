// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/operator_wiring.h"

#include "params/table_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace reelout {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("reelout", text);
}

const SequenceField* referenceField(const ParamDescriptor& row, const QString& family)
{
    const auto found = std::find_if(row.fields.begin(), row.fields.end(), [&](const SequenceField& field) {
        return field.kind == ParamKind::OpRef && field.family == family;
    });
    return found == row.fields.end() ? nullptr : &*found;
}

void addInputs(const Operator& source, const Operator& target, std::vector<Connection>& all)
{
    if (source.type().family != target.type().inputFamily)
        return;
    bool hasFree = false;
    for (int input = 0; input < target.inputCount(); ++input) {
        const Operator* there = target.input(input);
        if (there == &source || (!there && hasFree))
            continue;
        hasFree = hasFree || !there;
        all.push_back({Connection::Kind::Input, input, {}, there ? there->name() : QString()});
    }
}

void addReferences(const Operator& source, const Operator& target, std::vector<Connection>& all)
{
    const QString family = familyName(source.type().family);
    for (const ParamDescriptor& row : target.type().table->rows()) {
        if (!target.params().enableState(row.name).enabled)
            continue;
        if (isReference(row.kind) && row.family == family) {
            const QString there = target.params().text(row.name);
            const bool isMeant = !target.params().isDefault(row.name);
            if (there != source.name() || !isMeant)
                all.push_back({Connection::Kind::Reference, 0, row.name, isMeant ? there : QString()});
        } else if (row.kind == ParamKind::Sequence && referenceField(row, family)) {
            const auto blocks = target.params().value(row.name).toList().size();
            if (row.maximumBlocks == 0 || blocks < row.maximumBlocks)
                all.push_back({Connection::Kind::Block, 0, row.name, {}});
        }
    }
}

int rankOf(const Connection& connection)
{
    if (connection.kind == Connection::Kind::Block)
        return 2;
    return connection.former.isEmpty() ? 0 : 1;
}

} // namespace

std::vector<Connection> possibleConnections(const Operator& source, const Operator& target)
{
    std::vector<Connection> all;
    if (&source == &target)
        return all;
    addInputs(source, target, all);
    addReferences(source, target, all);
    std::stable_sort(all.begin(), all.end(),
                     [](const Connection& a, const Connection& b) { return rankOf(a) < rankOf(b); });
    return all;
}

QString connectionText(const Operator& target, const Connection& connection)
{
    QString place;
    if (connection.kind == Connection::Kind::Input) {
        place = target.inputCount() == 1 ? tr("Input") : tr("Input %1").arg(connection.input);
    } else {
        const ParamDescriptor* row = target.type().table->find(connection.parameter);
        place = row ? tableText(row->label) : connection.parameter;
        if (connection.kind == Connection::Kind::Block)
            place = tr("%1, new block").arg(place);
    }
    return connection.former.isEmpty() ? place : tr("%1 instead of %2").arg(place, connection.former);
}

Status connectOperators(Operator& source, Operator& target, const Connection& connection)
{
    switch (connection.kind) {
    case Connection::Kind::Input:
        return target.project().connectInput(target, connection.input, &source);
    case Connection::Kind::Reference:
        return target.params().set(connection.parameter, source.name());
    case Connection::Kind::Block:
        break;
    }
    const ParamDescriptor* row = target.type().table->find(connection.parameter);
    const SequenceField* reference = row ? referenceField(*row, familyName(source.type().family)) : nullptr;
    if (!reference)
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("connect"), connection.parameter);
    QVariantMap block;
    for (const SequenceField& field : row->fields)
        block.insert(field.name, field.defaultValue);
    block.insert(reference->name, source.name());
    QVariantList blocks = target.params().value(row->name).toList();
    blocks.append(block);
    return target.params().set(row->name, blocks);
}

} // namespace reelout
