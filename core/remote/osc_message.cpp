// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/osc_message.h"

#include <QtEndian>

#include <lo/lo.h>

#include <cmath>
#include <cstring>
#include <memory>
#include <type_traits>

namespace reelout {

namespace {

constexpr std::size_t kMostMessages = 64;
constexpr int kMostArguments = 64;
constexpr int kDeepestBundle = 4;
constexpr qsizetype kBundleHead = 16; ///< "#bundle\0" and a time tag

using Message = std::unique_ptr<std::remove_pointer_t<lo_message>, decltype(&lo_message_free)>;

Error noOsc(const QString& why)
{
    return makeError(ErrorCode::InvalidData, QStringLiteral("read OSC"), why);
}

// Arguments stand at multiples of four bytes.
template <typename Number>
Number numberAt(const lo_arg* argument)
{
    Number number;
    std::memcpy(&number, argument, sizeof number);
    return number;
}

/// Invalid for kinds no verb takes.
QVariant valueOf(lo_type type, const lo_arg* argument)
{
    switch (type) {
    case LO_INT32:
        return numberAt<std::int32_t>(argument);
    case LO_INT64:
        return qlonglong(numberAt<std::int64_t>(argument));
    case LO_FLOAT:
        return double(numberAt<float>(argument));
    case LO_DOUBLE:
        return numberAt<double>(argument);
    case LO_STRING:
    case LO_SYMBOL:
        return QString::fromUtf8(reinterpret_cast<const char*>(argument));
    case LO_TRUE:
        return true;
    case LO_FALSE:
        return false;
    default:
        return {};
    }
}

Status readMessage(QByteArray bytes, std::vector<OscMessage>& messages)
{
    // It is parsed in place.
    char* data = bytes.data();
    const auto size = static_cast<std::size_t>(bytes.size());
    if (data[0] != '/' || !bytes.contains('\0'))
        return noOsc(QStringLiteral("no address"));
    int result = 0;
    const Message message(lo_message_deserialise(data, size, &result), lo_message_free);
    if (!message)
        return noOsc(QStringLiteral("error %1").arg(result));
    const int count = lo_message_get_argc(message.get());
    if (count > kMostArguments)
        return noOsc(QStringLiteral("more than %1 arguments").arg(kMostArguments));
    const char* types = lo_message_get_types(message.get());
    lo_arg** arguments = lo_message_get_argv(message.get());
    OscMessage read{QString::fromUtf8(data), {}};
    for (int i = 0; i < count; ++i) {
        const QVariant value = valueOf(static_cast<lo_type>(types[i]), arguments[i]);
        const bool isFinite = value.typeId() != QMetaType::Double || std::isfinite(value.toDouble());
        if (!value.isValid() || !isFinite)
            return noOsc(QStringLiteral("an argument of type %1").arg(QLatin1Char(types[i])));
        read.arguments.append(value);
    }
    messages.push_back(std::move(read));
    return {};
}

Status readElement(const QByteArray& bytes, std::vector<OscMessage>& messages, int depth)
{
    if (bytes.size() < 4 || bytes.size() % 4 != 0)
        return noOsc(QStringLiteral("%1 bytes").arg(bytes.size()));
    if (messages.size() >= kMostMessages)
        return noOsc(QStringLiteral("more than %1 messages").arg(kMostMessages));
    if (!bytes.startsWith(QByteArrayView("#bundle\0", 8)))
        return readMessage(bytes, messages);
    if (depth >= kDeepestBundle || bytes.size() < kBundleHead)
        return noOsc(QStringLiteral("a bundle"));
    qsizetype at = kBundleHead;
    while (at < bytes.size()) {
        const auto length = qFromBigEndian<qint32>(bytes.constData() + at);
        at += 4;
        if (length < 0 || length > bytes.size() - at)
            return noOsc(QStringLiteral("a bundle"));
        REELOUT_TRY(readElement(bytes.mid(at, length), messages, depth + 1));
        at += length;
    }
    return {};
}

} // namespace

bool hasOsc()
{
    return true;
}

Result<std::vector<OscMessage>> parseOsc(const QByteArray& packet)
{
    std::vector<OscMessage> messages;
    if (const Status read = readElement(packet, messages, 0); !read)
        return read.error();
    return messages;
}

QByteArray oscPacket(const OscMessage& message)
{
    const Message made(lo_message_new(), lo_message_free);
    if (!made)
        return {};
    for (const QVariant& value : message.arguments) {
        int result = 0;
        switch (value.typeId()) {
        case QMetaType::Bool:
            result = value.toBool() ? lo_message_add_true(made.get()) : lo_message_add_false(made.get());
            break;
        case QMetaType::Int:
            result = lo_message_add_int32(made.get(), value.toInt());
            break;
        case QMetaType::LongLong:
        case QMetaType::Double:
        case QMetaType::Float:
            result = lo_message_add_float(made.get(), value.toFloat());
            break;
        default:
            result = lo_message_add_string(made.get(), value.toString().toUtf8().constData());
        }
        if (result < 0)
            return {};
    }
    const QByteArray address = message.address.toUtf8();
    const std::size_t size = lo_message_length(made.get(), address.constData());
    QByteArray packet(static_cast<qsizetype>(size), '\0');
    std::size_t written = 0;
    if (!lo_message_serialise(made.get(), address.constData(), packet.data(), &written) || written != size)
        return {};
    return packet;
}

} // namespace reelout
