// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/codec_catalog.h"
#include "ffmpeg/av_options.h"
#include "media/specs.h"

#include <QString>

namespace reelout {

/// Which encoder of libavcodec to open, and the options to open it with. A value, so that the mapping from
/// settings is a pure function that tests read as data.
struct EncoderPlan {
    QString encoder;
    AvOptions options;   ///< names as libavcodec spells them
    int threads = 1;     ///< 0 = the encoder's own choice
    int strictness = 0;  ///< libavcodec's `strict`; -2 for what it calls experimental
    QByteArray codecTag; ///< four letters for MP4 and MOV when the muxer's own choice won't do
    /// Each packet stands alone, so that an unchanged picture needs no encoding: its packet goes in again.
    bool isIntra = false;
    /// From one key picture to the next nothing depends on what is outside, and the rate on nothing that was
    /// before: an unchanged picture can be shown by such a group again.
    bool hasClosedGroups = false;
    /// ProRes (prores_encoder.h): bits a macroblock that its frames have room for, headers and alpha apart,
    /// and the quantiser that is never gone below, from 1.
    int bitsPerMacroblock = 0;
    int finestQuantiser = 1;
    /// Where the encoder takes pictures from: memory, or surfaces of the graphics card (vaapi_upload.h).
    enum class Memory { System, Vaapi };
    Memory memory = Memory::System;
};

/// What a plan is made from. `movie` has passed CodecCatalog::check().
struct EncoderRequest {
    const MovieSpec& movie;
    const CodecType& type;
    const CodecPixelFormat& format;
    Size size;          ///< padded
    QString container;  ///< extension; empty = none (Encode Test Mode)
    int processors = 1; ///< threads the machine runs at once, at least 1
};

/// The plan of any codec of the catalogue that libavcodec encodes. Pure.
EncoderPlan encoderPlan(const EncoderRequest& request);

/// Collects options in libavcodec's words.
class OptionList {
public:
    explicit OptionList(AvOptions options = {}) : m_options(std::move(options)) {}

    /// Replaces an earlier value.
    void set(const char* name, const QString& value);
    void set(const char* name, const char* value) { set(name, QString::fromLatin1(value)); }
    void set(const char* name, int value) { set(name, QString::number(value)); }
    /// Kilobits a second, as the parameters have them.
    void setRate(const char* name, double kilobits);
    AvOptions take() { return std::move(m_options); }

private:
    AvOptions m_options;
};

/// Squares of 16 pixels that a picture is cut into, the last of a row or column in part beyond it.
int macroblocksOf(Size size);

/// True for the two rate modes that spend more time for the same rate.
bool isHighQualityMode(const MovieSpec& movie);

/// How slow the encoder may be, from the preset and the rate mode: 0 (as quick as it goes) to 5.
int effortOf(const MovieSpec& movie);

/// True when the movie is to decode to exactly what was handed over: the preset says so, or quality 1 in a
/// format that costs no player (4:4:4 and RGB need a player that knows them anyway).
bool isLossless(const MovieSpec& movie, const CodecPixelFormat& format);

/// True when the quality is given and not the rate.
bool isFixedQuality(const MovieSpec& movie);

/// Average, ceiling and buffer for the rate modes other than `quality`. The buffer holds one second, so that
/// the ceiling holds over one second.
void setBitRates(OptionList& options, const MovieSpec& movie);

/// A rate held within a short buffer (seconds), so that one picture too large is made up for at once.
/// Kilobits a second.
void setTightRate(OptionList& options, double kilobits, double seconds);

/// True for the two constant rate modes.
bool isConstantRate(const MovieSpec& movie);

} // namespace reelout
