// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "remote/verbs.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>

namespace reelout {

// The language of the local socket: one JSON object a line. A request is {"verb": "Start", "operator": …,
// "id": whatever}; its answer {"id": the same, "ok": true, "result": …} or {"id", "ok": false, "error":
// {"code", "message"}}; an event {"event": …}. Any thread.

/// Cuts a stream of bytes into lines, bounded: a line that is longer than it may be ends the conversation.
class LineCutter {
public:
    /// Longest request, in bytes.
    static constexpr qsizetype kLongestLine = 65536;

    /// The whole lines there are now, without their ends; blank ones are left out. Nothing any more once
    /// isTooLong().
    QList<QByteArray> push(const QByteArray& bytes);
    bool isTooLong() const { return m_isTooLong; }

private:
    QByteArray m_rest;
    bool m_isTooLong = false;
};

struct RemoteRequest {
    QJsonValue id; ///< undefined when there was none
    const VerbDescriptor* verb = nullptr;
    QJsonObject arguments;
};

/// InvalidData for what is no JSON object, InvalidParameter for an unknown verb. `id` is given also then, as
/// far as it could be read.
Result<RemoteRequest> parseRequest(const QByteArray& line, QJsonValue* id);

QByteArray answerLine(const QJsonValue& id, const Result<QJsonValue>& result);
QByteArray eventLine(const QJsonObject& event);
QByteArray requestLine(const VerbDescriptor& verb, const QJsonObject& arguments);
/// What an answerLine() said, for the asking side. InvalidData for what is none.
Result<QJsonValue> parseAnswer(const QByteArray& line);

} // namespace reelout
