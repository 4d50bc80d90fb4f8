// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/take_figures.h"

#include "ui/panels/figures.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {
constexpr int kSpacing = 14;
}

TakeFigures::TakeFigures(QWidget* parent) : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpacing);
    row->setSizeConstraint(QLayout::SetNoConstraint);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    add(Figure::Progress, 9, tr("done"), QStringLiteral("100 %, 00:00:00 left"),
        tr("Every Frame: how far it is, and the time left at this speed"));
    add(Figure::Frames, 8, tr("frames"), QStringLiteral("00000000"), tr("Frames written to the file"));
    add(Figure::Repeated, 6, tr("repeated"), QStringLiteral("0000000"),
        tr("Frames that show the picture before again"), repeatCauses());
    add(Figure::Skipped, 4, tr("skipped"), QStringLiteral("0000000"), tr("Pictures that are not in the file"),
        {tr("busy encoder")});
    add(Figure::Load, 5, tr("encoder"), QStringLiteral("000 %"),
        tr("Share of a frame's time that encoding it takes; from 100 % on frames are repeated"),
        {tr("too slow")});
    add(Figure::Rate, 2, tr("per second"), QStringLiteral("000.0 MB/s"), tr("What is written each second"));
    add(Figure::Size, 3, tr("size"), QStringLiteral("000.0 MB"), tr("Size of the file so far"));
    add(Figure::Room, 7, tr("disk left"), QStringLiteral("000 h 00 m"),
        tr("Room on the disk; as time at this rate while recording"), {tr("disk nearly full")});
    add(Figure::Offset, 1, tr("A/V"), QStringLiteral("+000.0 ms"),
        tr("Sound against picture: with a plus it is later"), {tr("out of sync")});
    place(Figure::Progress).isWanted = false;
    buildMore();
    row->addWidget(m_more);
    row->addStretch();
}

