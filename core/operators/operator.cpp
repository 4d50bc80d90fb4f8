// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/operator.h"

#include "operators/project.h"
#include "operators/table_file.h"

#include <QDir>
#include <QFileInfo>

namespace reelout {

Operator::Operator(Project& project, const OperatorType& type, QString name)
    : m_project(&project),
      m_type(&type),
      m_name(std::move(name)),
      m_params(type.table),
      m_inputs(static_cast<std::size_t>(type.maximumInputs))
{}

void Operator::setActive(bool active)
{
    if (m_active == active)
        return;
    m_active = active;
    m_project->touch();
    Q_EMIT activeChanged(active);
}

Operator* Operator::input(int index) const
{
    if (index < 0 || index >= inputCount())
        return nullptr;
    return m_inputs[static_cast<std::size_t>(index)];
}

void Operator::setRows(std::vector<QStringList> rows)
{
    if (m_type->family != Family::Dat || m_rows == rows)
        return;
    m_rows = std::move(rows);
    m_project->touch();
    Q_EMIT rowsChanged();
}

Status Operator::readRows()
{
    const ParamDescriptor* file = m_type->table->find(QStringLiteral("file"));
    if (m_type->family != Family::Dat || !file)
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("read table"),
                         QStringLiteral("%1 has no rows").arg(m_name));
    const QDir folder = QFileInfo(m_project->path()).absoluteDir();
    Result<std::vector<QStringList>> rows = readTableFile(folder.absoluteFilePath(m_params.text(file->name)));
    if (!rows)
        return rows.error();
    setRows(std::move(*rows));
    return {};
}

} // namespace reelout
