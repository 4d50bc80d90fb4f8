// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"
#include "remote/hotkey.h"
#include "remote/json_lines.h"
#include "remote/osc_message.h"
#include "remote/verb_desk.h"
#include "script/script_rewrite.h"

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

/// Verbs that would write files are not for a fuzzer.
bool isHarmless(Verb verb)
{
    return verb != Verb::Start && verb != Verb::Toggle && verb != Verb::SetParameter;
}

} // namespace

void readRequests(Bytes bytes)
{
    static Project project;
    static Engine engine(project, {});
    static VerbDesk desk(engine);
    static const Operator* op = *project.add(QStringLiteral("moviefileout"));
    require(op != nullptr);
    LineCutter cutter;
    for (const QByteArray& line : cutter.push(byteArray(bytes))) {
        require(line.size() <= LineCutter::kLongestLine);
        QJsonValue id;
        const Result<RemoteRequest> request = parseRequest(line, &id);
        if (!request || !isHarmless(request->verb->verb))
            continue;
        const Result<QJsonValue> result = desk.run(*request->verb, request->arguments);
        const QByteArray answer = answerLine(id, result);
        require(answer.count('\n') == 1 && answer.endsWith('\n'));
        require(parseAnswer(answer).hasValue() == result.hasValue());
    }
}

void readPacket(Bytes bytes)
{
    const QByteArray packet = byteArray(bytes);
    if (const auto messages = parseOsc(packet)) {
        require(messages->size() <= 64);
        for (const OscMessage& message : *messages) {
            require(message.address.startsWith(QLatin1Char('/')));
            const QByteArray written = oscPacket(message);
            require(written.isEmpty() || parseOsc(written).hasValue());
        }
    }
    const QString text = QString::fromUtf8(packet);
    if (const Result<Hotkey> key = Hotkey::parse(text))
        require(key->keysym != 0);
}

void readScript(Bytes bytes)
{
    const QString text = QString::fromUtf8(byteArray(bytes));
    const QString rewritten = rewrittenScript(text);
    require(rewritten.count(QLatin1Char('\n')) == text.count(QLatin1Char('\n')));
}

} // namespace reelout::fuzz
