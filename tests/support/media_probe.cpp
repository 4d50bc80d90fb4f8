// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/media_probe.h"

#include "support/process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

#include <algorithm>
#include <cstring>

namespace reelout::test {

MediaProbe probeMedia(const QString& path)
{
    MediaProbe probe;
    const ProcessResult result =
        runProcess(QStringLiteral("ffprobe"),
                   {QStringLiteral("-v"), QStringLiteral("warning"), QStringLiteral("-print_format"),
                    QStringLiteral("json"), QStringLiteral("-show_streams"), QStringLiteral("-show_format"),
                    QStringLiteral("-show_entries"), QStringLiteral("packet=stream_index,pts_time"), path});
    probe.error = QString::fromUtf8(result.error).trimmed();
    if (result.exitCode != 0 && probe.error.isEmpty())
        probe.error = QStringLiteral("ffprobe ended with %1").arg(result.exitCode);
    const QJsonObject json = QJsonDocument::fromJson(result.out).object();
    probe.format = json.value(QStringLiteral("format")).toObject();
    int videoIndex = -1;
    for (const QJsonValue& value : json.value(QStringLiteral("streams")).toArray()) {
        const QJsonObject stream = value.toObject();
        const QString type = stream.value(QStringLiteral("codec_type")).toString();
        const double duration = stream.value(QStringLiteral("duration")).toString().toDouble();
        if (type == QLatin1String("video") && probe.video.isEmpty()) {
            probe.video = stream;
            probe.videoDuration = duration;
            videoIndex = stream.value(QStringLiteral("index")).toInt();
        } else if (type == QLatin1String("audio") && probe.audio.isEmpty()) {
            probe.audio = stream;
            probe.audioDuration = duration;
        }
    }
    for (const QJsonValue& value : json.value(QStringLiteral("packets")).toArray()) {
        const QJsonObject packet = value.toObject();
        if (packet.value(QStringLiteral("stream_index")).toInt() == videoIndex)
            probe.videoTimes.push_back(packet.value(QStringLiteral("pts_time")).toString().toDouble());
    }
    std::sort(probe.videoTimes.begin(), probe.videoTimes.end());
    return probe;
}

QString decodeErrors(const QString& path)
{
    const ProcessResult result = runProcess(
        QStringLiteral("ffmpeg"),
        {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-xerror"), QStringLiteral("-i"), path,
         QStringLiteral("-map"), QStringLiteral("0"),
         // The container's own times: milliseconds would collide in units of 1/fps.
         QStringLiteral("-fps_mode"), QStringLiteral("passthrough"), QStringLiteral("-enc_time_base"),
         QStringLiteral("-1"), QStringLiteral("-f"), QStringLiteral("null"), QStringLiteral("-")});
    const QString text = QString::fromUtf8(result.error).trimmed();
    if (result.exitCode != 0 && text.isEmpty())
        return QStringLiteral("ffmpeg ended with %1").arg(result.exitCode);
    return text;
}

std::vector<QByteArray> decodePictures(const QString& path, int width, int height, int firstFrame, int frames)
{
    QStringList arguments{QStringLiteral("-v"),        QStringLiteral("error"),
                          QStringLiteral("-i"),        path,
                          QStringLiteral("-vf"),       QStringLiteral("select=gte(n\\,%1)").arg(firstFrame),
                          QStringLiteral("-fps_mode"), QStringLiteral("passthrough")};
    if (frames >= 0)
        arguments << QStringLiteral("-frames:v") << QString::number(frames);
    arguments << QStringLiteral("-f") << QStringLiteral("rawvideo") << QStringLiteral("-pix_fmt")
              << QStringLiteral("bgra") << QStringLiteral("-");
    const ProcessResult result = runProcess(QStringLiteral("ffmpeg"), arguments);
    std::vector<QByteArray> pictures;
    const qsizetype bytes = qsizetype(width) * height * 4;
    for (qsizetype at = 0; at + bytes <= result.out.size(); at += bytes)
        pictures.push_back(result.out.mid(at, bytes));
    return pictures;
}

std::vector<float> decodeSound(const QString& path, int rate)
{
    const ProcessResult result = runProcess(
        QStringLiteral("ffmpeg"),
        {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-i"), path, QStringLiteral("-map"),
         QStringLiteral("0:a:0"), QStringLiteral("-af"), QStringLiteral("aresample=async=0:first_pts=0"),
         QStringLiteral("-ac"), QStringLiteral("1"), QStringLiteral("-ar"), QString::number(rate),
         QStringLiteral("-f"), QStringLiteral("f32le"), QStringLiteral("-")});
    std::vector<float> samples(static_cast<std::size_t>(result.out.size()) / sizeof(float));
    std::memcpy(samples.data(), result.out.constData(), samples.size() * sizeof(float));
    return samples;
}

} // namespace reelout::test
