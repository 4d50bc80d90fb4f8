// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/project.h"

#include "base/log.h"
#include "operators/project_impl.h"
#include "operators/provider_names.h"
#include "params/following.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace reelout {

namespace {

constexpr int kLongestName = 128;
const QLatin1String kOperatorsProvider("operators:");
const QString kFileParameter = QStringLiteral("file");

Error refused(const QString& step, const QString& detail)
{
    return makeError(ErrorCode::InvalidParameter, step, detail);
}

} // namespace

Project::Project(QObject* parent) : QObject(parent), m_impl(std::make_unique<Impl>()) {}

Project::~Project() = default;

void Project::setEvaluator(Evaluator evaluator)
{
    m_impl->evaluator = std::move(evaluator);
    refreshAll();
}

void Project::setMenuProvider(MenuProvider provider)
{
    m_impl->menuProvider = std::move(provider);
    refreshAll();
}

void Project::setFactProvider(FactProvider provider)
{
    m_impl->factProvider = std::move(provider);
    refreshAll();
}

void Project::setLimitProvider(LimitProvider provider)
{
    m_impl->limitProvider = std::move(provider);
    refreshAll();
}

void Project::setRate(FrameRate rate)
{
    if (m_rate == rate)
        return;
    m_rate = rate;
    touch();
    Q_EMIT rateChanged();
    refreshAll();
}

QString Project::name() const
{
    const QString base = QFileInfo(m_path).completeBaseName();
    return base.isEmpty() ? QStringLiteral("untitled") : base;
}

void Project::touch()
{
    if (!m_impl->isLoading)
        setModified(true);
}

void Project::setModified(bool modified)
{
    if (m_modified == modified)
        return;
    m_modified = modified;
    Q_EMIT modifiedChanged(modified);
}

void Project::refreshAll()
{
    if (m_impl->isLoading)
        return;
    for (const QPointer<Operator>& op : snapshot()) {
        if (op)
            op->m_params.refresh();
    }
}

std::vector<QPointer<Operator>> Project::snapshot() const
{
    std::vector<QPointer<Operator>> all;
    all.reserve(m_impl->operators.size());
    for (const auto& op : m_impl->operators)
        all.emplace_back(op.get());
    return all;
}

Status Project::checkName(const QString& name) const
{
    static const QRegularExpression allowed(QStringLiteral("\\A[A-Za-z_][A-Za-z0-9_]*\\z"));
    const QString step = QStringLiteral("name operator");
    if (name.size() > kLongestName)
        return refused(step, QStringLiteral("the name is longer than %1 characters").arg(kLongestName));
    if (!allowed.match(name).hasMatch())
        return refused(step,
                       QStringLiteral("\"%1\" is no operator name: letters, digits and _, not beginning "
                                      "with a digit")
                           .arg(name));
    const bool isReserved = std::any_of(
        m_impl->unknownOperators.begin(), m_impl->unknownOperators.end(),
        [&](const QJsonValue& op) { return op.toObject().value(QLatin1String("name")).toString() == name; });
    if (find(name) || isReserved)
        return refused(step, QStringLiteral("there is an operator named \"%1\" already").arg(name));
    return {};
}

QString Project::freeName(const QString& type) const
{
    for (int number = 1;; ++number) {
        const QString name = type + QString::number(number);
        if (checkName(name))
            return name;
    }
}

Operator* Project::create(const OperatorType& type, const QString& name)
{
    // The constructor is private, so make_unique can't.
    m_impl->operators.push_back(std::unique_ptr<Operator>(new Operator(*this, type, name)));
    Operator* op = m_impl->operators.back().get();
    ParamSet& params = op->m_params;
    params.setEvaluator([this, op](const QString& parameter, const QString& expression) {
        if (m_impl->evaluator)
            return m_impl->evaluator(*op, parameter, expression);
        return Result<QVariant>(makeError(ErrorCode::Unsupported, QStringLiteral("evaluate"),
                                          QStringLiteral("expressions are not evaluated here")));
    });
    params.setMenuProvider(
        [this, op](const QString& provider, const ParamSet&) { return menuFor(*op, provider); });
    params.setFactProvider([this, op](const QString& fact, const ParamSet&) {
        return !m_impl->factProvider || m_impl->factProvider(*op, fact);
    });
    params.setLimitProvider([this, op](const QString& parameter, const ParamSet&) {
        return m_impl->limitProvider ? m_impl->limitProvider(*op, parameter) : QString();
    });
    params.setDefaultProvider([this](const QString& provider) { return defaultFor(provider); });
    params.setGuard([this, op](const ParamDescriptor& row, const QVariant& value) {
        return checkReferences(*op, row, value);
    });
    connect(&params, &ParamSet::changed, this, [this, op](const QString& parameter) {
        const ParamDescriptor* row = op->type().table->find(parameter);
        // What a channel drives or an expression follows is not stored, and changes many times a second.
        const bool isSetting =
            op->m_params.mode(parameter) != ParamMode::Export && !isFollowing(op->m_params);
        if (row && !row->isTransient && isSetting)
            touch();
        if (m_impl->isLoading)
            return;
        if (parameter == kFileParameter)
            readTable(*op);
        Q_EMIT paramChanged(op, parameter);
    });
    connect(&params, &ParamSet::pulsed, this, [this, op](const QString& parameter, int index) {
        readTable(*op);
        Q_EMIT paramPulsed(op, parameter, index);
    });
    return op;
}

