// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/preference_store.h"

#include "base/log.h"
#include "preferences/preference_file.h"
#include "preferences/preference_value.h"

namespace reelout {

namespace {

constexpr int kSaveAfterMilliseconds = 300;

Error unknown(const QString& key)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("set preference"),
                     QStringLiteral("there is no preference %1").arg(key));
}

} // namespace

PreferenceStore::PreferenceStore(QString path, const PreferenceTable& table, QObject* parent)
    : QObject(parent),
      m_table(table),
      m_path(std::move(path))
{
    m_saving.setSingleShot(true);
    m_saving.setInterval(kSaveAfterMilliseconds);
    connect(&m_saving, &QTimer::timeout, this, [this] {
        if (const Status saved = flush(); !saved)
            Q_EMIT saveFailed(saved.error());
    });
}

Status PreferenceStore::load()
{
    if (m_path.isEmpty())
        return {};
    const Result<ReadPreferences> read = readPreferences(m_path);
    if (!read)
        return read.error();
    for (const Preference& row : m_table.rows()) {
        const QJsonValue stored = read->values.value(row.key);
        if (stored.isUndefined()) {
            assign(row, row.defaultValue);
            continue;
        }
        Result<QVariant> value = preferenceFromJson(row, stored);
        if (!value)
            logWarning(QStringLiteral("preferences"), value.error().detail);
        assign(row, value ? std::move(value).value() : row.defaultValue);
    }
    m_unsaved.clear();
    m_saving.stop();
    if (read->setAside.isEmpty())
        return {};
    return makeError(ErrorCode::InvalidData, QStringLiteral("read preferences"),
                     QStringLiteral("%1. All preferences have their defaults; the file is kept as %2")
                         .arg(read->brokenBecause, read->setAside));
}

QVariant PreferenceStore::value(const QString& key) const
{
    if (const auto found = m_values.find(key); found != m_values.end())
        return found->second;
    const Preference* row = m_table.find(key);
    return row ? row->defaultValue : QVariant();
}

bool PreferenceStore::isDefault(const QString& key) const
{
    return !m_values.contains(key);
}

bool PreferenceStore::hasEffect(const QString& key) const
{
    const Preference* row = m_table.find(key);
    return row && (row->needs.isEmpty() || isOn(row->needs));
}

Status PreferenceStore::set(const QString& key, const QVariant& value)
{
    const Preference* row = m_table.find(key);
    if (!row)
        return unknown(key);
    Result<QVariant> checked = checkedPreference(*row, value);
    if (!checked)
        return checked.error();
    assign(*row, std::move(checked).value());
    return {};
}

Status PreferenceStore::setFromText(const QString& key, const QString& text)
{
    const Preference* row = m_table.find(key);
    if (!row)
        return unknown(key);
    Result<QVariant> checked = preferenceFromText(*row, text);
    if (!checked)
        return checked.error();
    assign(*row, std::move(checked).value());
    return {};
}

void PreferenceStore::assign(const Preference& row, QVariant value)
{
    if (value == this->value(row.key))
        return;
    if (value == row.defaultValue)
        m_values.erase(row.key);
    else
        m_values[row.key] = std::move(value);
    m_unsaved.insert(row.key);
    if (!m_path.isEmpty())
        m_saving.start();
    Q_EMIT changed(row.key);
}

void PreferenceStore::reset(const QString& key)
{
    if (const Preference* row = m_table.find(key))
        assign(*row, row->defaultValue);
}

void PreferenceStore::resetPage(const QString& page)
{
    for (const Preference* row : m_table.rowsOf(page))
        assign(*row, row->defaultValue);
}

void PreferenceStore::resetAll()
{
    for (const Preference& row : m_table.rows())
        assign(row, row.defaultValue);
}

void PreferenceStore::follow(const QString& key, const QObject* context,
                             std::function<void(const QVariant&)> heed)
{
    heed(value(key));
    connect(this, &PreferenceStore::changed, context,
            [this, key, heed = std::move(heed)](const QString& changedKey) {
                if (changedKey == key)
                    heed(value(key));
            });
}

Status PreferenceStore::flush()
{
    m_saving.stop();
    if (m_path.isEmpty() || m_unsaved.isEmpty())
        return {};
    QJsonObject values;
    for (const auto& [key, value] : m_values) {
        if (const Preference* row = m_table.find(key))
            values.insert(key, preferenceToJson(*row, value));
    }
    REELOUT_TRY(mergePreferences(m_path, values, m_unsaved));
    m_unsaved.clear();
    return {};
}

} // namespace reelout
