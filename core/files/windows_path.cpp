// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/windows_path.h"

#include <QDir>

#include <algorithm>

namespace reelout {

namespace {

const QString kLocal = QStringLiteral("\\\\?\\");
const QString kNetwork = QStringLiteral("\\\\?\\UNC\\");

// Of a share's path only what comes after "server\share" can be gone up from.
qsizetype rootLength(const QString& path)
{
    if (!path.startsWith(kNetwork))
        return kLocal.size() + 3; // "C:\"
    const qsizetype share = path.indexOf(QLatin1Char('\\'), kNetwork.size());
    const qsizetype end = share < 0 ? -1 : path.indexOf(QLatin1Char('\\'), share + 1);
    return end < 0 ? path.size() : end + 1;
}

} // namespace

Result<QString> windowsPath(const QString& path, const QString& step)
{
    if (path.isEmpty())
        return makeError(ErrorCode::InvalidParameter, step, QStringLiteral("the name is empty"));
    if (path.contains(QChar(u'\0')))
        return makeError(ErrorCode::InvalidParameter, step,
                         QStringLiteral("a NUL character (U+0000) is in the name"));
    QString plain = path;
    plain.replace(QLatin1Char('\\'), QLatin1Char('/'));
    if (plain.startsWith(QLatin1String("//?/UNC/")))
        plain = QStringLiteral("//") + plain.mid(8);
    else if (plain.startsWith(QLatin1String("//?/")))
        plain = plain.mid(4);
    const bool isShare = plain.startsWith(QLatin1String("//"));
    const bool isOnDrive = plain.size() >= 3 && plain.at(0).isLetter() && plain.at(1) == QLatin1Char(':') &&
                           plain.at(2) == QLatin1Char('/');
    if (!isShare && !isOnDrive)
        return makeError(ErrorCode::InvalidParameter, step,
                         QStringLiteral("%1: is not an absolute path").arg(path));
    // Of a share the first slash is set apart, because cleaning would take it.
    QString clean = QDir::cleanPath(isShare ? plain.mid(1) : plain);
    clean.replace(QLatin1Char('/'), QLatin1Char('\\'));
    if (isShare)
        return QString(kNetwork + clean.mid(1));
    if (clean.size() == 2)
        clean += QLatin1Char('\\');
    return QString(kLocal + clean);
}

QString windowsParent(const QString& windowsPath)
{
    const qsizetype root = rootLength(windowsPath);
    if (windowsPath.size() <= root)
        return {};
    const qsizetype slash = windowsPath.lastIndexOf(QLatin1Char('\\'));
    return windowsPath.left(std::max(slash, root));
}

} // namespace reelout