void TakeFigures::buildMore()
{
    m_more = new QToolButton(this);
    m_more->setText(QStringLiteral("+8")); // as wide as it gets
    m_more->setFixedWidth(m_more->sizeHint().width() + scaled(8));
    m_more->setAccessibleDescription(tr("The figures that have no room beside the others"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_moreMenu = new QMenu(m_more);
    m_more->setMenu(m_moreMenu);
    m_more->hide();
    connect(m_moreMenu, &QMenu::aboutToShow, this, &TakeFigures::fillMore);
}

void TakeFigures::add(Figure figure, int importance, const QString& name, const QString& widest,
                      const QString& help, const QStringList& captions)
{
    Place made{figure, importance, new QWidget(this), nullptr, nullptr, name, true};
    made.value = new QLabel(made.column);
    made.caption = new QLabel(name, made.column);
    made.value->setFont(figureFont(10.0));
    made.value->setAccessibleName(name);
    made.value->setText(widest);
    int width = std::max(made.value->sizeHint().width(), made.caption->sizeHint().width());
    made.value->clear();
    made.caption->setObjectName(QStringLiteral("note"));
    for (const QString& caption : captions)
        width = std::max(width, made.caption->fontMetrics().horizontalAdvance(caption) + 2);
    for (QLabel* label : {made.value, made.caption}) {
        label->setFixedWidth(width);
        label->setToolTip(help);
    }
    made.column->setFixedWidth(width);
    auto* column = new QVBoxLayout(made.column);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addStretch();
    column->addWidget(made.value);
    column->addWidget(made.caption);
    column->addStretch();
    layout()->addWidget(made.column);
    m_places.push_back(std::move(made));
}

TakeFigures::Place& TakeFigures::place(Figure figure)
{
    return *std::find_if(m_places.begin(), m_places.end(),
                         [figure](const Place& each) { return each.figure == figure; });
}

QString TakeFigures::text(Figure figure) const
{
    return const_cast<TakeFigures*>(this)->place(figure).value->text();
}

QString TakeFigures::caption(Figure figure) const
{
    return const_cast<TakeFigures*>(this)->place(figure).caption->text();
}

void TakeFigures::set(Figure figure, const QString& text)
{
    place(figure).value->setText(text);
}

void TakeFigures::mark(Figure figure, const QString& complaint)
{
    Place& at = place(figure);
    at.caption->setText(complaint.isEmpty() ? at.name : complaint);
    QPalette coloured = palette();
    if (!complaint.isEmpty())
        coloured.setColor(QPalette::WindowText, themeColours().attention);
    at.value->setPalette(coloured);
}

void TakeFigures::show(const RecordStats& stats)
{
    const QLocale locale;
    const QString progress = progressText(stats);
    Place& howFar = place(Figure::Progress);
    howFar.value->setText(progress);
    if (howFar.isWanted == progress.isEmpty()) {
        howFar.isWanted = !progress.isEmpty();
        chooseShown();
    }
    set(Figure::Frames, QString::number(stats.framesWritten));
    set(Figure::Repeated, QString::number(repeatedFrames(stats)));
    mark(Figure::Repeated, worstRepeatCause(stats));
    place(Figure::Repeated).value->setToolTip(repeatedText(stats));
    set(Figure::Skipped, QString::number(stats.skipped + stats.framesHeld));
    mark(Figure::Skipped, stats.framesHeld > 0 ? tr("busy encoder") : QString());
    place(Figure::Skipped).value->setToolTip(skippedText(stats));
    set(Figure::Load, stats.encoderLoad > 0.0
                          ? tr("%1 %").arg(std::min(std::lround(stats.encoderLoad * 100.0), 999L))
                          : QStringLiteral("–"));
    mark(Figure::Load, stats.encoderLoad >= 1.0 ? tr("too slow") : QString());
    set(Figure::Rate, stats.bytesPerSecond > 0.0
                          ? tr("%1 MB/s").arg(locale.toString(stats.bytesPerSecond / 1e6, 'f', 1))
                          : QStringLiteral("–"));
    set(Figure::Size, bytesText(stats.bytes));
    constexpr double kNoticed = 40.0; // ms; from here on people see it
    const bool hasSound = stats.audioFrames > 0;
    const double offset = std::round(stats.audioVideoOffsetMs * 10.0) / 10.0 + 0.0; // no "-0.0"
    set(Figure::Offset, hasSound ? tr("%1%2 ms").arg(offset > 0.0 ? QStringLiteral("+") : QString(),
                                                     locale.toString(offset, 'f', 1))
                                 : QStringLiteral("–"));
    mark(Figure::Offset, hasSound && std::abs(offset) > kNoticed ? tr("out of sync") : QString());
    constexpr Duration kSoon = std::chrono::minutes(2);
    mark(Figure::Room, stats.roomLeft && *stats.roomLeft < kSoon ? tr("disk nearly full") : QString());
}

void TakeFigures::showRoom(const QString& text)
{
    set(Figure::Room, text);
}

void TakeFigures::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    chooseShown();
}

void TakeFigures::chooseShown()
{
    std::vector<Place*> byImportance;
    int wanted = 0;
    for (Place& each : m_places) {
        byImportance.push_back(&each);
        if (each.isWanted)
            wanted += each.column->minimumWidth() + kSpacing;
    }
    std::sort(byImportance.begin(), byImportance.end(),
              [](const Place* a, const Place* b) { return a->importance > b->importance; });
    int room = width() + kSpacing;
    if (wanted > room)
        room -= m_more->minimumWidth() + kSpacing;
    int left = 0;
    for (Place* each : byImportance) {
        if (!each->isWanted) {
            each->column->hide();
            continue;
        }
        // Nothing less important takes the room of what did not fit: their order stays.
        room -= each->column->minimumWidth() + kSpacing;
        const bool fits = left == 0 && room >= 0;
        left += fits ? 0 : 1;
        each->column->setVisible(fits);
    }
    m_more->setVisible(left > 0);
    m_more->setText(QStringLiteral("+%1").arg(left));
    m_more->setAccessibleName(tr("%n more figures", nullptr, left));
    m_more->setToolTip(m_more->accessibleName());
}

void TakeFigures::fillMore()
{
    m_moreMenu->clear();
    for (const Place& each : m_places) {
        if (each.isWanted && each.column->isHidden())
            m_moreMenu->addAction(QStringLiteral("%1\t%2").arg(each.caption->text(), each.value->text()));
    }
}

} // namespace reelout
