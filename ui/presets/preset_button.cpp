// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presets/preset_button.h"

#include "base/error_text.h"
#include "ui/presets/preset_dialog.h"
#include "ui/presets/preset_name_dialog.h"

#include <QActionGroup>
#include <QMenu>

namespace reelout {

namespace {

/// Ampersands of a name are no mnemonics.
QString menuText(QString name)
{
    return name.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

PresetButton::PresetButton(PresetStore& store, QWidget* parent) : QToolButton(parent), m_store(store)
{
    setText(tr("Presets"));
    setToolTip(tr("Settings under a name: choose, save, manage"));
    setAccessibleName(tr("Presets"));
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    auto* menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fill(*menu); });
    setMenu(menu);
    setOperator(nullptr);
}

void PresetButton::setOperator(Operator* op)
{
    m_operator = op;
    setEnabled(op != nullptr);
}

void PresetButton::fill(QMenu& menu)
{
    menu.clear();
    if (!m_operator)
        return;
    QStringList problems;
    bool wasFactory = true;
    const std::vector<Preset> presets = m_store.presets(m_operator->type().token, &problems);
    for (const Preset& preset : presets) {
        if (wasFactory && !preset.isFactory())
            menu.addSeparator();
        wasFactory = preset.isFactory();
        menu.addAction(menuText(preset.name), this, [this, preset] { apply(preset); })
            ->setToolTip(preset.description);
    }
    if (menu.isEmpty())
        menu.addAction(tr("No presets of this type yet"))->setEnabled(false);
    menu.addSeparator();
    menu.addAction(tr("&Save as Preset…"), this, &PresetButton::saveAsking);
    fillInitials(*menu.addMenu(tr("New Operators &Begin With")), presets);
    menu.addAction(tr("&Manage Presets…"), this, &PresetButton::manage);
    if (!problems.isEmpty())
        Q_EMIT refused(tr("%n preset(s) can't be read: %1", nullptr, static_cast<int>(problems.size()))
                           .arg(problems.join(QStringLiteral("; "))));
}

void PresetButton::fillInitials(QMenu& menu, const std::vector<Preset>& presets)
{
    const QString type = m_operator->type().token;
    const QString initial = m_store.initialName(type);
    auto* group = new QActionGroup(&menu);
    const auto add = [&](const QString& text, const QString& name) {
        QAction* action = menu.addAction(text, this, [this, type, name] {
            if (const Status set = m_store.setInitialName(type, name); !set)
                Q_EMIT refused(describe(set.error()));
        });
        action->setCheckable(true);
        action->setChecked(name.compare(initial, Qt::CaseInsensitive) == 0);
        group->addAction(action);
    };
    add(tr("The Program's Defaults"), QString());
    for (const Preset& preset : presets)
        add(menuText(preset.name), preset.name);
}

void PresetButton::apply(const Preset& preset)
{
    if (!m_operator)
        return;
    QStringList problems;
    const Status applied = applyPreset(preset, *m_operator, &problems);
    if (!applied)
        Q_EMIT refused(describe(applied.error()));
    else if (!problems.isEmpty())
        Q_EMIT refused(
            tr("“%1” is set but for this: %2").arg(preset.name, problems.join(QStringLiteral("; "))));
    else
        Q_EMIT told(tr("%1 is set to “%2”. Folder, name and wiring are as before.")
                        .arg(m_operator->name(), preset.name));
}

void PresetButton::saveAsking()
{
    if (!m_operator)
        return;
    const QPointer<Operator> meant = m_operator;
    PresetNameDialog dialog(m_store, meant->type().token, window());
    if (dialog.exec() != QDialog::Accepted || !meant)
        return;
    const Result<Preset> saved =
        m_store.save(presetOf(*meant, dialog.name(), dialog.description()), ExistingPreset::Replace);
    if (saved)
        Q_EMIT told(tr("Saved the preset “%1”").arg(saved->name));
    else
        Q_EMIT refused(describe(saved.error()));
}

void PresetButton::manage()
{
    PresetDialog dialog(m_store, m_operator ? m_operator->type().token : QString(), window());
    dialog.exec();
}

} // namespace reelout
