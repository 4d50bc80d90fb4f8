// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_rows.h"

namespace reelout::test {

/// A made-up table with a row of every kind.
inline std::shared_ptr<const ParamTable> sampleTable()
{
    ParamRows rows;
    rows.page("First");
    rows.menu("codec", "Codec")
        .entries({{"h264", "H.264"}, {"hap", "Hap"}, {"hapq", "Hap Q"}})
        .initially("h264")
        .refills({"flavour"})
        .formerToken("h264nvgpu", "h264")
        .help("Which codec.");
    rows.dynamicMenu("flavour", "Flavour").provider(QLatin1String("flavours"), "flavours of codec");
    rows.toggle("pause", "Pause").formerly("hold");
    rows.toggle("record", "Record").isCommand();
    rows.pulse("addframe", "Add Frame").when(isOn("pause"));
    rows.pulse("sizes", "Sizes").list({"640x480", "1920x1080"}).fills("size");
    rows.integer("count", "Count").initially(5).between(0, 10).slider(0, 8);
    rows.integer("open", "Open").from(0).slider(0, 10);
    rows.integerPair("size", "Size")
        .components("sizew", "sizeh")
        .initially(320, 200)
        .between(1, 4096)
        .slider(1, 640);
    rows.page("Second");
    rows.number("fps", "Rate")
        .initially(60)
        .initiallyExpression("project.rate")
        .between(1, 1000)
        .slider(1, 120);
    rows.numberPair("aspect", "Aspect")
        .components("aspect1", "aspect2")
        .initially(1, 1)
        .from(0.001)
        .slider(0, 1);
    rows.text("scope", "Scope").initially("*");
    rows.file("file", "File").initially("out").initiallyExpression("'out' + me.fileSuffix");
    rows.reference("sound", "Sound").family("CHOP").initiallyFrom(QLatin1String("first"), "the first one");
    rows.table("header", "Header").family("DAT").when(isSet("sound") && isOneOf("codec", {"hap", "hapq"}));
    rows.sequence("inputs", "Inputs")
        .blocks(
            3,
            {{QStringLiteral("top"), QStringLiteral("TOP"), ParamKind::OpRef, QStringLiteral("TOP"), {}, {}},
             {QStringLiteral("r"),
              QStringLiteral("R"),
              ParamKind::String,
              {},
              QStringLiteral("R"),
              QStringLiteral("names")}});
    rows.mask("mask", "Mask").initially(15);
    return rows.finish();
}

} // namespace reelout::test
