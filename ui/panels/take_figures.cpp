// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/take_figures.h"

#include "ui/panels/figures.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <QWidget>

namespace reelout {

TakeFigures::TakeFigures(QWidget* parent) : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    m_progress = add(tr("done"), QStringLiteral("100 %, 00:00:00 left"),
                     tr("Every Frame: how far it is, and the time left at this speed"));
    m_progress->parentWidget()->hide();
    m_frames = add(tr("frames"), QStringLiteral("00000000"), tr("Frames written to the file"));
    m_repeated =
        add(tr("repeated"), QStringLiteral("0000000"), tr("Frames that show the picture before again"));
    m_skipped = add(tr("skipped"), QStringLiteral("0000000"), tr("Pictures that came faster than Movie FPS"));
    m_size = add(tr("size"), QStringLiteral("000.0 MB"), tr("Size of the file so far"));
    m_room = add(tr("disk left"), QStringLiteral("000 h 00 m"),
                 tr("Room on the disk; as time at this rate while recording"));
}

QLabel* TakeFigures::add(const QString& caption, const QString& widest, const QString& help)
{
    auto* place = new QWidget(this);
    auto* value = new QLabel(place);
    auto* name = new QLabel(caption, place);
    value->setFont(figureFont(10.0));
    value->setAccessibleName(caption);
    value->setText(widest);
    const int width = std::max(value->sizeHint().width(), name->sizeHint().width());
    value->clear();
    for (QLabel* label : {value, name}) {
        label->setFixedWidth(width);
        label->setToolTip(help);
    }
    name->setObjectName(QStringLiteral("note"));
    auto* column = new QVBoxLayout(place);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addStretch();
    column->addWidget(value);
    column->addWidget(name);
    column->addStretch();
    layout()->addWidget(place);
    return value;
}

void TakeFigures::show(const RecordStats& stats)
{
    const QString progress = progressText(stats);
    m_progress->setText(progress);
    m_progress->parentWidget()->setVisible(!progress.isEmpty());
    m_frames->setText(QString::number(stats.framesWritten));
    m_repeated->setText(QString::number(repeatedFrames(stats)));
    m_skipped->setText(QString::number(stats.skipped));
    m_size->setText(bytesText(stats.bytes));
    // A still screen is no fault; the other causes are.
    const auto faults = stats.repeatedLate + stats.repeatedBusy + stats.repeatedLost;
    QPalette coloured = palette();
    if (faults > 0)
        coloured.setColor(QPalette::WindowText, themeColours().attention);
    m_repeated->setPalette(coloured);
    m_repeated->setToolTip(tr("%1 still screen, %2 late source, %3 busy encoder, %4 lost source")
                               .arg(stats.repeatedIdle)
                               .arg(stats.repeatedLate)
                               .arg(stats.repeatedBusy)
                               .arg(stats.repeatedLost));
}

void TakeFigures::showRoom(const QString& text)
{
    m_room->setText(text);
}

} // namespace reelout
