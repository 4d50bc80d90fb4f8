// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusVirtualObject>
#include <QSize>
#include <QVariantMap>

#include <functional>
#include <map>

namespace reelout::test {

/// A desktop portal (org.freedesktop.portal.ScreenCast) that plays what a desktop may do: agree, refuse, ask
/// for ever, say nothing at all, close what it has granted. On a bus of the test's own. Main thread, whose
/// event loop must run.
class PortalMock final : public QDBusVirtualObject {
    Q_OBJECT

public:
    enum class Answer {
        Agree,
        Cancel,       ///< the person said no: response 1
        GiveUp,       ///< response 2
        Ask,          ///< the dialog stays open
        SayNothing,   ///< not even the call is answered
        DenyAccess,   ///< the call is an error
        CloseSession, ///< in place of an answer
        BeOld,        ///< agrees, but the request has another path than worked out (before 2019)
    };

    explicit PortalMock(const QString& busAddress);
    ~PortalMock() override;

    bool isThere() const { return m_isThere; }

    unsigned version = 4;
    unsigned types = 7;
    unsigned cursorModes = 7;
    bool hasScreenCast = true;
    std::map<QString, Answer> answers; ///< by method; what isn't named is agreed to
    std::function<int()> openRemote;   ///< gives the descriptor of a PipeWire server; empty = it is refused
    unsigned node = 0;
    QSize size{64, 48};
    bool givesStream = true;
    QString token; ///< handed out at Start; empty = none

    // What was asked.
    QStringList calls;
    QVariantMap selected; ///< options of the last SelectSources
    QStringList closed;   ///< paths of sessions and requests that were closed by us
    QString session;      ///< path of the last one

    /// The desktop's own switch: the session ends.
    void closeSession();

    bool handleMessage(const QDBusMessage& message, const QDBusConnection& connection) override;
    QString introspect(const QString&) const override { return {}; }

private:
    void answerRequest(const QDBusMessage& message, const QVariantMap& options, const QVariantMap& results);
    void openPipeWire(const QDBusMessage& message);
    QVariantMap startResults() const;

    const QString m_name;
    QDBusConnection m_bus;
    bool m_isThere = false;
};

} // namespace reelout::test
