// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/window_identity.h"

#include <QRegularExpression>

#include <algorithm>
#include <functional>

namespace reelout {

namespace {

bool isPattern(const QString& text)
{
    return text.contains(QLatin1Char('*')) || text.contains(QLatin1Char('?'));
}

bool fits(const QString& pattern, const QString& text)
{
    if (pattern.compare(text, Qt::CaseInsensitive) == 0)
        return true;
    if (!isPattern(pattern))
        return false;
    // Brackets are ordinary in titles.
    QString literal = QRegularExpression::escape(pattern);
    literal.replace(QStringLiteral("\\*"), QStringLiteral(".*"))
        .replace(QStringLiteral("\\?"), QStringLiteral("."));
    const QRegularExpression expression(QRegularExpression::anchoredPattern(literal),
                                        QRegularExpression::CaseInsensitiveOption |
                                            QRegularExpression::DotMatchesEverythingOption |
                                            QRegularExpression::UseUnicodePropertiesOption);
    return expression.match(text).hasMatch();
}

// What stands behind the last dash; empty without one.
QString endOf(const QString& title)
{
    static const QRegularExpression dash(QStringLiteral("^.*\\s[-–—]\\s+(\\S.*)$"),
                                         QRegularExpression::DotMatchesEverythingOption);
    return dash.match(title).captured(1);
}

} // namespace

QString WindowIdentity::toToken() const
{
    // Only the title may hold a bar.
    QString name = application;
    name.replace(QLatin1Char('|'), QLatin1Char('_'));
    return name + QLatin1Char('|') + title + QLatin1Char('|') +
           (handle != 0 ? QStringLiteral("0x") + QString::number(handle, 16) : QString());
}

WindowIdentity WindowIdentity::fromToken(const QString& token)
{
    WindowIdentity identity;
    const qsizetype first = token.indexOf(QLatin1Char('|'));
    if (first < 0) {
        identity.application = token;
        return identity;
    }
    identity.application = token.left(first);
    const qsizetype last = token.lastIndexOf(QLatin1Char('|'));
    const QString number = token.mid(last + 1);
    bool isNumber = false;
    const std::uint64_t handle =
        number.startsWith(QLatin1String("0x")) ? number.mid(2).toULongLong(&isNumber, 16) : 0;
    if (last > first && (isNumber || number.isEmpty())) {
        identity.title = token.mid(first + 1, last - first - 1);
        identity.handle = handle;
    } else {
        identity.title = token.mid(first + 1);
    }
    return identity;
}

std::optional<std::size_t> chooseWindow(const WindowIdentity& wanted,
                                        const std::vector<WindowIdentity>& there)
{
    const auto find =
        [&](const std::function<bool(const WindowIdentity&)>& isMeant) -> std::optional<std::size_t> {
        const auto found = std::find_if(there.begin(), there.end(), isMeant);
        if (found == there.end())
            return std::nullopt;
        return static_cast<std::size_t>(found - there.begin());
    };
    const auto isOfApplication = [&](const WindowIdentity& each) {
        return wanted.application.isEmpty() || fits(wanted.application, each.application);
    };
    if (wanted.handle != 0) {
        // A number is given anew when its window is gone.
        if (const auto same =
                find([&](const auto& each) { return each.handle == wanted.handle && isOfApplication(each); }))
            return same;
    }
    if (wanted.application.isEmpty() && wanted.title.isEmpty())
        return std::nullopt;
    if (const auto same =
            find([&](const auto& each) { return isOfApplication(each) && each.title == wanted.title; }))
        return same;
    if (!wanted.title.isEmpty()) {
        if (const auto like = find(
                [&](const auto& each) { return isOfApplication(each) && fits(wanted.title, each.title); }))
            return like;
        if (isPattern(wanted.title) || wanted.application.isEmpty())
            return std::nullopt;
        if (const QString end = endOf(wanted.title); !end.isEmpty()) {
            if (const auto like =
                    find([&](const auto& each) { return isOfApplication(each) && endOf(each.title) == end; }))
                return like;
        }
    }
    const bool isOnly = std::count_if(there.begin(), there.end(), isOfApplication) == 1;
    return isOnly || wanted.title.isEmpty() ? find(isOfApplication) : std::nullopt;
}

} // namespace reelout
