// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include "files/name_check.h"
#include "operators/project.h"
#include "operators/table_file.h"
#include "record/channel_pattern.h"
#include "script/script_engine.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdlib>

namespace reelout::fuzz {

namespace {

QByteArray byteArray(Bytes bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

void require(bool promise)
{
    if (!promise)
        std::abort();
}

} // namespace

void readProject(Bytes bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(byteArray(bytes));
    if (!document.isObject())
        return;
    Project project;
    QStringList problems;
    if (!project.fromJson(document.object(), &problems)) {
        require(project.operators().empty()); // refused whole
        return;
    }
    const QJsonObject written = project.toJson();
    Project again;
    require(again.fromJson(written).hasValue());
    require(again.toJson() == written);
}

void readWords(Bytes bytes)
{
    const QString text = QString::fromUtf8(byteArray(bytes));
    const QStringList names{QStringLiteral("chan1"), QStringLiteral("chan12"), QStringLiteral("left"),
                            QString(), text.left(64)};
    if (const Result<ChannelPattern> pattern = ChannelPattern::parse(text)) {
        int last = -1;
        for (const int index : pattern->select(names)) {
            require(index > last && index < names.size());
            last = index;
        }
    }
    static_cast<void>(checkFileName(text, NameRules::Posix));
    static_cast<void>(checkFileName(text, NameRules::Windows));
    for (const auto& parse : {parseTsv, parseCsv}) {
        if (const auto rows = parse(text))
            require(rows->size() <= static_cast<std::size_t>(kMaximumTableRows));
    }
}

void readExpression(Bytes bytes)
{
    static Project project;
    static ScriptEngine engine(project, systemClock());
    static Operator* op = *project.add(QStringLiteral("moviefileout"));
    const QString text = QString::fromUtf8(byteArray(bytes));
    static_cast<void>(op->params().setExpression(QStringLiteral("quality"), text));
    const double quality = op->params().number(QStringLiteral("quality"));
    require(quality >= 0.0 && quality <= 1.0);
    op->params().reset(QStringLiteral("quality"));
}

} // namespace reelout::fuzz
