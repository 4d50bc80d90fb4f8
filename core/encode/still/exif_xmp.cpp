// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/exif_xmp.h"

#include "encode/still/still_text.h"

#include <QDateTime>
#include <QRegularExpression>

#include <exiv2/exiv2.hpp>

#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace reelout {

namespace {

const char kNameSpace[] = "urn:reelout:metadata/";
const char kPrefix[] = "reelout";

/// XMP Toolkit, inside exiv2, is not made for threads, and neither is what exiv2 keeps around it, even with
/// the lock it can be given: one still at a time.
std::mutex& exivMutex()
{
    static std::mutex mutex;
    return mutex;
}

/// Gives it our name space, once. Under the mutex.
void prepareXmp()
{
    static bool isPrepared = false;
    if (std::exchange(isPrepared, true))
        return;
    Exiv2::XmpParser::initialize();
    Exiv2::XmpProperties::registerNs(kNameSpace, kPrefix);
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
}

std::string text(const QString& value)
{
    return value.toUtf8().toStdString();
}

/// A key as an XML name (Namespaces in XML 1.0, production 4), in ASCII.
std::string propertyName(const QString& key)
{
    static const QRegularExpression foreign(QStringLiteral("[^A-Za-z0-9_.-]"));
    QString name = key;
    name.replace(foreign, QStringLiteral("_"));
    if (name.isEmpty() || !name[0].isLetter())
        name.prepend(QLatin1Char('_'));
    return text(name);
}

/// "2026:11:21 17:05:00" (Exif 2.32, 4.6.5 D), or empty for what is no date.
QString exifDate(const QString& value)
{
    const QDateTime time = QDateTime::fromString(value, Qt::ISODate);
    return time.isValid() ? time.toString(QStringLiteral("yyyy:MM:dd HH:mm:ss")) : QString();
}

QString first(const Metadata& metadata, std::initializer_list<const char*> keys)
{
    for (const char* key : keys) {
        const QString value = metadataValue(metadata, QString::fromLatin1(key));
        if (!value.isEmpty())
            return value;
    }
    return {};
}

void setExif(Exiv2::ExifData& exif, const char* tag, const QString& value)
{
    if (!value.isEmpty())
        exif[tag] = text(value);
}

Exiv2::ExifData exifOf(const Metadata& metadata)
{
    Exiv2::ExifData exif;
    const QString description = first(metadata, {"Description", "Comment"});
    setExif(exif, "Exif.Image.ImageDescription",
            description.isEmpty() ? first(metadata, {"Title"}) : description);
    setExif(exif, "Exif.Image.Artist", first(metadata, {"Artist", "Author"}));
    setExif(exif, "Exif.Image.Copyright", first(metadata, {"Copyright"}));
    setExif(exif, "Exif.Image.Software", stillSoftware(metadata));
    setExif(exif, "Exif.Photo.DateTimeOriginal", exifDate(first(metadata, {"Date", "DateTime"})));
    return exif;
}

/// A value in the language "whatever", as dc:title and the like have it.
void setAlternative(Exiv2::XmpData& xmp, const char* key, const QString& value)
{
    if (!value.isEmpty())
        xmp[key] = "lang=x-default " + text(value);
}

Exiv2::XmpData xmpOf(const Metadata& metadata)
{
    Exiv2::XmpData xmp;
    setAlternative(xmp, "Xmp.dc.title", first(metadata, {"Title"}));
    setAlternative(xmp, "Xmp.dc.description", first(metadata, {"Description", "Comment"}));
    setAlternative(xmp, "Xmp.dc.rights", first(metadata, {"Copyright"}));
    if (const QString artist = first(metadata, {"Artist", "Author"}); !artist.isEmpty())
        xmp["Xmp.dc.creator"] = text(artist);
    xmp["Xmp.xmp.CreatorTool"] = text(stillSoftware(metadata));
    for (const auto& [key, value] : metadata) {
        Exiv2::XmpTextValue own(text(value));
        xmp.add(Exiv2::XmpKey(kPrefix, propertyName(key)), &own);
    }
    return xmp;
}

/// Under the mutex.
Result<PhotoMetadata> encodeBoth(const Metadata& metadata)
{
    try {
        prepareXmp();
        PhotoMetadata result;
        Exiv2::ExifData exif = exifOf(metadata);
        Exiv2::Blob blob;
        Exiv2::ExifParser::encode(blob, Exiv2::littleEndian, exif);
        result.exif = QByteArray(reinterpret_cast<const char*>(blob.data()), qsizetype(blob.size()));
        std::string packet;
        const auto format = static_cast<std::uint16_t>(Exiv2::XmpParser::omitPacketWrapper |
                                                       Exiv2::XmpParser::useCompactFormat);
        if (Exiv2::XmpParser::encode(packet, xmpOf(metadata), format) != 0)
            return stillError(QStringLiteral("exiv2 can't write the metadata as XMP"));
        result.xmp = QByteArray::fromStdString(packet);
        return result;
    } catch (const std::exception& error) {
        return stillError(QStringLiteral("exiv2: %1").arg(QString::fromLocal8Bit(error.what())));
    }
}

} // namespace

Result<PhotoMetadata> makePhotoMetadata(const Metadata& metadata)
{
    // The stills of a sequence have the same: made once, so that their threads don't wait for each other
    // here.
    static std::optional<std::pair<Metadata, PhotoMetadata>> last;
    const std::scoped_lock lock(exivMutex());
    if (last && last->first == metadata)
        return last->second;
    Result<PhotoMetadata> made = encodeBoth(metadata);
    if (made)
        last.emplace(metadata, *made);
    return made;
}

} // namespace reelout
