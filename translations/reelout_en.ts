<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>reelout</name>
    <message numerus="yes">
        <source>%n block(s)</source>
        <translation>
            <numerusform>%n block</numerusform>
            <numerusform>%n blocks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Operators</source>
        <translation>
            <numerusform>%n Operator</numerusform>
            <numerusform>%n Operators</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>reelout::ArmStrip</name>
    <message numerus="yes">
        <source>%n more recorders</source>
        <translation>
            <numerusform>%n more recorder</numerusform>
            <numerusform>%n more recorders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>reelout::CountdownOverlay</name>
    <message numerus="yes">
        <source>Recording begins in %n seconds. Escape cancels.</source>
        <translation>
            <numerusform>Recording begins in %n second. Escape cancels.</numerusform>
            <numerusform>Recording begins in %n seconds. Escape cancels.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>reelout::InspectorView</name>
    <message numerus="yes">
        <source>Copy %n Values</source>
        <translation>
            <numerusform>Copy %n Value</numerusform>
            <numerusform>Copy %n Values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>reelout::MovieWriter</name>
    <message numerus="yes">
        <source>The encoder did not finish in time: the last %n picture(s) are missing.</source>
        <translation>
            <numerusform>The encoder did not finish in time: the last picture is missing.</numerusform>
            <numerusform>The encoder did not finish in time: the last %n pictures are missing.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>reelout::OperatorHeader</name>
    <message numerus="yes">
        <source>%n operators</source>
        <translation>
            <numerusform>%n operator</numerusform>
            <numerusform>%n operators</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>reelout::OperatorList</name>
    <message numerus="yes">
        <source>Remove %n operator(s)?</source>
        <translation>
            <numerusform>Remove %n operator?</numerusform>
            <numerusform>Remove %n operators?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>reelout::PresetButton</name>
    <message numerus="yes">
        <source>%n preset(s) can&apos;t be read: %1</source>
        <translation>
            <numerusform>%n preset can&apos;t be read: %1</numerusform>
            <numerusform>%n presets can&apos;t be read: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>reelout::RecoveryDialog</name>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n recording(s) for good? What they hold can&apos;t be brought back.</source>
        <translation>
            <numerusform>Delete %n recording for good? What it holds can&apos;t be brought back.</numerusform>
            <numerusform>Delete %n recordings for good? What they hold can&apos;t be brought back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>reelout::ReplayControl</name>
    <message numerus="yes">
        <source>The replay buffer holds the last %n second(s) (%1). Click to stop it.</source>
        <translation>
            <numerusform>The replay buffer holds the last %n second (%1). Click to stop it.</numerusform>
            <numerusform>The replay buffer holds the last %n seconds (%1). Click to stop it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>reelout::TakeFigures</name>
    <message numerus="yes">
        <source>%n more figures</source>
        <translation>
            <numerusform>%n more figure</numerusform>
            <numerusform>%n more figures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>reelout::TransportBar</name>
    <message numerus="yes">
        <source>%n recorders are armed</source>
        <translation>
            <numerusform>%n recorder is armed</numerusform>
            <numerusform>%n recorders are armed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Seconds</source>
        <translation>
            <numerusform>%n Second</numerusform>
            <numerusform>%n Seconds</numerusform>
        </translation>
    </message>
</context>
</TS>
