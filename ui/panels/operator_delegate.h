// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace reelout {

/// What an operator's row carries besides its name.
enum OperatorRole {
    kLightRole = Qt::UserRole + 1, ///< QColor of the state light
    kTypeRole,                     ///< label of the type, in small letters at the right
    kOperatorNameRole,             ///< name, unaffected by editing
};

/// Draws a row of the operator list: light, icon, name, type.
class OperatorDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
};

} // namespace reelout
