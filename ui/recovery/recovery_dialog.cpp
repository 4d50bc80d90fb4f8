// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery/recovery_dialog.h"

#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace reelout {

namespace {

enum Column { kName, kBegun, kSize, kLength, kReason, kColumns };

QString lengthText(const InterruptedTake& take)
{
    if (take.stills > 0)
        return RecoveryDialog::tr("%n image(s)", nullptr, take.stills);
    if (take.duration <= Duration::zero())
        return RecoveryDialog::tr("unknown");
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(take.duration).count();
    return QStringLiteral("%1:%2:%3")
        .arg(seconds / 3600)
        .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QTreeWidgetItem* rowOf(const InterruptedTake& take)
{
    const QLocale locale;
    auto* row = new QTreeWidgetItem;
    const QFileInfo file(take.manifest().path);
    row->setText(kName, file.fileName());
    row->setToolTip(kName, file.filePath());
    row->setText(kBegun, locale.toString(take.manifest().begun.toLocalTime(), QLocale::ShortFormat));
    row->setText(kSize, locale.formattedDataSize(static_cast<qint64>(take.bytes)));
    row->setText(kLength, lengthText(take));
    row->setText(kReason, take.reason);
    row->setToolTip(kReason, take.reason);
    return row;
}

} // namespace

RecoveryDialog::RecoveryDialog(Recovery recovery, QWidget* parent)
    : QDialog(parent),
      m_jobs(new RecoveryJobs(std::move(recovery), this)),
      m_list(new QTreeWidget(this)),
      m_status(new QLabel(this))
{
    setWindowTitle(tr("Interrupted recordings"));
    auto* introduction = new QLabel(tr("These recordings were begun and not finished. Finishing makes an "
                                       "ordinary file of everything that "
                                       "reached the disk."),
                                    this);
    introduction->setWordWrap(true);
    m_status->setWordWrap(true);
    m_list->setColumnCount(kColumns);
    m_list->setHeaderLabels({tr("File"), tr("Begun"), tr("Size"), tr("Length"), tr("Reason")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setAccessibleName(tr("Interrupted recordings"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(introduction);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_status);
    buildButtons();
    resize(openingSize(*this, {820, 320}));
    connect(m_jobs, &RecoveryJobs::found, this, &RecoveryDialog::show);
    connect(m_jobs, &RecoveryJobs::done, this, &RecoveryDialog::conclude);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &RecoveryDialog::updateButtons);
}

RecoveryDialog::~RecoveryDialog() = default;

void RecoveryDialog::buildButtons()
{
    auto* box = new QDialogButtonBox(this);
    const auto add = [&](const QString& text, QDialogButtonBox::ButtonRole role, const char* name,
                         auto&& action) {
        QPushButton* button = box->addButton(text, role);
        button->setObjectName(QString::fromLatin1(name));
        connect(button, &QPushButton::clicked, this, action);
        m_buttons.push_back(button);
        return button;
    };
    add(tr("&Finish"), QDialogButtonBox::ActionRole, "finish", [this] {
        act(RecoveryAction::Finish);
    })->setDefault(true);
    add(tr("&Keep as it is"), QDialogButtonBox::ActionRole, "keep", [this] { act(RecoveryAction::Keep); });
    add(tr("&Delete…"), QDialogButtonBox::DestructiveRole, "discard", [this] { askToDiscard(); });
    m_later = box->addButton(tr("&Later"), QDialogButtonBox::RejectRole);
    m_later->setObjectName(QStringLiteral("later"));
    connect(m_later, &QPushButton::clicked, this, &QDialog::reject);
    layout()->addWidget(box);
}

QString RecoveryDialog::statusText() const
{
    return m_status->text();
}

void RecoveryDialog::offer()
{
    m_jobs->look();
}

void RecoveryDialog::show(const std::vector<InterruptedTake>& takes)
{
    m_takes = takes;
    m_list->clear();
    for (const InterruptedTake& take : m_takes)
        m_list->addTopLevelItem(rowOf(take));
    for (int column = kName; column < kReason; ++column)
        m_list->resizeColumnToContents(column);
    m_list->selectAll();
    updateButtons();
    if (!m_takes.empty()) {
        QDialog::show();
        return;
    }
    Q_EMIT settled();
    if (m_status->text().isEmpty())
        hide();
}

std::vector<InterruptedTake> RecoveryDialog::chosen() const
{
    std::vector<InterruptedTake> takes;
    for (std::size_t row = 0; row < m_takes.size(); ++row) {
        if (m_list->topLevelItem(static_cast<int>(row))->isSelected())
            takes.push_back(m_takes[row]);
    }
    return takes;
}

void RecoveryDialog::act(RecoveryAction action)
{
    act(action, chosen());
}

void RecoveryDialog::act(RecoveryAction action, const std::vector<InterruptedTake>& takes)
{
    m_status->clear();
    for (const InterruptedTake& take : takes) {
        ++m_running;
        m_jobs->act(action, take);
    }
    updateButtons();
}

void RecoveryDialog::askToDiscard()
{
    const std::vector<InterruptedTake> takes = chosen(); // the list may be looked through anew meanwhile
    const int count = static_cast<int>(takes.size());
    QMessageBox box(
        QMessageBox::Question, tr("Delete recordings"),
        tr("Delete %n recording(s) for good? What they hold can't be brought back.", nullptr, count),
        QMessageBox::Cancel, this);
    const QPushButton* meant = box.addButton(tr("Delete"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    if (box.clickedButton() == static_cast<const QAbstractButton*>(meant))
        act(RecoveryAction::Discard, takes);
}

void RecoveryDialog::conclude(RecoveryAction action, const InterruptedTake& take, const QString& problem)
{
    --m_running;
    QStringList lines = m_status->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    if (!problem.isEmpty())
        lines += problem;
    else if (action == RecoveryAction::Finish)
        lines += tr("Finished: %1").arg(take.manifest().path);
    m_status->setText(lines.join(QLatin1Char('\n')));
    if (m_running == 0)
        m_jobs->look();
}

void RecoveryDialog::updateButtons()
{
    const bool canAct = m_running == 0 && !m_list->selectedItems().isEmpty();
    for (QPushButton* button : m_buttons)
        button->setEnabled(canAct);
    m_later->setText(m_takes.empty() ? tr("Close") : tr("&Later"));
}

} // namespace reelout
