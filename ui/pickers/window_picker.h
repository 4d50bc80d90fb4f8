// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pickers/desktop_pointing.h"

#include <QPointer>

class QDialog;
class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace reelout {

/// Shows all windows by picture and title to choose from, or has people click on one. Value: the window's id.
class WindowPicker final : public Picker {
    Q_OBJECT

public:
    WindowPicker(const PickerContext& context, QObject* parent);
    ~WindowPicker() override;

    void open(const QVariantList& values) override;

private:
    void build();
    void showWindows(const std::vector<DeviceInfo>& windows);
    void showPicture(const QString& id, const QImage& picture);
    void search(const QString& text);
    void point();
    void take(const QString& id);
    QListWidgetItem* itemOf(const QString& id) const;

    const PickerContext m_context;
    DesktopReader m_reader;
    QString m_current; ///< the id that is set now
    QPointer<QDialog> m_dialog;
    QListWidget* m_list = nullptr;
    QLineEdit* m_search = nullptr;
    QLabel* m_words = nullptr;
    QPushButton* m_choose = nullptr;
    DesktopPointing* m_pointing = nullptr;
};

} // namespace reelout
