// SPDX-License-Identifier: GPL-3.0-or-later
#include "ffmpeg/av_options.h"

#include "ffmpeg/av_error.h"

extern "C" {
#include <libavutil/dict.h>
}

namespace reelout {

const QString* findOption(const AvOptions& options, const QString& name)
{
    for (const auto& [key, value] : options) {
        if (key == name)
            return &value;
    }
    return nullptr;
}

AvOptionSet::~AvOptionSet()
{
    av_dict_free(&m_dictionary);
}

Status AvOptionSet::add(const AvOptions& options)
{
    for (const auto& [key, value] : options) {
        const int number =
            av_dict_set(&m_dictionary, key.toUtf8().constData(), value.toUtf8().constData(), 0);
        if (number < 0)
            return avError(number, QStringLiteral("set option"), key);
    }
    return {};
}

QStringList AvOptionSet::leftOver() const
{
    QStringList names;
    const AVDictionaryEntry* entry = nullptr;
    while ((entry = av_dict_get(m_dictionary, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr)
        names << QString::fromUtf8(entry->key);
    return names;
}

Status AvOptionSet::requireAllTaken(const QString& step, const QString& subject) const
{
    const QStringList names = leftOver();
    if (names.isEmpty())
        return {};
    return makeError(ErrorCode::InvalidParameter, step,
                     QStringLiteral("%1 knows no option %2").arg(subject, names.join(QStringLiteral(", "))));
}

} // namespace reelout
