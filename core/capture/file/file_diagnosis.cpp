// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/file_diagnosis.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <algorithm>

namespace reelout {

namespace {

// Box types an MP4 or MOV may begin with.
bool isIsoBmff(const QByteArray& head)
{
    constexpr int kTypeAt = 4;
    const QByteArray type = head.mid(kTypeAt, 4);
    return type == "ftyp" || type == "moov" || type == "mdat" || type == "wide" || type == "free";
}

bool isText(const QByteArray& head)
{
    return !head.isEmpty() && std::all_of(head.begin(), head.end(), [](char letter) {
        const auto byte = static_cast<unsigned char>(letter);
        return byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r';
    });
}

bool isWebPage(const QByteArray& head)
{
    const QByteArray start = head.trimmed().left(15).toLower();
    return start.startsWith("<!doctype html") || start.startsWith("<html");
}

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::MediaFile", source);
}

} // namespace

Status checkReadable(const QString& path, const QString& step)
{
    const QFileInfo info(path);
    if (!info.exists())
        return makeError(ErrorCode::NotFound, step, path);
    if (info.isDir())
        return makeError(ErrorCode::InvalidData, step, sentence("%1 is a folder, not a file.").arg(path));
    if (!info.isReadable())
        return makeError(
            ErrorCode::PermissionDenied, step,
            sentence("%1 may not be read by you: change its permissions or ask its owner.").arg(path));
    if (info.isFile() && info.size() == 0)
        return makeError(ErrorCode::InvalidData, step, sentence("%1 is empty: it has 0 bytes.").arg(path));
    return {};
}

Error explained(Error error, const QString& path)
{
    if (error.code != ErrorCode::InvalidData)
        return error;
    constexpr qint64 kHead = 512;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return error;
    const QByteArray head = file.read(kHead);
    if (isIsoBmff(head))
        error.detail =
            sentence("%1 has no index: it was never finished, or its end is missing. If it is a recording "
                     "that was interrupted, reelout-cli repair may make it whole.")
                .arg(path);
    else if (isWebPage(head))
        error.detail =
            sentence("%1 is a web page and not what it links to: download the file itself.").arg(path);
    else if (isText(head))
        error.detail = sentence("%1 is a text, and no movie, picture or sound.").arg(path);
    return error;
}

Error noDecoder(const AVFormatContext& input, AVMediaType type, const QString& path, const QString& step)
{
    QString codec = sentence("an unknown codec");
    for (unsigned i = 0; i < input.nb_streams; ++i) {
        const AVCodecParameters& about = *input.streams[i]->codecpar;
        if (about.codec_type != type)
            continue;
        char tag[AV_FOURCC_MAX_STRING_SIZE];
        codec = about.codec_id != AV_CODEC_ID_NONE
                    ? QString::fromUtf8(avcodec_get_name(about.codec_id))
                    : QString::fromLatin1(av_fourcc_make_string(tag, about.codec_tag));
    }
    return makeError(ErrorCode::Unsupported, step,
                     sentence("%1 is compressed with %2, which the FFmpeg of this machine can't decode.")
                         .arg(path, codec));
}

} // namespace reelout
