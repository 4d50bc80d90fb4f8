// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/sound_metadata.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

namespace reelout {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::sound", source);
}

struct Tag {
    const char* key;
    int id;
};
constexpr Tag kTags[] = {
    {"title", SF_STR_TITLE},       {"artist", SF_STR_ARTIST},       {"comment", SF_STR_COMMENT},
    {"software", SF_STR_SOFTWARE}, {"copyright", SF_STR_COPYRIGHT}, {"album", SF_STR_ALBUM},
    {"date", SF_STR_DATE},         {"genre", SF_STR_GENRE},         {"track", SF_STR_TRACKNUMBER}};

struct Position {
    const char* name; ///< as PulseAudio and PipeWire call it
    int id;
};
constexpr Position kPositions[] = {{"mono", SF_CHANNEL_MAP_MONO},
                                   {"front-left", SF_CHANNEL_MAP_LEFT},
                                   {"front-right", SF_CHANNEL_MAP_RIGHT},
                                   {"front-center", SF_CHANNEL_MAP_CENTER},
                                   {"lfe", SF_CHANNEL_MAP_LFE},
                                   {"rear-left", SF_CHANNEL_MAP_REAR_LEFT},
                                   {"rear-right", SF_CHANNEL_MAP_REAR_RIGHT},
                                   {"front-left-of-center", SF_CHANNEL_MAP_FRONT_LEFT_OF_CENTER},
                                   {"front-right-of-center", SF_CHANNEL_MAP_FRONT_RIGHT_OF_CENTER},
                                   {"rear-center", SF_CHANNEL_MAP_REAR_CENTER},
                                   {"side-left", SF_CHANNEL_MAP_SIDE_LEFT},
                                   {"side-right", SF_CHANNEL_MAP_SIDE_RIGHT},
                                   {"top-center", SF_CHANNEL_MAP_TOP_CENTER}};

int majorOf(const SoundFormat& format)
{
    return format.format & SF_FORMAT_TYPEMASK;
}

bool isWav(const SoundFormat& format)
{
    return majorOf(format) == SF_FORMAT_RF64 || majorOf(format) == SF_FORMAT_WAV;
}

// What the library's writer of the type keeps of what it is told.
bool keeps(const SoundFormat& format, int tag)
{
    switch (majorOf(format)) {
    case SF_FORMAT_W64:
        return false;
    case SF_FORMAT_AIFF:
        return tag == SF_STR_TITLE || tag == SF_STR_ARTIST || tag == SF_STR_COMMENT ||
               tag == SF_STR_SOFTWARE || tag == SF_STR_COPYRIGHT;
    case SF_FORMAT_MPEG:
        return tag != SF_STR_COPYRIGHT;
    default:
        return true;
    }
}

template <std::size_t size>
bool copyField(char (&field)[size], const QString& value)
{
    const QByteArray bytes = value.toUtf8().left(static_cast<qsizetype>(size));
    std::memcpy(field, bytes.constData(), static_cast<std::size_t>(bytes.size()));
    return true;
}

/// Fields of the bext chunk that were named.
class BroadcastInfo {
public:
    bool take(const QString& key, const QString& value)
    {
        const bool isField = put(key, value);
        m_isSet = m_isSet || isField;
        return isField;
    }

    Status writeTo(SoundLibrary& library)
    {
        if (m_isSet &&
            sf_command(library.handle(), SFC_SET_BROADCAST_INFO, &m_info, sizeof(m_info)) != SF_TRUE)
            return library.failure("set metadata");
        return {};
    }

private:
    bool put(const QString& key, const QString& value)
    {
        if (key == QLatin1String("description"))
            return copyField(m_info.description, value);
        if (key == QLatin1String("originator"))
            return copyField(m_info.originator, value);
        if (key == QLatin1String("originator_reference"))
            return copyField(m_info.originator_reference, value);
        if (key == QLatin1String("origination_date"))
            return copyField(m_info.origination_date, value);
        if (key == QLatin1String("origination_time"))
            return copyField(m_info.origination_time, value);
        if (key == QLatin1String("coding_history")) {
            m_info.coding_history_size = static_cast<std::uint32_t>(
                std::min<qsizetype>(value.toUtf8().size(), sizeof(m_info.coding_history)));
            return copyField(m_info.coding_history, value);
        }
        if (key == QLatin1String("time_reference")) {
            const qulonglong samples = value.toULongLong();
            m_info.time_reference_low = static_cast<std::uint32_t>(samples);
            m_info.time_reference_high = static_cast<std::uint32_t>(samples >> 32U);
            return true;
        }
        return false;
    }

