// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace reelout {

/// One line that is always there: the last thing a person should know, with the file it is about one click
/// away.
class NoticeLine final : public QWidget {
    Q_OBJECT

public:
    enum class Tone { Plain, Good, Problem };

    explicit NoticeLine(QWidget* parent = nullptr);

    /// `path` may be empty; `details` is the tooltip.
    void show(Tone tone, const QString& text, const QString& path = {}, const QString& details = {});
    /// The same about a recording: the file can be opened, and its report be read.
    void showReport(Tone tone, const QString& text, const QString& path, const QString& details);
    QString text() const { return m_text; }
    QString path() const { return m_path; }

Q_SIGNALS:
    void detailsAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class About { Anything, Recording };
    void show(About about, Tone tone, const QString& text, const QString& path, const QString& details);
    QToolButton* makeButton(const QString& iconName, const QString& text);
    void elide();
    void dismiss();

    QLabel* m_mark;
    QLabel* m_label;
    QToolButton* m_open = nullptr;
    QToolButton* m_folder = nullptr;
    QToolButton* m_details = nullptr;
    QToolButton* m_close = nullptr;
    QString m_text;
    QString m_path;
};

} // namespace reelout
