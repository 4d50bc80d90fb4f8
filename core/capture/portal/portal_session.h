// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/geometry.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>
#include <QTimer>
#include <QVariantMap>

#include <functional>
#include <optional>

namespace reelout {

/// What a screen-cast session is asked for (org.freedesktop.portal.ScreenCast).
struct PortalAsk {
    enum Type : unsigned { Monitor = 1, Window = 2, Virtual = 4 };
    enum Cursor : unsigned { Hidden = 1, Embedded = 2, Metadata = 4 };
    unsigned types = Monitor;
    bool wantsCursor = true;
    QString restoreToken; ///< of an earlier session; empty = the person is asked
};

/// What the person has chosen.
struct PortalGrant {
    int descriptor = -1; ///< of the PipeWire remote; the receiver closes it
    unsigned node = 0;
    Size size;                                    ///< empty when the portal doesn't say
    PortalAsk::Cursor cursor = PortalAsk::Hidden; ///< how it comes
    QString restoreToken;                         ///< for the next time; empty = there is none
};

/// One session of the desktop portal, from asking until it is closed. Says exactly one of granted() and
/// failed(), then perhaps closed(). Lives on a thread with an event loop; nothing blocks.
class PortalSession final : public QObject {
    Q_OBJECT

public:
    PortalSession(QDBusConnection bus, PortalAsk ask, QObject* parent = nullptr);
    /// Closes it: the desktop's sign that the screen is recorded goes out.
    ~PortalSession() override;

    void begin();

Q_SIGNALS:
    /// The dialog is up: it may take any time.
    void asking();
    void granted(const reelout::PortalGrant& grant);
    /// Cancelled: the person said no. Unsupported: this desktop has no such portal. TimedOut, Internal.
    void failed(const reelout::Error& error);
    /// The person or the desktop ended it.
    void closed();

private Q_SLOTS:
    void onResponse(uint code, const QVariantMap& results, const QDBusMessage& message);
    void onClosed();

private:
    enum class Step { Properties, Create, Select, Start, Open, Done };
    void request(Step step, const QString& method, QList<QVariant> arguments, QVariantMap options);
    void answer(uint code, const QVariantMap& results);
    void ask(const QDBusMessage& message, std::function<void(const QDBusMessage&)> answered);
    void readProperties();
    void create();
    void select();
    void start();
    void open(const QVariantMap& results);
    void fail(const Error& error);
    static Error errorOf(const QDBusMessage& answer);

    QDBusConnection m_bus;
    const PortalAsk m_ask;
    Step m_step = Step::Properties;
    QTimer m_patience;
    QString m_requestPath;
    struct Early {
        QString path;
        uint code = 0;
        QVariantMap results;
    };
    std::optional<Early> m_early; ///< answer to a request whose path isn't known yet
    QString m_session;
    unsigned m_version = 0;
    unsigned m_types = 0;
    unsigned m_cursors = 0;
    PortalGrant m_grant;
};

} // namespace reelout
