// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_window.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QImage>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QShortcut>
#include <QSplitter>
#include <QSvgRenderer>
#include <QTextBrowser>
#include <QTimer>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace reelout {

/// Takes pages by their ids and pictures from the resources.
class HelpWindow::Browser final : public QTextBrowser {
public:
    Browser(const HelpPages& pages, QWidget* parent) : QTextBrowser(parent), m_pages(pages)
    {
        setOpenLinks(false);
        // A bar that comes with a long page would have it laid out anew, and places would move.
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
        setAccessibleName(HelpWindow::tr("Help page"));
    }

    QVariant loadResource(int type, const QUrl& name) override
    {
        if (type == QTextDocument::HtmlResource)
            return m_pages.html(name.path());
        if (type == QTextDocument::ImageResource)
            return picture(name.path());
        return {};
    }

private:
    /// "window" is window-dark@1.5x.png where the theme is dark and the screen has that many pixels a pixel;
    /// a drawing (.svg) is one for all.
    QVariant picture(const QString& name) const
    {
        if (name.endsWith(QLatin1String(".svg")))
            return drawing(QStringLiteral(":/reelout/help/") + name);
        const bool isDark = palette().color(QPalette::Base).lightness() < 128;
        const double scale = devicePixelRatioF();
        const char* size = scale > 1.5 ? "2" : scale > 1.0 ? "1.5" : "1";
        return QImage(
            QStringLiteral(":/reelout/help/%1-%2@%3x.png")
                .arg(name, isDark ? QStringLiteral("dark") : QStringLiteral("light"), QLatin1String(size)));
    }

    QVariant drawing(const QString& path) const
    {
        QSvgRenderer renderer(path);
        const qreal scale = devicePixelRatioF();
        QImage image((QSizeF(renderer.defaultSize()) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        renderer.render(&painter);
        painter.end();
        image.setDevicePixelRatio(scale);
        return image;
    }

    const HelpPages& m_pages;
};

HelpWindow::HelpWindow(HelpPages pages, QWidget* parent)
    : QDialog(parent),
      m_pages(std::move(pages)),
      m_browser(new Browser(m_pages, this)),
      m_search(new QLineEdit(this)),
      m_contents(new QListWidget(this))
{
    setWindowTitle(tr("Help"));
    m_search->setPlaceholderText(tr("Search the help"));
    m_search->setAccessibleName(tr("Search the help"));
    m_search->setClearButtonEnabled(true);
    m_contents->setAccessibleName(tr("Contents"));
    auto* back = new QToolButton(this);
    back->setText(tr("Back"));
    back->setAccessibleName(tr("Back"));
    back->setEnabled(false);
    back->setFocusPolicy(Qt::TabFocus);
    auto* left = new QWidget(this);
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    auto* top = new QHBoxLayout;
    top->addWidget(m_search, 1);
    top->addWidget(back);
    leftLayout->addLayout(top);
    leftLayout->addWidget(m_contents, 1);
    auto* columns = new QSplitter(this);
    columns->addWidget(left);
    columns->addWidget(m_browser);
    columns->setStretchFactor(1, 1);
    columns->setSizes({scaled(260), scaled(700)});
    columns->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(columns);
    resize(openingSize(*this, {980, 700}));

    connect(back, &QToolButton::clicked, m_browser, &QTextBrowser::backward);
    connect(m_browser, &QTextBrowser::backwardAvailable, back, &QWidget::setEnabled);
    connect(m_browser, &QTextBrowser::sourceChanged, this, &HelpWindow::markShown);
    connect(m_browser, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        if (url.scheme().isEmpty())
            open(url.path().isEmpty() ? page() : url.path(), url.fragment());
        else
            QDesktopServices::openUrl(url);
    });
    connect(m_contents, &QListWidget::currentRowChanged, this, &HelpWindow::showChosen);
    connect(m_search, &QLineEdit::textChanged, this, &HelpWindow::search);
    connect(m_search, &QLineEdit::returnPressed, this, &HelpWindow::findNext);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_search,
            [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    connect(new QShortcut(QKeySequence::Back, this), &QShortcut::activated, m_browser,
            &QTextBrowser::backward);
    search({});
}

QTextBrowser& HelpWindow::browser() const
{
    return *m_browser;
}

QString HelpWindow::page() const
{
    return m_browser->source().path();
}

void HelpWindow::open(const QString& page, const QString& anchor)
{
    QUrl url;
    url.setPath(page);
    m_browser->setSource(url, QTextDocument::HtmlResource);
    show();
    raise();
    activateWindow();
    m_browser->setFocus();
    // Once the page is laid out at the width it has on the screen: before that the place is another one.
    if (!anchor.isEmpty())
        QTimer::singleShot(0, m_browser, [this, anchor] {
            // Asking for the size has all of the page laid out, not only what was seen so far.
            static_cast<void>(m_browser->document()->documentLayout()->documentSize());
            m_browser->scrollToAnchor(anchor);
        });
}

void HelpWindow::search(const QString& words)
{
    const QSignalBlocker blocker(m_contents);
    m_contents->clear();
    for (const HelpPages::Page& each : words.trimmed().isEmpty() ? m_pages.pages() : m_pages.search(words)) {
        auto* item = new QListWidgetItem(each.title, m_contents);
        item->setData(Qt::UserRole, each.id);
    }
    markShown();
}

/// Return goes from one hit to the next, from page to page.
void HelpWindow::findNext()
{
    const QString words = m_search->text().trimmed();
    if (words.isEmpty() || m_contents->count() == 0)
        return;
    if (m_contents->currentRow() >= 0 && m_browser->find(words))
        return;
    m_contents->setCurrentRow((m_contents->currentRow() + 1) % m_contents->count());
    m_browser->find(words);
}

void HelpWindow::showChosen()
{
    if (const QListWidgetItem* item = m_contents->currentItem()) {
        QUrl url;
        url.setPath(item->data(Qt::UserRole).toString());
        m_browser->setSource(url, QTextDocument::HtmlResource);
    }
}

void HelpWindow::markShown()
{
    const QSignalBlocker blocker(m_contents);
    m_contents->setCurrentRow(-1);
    for (int row = 0; row < m_contents->count(); ++row)
        if (m_contents->item(row)->data(Qt::UserRole).toString() == page())
            m_contents->setCurrentRow(row);
    setWindowTitle(page().isEmpty() ? tr("Help") : tr("%1 — Help").arg(m_pages.title(page())));
}

} // namespace reelout
