// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "preferences/preference_keys.h"
#include "preferences/preference_table.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <map>

namespace reelout {

/// The person's preferences: checks what is set, tells who listens, and keeps what differs from the defaults
/// in a JSON file. The programs make one each at start-up and hand it to those that need it, which read a
/// value when they need it or follow() it. Main thread.
///
///     store.follow(preference::kTextSize, this, [this](const QVariant& percent) { … });
///     if (store.isOn(preference::kAskClosing)) …
///     for (const Preference* row : store.table().group(preference::kHotkeys)) … store.text(row->key) …
class PreferenceStore final : public QObject {
    Q_OBJECT

public:
    /// An empty path keeps nothing (tests). Nothing is read before load().
    explicit PreferenceStore(QString path = {}, const PreferenceTable& table = programPreferences(),
                             QObject* parent = nullptr);

    const PreferenceTable& table() const { return m_table; }
    const QString& path() const { return m_path; }

    /// Reads the file; without one all is default. A broken file is set aside, all is default then, and the
    /// InvalidData says where it went. A single value that its row refuses (written by a newer version) reads
    /// as the default, stays in the file until it is set here, and is named in the log. Other errors: the
    /// file can't be read; it is never written over then.
    Status load();

    /// Invalid for an unknown key.
    QVariant value(const QString& key) const;
    bool isOn(const QString& key) const { return value(key).toBool(); }
    QString text(const QString& key) const { return value(key).toString(); }
    int whole(const QString& key) const { return value(key).toInt(); }
    double real(const QString& key) const { return value(key).toDouble(); }
    QStringList texts(const QString& key) const { return value(key).toStringList(); }
    bool isDefault(const QString& key) const;
    /// False when the toggle it needs is off: it has no effect now.
    bool hasEffect(const QString& key) const;

    /// Numbers are clamped. InvalidParameter for an unknown key or a value its row refuses. It is in the file
    /// soon, or with flush().
    Status set(const QString& key, const QVariant& value);
    Status setFromText(const QString& key, const QString& text);
    void reset(const QString& key);
    void resetPage(const QString& page);
    void resetAll();

    /// Calls `heed` with the value now and after each change, for as long as `context` lives.
    void follow(const QString& key, const QObject* context, std::function<void(const QVariant&)> heed);

    /// Writes what has changed since. Before the program ends, as destructors write nothing;
    /// PermissionDenied, DiskFull, IoFailed. What couldn't be written is tried again with the next change.
    Status flush();

Q_SIGNALS:
    void changed(const QString& key);
    /// Of a write that nobody asked for.
    void saveFailed(const reelout::Error& error);

private:
    void assign(const Preference& row, QVariant value);

    const PreferenceTable& m_table;
    QString m_path;
    std::map<QString, QVariant> m_values; ///< those that differ from the default
    QSet<QString> m_unsaved;
    QTimer m_saving; ///< a slider that is dragged gives one write
};

} // namespace reelout
