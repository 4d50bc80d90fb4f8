// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/hotkey_grabber.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QMap>
#include <QVariantMap>

namespace reelout {

/// Keys that a desktop hands out through org.freedesktop.portal.GlobalShortcuts (version 1): the desktop asks
/// its user, who may choose others or refuse. What is grabbed is asked for in one go, when control is back in
/// the event loop. Main thread.
class PortalHotkeys final : public HotkeyGrabber {
    Q_OBJECT

public:
    /// Unsupported when there is no bus or the desktop has no such portal. Asks it, and waits for a second at
    /// most.
    static Result<std::unique_ptr<HotkeyGrabber>> open(const QDBusConnection& bus);
    ~PortalHotkeys() override;

    Status grab(int id, const QString& keys) override;
    void releaseAll() override;

    /// As the portal writes keys (XDG shortcuts specification): "CTRL+SHIFT+F9".
    static Result<QString> trigger(const QString& keys);

private Q_SLOTS:
    void onSession(uint response, const QVariantMap& results);
    void onBound(uint response, const QVariantMap& results);
    void onActivated(const QDBusMessage& signal);

private:
    explicit PortalHotkeys(const QDBusConnection& bus);
    QString listenForResponse(const char* slot);
    void call(const QString& method, const QVariantList& arguments);
    void askForSession();
    void bind();
    void fail(const QString& detail);

    QDBusConnection m_bus;
    QString m_session; ///< object path; empty until there is one
    QString m_request; ///< of the answer that is waited for
    int m_tokens = 0;
    QMap<int, QString> m_wanted; ///< triggers by id
    bool m_isAsking = false;
};

} // namespace reelout
