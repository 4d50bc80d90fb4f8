// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>

namespace reelout {

const ThemeColours& themeColours()
{
    static const ThemeColours colours{
        QColor(0x5a, 0x9b, 0xe0), QColor(0xe5, 0x48, 0x4d), QColor(0xe0, 0xa0, 0x3c),
        QColor(0x4c, 0xb7, 0x82), QColor(0xf0, 0x6a, 0x6a), QColor(0xa0, 0x8c, 0xf0),
        QColor(0x62, 0xc0, 0x8a), QColor(0xd9, 0x8a, 0xc0), QColor(0x8b, 0x92, 0x9c)};
    return colours;
}

void applyTheme(QApplication& application)
{
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));

    const QColor text(0xd5, 0xd8, 0xdd);
    const QColor dim(0x6c, 0x72, 0x7b);
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(0x20, 0x22, 0x26));
    palette.setColor(QPalette::Base, QColor(0x17, 0x19, 0x1c));
    palette.setColor(QPalette::AlternateBase, QColor(0x1c, 0x1e, 0x22));
    palette.setColor(QPalette::Button, QColor(0x2d, 0x30, 0x36));
    palette.setColor(QPalette::Mid, QColor(0x3a, 0x3e, 0x45));
    palette.setColor(QPalette::Midlight, QColor(0x45, 0x4a, 0x52));
    palette.setColor(QPalette::Dark, QColor(0x12, 0x13, 0x15));
    palette.setColor(QPalette::Shadow, QColor(0x0b, 0x0c, 0x0d));
    palette.setColor(QPalette::Light, QColor(0x50, 0x55, 0x5e));
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::ToolTipBase, QColor(0x2d, 0x30, 0x36));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, dim);
    palette.setColor(QPalette::Link, themeColours().accent);
    palette.setColor(QPalette::Highlight, QColor(0x35, 0x5f, 0x92));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, dim);
    palette.setColor(QPalette::Disabled, QPalette::Base, QColor(0x1e, 0x20, 0x23));
    palette.setColor(QPalette::Disabled, QPalette::Button, QColor(0x25, 0x27, 0x2b));
    application.setPalette(palette);

    QFont font = application.font();
    font.setPointSizeF(9.0);
    application.setFont(font);

    QFile sheet(QStringLiteral(":/reelout/style.qss"));
    if (sheet.open(QIODevice::ReadOnly))
        application.setStyleSheet(QString::fromUtf8(sheet.readAll()));
}

QFont figureFont(double pointSize)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(pointSize);
    return font;
}

} // namespace reelout
