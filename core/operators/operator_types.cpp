// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/operator.h"
#include "operators/tables/tables.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr int kMaximumSounds = 16;

OperatorType type(const char* token, const char* label, Family family,
                  std::shared_ptr<const ParamTable> table)
{
    OperatorType made;
    made.token = QString::fromUtf8(token);
    made.label = QString::fromUtf8(label);
    made.family = family;
    made.table = std::move(table);
    return made;
}

OperatorType reading(OperatorType made, Family inputFamily, int maximumInputs)
{
    made.inputFamily = inputFamily;
    made.maximumInputs = maximumInputs;
    return made;
}

OperatorType sink(OperatorType made)
{
    made.isSink = true;
    return made;
}

std::vector<OperatorType> makeTypes()
{
    return {
        type("screengrab", "Screen Grab", Family::Top, screenGrabTable()),
        type("videodevicein", "Video Device In", Family::Top, videoDeviceInTable()),
        type("moviefilein", "Movie File In", Family::Top, movieFileInTable()),
        type("testpattern", "Test Pattern", Family::Top, testPatternTable()),
        type("audiodevicein", "Audio Device In", Family::Chop, audioDeviceInTable()),
        type("audiofilein", "Audio File In", Family::Chop, audioFileInTable()),
        type("audiooscillator", "Audio Oscillator", Family::Chop, audioOscillatorTable()),
        reading(type("analyze", "Analyze", Family::Chop, analyzeTable()), Family::Chop, 1),
        type("table", "Table", Family::Dat, tableTable()),
        sink(reading(type("moviefileout", "Movie File Out", Family::Top, movieFileOutTable()), Family::Top,
                     1)),
        sink(reading(type("audiofileout", "Audio File Out", Family::Chop, audioFileOutTable()), Family::Chop,
                     kMaximumSounds)),
    };
}

} // namespace

QString familyName(Family family)
{
    switch (family) {
    case Family::Top:
        return QStringLiteral("TOP");
    case Family::Chop:
        return QStringLiteral("CHOP");
    case Family::Dat:
        return QStringLiteral("DAT");
    }
    return {};
}

const std::vector<OperatorType>& operatorTypes()
{
    static const std::vector<OperatorType> types = makeTypes();
    return types;
}

const OperatorType* operatorType(const QString& token)
{
    const std::vector<OperatorType>& types = operatorTypes();
    const auto found = std::find_if(types.begin(), types.end(),
                                    [&](const OperatorType& each) { return each.token == token; });
    return found == types.end() ? nullptr : &*found;
}

} // namespace reelout
