// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/tables/tables.h"

namespace reelout {

namespace {

std::vector<MenuItem> pixelFormats()
{
    std::vector<MenuItem> items;
    const auto add = [&items](const char* token, const char* label) {
        items.push_back({QString::fromUtf8(token), QString::fromUtf8(label), {}});
    };
    add("useinput", "Use Input");
    add("rgba8fixed", "8-bit fixed (RGBA)");
    add("srgba8fixed", "sRGB 8-bit fixed (RGBA)");
    add("rgba16float", "16-bit float (RGBA)");
    add("rgba32float", "32-bit float (RGBA)");
    add("rgb10a2fixed", "10-bit RGB, 2-bit Alpha, fixed (RGBA)");
    add("rgba16fixed", "16-bit fixed (RGBA)");
    add("rgba11float", "11-bit float (RGB), Positive Values Only");
    add("rgb16float", "16-bit float (RGB)");
    add("rgb32float", "32-bit float (RGB)");
    constexpr Entry kChannels[] = {{"mono", "Mono"}, {"rg", "RG"}, {"a", "A"}, {"monoalpha", "Mono+Alpha"}};
    constexpr Entry kDepths[] = {{"8fixed", "8-bit fixed"},
                                 {"16fixed", "16-bit fixed"},
                                 {"16float", "16-bit float"},
                                 {"32float", "32-bit float"}};
    for (const Entry& channels : kChannels) {
        for (const Entry& depth : kDepths) {
            const QString token = QString::fromUtf8(channels.token) + QString::fromUtf8(depth.token);
            const QString label = QStringLiteral("%1 (%2)").arg(QString::fromUtf8(depth.label),
                                                                QString::fromUtf8(channels.label));
            items.push_back({token, label, {}});
        }
    }
    return items;
}

std::vector<SequenceField> inputBlockFields()
{
    std::vector<SequenceField> fields;
    fields.push_back(
        {QStringLiteral("top"), QStringLiteral("TOP"), ParamKind::OpRef, QStringLiteral("TOP"), {}, {}});
    for (const char* channel : {"R", "G", "B", "A"}) {
        const QString letter = QString::fromUtf8(channel);
        fields.push_back(
            {letter.toLower(), letter, ParamKind::String, {}, letter, QStringLiteral("channel names")});
    }
    return fields;
}

std::vector<SequenceField> soundBlockFields()
{
    return {
        {QStringLiteral("chop"), QStringLiteral("CHOP"), ParamKind::OpRef, QStringLiteral("CHOP"), {}, {}}};
}

QVariantList ownInputBlock()
{
    QVariantMap block;
    for (const SequenceField& field : inputBlockFields())
        block.insert(field.name, field.defaultValue);
    return {block};
}

/// What a still format has that the others have not, beside Image File Type.
void addStillRows(ParamRows& rows)
{
    const auto writes = [](const char* format) {
        return isOneOf("type", {"image", "imagesequence"}) && isOneOf("imagefiletype", {format});
    };
    rows.page("EXR");
    rows.menu("exrcompression", "EXR Compression")
        .isOurs()
        .entries({{"none", "None"},
                  {"rle", "RLE"},
                  {"zips", "ZIPS (single lines)"},
                  {"zip", "ZIP (16 lines)"},
                  {"piz", "PIZ (wavelet)"},
                  {"pxr24", "PXR24 (24-bit float)"},
                  {"b44", "B44"},
                  {"dwaa", "DWAA (32 lines)"},
                  {"dwab", "DWAB (256 lines)"}})
        .initially("piz")
        .when(writes("exr"))
        .help("None to PIZ keep every bit; PXR24 shortens 32-bit floats to 24 bits, B44 and DWA lose what is "
              "hard to see. With grain PIZ is smaller than ZIP and five times as fast, flat pictures are "
              "smaller in ZIP; DWA is smallest.");
    rows.number("exrdwalevel", "EXR DWA Level")
        .isOurs()
        .initially(45)
        .between(0, 1000)
        .slider(0, 200)
        .when(writes("exr") && isOneOf("exrcompression", {"dwaa", "dwab"}))
        .help("How much DWA compression may lose: 0 next to nothing, 45 is OpenEXR's own choice, larger is "
              "smaller.");
    rows.page("Settings");
    rows.menu("ddscompression", "DDS Compression")
        .isOurs()
        .entries({{"none", "None (Pixel Format)"},
                  {"bc1", "BC1 (RGB)"},
                  {"bc3", "BC3 (RGBA)"},
                  {"bc4", "BC4 (one channel)"},
                  {"bc5", "BC5 (two channels)"},
                  {"bc6h", "BC6H (HDR)"},
                  {"bc7", "BC7 (RGBA, fine)"}})
        .initially("none")
        .when(writes("dds"))
        .help("How the texture is stored. None: as Pixel Format says. BC6H: positive half floats in linear "
              "light.");
    rows.toggle("webplossless", "WebP Lossless")
        .isOurs()
        .when(writes("webp"))
        .help("On: every pixel comes back as it was, and Quality means nothing.");
}

void addReplayRows(ParamRows& rows)
{
    const EnableRule makesMovie = isOneOf("type", {"movie"});
    rows.page("Replay");
    rows.toggle("replay", "Replay Buffer")
        .isOurs()
        .isCommand()
        .when(makesMovie)
        .help("On: the last seconds are always there, encoded, in memory; Save Replay makes a file of them. "
              "Runs beside recordings and has an encoder of its own. It begins anew when settings of the "
              "recorder or its sources change.");
    rows.number("replaylength", "Replay Length")
        .isOurs()
        .unit("s")
        .initially(30)
        .between(1, 3600)
        .slider(5, 120)
        .when(makesMovie)
        .help("Seconds a replay has, and up to one distance of key frames (two seconds at most) more, "
              "because a "
              "movie begins with a key frame.");
    rows.number("replaysize", "Replay Memory")
        .isOurs()
        .unit("MB")
        .initially(512)
        .between(16, 65536)
        .slider(64, 4096)
        .when(makesMovie)
        .help("Megabytes (10^6 bytes) the buffer takes at most; what no longer fits leaves at its beginning. "
              "Codecs like Hap and ProRes need much: Hap at 1080p60 up to 62 a second.");
    rows.pulse("savereplay", "Save Replay")
        .isOurs()
        .when(isOn("replay"))
        .help(
            "Writes what the buffer holds to a file of its own (out.mov: out-replay.0.mov). The buffer goes "
            "on meanwhile, so that replays may overlap.");
}

} // namespace

std::shared_ptr<const ParamTable> movieFileOutTable()
{
    const EnableRule makesMovie = isOneOf("type", {"movie", "stopframemovie"});
    const EnableRule makesStills = isOneOf("type", {"image", "imagesequence"});
    const EnableRule resizes = isOneOf("outputresolution", {"fit", "limit", "custom"});
    const std::vector<MenuItem> smoothness{
        {QStringLiteral("nearest"), QStringLiteral("Nearest Pixel"), {}},
        {QStringLiteral("linear"), QStringLiteral("Interpolate Pixels"), {}},
        {QStringLiteral("mipmap"), QStringLiteral("Mipmap Pixels"), {}},
    };

    ParamRows rows;
    rows.page("Movie Out");
    rows.menu("type", "Type")
        .entries({{"movie", "Movie"},
                  {"image", "Image"},
                  {"imagesequence", "Image Sequence"},
                  {"stopframemovie", "Stop-Frame Movie"}})
        .initially("movie")
        .help("What one recording makes: a movie file, one still, one still per frame, or a movie that grows "
              "by one frame at each Add Frame.");
    rows.menu("videocodec", "Video Codec")
        .entries({{"rle", "Animation"},
                  {"mjpa", "Photo/Motion JPEG"},
                  {"mpeg4", "MPEG 4 (Part 2)"},
                  {"h264", "H.264"},
                  {"h265", "H.265/HEVC"},
                  {"cineform", "GoPro-Cineform"},
                  {"hap", "Hap"},
                  {"hapq", "Hap Q"},
                  {"prores", "Apple ProRes"},
                  {"notchlc", "NotchLC"},
                  {"vp8", "VP8"},
                  {"vp9", "VP9"},
                  {"av1", "AV1"},
                  {"gif", "GIF"},
                  {"dnxhr", "Avid DNxHR"},
                  {"ffv1", "FFV1 (lossless)"}})
        .provider(providers::kCodecs)
        .initially("h264")
        .when(makesMovie)
        .refills({"videocodectype", "moviepixelformat"})
        .formerToken("h264nvgpu", "h264")
        .formerToken("h265nvgpu", "h265")
        .help("Compression of the movie. Refills videocodectype and moviepixelformat. Old tokens h264nvgpu "
              "and h265nvgpu are read as h264 and h265. An entry with no encoder on this machine stays "
              "listed, greyed, with the reason.")
        .shownHelp(
            "Compression of the movie. It decides what Video Codec Type and Movie Pixel Format offer. An "
            "entry with no encoder on this machine stays listed, greyed, with the reason.");
    rows.dynamicMenu("videocodectype", "Video Codec Type")
        .provider(providers::kCodecTypes, "types of videocodec (see behaviour.md, table of codecs)")
        .shownNote("the types of the chosen Video Codec")
        .initiallyNote("first entry of the codec")
        .when(fact(facts::kCodecHasTypes, "the codec has types"))
        .refills({"moviepixelformat"})
        .help("Flavour within the codec: the six ProRes types, the Hap family, the encoder to use for "
              "H.264/H.265/AV1 (software or a hardware one found at run time).");
    rows.menu("imagefiletype", "Image File Type")
        .entries({{"tiff", "TIFF"},
                  {"jpeg", "JPEG"},
                  {"bmp", "BMP"},
                  {"exr", "OpenEXR"},
                  {"png", "PNG"},
                  {"dds", "DDS"},
                  {"webp", "WebP"},
                  {"hdr", "Radiance HDR"}})
        .provider(providers::kStillFormats)
        .initially("tiff")
        .when(makesStills)
        .help("File format of stills.");
    rows.toggle("uniquesuff", "Unique Suffix")
        .initiallyOn()
        .help("me.fileSuffix takes the first index from N upwards whose file does not exist yet. (The "
              "original's default is off; ours is on, because a recorder must not overwrite.)")
        .shownHelp(
            "me.fileSuffix takes the first index from N upwards whose file does not exist yet, so that "
            "nothing is overwritten.");
    rows.integer("n", "N").initially(0).from(0).slider(0, 10).help(
        "Index in me.fileSuffix; with Unique Suffix on, where the search begins.");
    rows.integer("leadingzerosdigits", "Leading Zeros Digits")
        .initially(1)
        .between(1, 10)
        .slider(1, 10)
        .when(isOneOf("type", {"imagesequence"}))
        .help("Fewest digits of the image number in a sequence; longer numbers are never cut.");
    rows.file("file", "File")
        .initially("Reelout")
        .initiallyExpression("'Reelout' + me.fileSuffix")
        .help("Path and name with extension. Relative paths are relative to the movies folder of the user. "
              "Accepts a drop of a file or folder.");
    rows.dynamicMenu("moviepixelformat", "Movie Pixel Format")
        .provider(providers::kCodecPixelFormats, "pixel formats of codec and type (see behaviour.md)")
        .shownNote("what the chosen Video Codec and its type can hold")
        .initiallyNote("first entry of codec and type")
        .when(makesMovie)
        .help("Sampling, bit depth and whether alpha is written.");
    rows.reference("audiochop", "Audio CHOP")
        .initiallyFrom(defaults::kFirstAudioSource, "the project's first audio source")
        .family("CHOP")
        .when(makesMovie)
        .help("Source of the sound track; empty writes a silent file without an audio track. Accepts a drop "
              "of an audio operator.");
    rows.menu("audiocodec", "Audio Codec")
        .entries({{"alac", "ALAC (Apple Lossless)"},
                  {"mp3", "MP3"},
                  {"pcm16", "Uncompressed 16-bit (PCM)"},
                  {"pcm24", "Uncompressed 24-bit (PCM)"},
                  {"pcm32", "Uncompressed 32-bit (PCM)"},
                  {"vorbis", "Vorbis"},
                  {"aac", "AAC"},
                  {"opus", "Opus"},
                  {"flac", "FLAC"}})
        .provider(providers::kAudioCodecs)
        .initially("aac")
        .when(isSet("audiochop"))
        .help("Codec of the sound track.");
    rows.menu("audiobitrate", "Audio Bit Rate")
        .entries(bitRateEntries())
        .initially("b192")
        .when(isSet("audiochop") && isOneOf("audiocodec", {"mp3", "vorbis", "aac", "opus"}))
        .help("Target rate of the whole track for lossy codecs.");
    rows.number("quality", "Quality")
        .initially(0.9)
        .between(0, 1)
        .slider(0, 1)
        .when((makesMovie && fact(facts::kCodecSteeredByQuality, "the codec is steered by quality")) ||
                  (makesStills && fact(facts::kLossyImageType, "the image type is lossy")),
              "type in movie,stopframemovie with a codec steered by quality; or a lossy image type")
        .help("1 is the best the codec can do; lossless where it can be. Monotone: a higher value never "
              "gives a lower measured PSNR on the same input.");
    rows.number("fps", "Movie FPS")
        .unit("fps")
        .initially(60)
        .initiallyExpression("project.rate")
        .between(1, 1000)
        .slider(1, 120)
        .help("Constant frame rate of the file. Frames are repeated or skipped; time never bends. Ratios "
              "such as 30000/1001 are exact.");
    rows.toggle("limitlength", "Limit Length").help("Stop by itself at Length.");
    rows.number("length", "Length")
        .initially(600)
        .from(1)
        .slider(1, 1000)
        .when(isOn("limitlength"))
        .help("Length at which the recording ends.");
    rows.menu("lengthunit", "Length Unit")
        .entries({{"indices", "I"}, {"frames", "F"}, {"seconds", "S"}})
        .initially("seconds")
        .when(isOn("limitlength"))
        .help("indices: frames of the movie; frames: frames at the project rate; seconds.")
        .shownHelp("I: frames of the movie; F: frames at the project rate; S: seconds.");
    rows.toggle("record", "Record")
        .isCommand()
        .help("On opens the file and records; off finishes and closes it. Set again while on: nothing "
              "happens.");
    rows.toggle("pause", "Pause")
        .isCommand()
        .help("No frames and no samples are taken; the file stays open; on resume picture and sound go on "
              "without a gap, in sync.");
    rows.pulse("addframe", "Add Frame").when(isOn("pause")).help("Writes exactly one frame.");
    rows.integer("maxthread", "Max Threads")
        .initially(2)
        .between(1, 64)
        .slider(1, 64)
        .when(makesStills)
        .help("Greatest number of stills written at once, one thread an image; 1 writes in order on the "
              "writer's own thread.");
    rows.table("headerdat", "Header Source DAT")
        .family("DAT")
        .when(fact(facts::kCanCarryMetadata, "the output format can carry metadata"))
        .help("Two-column table (key, value) written as metadata of the file.");
    rows.page("EXR");
    rows.toggle("pointcloud", "Save as Point Cloud")
        .when(makesStills && isOneOf("imagefiletype", {"exr"}))
        .help("Adds a header attribute that marks the pixels as point data.");
    rows.sequence("input", "Additional Input TOP")
        .initiallyBlocks(ownInputBlock(), "one block: the operator's own input, channels R G B A")
        .blocks(64, inputBlockFields())
        .when(makesStills && isOneOf("imagefiletype", {"exr"}))
        .help(
            "Each block adds the channels of another image operator to the same file under the given names; "
            "an empty name leaves that channel out; a repeated name is an error that names both blocks.");
    rows.page("Settings");
    rows.toggle("stallforopen", "Stall for File Open")
        .initiallyOn()
        .help("On: the frame and the sample present at Record are the first in the file, however long the "
              "opening takes. Off: recording begins when the file is ready.");
    rows.menu("profile", "Profile")
        .entries(
            {{"autoselect", "Auto-Select"}, {"baseline", "Baseline"}, {"main", "Main"}, {"high", "High"}})
        .provider(providers::kProfiles)
        .initially("autoselect")
        .when(isOneOf("videocodec", {"h264"}))
        .help("H.264 profile. A pixel format that the profile cannot hold is refused before the start with "
              "the reason.");
    rows.menu("preset", "Preset")
        .entries({{"none", "None"},
                  {"fast", "Fast"},
                  {"balanced", "Balanced"},
                  {"high", "High"},
                  {"ultrahigh", "Ultra High"},
                  {"lossless", "Lossless"}})
        .provider(providers::kPresets)
        .initially("balanced")
        .when(isOneOf("videocodec", {"h264", "h265", "av1", "vp9"}))
        .help("Speed against size. lossless decodes bit-identical to the frames given, in the chosen pixel "
              "format.");
    rows.menu("bitratemode", "Bit Rate Mode")
        .entries({{"quality", "Constant Quality"},
                  {"constant", "Constant (CBR)"},
                  {"variable", "Variable (VBR)"},
                  {"constanthq", "Constant HQ (CBR)"},
                  {"variablehq", "Variable HQ (VBR)"}})
        .provider(providers::kBitRateModes)
        .initially("quality")
        .when(isOneOf("videocodec", {"h264", "h265", "av1", "vp8", "vp9", "mpeg4"}) &&
              isNot("preset", {"lossless"}))
        .help("Rate control. The HQ modes spend more time for the same rate.");
    rows.number("avgbitrate", "Average Bitrate (Kb/s)")
        .initially(8000)
        .from(1)
        .slider(0, 20000)
        .when(isOneOf("bitratemode", {"constant", "variable", "constanthq", "variablehq"}))
        .help("Target average; with CBR the rate.");
    rows.number("peakbitrate", "Peak Bitrate (Kb/s)")
        .initially(10000)
        .from(1)
        .slider(0, 20000)
        .when(isOneOf("bitratemode", {"variable", "variablehq"}))
        .help("Ceiling over one second; at least the average.");
    rows.integer("keyframeinterval", "Keyframe Interval")
        .initially(15)
        .between(1, 600)
        .slider(1, 30)
        .when(isOneOf("videocodec", {"mpeg4", "h264", "h265", "av1", "vp8", "vp9"}))
        .help("Frames from one key frame to the next.");
    rows.integer("maxbframes", "Max B-Frames")
        .initially(2)
        .between(0, 16)
        .slider(0, 5)
        .when(isOneOf("videocodec", {"mpeg4", "h264", "h265"}))
        .help("Most B-frames between two reference frames. Baseline forces 0.");
    rows.menu("motionpredict", "Motion Prediction")
        .entries({{"default", "Default"}, {"quarter", "Quarter"}, {"half", "Half"}, {"full", "Full"}})
        .provider(providers::kMotionPrecisions)
        .initially("default")
        .when(isOneOf("videocodec", {"mpeg4", "h264", "h265"}))
        .help("Precision of motion vectors.");
    rows.toggle("frameslicing", "Frame Slicing")
        .when(isOneOf("videocodec", {"h264", "h265", "hap", "hapq", "prores", "ffv1"}))
        .help("Cuts each frame into slices (Hap: chunks) that several processors can decode.");
    rows.integer("numslices", "Num Slices")
        .initially(12)
        .between(1, 64)
        .slider(1, 20)
        .when(isOn("frameslicing"))
        .help("Slices per frame (Hap: chunks).");
    rows.menu("entropymode", "Entropy Mode")
        .entries({{"autoselect", "Auto-Select"}, {"cabac", "CABAC"}, {"cavlc", "CAVLC"}})
        .provider(providers::kEntropyModes)
        .initially("autoselect")
        .when(isOneOf("videocodec", {"h264"}))
        .help("Entropy coder.");
    rows.toggle("secondarycompression", "Secondary Compression")
        .initiallyOn()
        .when(isOneOf("videocodec", {"hap", "hapq"}))
        .help("Snappy after the texture compression: smaller files; off plays faster.");
    rows.toggle("encodetestmode", "Encode Test Mode")
        .help("Does everything but write: no file is made, and the report gives the speed the encoder held.");
    rows.toggle("mipmaps", "Include Mip Maps")
        .when(makesStills && isOneOf("imagefiletype", {"dds"}))
        .help("Writes the whole mip chain down to 1x1.");
    rows.page("Common");
    rows.menu("outputresolution", "Output Resolution")
        .entries({{"useinput", "Use Input"},
                  {"eighth", "Eighth"},
                  {"quarter", "Quarter"},
                  {"half", "Half"},
                  {"2x", "2X"},
                  {"4x", "4X"},
                  {"8x", "8X"},
                  {"fit", "Fit Resolution"},
                  {"limit", "Limit Resolution"},
                  {"custom", "Custom Resolution"}})
        .initially("useinput")
        .help("Size of the picture. fit: as large as fits inside Resolution, aspect kept; limit: the same "
              "but never larger than the input; custom: exactly Resolution.");
    rows.integerPair("resolution", "Resolution")
        .initially(1920, 1080)
        .between(1, 16384)
        .slider(1, 4096)
        .components("resolutionw", "resolutionh")
        .when(resizes)
        .help("Width and height in pixels (components resolutionw, resolutionh).");
    rows.pulse("resmenu", "Resolution Menu")
        .list({"400x300", "640x480", "800x600", "1024x768", "1280x720", "1920x1080", "1920x1200", "2560x1440",
               "3840x2160", "4096x2160", "256x256", "512x512", "1024x1024", "2048x2048", "4096x4096"})
        .fills("resolution")
        .when(resizes)
        .help("Fills Resolution from a list.");
    rows.toggle("resmult", "Use Global Res Multiplier")
        .initiallyOn()
        .help("Multiplies the size by the program-wide preference (default 1).");
    rows.menu("outputaspect", "Output Aspect")
        .entries({{"useinput", "Use Input"}, {"resolution", "Resolution"}, {"custom", "Custom Aspect"}})
        .initially("useinput")
        .help("Display aspect written to the file (pixel aspect ratio): the input's, square pixels, or "
              "Aspect.");
    rows.numberPair("aspect", "Aspect")
        .initially(1, 1)
        .from(0.001)
        .slider(0, 1)
        .components("aspect1", "aspect2")
        .when(isOneOf("outputaspect", {"custom"}))
        .help("Display aspect, two numbers (components aspect1, aspect2).");
    rows.pulse("armenu", "Aspect Menu")
        .list({"1:1", "4:3", "16:9", "16:10", "21:9", "9:16"})
        .fills("aspect")
        .when(isOneOf("outputaspect", {"custom"}))
        .help("Fills Aspect from a list.");
    rows.menu("inputfiltertype", "Input Smoothness")
        .entries(smoothness)
        .initially("linear")
        .help("Sampling when the input is rescaled; mipmap does not sparkle when shrinking a lot.");
    rows.menu("fillmode", "Fill Viewer")
        .entries({{"useinput", "Use Input"},
                  {"fill", "Fill"},
                  {"width", "Fit Horizontal"},
                  {"height", "Fit Vertical"},
                  {"best", "Fit Best"},
                  {"outside", "Fit Outside"},
                  {"nativeres", "Native Resolution"}})
        .initially("best")
        .help("How the picture lies in the viewport: stretched, width matched, height matched, all of it "
              "visible, covering, one image pixel per device pixel. Never changes the file.");
    rows.menu("filtertype", "Viewer Smoothness")
        .entries(smoothness)
        .initially("linear")
        .help("Sampling in the viewport. Never changes the file.");
    rows.integer("npasses", "Passes")
        .initially(1)
        .between(1, 16)
        .slider(1, 10)
        .help("Repeats the operator's image operation, each pass fed with the last one's result (Half with 2 "
              "passes gives a quarter).");
    rows.mask("chanmask", "Channel Mask")
        .initially(15)
        .help("Channels the operator writes; a channel left out is written as 0, alpha as opaque.");
    rows.menu("format", "Pixel Format")
        .entries(pixelFormats())
        .initially("useinput")
        .help("Storage of the image between input and encoder: depth, number of channels, fixed or float.");
    rows.page("Settings");
    rows.toggle("hardwarefallback", "Fall Back to Software")
        .isOurs()
        .when(makesMovie && isOneOf("videocodectype", {"nvenc", "vaapi", "qsv", "amf", "videotoolbox"}))
        .help("On: when the hardware encoder does not start, the software encoder of the codec records "
              "instead, and log and report say so. Off: the recording does not start, with the reason.");
    rows.page("Movie Out");
    rows.sequence("audiosources", "More Audio CHOPs")
        .isOurs()
        .shownAfter("audiochop")
        .blocks(15, soundBlockFields())
        .when(isSet("audiochop"))
        .help("Further sources of sound beside Audio CHOP, all on the recording's clock. One that is named "
              "twice is heard once.");
    rows.menu("audiotracks", "Audio Tracks")
        .isOurs()
        .shownAfter("audiobitrate")
        .entries({{"mix", "Mix Into One"}, {"separate", "One Track Each"}})
        .initially("mix")
        .when(isSet("audiochop"))
        .help("What several sources become. mix: one track, each source at its own level, as wide as the "
              "widest of them, a mono one on both sides; where the sum would pass full scale it is turned "
              "down for a moment instead of clipping. separate: a track each, named after its source.");
    addTakeRows(rows, isOneOf("type", {"movie", "imagesequence", "stopframemovie"}), "lengthunit",
                "addframe");
    addStillRows(rows);
    addReplayRows(rows);
    return rows.finish();
}

} // namespace reelout
