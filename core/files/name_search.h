// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/file_namer.h"

namespace reelout {

/// Stand for the suffix index and the image number while the shape of a name is looked for (private use
/// area, so no sensible expression contains them).
constexpr QChar kIndexMark(u'\uE0F0');
constexpr QChar kImageMark(u'\uE0F1');

/// Turns values of the File parameter into absolute paths and finds the first index that is free. One search.
class NameSearch {
public:
    NameSearch(FileSystem& files, const NamePlan& plan, const FileExpression& expression, QString folder)
        : m_files(files),
          m_plan(plan),
          m_expression(expression),
          m_folder(std::move(folder))
    {}

    /// Evaluated, checked and absolute: image 0 of `index`.
    Result<QString> pathAt(int index) const;
    /// The same with kImageMark for the number of the image.
    Result<QString> patternAt(int index) const;
    /// Whether the value changes with me.fileSuffix.
    Result<bool> usesSuffix() const;
    Result<int> firstFreeIndex();

private:
    QString suffix(const QString& index, const QString& image) const;
    Result<QString> evaluate(const QString& index, const QString& image) const;
    QString shape() const;
    Result<bool> isTaken(int index) const;
    Result<int> searchByShape(const QString& shape);
    Result<int> searchOneByOne() const;

    FileSystem& m_files;
    const NamePlan& m_plan;
    const FileExpression& m_expression;
    const QString m_folder;
};

} // namespace reelout
