// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/name_search.h"

#include "files/name_check.h"

#include <QFileInfo>

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

namespace reelout {

namespace {

// Asking for single files is quicker than reading a folder as long as few are taken.
constexpr int kSingleLooks = 32;
// Only for expressions that compute with the index, or folders that may not be read.
constexpr int kSlowLooks = 100'000;

struct SplitPath {
    QString folder;
    QString name;
};

SplitPath split(const QString& path)
{
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    return {slash > 0 ? path.left(slash) : QStringLiteral("/"), path.mid(slash + 1)};
}

Error noFreeName(const QString& detail)
{
    return makeError(ErrorCode::AlreadyExists, QStringLiteral("find a free file name"), detail);
}

// The index in `name` if it is written the way fileSuffix() does, "12" but not "012".
std::optional<int> canonicalIndex(QStringView digits)
{
    const bool leadingZero = digits.size() > 1 && digits.front() == QLatin1Char('0');
    const bool isNumber = std::all_of(digits.begin(), digits.end(), [](QChar character) {
        return character >= QLatin1Char('0') && character <= QLatin1Char('9');
    });
    bool fits = false;
    const int value = digits.toInt(&fits);
    if (digits.isEmpty() || leadingZero || !isNumber || !fits)
        return std::nullopt;
    return value;
}

/// A file name with the index, and for sequences the image number behind it, cut out.
class NameShape {
public:
    explicit NameShape(const QString& name)
    {
        const qsizetype index = name.indexOf(kIndexMark);
        const qsizetype image = name.indexOf(kImageMark);
        m_isSequence = image >= 0;
        m_before = name.left(index);
        m_between = m_isSequence ? name.mid(index + 1, image - index - 1) : name.mid(index + 1);
        m_after = m_isSequence ? name.mid(image + 1) : QString();
    }

    std::optional<int> indexOf(const QString& name) const
    {
        if (!name.startsWith(m_before))
            return std::nullopt;
        const QStringView rest = QStringView(name).mid(m_before.size());
        if (!m_isSequence)
            return rest.endsWith(m_between) ? canonicalIndex(rest.chopped(m_between.size())) : std::nullopt;
        const qsizetype digits =
            std::find_if_not(rest.begin(), rest.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }) -
            rest.begin();
        const QStringView behind = rest.mid(digits);
        const bool fits = behind.size() > m_between.size() + m_after.size() && behind.startsWith(m_between) &&
                          behind.endsWith(m_after);
        return fits ? canonicalIndex(rest.left(digits)) : std::nullopt;
    }

private:
    bool m_isSequence = false;
    QString m_before;
    QString m_between;
    QString m_after;
};

} // namespace

QString NameSearch::suffix(const QString& index, const QString& image) const
{
    const QString middle =
        m_plan.kind == NamePlan::Kind::Sequence ? QString(image + QLatin1Char('.')) : QString();
    return QLatin1Char('.') + index + QLatin1Char('.') + middle + m_plan.extension;
}

Result<QString> NameSearch::evaluate(const QString& index, const QString& image) const
{
    Result<QString> value = m_expression(suffix(index, image));
    if (!value)
        return value;
    REELOUT_TRY(checkFileName(*value, systemNameRules()));
    return absolutePath(*value, m_folder);
}

Result<QString> NameSearch::pathAt(int index) const
{
    return evaluate(
        QString::number(index),
        QStringLiteral("%1").arg(0, std::clamp(m_plan.leadingZerosDigits, 1, 10), 10, QLatin1Char('0')));
}

Result<QString> NameSearch::patternAt(int index) const
{
    return evaluate(QString::number(index), QString(kImageMark));
}

Result<bool> NameSearch::usesSuffix() const
{
    const Result<QString> value = m_expression(fileSuffix(m_plan, m_plan.firstIndex));
    if (!value)
        return value.error();
    // Two changes, as an expression may look at one part of the suffix only.
    for (const QString& other :
         {suffix(QString(kIndexMark), QString(kImageMark)), fileSuffix(m_plan, m_plan.firstIndex ^ 1, 1)}) {
        const Result<QString> changed = m_expression(other);
        if (!changed || *changed != *value)
            return true;
    }
    return false;
}

