// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/verb_desk.h"

#include "record/replay_buffer.h"
#include "remote/remote_state.h"
#include "remote/verb_values.h"

#include <algorithm>

namespace reelout {

namespace {

const QLatin1String kActive("active");

Error invalid(const VerbDescriptor& verb, const QString& detail)
{
    return makeError(ErrorCode::InvalidParameter, verb.name, detail);
}

Error notFound(const QString& detail)
{
    return makeError(ErrorCode::NotFound, QStringLiteral("remote control"), detail);
}

bool isRunning(const Recorder& recorder)
{
    return recorder.state() != RecorderState::Idle && recorder.state() != RecorderState::Failed;
}

Status accepted(const Recorder& recorder, bool isAccepted)
{
    if (isAccepted)
        return {};
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("remote control"),
                     QStringLiteral("%1 records nothing that could take it").arg(recorder.sink().name()));
}

Result<QJsonValue> nothing(const Status& status)
{
    if (!status)
        return status.error();
    return QJsonValue();
}

} // namespace

const QStringList& remoteTopics()
{
    static const QStringList topics{QStringLiteral("state"), QStringLiteral("files"),
                                    QStringLiteral("statistics")};
    return topics;
}

VerbDesk::VerbDesk(Engine& engine, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_presets(defaultPresetsFolder())
{
    connect(&engine, &Engine::recorderAdded, this, [this](Recorder* recorder) { follow(*recorder); });
    for (Recorder* recorder : engine.recorders())
        follow(*recorder);
}

void VerbDesk::follow(Recorder& recorder)
{
    const auto tell = [this, &recorder](const QString& topic, const char* event, QJsonObject more) {
        more.insert(QStringLiteral("event"), QLatin1String(event));
        more.insert(QStringLiteral("operator"), recorder.sink().name());
        Q_EMIT happened(topic, more);
    };
    connect(&recorder, &Recorder::stateChanged, this, [tell](RecorderState state) {
        tell(QStringLiteral("state"), "state", {{QStringLiteral("state"), recorderStateName(state)}});
    });
    connect(&recorder, &Recorder::started, this, [tell](const QString& path) {
        tell(QStringLiteral("files"), "started", {{QStringLiteral("path"), path}});
    });
    connect(&recorder, &Recorder::fileFinished, this, [tell](const RecordReport& report) {
        tell(QStringLiteral("files"), "finished",
             {{QStringLiteral("path"), report.path}, {QStringLiteral("report"), report.toJson()}});
    });
    connect(&recorder, &Recorder::statsChanged, this, [tell, &recorder] {
        tell(QStringLiteral("statistics"), "statistics",
             {{QStringLiteral("statistics"), statisticsJson(recorder.stats())}});
    });
}

Status VerbDesk::check(const VerbDescriptor& verb, const QJsonObject& arguments) const
{
    for (const VerbArgument& argument : verb.arguments) {
        const QJsonValue value = arguments.value(argument.name);
        const bool isMissing = value.isUndefined() || value.isNull();
        if (isMissing && argument.isOptional)
            continue;
        if (isMissing)
            return invalid(verb, QStringLiteral("\"%1\" is missing: %2").arg(argument.name, argument.help));
        if (Status checked = checkArgument(argument, value); !checked)
            return invalid(verb, checked.error().detail);
    }
    for (const QString& name : arguments.keys()) {
        const bool isKnown = std::any_of(verb.arguments.begin(), verb.arguments.end(),
                                         [&](const VerbArgument& argument) { return argument.name == name; });
        if (!isKnown)
            return invalid(verb, QStringLiteral("there is no argument \"%1\"").arg(name.left(80)));
    }
    return {};
}

Result<QJsonValue> VerbDesk::run(Verb verb, const QJsonObject& arguments)
{
    return run(verbRow(verb), arguments);
}

Result<QJsonValue> VerbDesk::run(const VerbDescriptor& verb, const QJsonObject& arguments)
{
    REELOUT_TRY(check(verb, arguments));
    switch (verb.verb) {
    case Verb::Start:
    case Verb::Stop:
    case Verb::Toggle:
    case Verb::Pause:
    case Verb::Resume:
    case Verb::AddFrame:
    case Verb::Split:
    case Verb::Marker:
        return control(verb.verb, arguments);
    case Verb::StartReplay:
    case Verb::StopReplay:
    case Verb::SaveReplay:
        return controlReplay(verb.verb, arguments);
    case Verb::SetParameter:
        return nothing(setParameter(arguments));
    case Verb::GetParameter:
        return getParameter(arguments);
    case Verb::LoadPreset:
        return nothing(loadPreset(arguments));
    case Verb::GetState:
        return state(arguments);
    case Verb::Subscribe: // is the connection's own
        return QJsonValue();
    case Verb::Open:
    case Verb::Show:
        break;
    }
    const auto handler = m_handlers.find(verb.verb);
    if (handler == m_handlers.end())
        return makeError(ErrorCode::Unsupported, verb.name, QStringLiteral("there is no window here"));
    return nothing(handler->second(arguments));
}

Result<Operator*> VerbDesk::operatorNamed(const QJsonObject& arguments) const
{
    const QString name = arguments.value(QLatin1String("operator")).toString();
    Operator* op = m_engine.project().find(name);
    if (!op)
        return notFound(QStringLiteral("there is no operator \"%1\"").arg(name.left(80)));
    return op;
}

Recorder* VerbDesk::preferred() const
{
    if (Recorder* recorder = m_preferred ? m_preferred() : nullptr)
        return recorder;
    const std::vector<Recorder*> all = m_engine.recorders();
    const auto active = std::find_if(all.begin(), all.end(),
                                     [](const Recorder* recorder) { return recorder->sink().isActive(); });
    return active == all.end() ? nullptr : *active;
}

Result<std::vector<Recorder*>> VerbDesk::recordersMeant(Verb verb, const QJsonObject& arguments) const
{
    if (!arguments.value(QLatin1String("operator")).toString().isEmpty()) {
        const Result<Operator*> op = operatorNamed(arguments);
        if (!op)
            return op.error();
        Recorder* recorder = m_engine.recorder(**op);
        if (!recorder)
            return notFound(QStringLiteral("%1 records nothing").arg((*op)->name()));
        return std::vector<Recorder*>{recorder};
    }
    std::vector<Recorder*> meant;
    if (verb != Verb::Start) {
        for (Recorder* recorder : m_engine.recorders()) {
            const bool isPaused = recorder->state() == RecorderState::Paused;
            if ((verb == Verb::Split || verb == Verb::Marker) &&
                (!isRunning(*recorder) || recorder->state() == RecorderState::Finalising))
                continue;
            const bool needsPause = verb == Verb::Resume || verb == Verb::AddFrame;
            if (needsPause ? isPaused : isRunning(*recorder))
                meant.push_back(recorder);
        }
    }
    if (meant.empty() && (verb == Verb::Start || verb == Verb::Toggle)) {
        Recorder* recorder = preferred();
        if (!recorder)
            return notFound(QStringLiteral("the project has no recorder"));
        meant.push_back(recorder);
    }
    return meant;
}

Result<std::vector<Recorder*>> VerbDesk::replaysMeant(Verb verb, const QJsonObject& arguments) const
{
    const bool isNamed = !arguments.value(QLatin1String("operator")).toString().isEmpty();
    std::vector<Recorder*> meant;
    if (isNamed || verb == Verb::StartReplay) {
        Result<std::vector<Recorder*>> named = recordersMeant(Verb::Start, arguments);
        if (!named)
            return named;
        meant = std::move(named).value();
        if (!meant.front()->replay())
            return makeError(ErrorCode::Unsupported, QStringLiteral("remote control"),
                             QStringLiteral("%1 has no replay buffer: movie recorders have one")
                                 .arg(meant.front()->sink().name()));
        return meant;
    }
    for (Recorder* recorder : m_engine.recorders()) {
        if (recorder->replay() && recorder->replay()->canSave())
            meant.push_back(recorder);
    }
    if (meant.empty() && verb == Verb::SaveReplay)
        return notFound(QStringLiteral("no replay buffer runs"));
    return meant;
}

Result<QJsonValue> VerbDesk::controlReplay(Verb verb, const QJsonObject& arguments)
{
    const Result<std::vector<Recorder*>> meant = replaysMeant(verb, arguments);
    if (!meant)
        return meant.error();
    Status worst;
    for (Recorder* recorder : *meant) {
        ReplayBuffer& replay = *recorder->replay();
        Status done;
        if (verb == Verb::SaveReplay) {
            done = replay.save();
        } else {
            replay.setOn(verb == Verb::StartReplay);
            if (verb == Verb::StartReplay && replay.lastError())
                done = *replay.lastError();
        }
        if (!done && worst)
            worst = done;
    }
    return nothing(worst);
}

Status VerbDesk::start(Recorder& recorder)
{
    if (isRunning(recorder) && recorder.state() != RecorderState::Finalising)
        return {}; // it does what was asked for
    recorder.record();
    if (recorder.state() == RecorderState::Failed && recorder.lastError())
        return *recorder.lastError();
    return {};
}

Result<QJsonValue> VerbDesk::control(Verb verb, const QJsonObject& arguments)
{
    const Result<std::vector<Recorder*>> meant = recordersMeant(verb, arguments);
    if (!meant)
        return meant.error();
    Status worst;
    for (Recorder* recorder : *meant) {
        Status done;
        if (verb == Verb::Start || (verb == Verb::Toggle && !isRunning(*recorder)))
            done = start(*recorder);
        else if (verb == Verb::Stop || verb == Verb::Toggle)
            recorder->stop();
        else if (verb == Verb::AddFrame)
            recorder->addFrame();
        else if (verb == Verb::Split)
            done = accepted(*recorder, recorder->split());
        else if (verb == Verb::Marker)
            done = accepted(*recorder, recorder->mark(arguments.value(QLatin1String("name")).toString()));
        else
            recorder->setPaused(verb == Verb::Pause);
        if (!done && worst)
            worst = done;
    }
    return nothing(worst);
}

Status VerbDesk::setParameter(const QJsonObject& arguments)
{
    const Result<Operator*> op = operatorNamed(arguments);
    if (!op)
        return op.error();
    const QString name = arguments.value(QLatin1String("parameter")).toString();
    const QJsonValue value = arguments.value(QLatin1String("value"));
    if (name == kActive) {
        const QString text = value.toString();
        (*op)->setActive(value.isString() ? text == QLatin1String("1") || text == QLatin1String("on") ||
                                                text == QLatin1String("true")
                                          : value.toVariant().toDouble() != 0.0);
        return {};
    }
    ParamSet& params = (*op)->params();
    if (!params.table().find(name))
        return notFound(QStringLiteral("%1 has no parameter \"%2\"").arg((*op)->name(), name.left(80)));
    return value.isString() ? params.setFromText(name, value.toString())
                            : params.set(name, value.toVariant());
}

Result<QJsonValue> VerbDesk::getParameter(const QJsonObject& arguments) const
{
    const Result<Operator*> op = operatorNamed(arguments);
    if (!op)
        return op.error();
    const QString name = arguments.value(QLatin1String("parameter")).toString();
    if (name == kActive)
        return QJsonValue((*op)->isActive());
    const ParamDescriptor* row = (*op)->type().table->find(name);
    if (!row)
        return notFound(QStringLiteral("%1 has no parameter \"%2\"").arg((*op)->name(), name.left(80)));
    return QJsonValue::fromVariant((*op)->params().value(name));
}

Status VerbDesk::loadPreset(const QJsonObject& arguments)
{
    Operator* op = nullptr;
    if (!arguments.value(QLatin1String("operator")).toString().isEmpty()) {
        const Result<Operator*> named = operatorNamed(arguments);
        if (!named)
            return named.error();
        op = *named;
    } else if (Recorder* recorder = preferred()) {
        op = &recorder->sink();
    }
    if (!op)
        return notFound(QStringLiteral("the project has no recorder"));
    const Result<Preset> preset =
        m_presets.find(arguments.value(QLatin1String("preset")).toString(), op->type().token);
    if (!preset)
        return preset.error();
    return applyPreset(*preset, *op);
}

Result<QJsonValue> VerbDesk::state(const QJsonObject& arguments) const
{
    if (arguments.value(QLatin1String("operator")).toString().isEmpty())
        return QJsonValue(programState(m_engine));
    const Result<std::vector<Recorder*>> meant = recordersMeant(Verb::GetState, arguments);
    if (!meant)
        return meant.error();
    return QJsonValue(recorderState(*meant->front()));
}

} // namespace reelout
