// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace reelout {

/// What an operator's row carries besides its name.
enum OperatorRole {
    kLightRole = Qt::UserRole + 1, ///< StateLight as int
    kTypeRole,                     ///< label of the type, in small letters at the right
    kOperatorNameRole,             ///< name, unaffected by editing
    kWarningRole,                  ///< text; empty = all is well
    kHintRole,                     ///< what dropping here would do; empty = nothing is dragged over it
    kPictureRole,                  ///< QImage, may be null
    kLevelRole,                    ///< float 0..1, negative = nothing is heard
};

/// Left of this a row of the list has its light, which arms a recorder.
int lightWidth();

/// Draws a row of the operator list: light, picture or level, name, warning, type.
class OperatorDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;

private:
    void paintGroup(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintGlance(QPainter& painter, const QRect& place, const QModelIndex& index) const;
    void paintTexts(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
};

} // namespace reelout
