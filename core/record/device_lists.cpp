// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/device_lists.h"

namespace reelout {

namespace {

constexpr std::chrono::seconds kOld(1);

bool isSame(const DeviceLists::List& one, const DeviceLists::List& other)
{
    const auto text = [](const DeviceLists::List& list) {
        return list.error ? list.error->detail : QString();
    };
    return one.isKnown == other.isKnown && one.error.has_value() == other.error.has_value() &&
           text(one) == text(other) && one.devices == other.devices;
}

DeviceLists::List listOf(Result<std::vector<DeviceInfo>> found)
{
    DeviceLists::List list;
    list.isKnown = true;
    if (found)
        list.devices = std::move(found).value();
    else
        list.error = found.error();
    return list;
}

} // namespace

DeviceLists::DeviceLists(Mode mode, QObject* parent) : QObject(parent), m_mode(mode) {}

DeviceLists::~DeviceLists()
{
    for (Entry& each : m_entries)
        each.worker.join();
}

void DeviceLists::setLookup(Kind kind, Lookup lookup)
{
    entry(kind).lookup = std::move(lookup);
}

const DeviceLists::List& DeviceLists::look(Kind kind)
{
    Entry& asked = entry(kind);
    if (m_mode == Mode::AtOnce)
        asked.list = asked.lookup ? listOf(asked.lookup()) : List();
    else if (!asked.isLooking && std::chrono::steady_clock::now() - asked.asked >= kOld)
        begin(kind);
    return asked.list;
}

void DeviceLists::refresh(Kind kind)
{
    QMetaObject::invokeMethod(
        this,
        [this, kind] {
            Entry& wanted = entry(kind);
            if (m_mode == Mode::AtOnce)
                Q_EMIT changed(kind);
            else if (wanted.isLooking)
                wanted.isWantedAgain = true;
            else
                begin(kind);
        },
        Qt::QueuedConnection);
}

void DeviceLists::begin(Kind kind)
{
    Entry& asked = entry(kind);
    if (!asked.lookup)
        return;
    asked.isLooking = true;
    asked.asked = std::chrono::steady_clock::now();
    asked.worker.join();
    asked.worker = Worker("device-list", [this, kind, lookup = asked.lookup](const std::stop_token&) {
        auto found = std::make_shared<Result<std::vector<DeviceInfo>>>(lookup());
        QMetaObject::invokeMethod(
            this, [this, kind, found] { take(kind, std::move(*found)); }, Qt::QueuedConnection);
    });
}

void DeviceLists::take(Kind kind, Result<std::vector<DeviceInfo>> found)
{
    Entry& asked = entry(kind);
    asked.isLooking = false;
    List list = listOf(std::move(found));
    const bool isNew = !isSame(list, asked.list);
    asked.list = std::move(list);
    if (std::exchange(asked.isWantedAgain, false))
        begin(kind);
    if (isNew)
        Q_EMIT changed(kind);
}

} // namespace reelout
