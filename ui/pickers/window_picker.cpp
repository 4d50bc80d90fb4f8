// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pickers/window_picker.h"

#include "ui/pickers/window_tool.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace reelout {

namespace {

/// Side of a window's picture.
int pictureSide()
{
    return scaled(200);
}

QSize cellSize()
{
    return {scaled(224), scaled(216)};
}

// All pictures take the same room, or the titles would stand anywhere.
QIcon framed(const QImage& picture, double ratio)
{
    QPixmap place(QSize(pictureSide(), pictureSide() * 3 / 4) * ratio);
    place.fill(Qt::transparent);
    QPainter painter(&place);
    const QImage fitted = picture.scaled(place.size(), Qt::KeepAspectRatio, Qt::SmoothTransformation);
    painter.drawImage((place.width() - fitted.width()) / 2, (place.height() - fitted.height()) / 2, fitted);
    painter.end();
    place.setDevicePixelRatio(ratio);
    QIcon icon(place);
    icon.addPixmap(place, QIcon::Selected);
    return icon;
}

} // namespace

WindowPicker::WindowPicker(const PickerContext& context, QObject* parent)
    : Picker(parent),
      m_context(context),
      m_reader(context.screens)
{
    connect(&m_reader, &DesktopReader::windowsListed, this, &WindowPicker::showWindows);
    connect(&m_reader, &DesktopReader::windowDrawn, this, &WindowPicker::showPicture);
    connect(&m_reader, &DesktopReader::failed, this, [this](const QString& why) {
        if (m_words)
            m_words->setText(why);
    });
}

WindowPicker::~WindowPicker()
{
    delete m_dialog;
}

void WindowPicker::open(const QVariantList& values)
{
    m_current = values.value(0).toString();
    build();
    m_dialog->open();
    const double ratio = m_dialog->devicePixelRatioF();
    m_reader.readWindows(m_context.withOwn, static_cast<int>(pictureSide() * ratio));
}

void WindowPicker::build()
{
    m_dialog = new QDialog(m_context.window);
    m_dialog->setWindowTitle(tr("Pick a Window"));
    m_dialog->resize(openingSize(*m_dialog, {760, 560}));
    m_search = new QLineEdit(m_dialog);
    m_search->setPlaceholderText(tr("Search by title or application"));
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Search windows"));
    m_list = new QListWidget(m_dialog);
    m_list->setAccessibleName(tr("Windows"));
    m_list->setAccessibleDescription(tr("Arrow keys choose a window, Enter takes it"));
    m_list->setViewMode(QListView::IconMode);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMovement(QListView::Static);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({pictureSide(), pictureSide() * 3 / 4});
    m_list->setGridSize(cellSize());
    m_list->setWordWrap(true);
    m_words = new QLabel(tr("Looking for windows…"), m_dialog);
    m_words->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, m_dialog);
    QPushButton* click = buttons->addButton(tr("&Click on a Window…"), QDialogButtonBox::ActionRole);
    click->setObjectName(QStringLiteral("point"));
    m_choose = buttons->addButton(tr("Choose"), QDialogButtonBox::AcceptRole);
    m_choose->setDefault(true);
    m_choose->setEnabled(false);
    auto* layout = new QVBoxLayout(m_dialog);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_words);
    layout->addWidget(buttons);

    const auto choose = [this] {
        if (const QListWidgetItem* item = m_list->currentItem())
            take(item->data(Qt::UserRole).toString());
    };
    connect(m_search, &QLineEdit::textChanged, this, &WindowPicker::search);
    connect(m_list, &QListWidget::itemActivated, this, choose);
    connect(m_list, &QListWidget::currentItemChanged, this,
            [this](const QListWidgetItem* item) { m_choose->setEnabled(item != nullptr); });
    connect(click, &QPushButton::clicked, this, &WindowPicker::point);
    connect(buttons, &QDialogButtonBox::accepted, this, choose);
    connect(buttons, &QDialogButtonBox::rejected, m_dialog, &QDialog::reject);
    connect(m_dialog, &QDialog::rejected, this, &Picker::cancelled);
}

QListWidgetItem* WindowPicker::itemOf(const QString& id) const
{
    for (int row = 0; m_list && row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() == id)
            return m_list->item(row);
    }
    return nullptr;
}

void WindowPicker::showWindows(const std::vector<DeviceInfo>& windows)
{
    if (!m_dialog)
        return;
    for (const DeviceInfo& window : windows) {
        auto* item = new QListWidgetItem(icon(QStringLiteral("screengrab")),
                                         QStringLiteral("%1\n%2").arg(window.label, window.detail), m_list);
        item->setData(Qt::UserRole, window.id);
        item->setToolTip(item->text());
        item->setTextAlignment(Qt::AlignHCenter | Qt::AlignTop);
        item->setSizeHint(cellSize());
    }
    m_words->setText(windows.empty() ? tr("No window is open.") : QString());
    m_words->setVisible(windows.empty());
    QListWidgetItem* current = itemOf(m_current);
    m_list->setCurrentItem(current ? current : m_list->item(0));
    search(m_search->text());
}

void WindowPicker::showPicture(const QString& id, const QImage& picture)
{
    if (QListWidgetItem* item = itemOf(id))
        item->setIcon(framed(picture, m_dialog->devicePixelRatioF()));
}

void WindowPicker::search(const QString& text)
{
    QListWidgetItem* first = nullptr;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* item = m_list->item(row);
        item->setHidden(!item->text().contains(text, Qt::CaseInsensitive));
        if (!first && !item->isHidden())
            first = item;
    }
    const QListWidgetItem* current = m_list->currentItem();
    if (!current || current->isHidden())
        m_list->setCurrentItem(first);
}

void WindowPicker::take(const QString& id)
{
    disconnect(m_dialog, nullptr, this, nullptr);
    m_dialog->hide();
    Q_EMIT picked({id});
}

void WindowPicker::point()
{
    disconnect(m_dialog, nullptr, this, nullptr);
    m_dialog->hide();
    m_pointing = new DesktopPointing(
        m_context, [](auto picture) { return new WindowTool(std::move(picture)); }, this);
    connect(m_pointing, &DesktopPointing::cancelled, this, &Picker::cancelled);
    connect(m_pointing, &DesktopPointing::failed, this, &Picker::failed);
    connect(m_pointing, &DesktopPointing::accepted, this,
            [this] { Q_EMIT picked({static_cast<WindowTool*>(m_pointing->tool())->windowId()}); });
    m_pointing->begin();
}

} // namespace reelout
