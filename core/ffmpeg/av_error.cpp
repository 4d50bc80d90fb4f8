// SPDX-License-Identifier: GPL-3.0-or-later
#include "ffmpeg/av_error.h"

#include "ffmpeg/av_features.h"
#include "ffmpeg/av_log_bridge.h"

#include <array>
#include <cerrno>

namespace reelout {

ErrorCode errorCodeFromAv(int number, ErrorCode refused)
{
    switch (number) {
    case AVERROR_ENCODER_NOT_FOUND:
    case AVERROR_DECODER_NOT_FOUND:
    case AVERROR_MUXER_NOT_FOUND:
    case AVERROR_DEMUXER_NOT_FOUND:
    case AVERROR_PROTOCOL_NOT_FOUND:
    case AVERROR_BSF_NOT_FOUND:
    case AVERROR_FILTER_NOT_FOUND:
    case AVERROR_PATCHWELCOME:
        return ErrorCode::Unsupported;
    case AVERROR_INVALIDDATA:
    case AVERROR_EOF:
        return ErrorCode::InvalidData;
    case AVERROR_EXIT:
        return ErrorCode::Cancelled;
    case AVERROR_EXTERNAL:
    case AVERROR_UNKNOWN:
    case AVERROR(EINVAL):
    case AVERROR(ENOSYS):
    case AVERROR(ERANGE):
        return refused;
    case AVERROR_OPTION_NOT_FOUND:
    case AVERROR_STREAM_NOT_FOUND:
    case AVERROR_BUG:
    case AVERROR_BUG2:
    case AVERROR(ENOMEM):
        return ErrorCode::Internal;
    default:
        return errorCodeFromErrno(AVUNERROR(number));
    }
}

Error avError(int number, QString step, const QString& subject, ErrorCode refused)
{
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    QString detail = av_strerror(number, text.data(), text.size()) == 0
                         ? QString::fromUtf8(text.data())
                         : QStringLiteral("error %1").arg(number);
    if (!subject.isEmpty())
        detail = QStringLiteral("%1: %2").arg(subject, detail);
    if (const QString line = takeLastAvErrorLine(); !line.isEmpty())
        detail += QStringLiteral(" (%1)").arg(line);
    return makeError(errorCodeFromAv(number, refused), std::move(step), std::move(detail));
}

} // namespace reelout
