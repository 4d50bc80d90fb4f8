// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "encode/still/still_formats.h"
#include "media/colour.h"
#include "media/pixel_format.h"
#include "media/specs.h"

#include <QStringList>

#include <vector>

namespace reelout {

/// How a codec's sizes are restricted; pictures are padded up to the next legal size by repeating the edge.
struct SizeRule {
    int widthMultiple = 1;
    int heightMultiple = 1;
    int minimumWidth = 1;
    int minimumHeight = 1;
    int maximumSide = 16384;

    Size padded(Size size) const;
};

/// One pixel format a codec type can be written in.
struct CodecPixelFormat {
    QString token; ///< of `moviepixelformat`: "yuv420", "yuv444p10bit", "rgb" …
    QString label;
    PixelFormat format = PixelFormat::None; ///< what the writer wants handed over
    ColourSpec colour;
    SizeRule sizeRule;
};

/// One flavour of a codec: an encoder and what it can do.
struct CodecType {
    QString token; ///< of `videocodectype`; empty when the codec has just one
    QString label;
    QString encoder; ///< library's name: "libx264"; empty when there is none anywhere
    std::vector<CodecPixelFormat> pixelFormats; ///< first = default
    QStringList containers;                     ///< extensions, first = default
    QStringList settings;                       ///< parameters of the Settings page with an effect
    QString unavailable;                        ///< why it can't be used here; empty when it can
    /// The machine decides, not this build: `unavailable` says only what is certain, CodecCatalog::obstacle()
    /// what is known by now.
    bool isHardware = false;
};

/// A codec of the menu `videocodec`. One table describes them all; menus, checks, help and command line
/// derive from it.
struct Codec {
    QString token;
    QString label;
    std::vector<CodecType> types; ///< at least one; first = default
    QString unavailable;          ///< why no type can be used here; empty when one can
    bool steeredByQuality = true;
};

/// A codec of the menu `audiocodec`.
struct AudioCodec {
    QString token;
    QString label;
    QString encoder;
    QStringList containers;
    bool isLossy = false;
    std::vector<int> sampleRates; ///< empty = any
    int maximumChannels = 8;
    QString unavailable;
};

/// How long the outcome of a hardware encoder's trial is waited for.
inline constexpr Duration kLongestTrial = std::chrono::seconds(10);

/// Read-only, built once, any thread.
class CodecCatalog {
public:
    static const CodecCatalog& instance();

    const std::vector<Codec>& codecs() const { return m_codecs; }
    const std::vector<AudioCodec>& audioCodecs() const { return m_audioCodecs; }
    const Codec* codec(const QString& token) const;
    /// Empty type token = the first usable, else the first.
    const CodecType* type(const QString& codec, const QString& type) const;
    const CodecPixelFormat* pixelFormat(const QString& codec, const QString& type,
                                        const QString& format) const;
    const AudioCodec* audioCodec(const QString& token) const;
    /// Whether any container of the codec has room for sound; a GIF's has not.
    bool holdsSound(const Codec& codec) const;
    /// The first usable type that is no hardware encoder: what a recording may fall back to. Null when none.
    const CodecType* softwareType(const QString& codec) const;

    /// Why a type can't be used now; empty when it can. Of a hardware encoder it is what HardwareProbe has
    /// found so far.
    static QString obstacle(const CodecType& type);
    /// The same, after having a hardware encoder tried if it was not: bounded by kLongestTrial.
    static QString finalObstacle(const CodecType& type);

    /// Everything that can be known before a file is opened: codec, type, pixel format, container, profile,
    /// size and sound fit each other and exist here. The detail names what would fit. A hardware encoder is
    /// tried first if it was not, and may be missing when the movie allows a software one instead.
    Status check(const MovieSpec& spec, const QString& container) const;

    /// What of a movie that passes check() will differ from what was asked, in sentences for people: a padded
    /// size the container can't take back. Also known before a file is opened.
    QStringList notices(const MovieSpec& spec, const QString& container) const;

    /// The movie on the software encoder of its codec. Unsupported when there is none; the settings may still
    /// be ones it refuses. A pixel format it does not have becomes its first.
    Result<MovieSpec> onSoftware(const MovieSpec& spec) const;
    /// What that changes, in a sentence for people.
    QString fallbackNotice(const MovieSpec& spec, const QString& reason) const;

private:
    CodecCatalog();
    std::vector<Codec> m_codecs;
    std::vector<AudioCodec> m_audioCodecs;
};

/// What to write into a container nobody chose a codec for: tokens of the most usual ones, or empty when it
/// holds none (a GIF has no sound).
QString usualCodec(const QString& container);
QString usualAudioCodec(const QString& container);

/// An audio file type of the menu `filetype`.
struct SoundFileType {
    QString token;
    QString label;
    QStringList extensions;
    QStringList codecs;           ///< tokens of `codec` it can hold; empty = it has its own
    std::vector<int> sampleRates; ///< rising; empty = any
    QString unavailable;
};
const std::vector<SoundFileType>& soundFileTypes();
const SoundFileType* soundFileType(const QString& token);
const SoundFileType* soundFileTypeForExtension(const QString& extension);
/// Type, codec, extension, channels and rate of a sound file fit each other and exist here. The detail names
/// what would fit.
Status checkSoundFile(const SoundSpec& spec, const QString& extension);

} // namespace reelout
