// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/container_tags.h"

#include "ffmpeg/av_error.h"
#include "ffmpeg/av_features.h"

#include <QDateTime>

#include <algorithm>

namespace reelout {

namespace {

constexpr const char* kCommon[] = {"title", "artist", "album", "date", "comment", "genre", "copyright"};

} // namespace

bool areCommonTags(const Metadata& metadata)
{
    return std::all_of(metadata.begin(), metadata.end(), [](const auto& entry) {
        return std::any_of(std::begin(kCommon), std::end(kCommon),
                           [&](const char* key) { return entry.first == QLatin1String(key); });
    });
}

Status setContainerTags(AVFormatContext& context, const Metadata& metadata, std::int64_t wallMilliseconds)
{
    const auto set = [&](const QString& key, const QString& value) -> Status {
        const int number =
            av_dict_set(&context.metadata, key.toUtf8().constData(), value.toUtf8().constData(), 0);
        return number < 0 ? Status(avError(number, QStringLiteral("set metadata"), key)) : Status();
    };
    for (const auto& [key, value] : metadata)
        REELOUT_TRY(set(key, value));
    const QDateTime created = QDateTime::fromMSecsSinceEpoch(wallMilliseconds).toUTC();
    return set(QStringLiteral("creation_time"), created.toString(Qt::ISODateWithMs));
}

} // namespace reelout
