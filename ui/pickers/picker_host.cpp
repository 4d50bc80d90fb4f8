// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pickers/picker_host.h"

#include "base/error_text.h"

namespace reelout {

PickerHost::PickerHost(Engine& engine, QWidget& window) : QObject(&window), m_engine(engine), m_window(window)
{
    connect(&engine.project(), &Project::paramPulsed, this,
            [this](Operator* op, const QString& parameter) { onPulse(*op, parameter); });
}

void PickerHost::onPulse(Operator& op, const QString& parameter)
{
    const ParamDescriptor* row = op.type().table->find(parameter);
    if (!row || row->picker.isEmpty() || !op.params().enableState(parameter).enabled)
        return;
    if (m_picker) {
        // Several operators are edited together, each is pulsed.
        if (row->picker == m_name)
            m_targets.push_back({&op, parameter});
        return;
    }
    PickerContext context{m_engine.services().screens, &m_window, false};
    const ParamDescriptor* own = op.type().table->find(QStringLiteral("ownwindows"));
    context.withOwn = own && op.params().toggle(own->name);
    m_picker = makePicker(row->picker, context, this);
    if (!m_picker)
        return;
    m_name = row->picker;
    m_targets = {{&op, parameter}};
    connect(m_picker, &Picker::picked, this, [this](const QVariantList& values) {
        set(values);
        close();
    });
    connect(m_picker, &Picker::cancelled, this, &PickerHost::close);
    connect(m_picker, &Picker::failed, this, [this](const QString& why) {
        close();
        Q_EMIT failed(why);
    });
    QVariantList values;
    for (const QString& name : row->picked)
        values += op.params().constant(name);
    m_picker->open(values);
}

void PickerHost::set(const QVariantList& values)
{
    QString refusal;
    for (const Target& target : std::vector(m_targets)) {
        const ParamDescriptor* row = target.op ? target.op->type().table->find(target.parameter) : nullptr;
        if (!row)
            continue; // removed meanwhile
        for (qsizetype index = 0; index < values.size() && index < row->picked.size(); ++index) {
            const Status set = target.op->params().set(row->picked[index], values[index]);
            if (!set)
                refusal = describe(set.error());
        }
    }
    if (!refusal.isEmpty())
        Q_EMIT failed(refusal);
}

void PickerHost::close()
{
    // It is in the middle of saying so.
    if (m_picker)
        m_picker->deleteLater();
    m_picker = nullptr;
    m_targets.clear();
}

} // namespace reelout
