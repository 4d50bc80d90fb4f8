// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace reelout {

/// One line that is always there: the last thing a person should know, with the folder of the file it is
/// about one click away.
class NoticeLine final : public QWidget {
    Q_OBJECT

public:
    enum class Tone { Plain, Good, Problem };

    explicit NoticeLine(QWidget* parent = nullptr);

    /// `path` may be empty; `details` is the tooltip.
    void show(Tone tone, const QString& text, const QString& path = {}, const QString& details = {});
    QString text() const { return m_text; }
    QString path() const { return m_path; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();
    void dismiss();

    QLabel* m_mark;
    QLabel* m_label;
    QToolButton* m_folder;
    QToolButton* m_close;
    QString m_text;
    QString m_path;
};

} // namespace reelout