    SF_BROADCAST_INFO m_info{};
    bool m_isSet = false;
};

Status setTag(SoundLibrary& library, int tag, const QString& value)
{
    if (sf_set_string(library.handle(), tag, value.toUtf8().constData()) != 0)
        return library.failure("set metadata");
    return {};
}

Result<QStringList> setMetadata(SoundLibrary& library, const SoundFormat& format, const Metadata& metadata)
{
    if (metadata.empty())
        return QStringList();
    if (!keeps(format, SF_STR_COMMENT))
        return QStringList(text("This type of file holds no metadata; it was left out."));
    QStringList comments;
    BroadcastInfo broadcast;
    for (const auto& [key, value] : metadata) {
        const Tag* tag = std::find_if(std::begin(kTags), std::end(kTags), [&wanted = key](const Tag& entry) {
            return wanted == QLatin1String(entry.key);
        });
        if (tag != std::end(kTags) && tag->id == SF_STR_COMMENT)
            comments.prepend(value);
        else if (tag != std::end(kTags) && keeps(format, tag->id))
            REELOUT_TRY(setTag(library, tag->id, value));
        else if (!isWav(format) || !broadcast.take(key, value))
            comments << QStringLiteral("%1=%2").arg(key, value);
    }
    REELOUT_TRY(broadcast.writeTo(library));
    if (!comments.isEmpty())
        REELOUT_TRY(setTag(library, SF_STR_COMMENT, comments.join(QStringLiteral("; "))));
    return QStringList();
}

// iXML specification 1.61, TRACK_LIST.
QByteArray trackList(const QStringList& names)
{
    QString xml =
        QStringLiteral("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<BWFXML>\n"
                       "<IXML_VERSION>1.61</IXML_VERSION>\n<TRACK_LIST>\n<TRACK_COUNT>%1</TRACK_COUNT>\n")
            .arg(names.size());
    for (qsizetype i = 0; i < names.size(); ++i) {
        xml +=
            QStringLiteral("<TRACK><CHANNEL_INDEX>%1</CHANNEL_INDEX><INTERLEAVE_INDEX>%1</INTERLEAVE_INDEX>"
                           "<NAME>%2</NAME></TRACK>\n")
                .arg(i + 1)
                .arg(names[i].toHtmlEscaped());
    }
    return (xml + QStringLiteral("</TRACK_LIST>\n</BWFXML>\n")).toUtf8();
}

Status setTrackList(SoundLibrary& library, const QStringList& names)
{
    QByteArray xml = trackList(names);
    SF_CHUNK_INFO chunk{};
    std::memcpy(chunk.id, "iXML", 4);
    chunk.id_size = 4;
    chunk.data = xml.data();
    chunk.datalen = static_cast<unsigned>(xml.size());
    if (sf_set_chunk(library.handle(), &chunk) != SF_ERR_NO_ERROR)
        return library.failure("set channel names");
    return {};
}

// Not every type can say every layout: what it does not take is left out, as it was not asked for.
void setLayout(SoundLibrary& library, const QStringList& names)
{
    std::vector<int> map;
    for (const QString& name : names) {
        for (const Position& position : kPositions) {
            if (name == QLatin1String(position.name))
                map.push_back(position.id);
        }
    }
    if (map.size() == static_cast<std::size_t>(names.size()))
        sf_command(library.handle(), SFC_SET_CHANNEL_MAP_INFO, map.data(),
                   static_cast<int>(map.size() * sizeof(int)));
}

} // namespace

Result<QStringList> describeSoundFile(SoundLibrary& library, const SoundFormat& format, const SoundSpec& spec)
{
    Result<QStringList> leftOut = setMetadata(library, format, spec.metadata);
    if (!leftOut)
        return leftOut;
    if (spec.channelNames.size() != spec.channels)
        return leftOut;
    if (isWav(format))
        REELOUT_TRY(setTrackList(library, spec.channelNames));
    const int major = majorOf(format);
    if (major == SF_FORMAT_RF64 || major == SF_FORMAT_AIFF || major == SF_FORMAT_CAF)
        setLayout(library, spec.channelNames);
    return leftOut;
}

} // namespace reelout
