// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_engine.h"

#include "script/expression_follower.h"
#include "script/script_bootstrap.h"
#include "script/script_host.h"
#include "script/script_source.h"
#include "script/watchdog.h"

#include <QHash>
#include <QJSEngine>
#include <QPointer>

#include <algorithm>
#include <cmath>
#include <deque>
#include <optional>

namespace reelout {

namespace {

/// Growth of the whole process during one evaluation that ends it. Far above what an expression needs; other
/// threads may allocate meanwhile.
constexpr std::size_t kGrowthLimit = std::size_t(512) * 1024 * 1024;
constexpr int kLongestExpression = 16384;
constexpr std::size_t kDeepest = 32;
constexpr int kMostCompiled = 1024;
/// An evaluation that took this long is costly: it rests for so many times as long before the next, so that
/// the main thread has time for everything else.
constexpr Duration kCostly = std::chrono::milliseconds(20);
constexpr int kRestFactor = 20;

Error refused(const QString& detail)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("evaluate expression"), detail);
}

/// An evaluation in progress.
struct Frame {
    const Operator* op = nullptr;
    QString parameter;
    QString failure; ///< not empty: whatever it gives, this is what is wrong (a cycle through it)
    ExpressionReads reads;
    bool isTooDeep = false; ///< what it gave depends on who asked

    QString path() const { return op->name() + QLatin1Char('.') + parameter; }
};

} // namespace

struct ScriptEngine::Impl {
    Impl(Project& graph, Clock& ofTime)
        : project(&graph),
          clock(ofTime),
          begun(ofTime.now()),
          follower(graph, cache, ofTime),
          watchdog(kTimeLimit, kGrowthLimit, [this] { engine->setInterrupted(true); })
    {}

    Status start();
    Result<QJSValue> compile(const QString& expression);
    Result<QVariant> run(Operator& me, const QString& parameter, const QString& expression);
    static Error errorOf(const QJSValue& reply);
    Result<QVariant> evaluate(Operator& me, const QString& parameter, const QString& expression);
    Result<QVariant> refuseCycle(std::size_t first);
    void noteReadsOfLast();

    QPointer<Project> project;
    Clock& clock;
    const Timestamp begun;
    // With the first expression: many projects have none, and an engine is megabytes and part of the start.
    std::optional<QJSEngine> engine;
    std::optional<ScriptHost> host;
    QJSValue compiler;
    QJSValue runner;
    QString startFailure;
    QHash<QString, QJSValue> compiled;
    std::deque<Frame> frames; ///< their reads are pointed to
    ExpressionCache cache;
    ExpressionFollower follower;
    Watchdog watchdog; ///< last: interrupts the engine
};

Status ScriptEngine::Impl::start()
{
    engine.emplace();
    host.emplace(*engine, *project, clock, begun);
    QJSEngine::setObjectOwnership(&*host, QJSEngine::CppOwnership);
    const QJSValue bootstrap = engine->evaluate(scriptBootstrap(), QStringLiteral("bootstrap"));
    const QJSValue sandbox = bootstrap.call({engine->newQObject(&*host), engine->globalObject()});
    for (const QJSValue& value : {bootstrap, sandbox}) {
        if (value.isError())
            return makeError(ErrorCode::Internal, QStringLiteral("start script engine"),
                             QStringLiteral("line %1: %2")
                                 .arg(value.property(QStringLiteral("lineNumber")).toInt())
                                 .arg(value.toString()));
    }
    compiler = sandbox.property(QStringLiteral("compile"));
    runner = sandbox.property(QStringLiteral("run"));
    return {};
}

Error ScriptEngine::Impl::errorOf(const QJSValue& reply)
{
    const QString message = reply.property(QStringLiteral("error")).toString();
    const int line = reply.property(QStringLiteral("line")).toInt();
    return refused(line > 1 ? QStringLiteral("line %1: %2").arg(line).arg(message) : message);
}

Result<QJSValue> ScriptEngine::Impl::compile(const QString& expression)
{
    const auto known = compiled.constFind(expression);
    if (known != compiled.constEnd())
        return *known;
    if (const QString reason = whyRefused(expression); !reason.isEmpty())
        return refused(reason);
    const QJSValue reply = compiler.call({withParameterAccess(expression)});
    if (reply.isError())
        return refused(reply.toString());
    if (reply.hasProperty(QStringLiteral("error")))
        return errorOf(reply);
    if (compiled.size() >= kMostCompiled)
        compiled.clear();
    return *compiled.insert(expression, reply.property(QStringLiteral("fn")));
}

