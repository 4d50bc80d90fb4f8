// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/temp_folder.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace reelout::test {

/// One kind of movie for the finisher: what the ffmpeg program is asked to encode, and how to fragment it.
struct MovieKind {
    const char* name;
    const char* extension;
    const char* encoders;   ///< options of the ffmpeg program
    const char* movieFlags; ///< of the fragmented copy
};

const std::vector<MovieKind>& movieKinds();
const MovieKind& movieKind(const char* name);

/// The same packets twice: as an ordinary file and in fragments of half a second. Test pattern and tone,
/// three seconds of 160×120 at 30 per second.
struct MoviePair {
    QString plain;
    QString fragmented;
    QString error; ///< empty when both were made
};
MoviePair makeMovie(const TempFolder& folder, const MovieKind& kind);

QByteArray contentOf(const QString& path);
void writeContent(const QString& path, const QByteArray& content);

/// Types of the boxes of the outermost level ("ftyp mdat moov"), "?" where they don't fit together.
QString boxesOf(const QByteArray& content);
/// Offset of the n-th box of that type of the outermost level, -1 when there is none.
qsizetype boxOffset(const QByteArray& content, const char* type, int number = 0);

/// Each packet's stream, decode time, presentation time, duration, size and checksum, as ffmpeg reads them.
QStringList packetsOf(const QString& path);
/// Checksum of all packet data of each stream.
QByteArray streamHashes(const QString& path);
/// What ffprobe says of the streams: codec, start, duration, number of frames.
QByteArray streamFacts(const QString& path);
/// Complaints of `ffmpeg -xerror` decoding everything; empty when clean.
QByteArray complaints(const QString& path);

} // namespace reelout::test
