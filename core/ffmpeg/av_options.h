// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

#include <utility>
#include <vector>

struct AVDictionary;

namespace reelout {

/// Options of an encoder or muxer as names and values, in the library's own words. A value so that pure
/// functions can make them and tests compare them.
using AvOptions = std::vector<std::pair<QString, QString>>;

/// Value of an option; null when it is not there.
const QString* findOption(const AvOptions& options, const QString& name);

/// An AVDictionary for one open call. Owned by the calling function.
class AvOptionSet {
public:
    AvOptionSet() = default;
    ~AvOptionSet();
    AvOptionSet(const AvOptionSet&) = delete;
    AvOptionSet& operator=(const AvOptionSet&) = delete;

    /// Internal when memory is short.
    Status add(const AvOptions& options);
    AVDictionary** get() { return &m_dictionary; }
    /// What the library has not taken; it removes what it took.
    QStringList leftOver() const;
    /// InvalidParameter that names the options the library did not know.
    Status requireAllTaken(const QString& step, const QString& subject) const;

private:
    AVDictionary* m_dictionary = nullptr;
};

} // namespace reelout
