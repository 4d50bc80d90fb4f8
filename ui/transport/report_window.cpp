// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/report_window.h"

#include "ui/panels/figures.h"
#include "ui/reveal_file.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTime>
#include <QVBoxLayout>

namespace reelout {

namespace {

constexpr std::size_t kMostReports = 200;

QString titleOf(const RecordReport& report)
{
    const QString what = report.path.isEmpty() ? report.op : QFileInfo(report.path).fileName();
    return QStringLiteral("%1  %2").arg(QTime::currentTime().toString(QStringLiteral("HH:mm:ss")), what);
}

} // namespace

ReportWindow::ReportWindow(Engine& engine, QWidget* parent)
    : QDialog(parent),
      m_list(new QListWidget(this)),
      m_text(new QPlainTextEdit(this))
{
    setWindowTitle(tr("Recordings of This Session"));
    m_list->setAccessibleName(tr("Recordings"));
    m_list->setMaximumWidth(scaled(320));
    m_text->setAccessibleName(tr("Report"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_open = buttons->addButton(tr("&Open"), QDialogButtonBox::ActionRole);
    m_folder = buttons->addButton(tr("Show in &Folder"), QDialogButtonBox::ActionRole);
    m_copy = buttons->addButton(tr("&Copy Report"), QDialogButtonBox::ActionRole);
    auto* columns = new QHBoxLayout;
    columns->addWidget(m_list, 1);
    columns->addWidget(m_text, 2);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(columns, 1);
    layout->addWidget(buttons);
    resize(openingSize(*this, {860, 420}));
    for (QAbstractButton* button : buttons->buttons()) {
        button->setAccessibleName(QString(button->text()).remove(QLatin1Char('&')));
        static_cast<QPushButton*>(button)->setAutoDefault(false);
    }
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_list, &QListWidget::currentRowChanged, this, &ReportWindow::showChosen);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (chosen())
            openFile(chosen()->path);
    });
    connect(m_folder, &QPushButton::clicked, this, [this] {
        if (chosen())
            revealFile(chosen()->path);
    });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(&engine, &Engine::recorderAdded, this, [this](Recorder* recorder) { follow(*recorder); });
    for (Recorder* recorder : engine.recorders())
        follow(*recorder);
    showChosen();
}

void ReportWindow::follow(Recorder& recorder)
{
    connect(&recorder, &Recorder::finished, this, &ReportWindow::add);
    connect(&recorder, &Recorder::replaySaved, this, &ReportWindow::add);
}

void ReportWindow::add(const RecordReport& report)
{
    m_reports.insert(m_reports.begin(), report);
    const bool isFine = !report.error && report.warnings.isEmpty();
    auto* item = new QListWidgetItem(icon(isFine ? QStringLiteral("check") : QStringLiteral("warning")),
                                     titleOf(report));
    item->setToolTip(report.path);
    m_list->insertItem(0, item);
    if (m_reports.size() > kMostReports) {
        m_reports.pop_back();
        delete m_list->takeItem(m_list->count() - 1);
    }
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    showChosen();
}

const RecordReport* ReportWindow::chosen() const
{
    const auto row = static_cast<std::size_t>(m_list->currentRow());
    return m_list->currentRow() >= 0 && row < m_reports.size() ? &m_reports[row] : nullptr;
}

QString ReportWindow::details() const
{
    return m_text->toPlainText();
}

void ReportWindow::showChosen()
{
    const RecordReport* report = chosen();
    m_text->setPlainText(report ? reportSentence(*report) + QStringLiteral("\n\n") + reportDetails(*report)
                                : tr("Nothing has been recorded yet."));
    const bool hasFile = report && !report->path.isEmpty();
    m_open->setEnabled(hasFile);
    m_folder->setEnabled(hasFile);
    m_copy->setEnabled(report != nullptr);
}

void ReportWindow::showNewest()
{
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
    show();
    raise();
    activateWindow();
    m_list->setFocus();
}

} // namespace reelout
