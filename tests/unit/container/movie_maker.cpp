// SPDX-License-Identifier: GPL-3.0-or-later
#include "movie_maker.h"

#include "support/process.h"

#include <QFile>
#include <QTest>
#include <QtEndian>

#include <algorithm>

namespace reelout::test {

namespace {

constexpr const char* kRecorderFlags = "delay_moov+default_base_moof+skip_trailer";
constexpr const char* kH264 = "-c:v libx264 -preset veryfast -bf 3 -g 24 -pix_fmt yuv420p";

QStringList words(const QString& text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

ProcessResult ffmpeg(const QString& options)
{
    return runProcess(QStringLiteral("ffmpeg"),
                      QStringList{QStringLiteral("-nostdin"), QStringLiteral("-v"), QStringLiteral("error")} +
                          words(options));
}

} // namespace

const std::vector<MovieKind>& movieKinds()
{
    static const std::vector<MovieKind> kKinds = {
        {"h264 aac", "mp4", "H264 -c:a aac", kRecorderFlags},
        {"h264 aac mov", "mov", "H264 -c:a aac", kRecorderFlags},
        {"h264 pcm", "mov", "H264 -c:a pcm_s16le", kRecorderFlags},
        {"three sounds", "mp4",
         "-map 1:a -map 1:a H264 -c:a aac -ac:a:1 2 -metadata:s:a:0 title=One -metadata:s:a:2 title=Three "
         "-metadata:s:a:2 handler_name=Three",
         kRecorderFlags},
        {"three sounds mov", "mov", "-map 1:a -map 1:a H264 -c:a pcm_s24le -ac:a:1 2", kRecorderFlags},
        {"h264 alone", "mp4", "H264 -an", kRecorderFlags},
        {"aac alone", "mp4", "-vn -c:a aac", kRecorderFlags},
        {"no B-frames", "mp4", "H264 -bf 0 -c:a aac", kRecorderFlags},
        {"hevc aac", "mp4",
         "-c:v libx265 -preset ultrafast -x265-params log-level=error -c:a aac -tag:v hvc1", kRecorderFlags},
        {"prores pcm24", "mov", "-c:v prores_ks -c:a pcm_s24le", kRecorderFlags},
        {"mjpeg float", "mov", "-c:v mjpeg -pix_fmt yuvj420p -c:a pcm_f32le", kRecorderFlags},
        {"rle law", "mov", "-c:v qtrle -c:a pcm_mulaw", kRecorderFlags},
        {"hap alac", "mov", "-c:v hap -c:a alac", kRecorderFlags},
        {"explicit base offset", "mp4", "H264 -c:a aac", "delay_moov+skip_trailer"},
        {"fragment index", "mp4", "H264 -c:a aac", "delay_moov+default_base_moof"},
        {"segment index", "mp4", "H264 -c:a aac", "delay_moov+default_base_moof+dash"},
        {"a moof per track", "mp4", "H264 -c:a aac", "delay_moov+separate_moof+skip_trailer"},
        {"samples in the first moov", "mov", "H264 -bf 0 -c:a pcm_s16le", "frag_keyframe"},
        {"signed offsets", "mp4", "H264 -c:a aac", "delay_moov+default_base_moof+negative_cts_offsets"},
    };
    return kKinds;
}

const MovieKind& movieKind(const char* name)
{
    const auto& kinds = movieKinds();
    return *std::find_if(kinds.begin(), kinds.end(),
                         [&](const MovieKind& kind) { return qstrcmp(kind.name, name) == 0; });
}

MoviePair makeMovie(const TempFolder& folder, const MovieKind& kind)
{
    const QString extension = QString::fromLatin1(kind.extension);
    QString encoders = QString::fromLatin1(kind.encoders);
    encoders.replace(QStringLiteral("H264"), QString::fromLatin1(kH264));
    MoviePair pair{
        folder(QStringLiteral("plain.") + extension), folder(QStringLiteral("fragmented.") + extension), {}};
    const QString flags = QString::fromLatin1(kind.movieFlags);
    const QString common = flags.contains(QStringLiteral("negative"))
                               ? QStringLiteral("movflags=negative_cts_offsets:")
                               : QString();
    const QString split =
        flags.contains(QStringLiteral("frag_keyframe")) ? QString() : QStringLiteral("frag_duration=500000:");
    const QString outputs = QStringLiteral("[%1f=%2]%3|[f=%2:%4movflags=%5]%6")
                                .arg(common, extension, pair.plain, split, flags, pair.fragmented);
    const ProcessResult result =
        ffmpeg(QStringLiteral("-y -f lavfi -i testsrc2=s=160x120:r=30:d=3 -f lavfi -i sine=440:d=3:r=48000 "
                              "-map 0:v? -map 1:a? %1 -threads 1 -flags +global_header -f tee %2")
                   .arg(encoders, outputs));
    if (result.exitCode != 0 || !result.error.isEmpty())
        pair.error = QString::fromUtf8(result.error) + QStringLiteral(" (ffmpeg failed)");
    return pair;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeContent(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly | QIODevice::Truncate), qPrintable(path));
    QCOMPARE(file.write(content), content.size());
}

namespace {

template <typename Visit>
bool walkBoxes(const QByteArray& content, Visit visit)
{
    qsizetype position = 0;
    while (position + 8 <= content.size()) {
        quint64 size = qFromBigEndian<quint32>(content.constData() + position);
        if (size == 1 && position + 16 <= content.size())
            size = qFromBigEndian<quint64>(content.constData() + position + 8);
        if (size < 8 || size > quint64(content.size() - position))
            return false;
        visit(content.mid(position + 4, 4), position);
        position += qsizetype(size);
    }
    return position == content.size();
}

} // namespace

QString boxesOf(const QByteArray& content)
{
    QStringList types;
    if (!walkBoxes(content,
                   [&](const QByteArray& type, qsizetype) { types.append(QString::fromLatin1(type)); }))
        types.append(QStringLiteral("?"));
    return types.join(u' ');
}

qsizetype boxOffset(const QByteArray& content, const char* type, int number)
{
    qsizetype found = -1;
    walkBoxes(content, [&](const QByteArray& seen, qsizetype position) {
        if (seen == type && number-- == 0)
            found = position;
    });
    return found;
}

QStringList packetsOf(const QString& path)
{
    const ProcessResult result =
        ffmpeg(QStringLiteral("-i %1 -map 0 -c copy -copyts -f framecrc -").arg(path));
    QStringList lines;
    for (const QString& line : QString::fromUtf8(result.out).split(u'\n', Qt::SkipEmptyParts)) {
        // A fragment can't say that a picture may be skipped (0x10).
        if (!line.startsWith(u'#'))
            lines.append(QString(line).replace(QStringLiteral("F=0x10"), QStringLiteral("F=0x0")));
    }
    // Streams are interleaved by where they lie in the file, which is not the same in the two.
    std::sort(lines.begin(), lines.end());
    return lines;
}

QByteArray streamHashes(const QString& path)
{
    return ffmpeg(QStringLiteral("-i %1 -map 0 -c copy -f streamhash -").arg(path)).out;
}

QByteArray streamFacts(const QString& path)
{
    const ProcessResult result = runProcess(
        QStringLiteral("ffprobe"),
        words(QStringLiteral("-v error -show_entries stream=codec_name,codec_tag_string,start_time,"
                             "duration,nb_frames,r_frame_rate:format=start_time,duration -of compact %1")
                  .arg(path)));
    return result.out + result.error;
}

QByteArray complaints(const QString& path)
{
    const ProcessResult result = ffmpeg(QStringLiteral("-xerror -i %1 -map 0 -f null -").arg(path));
    return result.exitCode == 0 ? result.error : "failed: " + result.error;
}

} // namespace reelout::test
