// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/exports.h"

#include "base/error_text.h"
#include "base/log.h"
#include "script/export_table.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <map>

namespace reelout {

namespace {

constexpr Duration kRetry = std::chrono::seconds(1);
constexpr int kIdleInterval = 250; ///< ms, while nothing exports

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Exports", source);
}

QString methodOf(const Operator& op)
{
    return op.params().text(QStringLiteral("exportmethod"));
}

bool isByName(const Operator& op)
{
    return methodOf(op) == QLatin1String("autoname");
}

bool wantsExports(const Operator& op)
{
    if (!op.isActive() || op.params().table().find(QStringLiteral("exportmethod")) == nullptr)
        return false;
    return isByName(op) || !op.params().text(QStringLiteral("exporttable")).isEmpty();
}

/// A parameter that is driven.
struct Target {
    QPointer<Operator> op;
    QString parameter;

    friend bool operator==(const Target&, const Target&) = default;
};

/// One source of channels and the newest value of each.
struct Tap {
    AudioFeed feed;
    AudioHub::Reader reader;
    std::vector<float> values;
};

/// An operator that exports.
struct Exporter {
    QPointer<Operator> op;
    std::vector<Tap> taps;
    std::vector<AudioFeed> opening; ///< sources that are on their way
    Timestamp retryAt;
    std::vector<Target> tied;
    QStringList problems;
    bool isSeen = false;
};

} // namespace

struct Exports::Impl {
    Impl(Exports& exports, Engine& owner) : self(exports), engine(owner) {}

    Exporter& exporterOf(Operator& op);
    void follow(Exporter& exporter);
    QStringList connectTaps(Exporter& exporter);
    ExportLinks linksOf(const Operator& op, const QStringList& channels) const;
    Operator* find(const Operator& exporter, const QString& path) const;
    void drive(const Target& target, float value, QStringList& problems);
    void tell(Exporter& exporter, QStringList problems);

    Exports& self;
    Engine& engine;
    std::vector<std::unique_ptr<Exporter>> exporters;
    std::vector<Target> driven;    ///< by this tick
    std::vector<Target> wasDriven; ///< by the one before
    AudioBlock block;
    QTimer timer;
};

Exports::Exports(Engine& engine, QObject* parent)
    : QObject(parent),
      m_impl(std::make_unique<Impl>(*this, engine))
{
    m_impl->timer.setTimerType(Qt::PreciseTimer);
    connect(&m_impl->timer, &QTimer::timeout, this, &Exports::tick);
    m_impl->timer.start(kIdleInterval);
}

Exports::~Exports()
{
    stop();
}

void Exports::stop()
{
    m_impl->timer.stop();
    const std::vector<Target> driven = std::move(m_impl->driven);
    m_impl->driven.clear();
    m_impl->exporters.clear();
    for (const Target& target : driven) {
        if (target.op)
            target.op->params().clearExport(target.parameter);
    }
}

bool Exports::isTied(const Operator& op, const QString& parameter) const
{
    return std::any_of(m_impl->exporters.begin(), m_impl->exporters.end(), [&](const auto& exporter) {
        return std::any_of(exporter->tied.begin(), exporter->tied.end(), [&](const Target& target) {
            return target.op == &op && target.parameter == parameter;
        });
    });
}

QStringList Exports::problems(const Operator& op) const
{
    for (const auto& exporter : m_impl->exporters) {
        if (exporter->op == &op)
            return exporter->problems;
    }
    return {};
}

void Exports::tick()
{
    Impl& impl = *m_impl;
    impl.wasDriven = std::move(impl.driven);
    impl.driven.clear();
    for (const auto& exporter : impl.exporters)
        exporter->isSeen = false;
    for (Operator* op : impl.engine.project().operators()) {
        if (wantsExports(*op))
            impl.follow(impl.exporterOf(*op));
    }
    for (const auto& exporter : impl.exporters) {
        if (!exporter->isSeen && exporter->op)
            impl.tell(*exporter, {});
    }
    std::erase_if(impl.exporters, [](const auto& exporter) { return !exporter->isSeen; });
    for (const Target& target : impl.wasDriven) {
        const bool isDriven = std::find(impl.driven.begin(), impl.driven.end(), target) != impl.driven.end();
        if (!isDriven && target.op)
            target.op->params().clearExport(target.parameter);
    }
    const double frame = 1000.0 / impl.engine.project().rate().toDouble();
    const int interval = impl.exporters.empty() ? kIdleInterval : std::max(1, static_cast<int>(frame));
    if (impl.timer.interval() != interval)
        impl.timer.setInterval(interval);
}

Exporter& Exports::Impl::exporterOf(Operator& op)
{
    for (const auto& exporter : exporters) {
        if (exporter->op == &op)
            return *exporter;
    }
    exporters.push_back(std::make_unique<Exporter>());
    exporters.back()->op = &op;
    return *exporters.back();
}

