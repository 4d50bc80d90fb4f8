// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/replay_settings.h"

#include "files/file_namer.h"
#include "operators/project.h"
#include "record/record_plan.h"

namespace reelout {

namespace {

// Nothing of what is encoded depends on these.
constexpr const char* kOfFiles[] = {
    "file",           "uniquesuff", "n",         "leadingzerosdigits", "limitlength",
    "length",         "lengthunit", "splittime", "splitsize",          "stallforopen",
    "encodetestmode", "fillmode",   "filtertype"};

template <typename Spec>
std::optional<Spec> known(const Result<Spec>& spec)
{
    return spec ? std::optional<Spec>(*spec) : std::nullopt;
}

} // namespace

ReplaySettings ReplaySettings::of(const Operator& sink)
{
    ReplaySettings settings;
    const ParamSet& params = sink.params();
    settings.recorder = params.toJson();
    for (const char* name : kOfFiles)
        settings.recorder.remove(QLatin1String(name));
    settings.container = extensionOf(params.text(QStringLiteral("file")));
    if (const Operator* input = sink.input(0))
        settings.picture = known(pictureSourceSpec(*input));
    for (const QString& name : soundSourceNames(params)) {
        const Operator* sound = sink.project().find(name);
        settings.sounds.push_back(sound ? known(audioSourceSpec(*sound)) : std::nullopt);
    }
    return settings;
}

ReplayLimits replayLimits(const ParamSet& params)
{
    ReplayLimits limits;
    limits.length = fromSeconds(params.number(QStringLiteral("replaylength")));
    limits.bytes = static_cast<std::uint64_t>(params.number(QStringLiteral("replaysize")) * 1e6);
    return limits;
}

} // namespace reelout
