// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preset/preset_store.h"
#include "record/engine.h"
#include "remote/verbs.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QObject>

#include <functional>
#include <map>

namespace reelout {

/// Does what remotes ask for, verb by verb, after checking every argument against the table; and tells what
/// happens. Every remote goes through this one. Main thread.
class VerbDesk final : public QObject {
    Q_OBJECT

public:
    explicit VerbDesk(Engine& engine, QObject* parent = nullptr);

    /// Which recorder is meant when none is named; without one the first that is active.
    void setPreferredRecorder(std::function<Recorder*()> preferred) { m_preferred = std::move(preferred); }
    /// What the window does about its own verbs; without one they are Unsupported.
    using Handler = std::function<Status(const QJsonObject& arguments)>;
    void setHandler(Verb verb, Handler handler) { m_handlers[verb] = std::move(handler); }

    /// Null where a verb has nothing to tell. InvalidParameter names the argument; NotFound the operator,
    /// preset or parameter; others as what was asked for fails.
    Result<QJsonValue> run(const VerbDescriptor& verb, const QJsonObject& arguments);
    Result<QJsonValue> run(Verb verb, const QJsonObject& arguments = {});

    /// Longest text of an argument, in UTF-16 units.
    static constexpr int kLongestText = 65536;

Q_SIGNALS:
    /// {"event": "state" | "started" | "finished" | "statistics", "operator": …, …}
    void happened(const QString& topic, const QJsonObject& event);

private:
    Status check(const VerbDescriptor& verb, const QJsonObject& arguments) const;
    Result<Operator*> operatorNamed(const QJsonObject& arguments) const;
    Result<std::vector<Recorder*>> recordersMeant(Verb verb, const QJsonObject& arguments) const;
    Result<std::vector<Recorder*>> replaysMeant(Verb verb, const QJsonObject& arguments) const;
    Recorder* preferred() const;
    Result<QJsonValue> controlReplay(Verb verb, const QJsonObject& arguments);
    Result<QJsonValue> control(Verb verb, const QJsonObject& arguments);
    Status start(Recorder& recorder);
    Status setParameter(const QJsonObject& arguments);
    Result<QJsonValue> getParameter(const QJsonObject& arguments) const;
    Status loadPreset(const QJsonObject& arguments);
    Result<QJsonValue> state(const QJsonObject& arguments) const;
    void follow(Recorder& recorder);

    Engine& m_engine;
    PresetStore m_presets;
    std::function<Recorder*()> m_preferred;
    std::map<Verb, Handler> m_handlers;
};

/// Names of the topics there are.
const QStringList& remoteTopics();

} // namespace reelout
