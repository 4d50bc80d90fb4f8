// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/osc_message.h"
#include "remote/verb_desk.h"

#include <QHostAddress>
#include <QObject>
#include <QUdpSocket>

namespace reelout {

/// The verbs over OSC and UDP:
///
///     /moviefileout1/record 1        start (0: stop); also pause 1, addframe
///     /moviefileout1/par/fps 30      set; without a value: asked for, the answer is the same with its value
///     /moviefileout1/start           any verb of a recorder by its name
///     /reelout/VERB …                any verb, arguments in the order of the table
///     /reelout/subscribe [port]      events to the sender (or that port of it) for 60 s, again to go on:
///                                    /NAME/state, /NAME/file, /NAME/finished, /NAME/statistics
///
/// What fails is answered by /reelout/error. Only addresses on the list are heard and answered; bundles,
/// arguments and subscribers are bounded, and so is what is done in one second. Main thread.
class OscRemote final : public QObject {
    Q_OBJECT

public:
    explicit OscRemote(VerbDesk& desk, const Clock& clock, QObject* parent = nullptr);

    /// Port 0 = any free one. `allowed` are addresses or networks ("192.168.1.0/24"); empty = all that reach
    /// `address`. InvalidParameter for what is no address, Unsupported without hasOsc(), IoFailed.
    Status listen(const QHostAddress& address, quint16 port, const QStringList& allowed);
    void close();
    quint16 port() const { return m_socket.localPort(); }

    static constexpr int kMostSubscribers = 16;
    static constexpr Duration kSubscription = std::chrono::seconds(60);
    /// Messages that are done in one second; more are dropped.
    static constexpr int kMostASecond = 2000;

private:
    struct Sender {
        QHostAddress address;
        quint16 port = 0;
        friend bool operator==(const Sender&, const Sender&) = default;
    };
    struct Subscriber {
        Sender to;
        Timestamp until;
    };

    void read();
    bool isAllowed(const QHostAddress& address) const;
    bool mayDoMore();
    void take(const OscMessage& message, const Sender& sender);
    Result<QJsonValue> doProgramVerb(const QString& name, const QVariantList& arguments,
                                     const Sender& sender);
    Result<QJsonValue> doOperatorVerb(const QString& op, const QString& word, const QVariantList& arguments);
    void answer(const OscMessage& message, const Result<QJsonValue>& result, const Sender& sender);
    void subscribe(const QVariantList& arguments, const Sender& sender);
    void send(const OscMessage& message, const Sender& to);
    void tell(const QString& topic, const QJsonObject& event);

    VerbDesk& m_desk;
    const Clock& m_clock;
    QUdpSocket m_socket;
    QList<QPair<QHostAddress, int>> m_allowed;
    std::vector<Subscriber> m_subscribers;
    Timestamp m_second;
    int m_done = 0; ///< since m_second
};

} // namespace reelout
