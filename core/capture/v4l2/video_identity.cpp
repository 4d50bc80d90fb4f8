// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/v4l2/video_identity.h"

#include <QFile>

#include <algorithm>
#include <map>

namespace reelout {

namespace {

// What two devices of one make have in common; empty where a serial number tells them apart.
QString makeOf(const QString& identity)
{
    const qsizetype at = identity.indexOf(QLatin1Char('@'));
    if (!identity.startsWith(QLatin1String("usb:")) || at < 0)
        return {};
    const qsizetype index = identity.indexOf(QLatin1Char('#'), at);
    return identity.left(at) + (index < 0 ? QString() : identity.mid(index));
}

} // namespace

QString videoIdentity(const VideoNode& node)
{
    QString identity;
    if (node.vendor.isEmpty())
        identity =
            QStringLiteral("bus:%1").arg(node.place.isEmpty() ? QFile::decodeName(node.path) : node.place);
    else if (node.serial.isEmpty())
        identity = QStringLiteral("usb:%1:%2@%3").arg(node.vendor, node.product, node.place);
    else
        identity = QStringLiteral("usb:%1:%2:%3").arg(node.vendor, node.product, node.serial);
    return node.index == 0 ? identity : QStringLiteral("%1#%2").arg(identity).arg(node.index);
}

std::vector<QString> videoIdentities(const std::vector<VideoNode>& nodes)
{
    std::vector<QString> all;
    std::map<QString, int> seen;
    for (const VideoNode& node : nodes) {
        const QString identity = videoIdentity(node);
        const int count = ++seen[identity];
        all.push_back(count == 1 ? identity : QStringLiteral("%1~%2").arg(identity).arg(count));
    }
    return all;
}

const VideoNode* findVideoNode(const std::vector<VideoNode>& nodes, const QString& identity)
{
    if (identity.startsWith(QLatin1Char('/'))) {
        const auto node = std::find_if(nodes.begin(), nodes.end(), [&](const VideoNode& each) {
            return QFile::decodeName(each.path) == identity;
        });
        return node == nodes.end() ? nullptr : &*node;
    }
    const QString make = makeOf(identity);
    const VideoNode* ofItsMake = nullptr;
    int count = 0;
    const std::vector<QString> all = videoIdentities(nodes);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (all[i] == identity)
            return &nodes[i];
        if (!make.isEmpty() && makeOf(all[i]) == make) {
            ofItsMake = &nodes[i];
            ++count;
        }
    }
    return count == 1 ? ofItsMake : nullptr;
}

} // namespace reelout