// Empty when the name is not simply something + index + something.
QString NameSearch::shape() const
{
    const Result<QString> shape = evaluate(QString(kIndexMark), QString(kImageMark));
    if (!shape)
        return {};
    const QString name = split(*shape).name;
    const qsizetype index = shape->indexOf(kIndexMark);
    if (shape->count(kIndexMark) != 1 || !name.contains(kIndexMark))
        return {};
    if (m_plan.kind == NamePlan::Kind::Sequence &&
        (shape->count(kImageMark) != 1 || shape->indexOf(kImageMark) < index + 2))
        return {};
    return *shape;
}

Result<bool> NameSearch::isTaken(int index) const
{
    if (m_plan.kind == NamePlan::Kind::Single) {
        const Result<QString> path = pathAt(index);
        if (!path)
            return path.error();
        return m_files.exists(*path);
    }
    const Result<QString> pattern = patternAt(index);
    if (!pattern)
        return pattern.error();
    const SplitPath parts = split(*pattern);
    const qsizetype mark = parts.name.indexOf(kImageMark);
    if (mark < 0 || parts.folder.contains(kImageMark)) {
        const Result<QString> first = pathAt(index);
        if (!first)
            return first.error();
        return m_files.exists(*first);
    }
    const Result<QStringList> names = m_files.namesIn(parts.folder);
    if (!names && names.error().code == ErrorCode::NotFound)
        return false;
    if (!names)
        return names.error();
    const QString before = parts.name.left(mark);
    const QString after = parts.name.mid(mark + 1);
    return std::any_of(names->begin(), names->end(), [&](const QString& name) {
        return name.size() > before.size() + after.size() && name.startsWith(before) && name.endsWith(after);
    });
}

Result<int> NameSearch::searchOneByOne() const
{
    for (int looks = 0; looks < kSlowLooks; ++looks) {
        const int index = m_plan.firstIndex + looks;
        const Result<bool> taken = isTaken(index);
        if (!taken)
            return taken.error();
        if (!*taken)
            return index;
        if (index == std::numeric_limits<int>::max())
            break;
    }
    return noFreeName(QStringLiteral("the first %1 names from N = %2 upwards are taken")
                          .arg(kSlowLooks)
                          .arg(m_plan.firstIndex));
}

Result<int> NameSearch::searchByShape(const QString& shape)
{
    const auto pathOf = [&](int index) { return QString(shape).replace(kIndexMark, QString::number(index)); };
    const bool isSingle = m_plan.kind == NamePlan::Kind::Single;
    int index = m_plan.firstIndex;
    if (isSingle) {
        const int end = std::numeric_limits<int>::max() - kSingleLooks;
        for (int looks = 0; looks < kSingleLooks && index < end; ++looks, ++index) {
            if (!m_files.exists(pathOf(index)))
                return index;
        }
    }
    const SplitPath parts = split(shape);
    const Result<QStringList> names = m_files.namesIn(parts.folder);
    if (!names && names.error().code == ErrorCode::NotFound)
        return index;
    if (!names)
        return isSingle ? searchOneByOne() : Result<int>(names.error());

    const NameShape nameShape(parts.name);
    std::vector<int> taken;
    for (const QString& name : *names) {
        if (const std::optional<int> found = nameShape.indexOf(name); found && *found >= index)
            taken.push_back(*found);
    }
    std::sort(taken.begin(), taken.end());
    for (const int number : taken) {
        if (number > index)
            break;
        if (number == std::numeric_limits<int>::max())
            return noFreeName(QStringLiteral("%1: no index is left").arg(parts.folder));
        index = number + 1;
    }
    return index;
}

Result<int> NameSearch::firstFreeIndex()
{
    const QString found = shape();
    if (found.isEmpty())
        return searchOneByOne();
    const Result<int> index = searchByShape(found);
    if (!index)
        return index;
    // Disks that don't tell upper from lower case, and expressions that do compute with the index, end here.
    const Result<QString> pattern =
        m_plan.kind == NamePlan::Kind::Single ? pathAt(*index) : patternAt(*index);
    if (!pattern)
        return pattern.error();
    const bool asExpected = *pattern == QString(found).replace(kIndexMark, QString::number(*index));
    if (asExpected && (m_plan.kind == NamePlan::Kind::Sequence || !m_files.exists(*pattern)))
        return index;
    return searchOneByOne();
}

} // namespace reelout
