// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>

namespace reelout {

/// Whether the desktop is dark: by the portal's setting (org.freedesktop.appearance color-scheme), which is
/// followed, or, where there is no portal, by the palette the program started with. Made before applyTheme().
/// Never waits for the portal. Main thread.
class SystemTheme final : public QObject {
    Q_OBJECT

public:
    explicit SystemTheme(QObject* parent = nullptr);

    bool isDark() const { return m_dark; }
    /// "dark" or "light".
    QString theme() const;

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void heed(const QVariant& scheme);

    bool m_dark;
};

} // namespace reelout
