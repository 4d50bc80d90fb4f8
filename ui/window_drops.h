// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QWidget;

namespace reelout {

/// Takes files that are dropped on the window and on none of its rows, and tells what they are by name and
/// content. Owned by the window.
class WindowDrops final : public QObject {
    Q_OBJECT

public:
    enum class Kind { Project, Preset, Pictures, Sound, Nothing };
    Q_ENUM(Kind)

    explicit WindowDrops(QWidget& window);

    /// What a file is to the program; a folder is Pictures when it holds an image sequence.
    static Kind kindOf(const QString& path);
    /// The file to read: of a folder its first still.
    static QString fileOf(const QString& path);

Q_SIGNALS:
    void projectDropped(const QString& path);
    void presetDropped(const QString& path);
    /// Movies, stills and the first of a sequence; sound files.
    void picturesDropped(const QString& path);
    void soundDropped(const QString& path);
    void refused(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void take(const QStringList& paths);
};

} // namespace reelout