Result<QVariant> ScriptEngine::Impl::run(Operator& me, const QString& parameter, const QString& expression)
{
    const Result<QJSValue> function = compile(expression);
    if (!function)
        return function.error();
    const QJSValue reply = runner.call({*function, me.name()});
    if (reply.isError() || !reply.isObject())
        return refused(reply.toString());
    if (reply.hasProperty(QStringLiteral("error")))
        return errorOf(reply);
    // The sandbox hands over bare values only: reading them runs nothing.
    const QJSValue value = reply.property(QStringLiteral("value"));
    if (value.isBool())
        return QVariant(value.toBool());
    if (value.isNumber()) {
        if (!std::isfinite(value.toNumber()))
            return refused(QStringLiteral("the result is infinite"));
        return QVariant(value.toNumber());
    }
    if (value.isString())
        return QVariant(value.toString());
    if (value.isArray())
        return QVariant(value.toVariant().toList());
    const ParamDescriptor* row = me.type().table->find(parameter);
    if (row && isReference(row->kind))
        return QVariant(QString());
    return refused(QStringLiteral("the result is None"));
}

ScriptEngine::ScriptEngine(Project& project, Clock& clock) : m_impl(std::make_unique<Impl>(project, clock))
{
    project.setEvaluator([this](Operator& me, const QString& parameter, const QString& expression) {
        return evaluate(me, parameter, expression);
    });
}

ScriptEngine::~ScriptEngine()
{
    if (m_impl->project)
        m_impl->project->setEvaluator({});
}

Result<QVariant> ScriptEngine::evaluate(Operator& me, const QString& parameter, const QString& expression)
{
    Impl& impl = *m_impl;
    if (!impl.engine) {
        if (const Status started = impl.start(); !started)
            impl.startFailure = started.error().detail;
    }
    if (!impl.startFailure.isEmpty())
        return makeError(ErrorCode::Internal, QStringLiteral("evaluate expression"), impl.startFailure);
    if (expression.size() > kLongestExpression)
        return refused(QStringLiteral("the expression is longer than %1 characters").arg(kLongestExpression));
    // What is only tried leaves no trace.
    const bool isOwn = me.params().expression(parameter) == expression;
    const ParameterKey key{me.name(), parameter};
    if (isOwn) {
        if (const Result<QVariant>* known = impl.cache.find(key, expression, impl.clock.now()))
            return *known;
        if (impl.cache.isNew(key, expression))
            impl.cache.invalidate(key);
    }
    return impl.evaluate(me, parameter, expression);
}

void ScriptEngine::settle()
{
    m_impl->follower.settle();
}

void ScriptEngine::tick()
{
    m_impl->follower.tick();
}

Result<QVariant> ScriptEngine::Impl::refuseCycle(std::size_t first)
{
    QStringList names;
    for (std::size_t i = first; i < frames.size(); ++i)
        names.append(frames[i].path());
    names.append(frames[first].path());
    const QString failure =
        QStringLiteral("a cycle of expressions: %1").arg(names.join(QStringLiteral(" reads ")));
    // The reader gets the last good value, so without this the expressions on the cycle would seem well.
    for (std::size_t i = first; i < frames.size(); ++i)
        frames[i].failure = failure;
    return refused(failure);
}

void ScriptEngine::Impl::noteReadsOfLast()
{
    host->noteReadsIn(frames.empty() ? nullptr : &frames.back().reads);
}

Result<QVariant> ScriptEngine::Impl::evaluate(Operator& me, const QString& parameter,
                                              const QString& expression)
{
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (frames[i].op == &me && frames[i].parameter == parameter)
            return refuseCycle(i);
    }
    if (frames.size() >= kDeepest) {
        for (Frame& frame : frames)
            frame.isTooDeep = true;
        return refused(QStringLiteral("more than %1 expressions read each other").arg(kDeepest));
    }

    const bool isOutermost = frames.empty();
    if (isOutermost)
        watchdog.begin();
    frames.push_back({&me, parameter, {}, {}, false});
    noteReadsOfLast();
    Result<QVariant> result = run(me, parameter, expression);
    const Frame frame = std::move(frames.back());
    frames.pop_back();
    noteReadsOfLast();
    if (!frame.failure.isEmpty())
        result = refused(frame.failure);
    Duration taken{};
    bool isCutOff = false;
    if (isOutermost) {
        isCutOff = watchdog.end();
        taken = watchdog.lastTaken();
    } else {
        frames.back().reads.readsOutside |= frame.reads.readsOutside;
        // One that was cut off on the way may be well by itself.
        isCutOff = engine->isInterrupted();
    }
    if (isOutermost && isCutOff) {
        engine->setInterrupted(false);
        result =
            makeError(ErrorCode::TimedOut, QStringLiteral("evaluate expression"),
                      QStringLiteral("the expression took longer than %1 ms or too much memory")
                          .arg(std::chrono::duration_cast<std::chrono::milliseconds>(kTimeLimit).count()));
    }
    const bool isKept =
        me.params().expression(parameter) == expression && !frame.isTooDeep && (isOutermost || !isCutOff);
    if (isKept) {
        const Timestamp now = clock.now();
        const Timestamp rest = isCutOff || taken >= kCostly ? now + kRestFactor * taken : now;
        cache.store({me.name(), parameter}, expression, result, frame.reads, rest);
    }
    return result;
}

} // namespace reelout