void Project::readTable(Operator& op)
{
    if (op.type().family != Family::Dat || op.params().text(kFileParameter).isEmpty())
        return;
    if (const Status read = op.readRows(); !read)
        logWarning(op.name(), read.error().detail);
}

void Project::announce(Operator& op)
{
    touch();
    Q_EMIT operatorAdded(&op);
    refreshAll();
}

Result<Operator*> Project::add(const QString& type, const QString& name)
{
    const QString step = QStringLiteral("add operator");
    const OperatorType* known = operatorType(type);
    if (!known)
        return refused(step, QStringLiteral("there is no operator type \"%1\"").arg(type.left(80)));
    if (m_impl->operators.size() >= static_cast<std::size_t>(kMaximumOperators))
        return refused(step, QStringLiteral("a project holds at most %1 operators").arg(kMaximumOperators));
    if (!name.isEmpty())
        REELOUT_TRY(checkName(name));
    Operator* op = create(*known, name.isEmpty() ? freeName(type) : name);
    announce(*op);
    return op;
}

void Project::remove(Operator& op)
{
    const auto isIt = [&](const auto& each) { return each.get() == &op; };
    if (std::none_of(m_impl->operators.begin(), m_impl->operators.end(), isIt))
        return;
    Q_EMIT operatorAboutToBeRemoved(&op);
    bool isWireCut = false;
    for (const QPointer<Operator>& other : snapshot()) {
        if (!other || other == &op)
            continue;
        const auto cut = std::count(other->m_inputs.begin(), other->m_inputs.end(), &op);
        std::replace(other->m_inputs.begin(), other->m_inputs.end(), QPointer<Operator>(&op),
                     QPointer<Operator>());
        isWireCut = isWireCut || cut > 0;
        other->m_params.replaceReferences(op.m_name, {});
        if (cut > 0 && other)
            Q_EMIT other->wiringChanged();
    }
    const auto found = std::find_if(m_impl->operators.begin(), m_impl->operators.end(), isIt);
    if (found == m_impl->operators.end())
        return;
    // Out of the list first: whoever listens to its end must not find it any more.
    const std::unique_ptr<Operator> last = std::move(*found);
    m_impl->operators.erase(found);
    touch();
    if (isWireCut)
        Q_EMIT wiringChanged();
    refreshAll();
}

Status Project::rename(Operator& op, const QString& name)
{
    if (op.m_name == name)
        return {};
    REELOUT_TRY(checkName(name));
    // A reference that pointed nowhere until now may find this operator under its new name.
    for (const auto& other : m_impl->operators) {
        if (other->m_params.references().contains(name))
            REELOUT_TRY(checkCycle(*other, op));
    }
    const QString from = std::exchange(op.m_name, name);
    for (const QPointer<Operator>& other : snapshot()) {
        if (other)
            other->m_params.replaceReferences(from, name);
    }
    touch();
    Q_EMIT op.renamed(from, name);
    Q_EMIT operatorRenamed(&op, from, name);
    refreshAll();
    return {};
}

Result<Operator*> Project::copy(Operator& op)
{
    Result<Operator*> made = addFromJson(operatorToJson(op));
    if (!made)
        return made;
    for (int i = 0; i < op.inputCount(); ++i) {
        if (op.input(i))
            REELOUT_TRY(connectInput(**made, i, op.input(i)));
    }
    return made;
}

Operator* Project::find(const QString& name) const
{
    const QString wanted = name.startsWith(QLatin1Char('/')) ? name.mid(1) : name;
    for (const auto& op : m_impl->operators) {
        if (op->m_name == wanted)
            return op.get();
    }
    return nullptr;
}

std::vector<Operator*> Project::operators() const
{
    std::vector<Operator*> all;
    all.reserve(m_impl->operators.size());
    for (const auto& op : m_impl->operators)
        all.push_back(op.get());
    return all;
}

void Project::move(Operator& op, int place)
{
    auto& all = m_impl->operators;
    const auto from =
        std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.get() == &op; });
    if (from == all.end())
        return;
    const auto to = all.begin() + std::clamp(place, 0, static_cast<int>(all.size()) - 1);
    if (from == to)
        return;
    if (from < to)
        std::rotate(from, std::next(from), std::next(to));
    else
        std::rotate(to, from, std::next(from));
    touch();
    Q_EMIT operatorMoved(&op);
}

std::vector<MenuItem> Project::menuFor(Operator& op, const QString& provider) const
{
    if (provider.startsWith(kOperatorsProvider)) {
        const QString family = provider.mid(kOperatorsProvider.size());
        std::vector<MenuItem> items;
        for (const auto& other : m_impl->operators) {
            if (other.get() != &op && (family.isEmpty() || familyName(other->type().family) == family))
                items.push_back({other->m_name, other->m_name, {}});
        }
        return items;
    }
    return m_impl->menuProvider ? m_impl->menuProvider(op, provider) : std::vector<MenuItem>();
}

QVariant Project::defaultFor(const QString& provider) const
{
    if (provider == defaults::kFirstAudioSource) {
        for (const auto& op : m_impl->operators) {
            if (op->type().family == Family::Chop && op->type().maximumInputs == 0)
                return op->m_name;
        }
    }
    return QString();
}

} // namespace reelout