// Joins the sources whose channels the operator has, in the order of its inputs.
QStringList Exports::Impl::connectTaps(Exporter& exporter)
{
    std::vector<Operator*> sources;
    if (exporter.op->type().isSink) {
        for (int i = 0; i < exporter.op->inputCount(); ++i) {
            if (Operator* input = exporter.op->input(i))
                sources.push_back(input);
        }
    } else {
        sources.push_back(exporter.op);
    }
    const Timestamp now = engine.services().clock->now();
    if (exporter.taps.empty() && exporter.opening.empty() && now < exporter.retryAt)
        return exporter.problems;
    exporter.retryAt = now + kRetry;
    std::vector<Tap> taps;
    std::vector<AudioFeed> opening;
    QStringList problems;
    for (Operator* source : sources) {
        Result<AudioFeed> feed = engine.watchSound(*source);
        if (!feed) {
            problems << describe(feed.error());
            continue;
        }
        if (!feed->hub) {
            opening.push_back(std::move(*feed));
            continue;
        }
        const auto same = std::find_if(exporter.taps.begin(), exporter.taps.end(),
                                       [&](const Tap& tap) { return tap.feed.hub == feed->hub; });
        if (same != exporter.taps.end()) {
            taps.push_back(std::move(*same));
        } else {
            AudioHub::Reader reader = feed->hub->readerFromNow();
            taps.push_back({std::move(*feed), reader, {}});
        }
    }
    exporter.taps = std::move(taps);
    exporter.opening = std::move(opening);
    return problems;
}

void Exports::Impl::follow(Exporter& exporter)
{
    exporter.isSeen = true;
    exporter.tied.clear();
    QStringList problems = connectTaps(exporter);
    QStringList channels;
    std::vector<std::optional<float>> values;
    for (Tap& tap : exporter.taps) {
        const auto width = static_cast<std::size_t>(tap.feed.hub->format().channels);
        while (tap.reader.read(block)) {
            if (block.samples.size() >= width)
                tap.values.assign(block.samples.end() - static_cast<std::ptrdiff_t>(width),
                                  block.samples.end());
        }
        channels += tap.feed.hub->format().channelNames;
        for (std::size_t i = 0; i < width; ++i)
            values.push_back(i < tap.values.size() ? std::optional<float>(tap.values[i]) : std::nullopt);
    }
    if (!exporter.taps.empty()) {
        const ExportLinks found = linksOf(*exporter.op, channels);
        problems += found.problems;
        for (const ExportLink& link : found.links) {
            Operator* op = find(*exporter.op, link.path);
            if (op == nullptr) {
                problems << sentence("Export: there is no operator \"%1\".").arg(link.path);
                continue;
            }
            exporter.tied.push_back({op, link.parameter});
            const std::optional<float> value = values[static_cast<std::size_t>(link.channel)];
            if (value && std::isfinite(*value))
                drive({op, link.parameter}, *value, problems);
        }
    }
    tell(exporter, std::move(problems));
}

ExportLinks Exports::Impl::linksOf(const Operator& op, const QStringList& channels) const
{
    if (isByName(op))
        return linksFromNames(channels);
    const Operator* table = engine.project().find(op.params().text(QStringLiteral("exporttable")));
    if (table == nullptr)
        return {{}, {sentence("Export Table: there is no such table.")}};
    const bool isByIndex = methodOf(op) == QLatin1String("datindex");
    return linksFromTable(table->rows(), isByIndex ? ExportValue::Index : ExportValue::Name, channels);
}

// Projects are flat: every root that is no operator is the project.
Operator* Exports::Impl::find(const Operator& exporter, const QString& path) const
{
    const Project& project = engine.project();
    QString name = path;
    while (name.startsWith(QLatin1Char('/')) || name.startsWith(QLatin1String("./")) ||
           name.startsWith(QLatin1String("../")))
        name = name.mid(name.indexOf(QLatin1Char('/')) + 1);
    if (name.isEmpty() && isByName(exporter))
        name = exporter.params().text(QStringLiteral("autoexportroot"));
    return name.isEmpty() ? nullptr : project.find(name);
}

void Exports::Impl::drive(const Target& target, float value, QStringList& problems)
{
    if (std::find(driven.begin(), driven.end(), target) != driven.end()) {
        problems
            << sentence("Export: %1.%2 is driven by two channels.").arg(target.op->name(), target.parameter);
        return;
    }
    const Status set = target.op->params().setExport(target.parameter, value);
    if (set)
        driven.push_back(target);
    else
        problems << sentence("Export to %1: %2").arg(target.op->name(), set.error().detail);
}

void Exports::Impl::tell(Exporter& exporter, QStringList problems)
{
    if (problems == exporter.problems)
        return;
    exporter.problems = std::move(problems);
    const bool isNamed = isByName(*exporter.op);
    const QString words = exporter.problems.join(QLatin1Char('\n'));
    ParamSet& params = exporter.op->params();
    params.setProblem(QStringLiteral("exportmethod"), isNamed ? words : QString());
    params.setProblem(QStringLiteral("exporttable"), isNamed ? QString() : words);
    for (const QString& problem : exporter.problems)
        logWarning(exporter.op->name(), problem);
    Q_EMIT self.problemsChanged(exporter.op);
}

} // namespace reelout
