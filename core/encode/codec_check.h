// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/codec_catalog.h"

namespace reelout {

/// The rules behind CodecCatalog::check(). Pure.
Status checkMovieSpec(const CodecCatalog& catalog, const MovieSpec& spec, const QString& container);

/// The rules behind CodecCatalog::notices(). Pure.
QStringList movieNotices(const CodecCatalog& catalog, const MovieSpec& spec, const QString& container);

/// True when a movie in the container can say that only part of its coded picture is to be seen.
bool canTellVisibleSize(const QString& container);

/// The sound track alone.
Status checkAudioTrack(const CodecCatalog& catalog, const AudioTrackSpec& audio, const QString& container);

/// Refuses keys the container writes itself, by name.
Status checkMetadata(const Metadata& metadata);

} // namespace reelout
