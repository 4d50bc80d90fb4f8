// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/effects/effects.h"

#include "ui/panels/operator_list.h"
#include "ui/viewport/viewport_panel.h"

#include <QImage>
#include <QSet>

namespace reelout::test {

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

QString sizeOf(EffectBench& bench)
{
    return q("%1x%2").arg(bench.video("width"), bench.video("height"));
}

void outputresolution()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.choose("outputresolution", "half"));
    QVERIFY(bench.record());
    QCOMPARE(sizeOf(bench), q("80x48"));
}

void resolution()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("outputresolution", q("custom"));
    QVERIFY(bench.typePair("resolution", "120", "64+8"));
    QVERIFY(bench.record());
    QCOMPARE(sizeOf(bench), q("120x72"));
}

void resmenu()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("outputresolution", q("custom"));
    QVERIFY(bench.pressEntry("resmenu", "256x256"));
    QVERIFY(bench.record());
    QCOMPARE(sizeOf(bench), q("256x256"));
}

void resmult()
{
    EffectBench::Options options;
    options.resolutionMultiplier = 0.5;
    EffectBench bench(options);
    bench.movie();
    QVERIFY(bench.record());
    QCOMPARE(sizeOf(bench), q("80x48"));
    QVERIFY(bench.toggle("resmult"));
    QVERIFY(bench.record());
    QCOMPARE(sizeOf(bench), q("160x96"));
}

void outputaspect()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("aspect", QVariantList{2.0, 1.0});
    QVERIFY(bench.choose("outputaspect", "custom"));
    QVERIFY(bench.record());
    QCOMPARE(bench.video("display_aspect_ratio"), q("2:1"));
}

void aspect()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("outputaspect", q("custom"));
    QVERIFY(bench.typePair("aspect", "4", "1"));
    QVERIFY(bench.record());
    QCOMPARE(bench.video("display_aspect_ratio"), q("4:1"));
}

void armenu()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("outputaspect", q("custom"));
    QVERIFY(bench.pressEntry("armenu", "4:3"));
    QVERIFY(bench.record());
    QCOMPARE(bench.video("display_aspect_ratio"), q("4:3"));
}

int colours(const QImage& image)
{
    QSet<QRgb> seen;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            seen.insert(image.pixel(x, y));
    return static_cast<int>(seen.size());
}

QImage still(EffectBench& bench)
{
    return bench.record() ? QImage(bench.path()) : QImage();
}

/// A still of few colours.
void fewColours(EffectBench& bench)
{
    bench.still("png");
    bench.arrange("testpattern1", "pattern", q("checker"));
    bench.arrange("testpattern1", "framenumber", false);
}

void inputfiltertype()
{
    EffectBench bench;
    fewColours(bench);
    const int own = colours(still(bench)); // the board's, and those of the mark that moves over it
    QVERIFY(own >= 2 && own <= 4);
    bench.arrange("outputresolution", q("custom"));
    bench.arrange("resolution", QVariantList{100, 70});
    QVERIFY(colours(still(bench)) > own);
    QVERIFY(bench.choose("inputfiltertype", "nearest"));
    QVERIFY(colours(still(bench)) <= own);
}

/// The part of the viewport below its header, as it is on the screen.
QImage viewport(EffectBench& bench)
{
    QWidget* shown = bench.window().viewportPanel().viewport().widget();
    return shown->grab().toImage().convertToFormat(QImage::Format_RGB32);
}

void fillmode()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("testpattern1", "pattern", q("white"));
    bench.arrange("testpattern1", "framenumber", false);
    const auto isWhite = [](QRgb pixel) { return qRed(pixel) > 250 && qBlue(pixel) > 250; };
    const auto centre = [](const QImage& image) { return image.pixel(image.rect().center()); };
    QVERIFY(bench.until([&] {
        const QImage image = viewport(bench);
        return isWhite(centre(image)) && !isWhite(image.pixel(2, 2));
    }));
    QVERIFY(bench.choose("fillmode", "fill"));
    QVERIFY(bench.until([&] {
        const QImage image = viewport(bench);
        return isWhite(image.pixel(2, 2)) && isWhite(image.pixel(image.width() - 3, image.height() - 3));
    }));
    QVERIFY(bench.choose("fillmode", "nativeres"));
    QVERIFY(bench.until([&] {
        const QImage image = viewport(bench);
        const QPoint middle = image.rect().center();
        return isWhite(centre(image)) && isWhite(image.pixel(middle.x() - 76, middle.y())) &&
               !isWhite(image.pixel(middle.x() - 84, middle.y()));
    }));
    QVERIFY(bench.record());
    QCOMPARE(sizeOf(bench), q("160x96")); // never changes the file
}

void filtertype()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("testpattern1", "pattern", q("checker"));
    bench.arrange("testpattern1", "framenumber", false);
    // The middle of the picture, enlarged: what is not blended has the two colours of the board.
    const auto middle = [&] {
        const QImage image = viewport(bench);
        return image.copy(QRect(image.rect().center() - QPoint(60, 40), QSize(120, 80)));
    };
    QVERIFY(bench.until([&] { return colours(middle()) > 2; }));
    QVERIFY(bench.choose("filtertype", "nearest"));
    QVERIFY(bench.until([&] { return colours(middle()) == 2; }));
}

void npasses()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("outputresolution", q("half"));
    QVERIFY(bench.type("npasses", "2"));
    QVERIFY(bench.record());
    QCOMPARE(sizeOf(bench), q("40x24"));
}

void chanmask()
{
    EffectBench bench;
    bench.still("png");
    bench.arrange("testpattern1", "pattern", q("white"));
    bench.arrange("testpattern1", "framenumber", false);
    QVERIFY(bench.pressChannel("chanmask", 'R'));
    QCOMPARE(still(bench).pixelColor(80, 48), QColor(0, 255, 255));
}

void format()
{
    EffectBench bench;
    bench.still("png");
    QVERIFY(bench.choose("format", "rgb32float"));
    bench.arrange("format", q("useinput"));
    QVERIFY(bench.record());
    QCOMPARE(bench.bytes().at(24), char{8}); // bits of a sample in the header
    QVERIFY(bench.choose("format", "rgba16fixed"));
    QVERIFY(bench.record());
    QCOMPARE(bench.bytes().at(24), char{16});
    QVERIFY(bench.choose("format", "mono8fixed"));
    QVERIFY(bench.record());
    QVERIFY(still(bench).isGrayscale());
}

} // namespace

std::vector<Effect> commonEffects()
{
    constexpr auto kOp = "moviefileout";
    return {
        {kOp, "outputresolution", outputresolution},
        {kOp, "resolution", resolution},
        {kOp, "resmenu", resmenu},
        {kOp, "resmult", resmult},
        {kOp, "outputaspect", outputaspect},
        {kOp, "aspect", aspect},
        {kOp, "armenu", armenu},
        {kOp, "inputfiltertype", inputfiltertype},
        {kOp, "fillmode", fillmode},
        {kOp, "filtertype", filtertype},
        {kOp, "npasses", npasses},
        {kOp, "chanmask", chanmask},
        {kOp, "format", format},
    };
}

} // namespace reelout::test
