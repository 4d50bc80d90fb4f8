// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/still_encoders.h"
#include "encode/still/still_formats.h"
#include "still_fixture.h"

#include <QTest>

using namespace reelout;
using namespace reelout::test;

Q_DECLARE_METATYPE(reelout::StillLayout)

namespace {

StillLayout layoutOf(const char* type, const char* pixelFormat, PixelFormat input = PixelFormat::Bgra8,
                     const char* dds = "none")
{
    StillSpec spec;
    spec.type = QString::fromLatin1(type);
    spec.pixelFormat = QString::fromLatin1(pixelFormat);
    spec.inputFormat = input;
    spec.ddsCompression = QString::fromLatin1(dds);
    return stillLayout(spec);
}

} // namespace

/// Which layout a file gets for a type and a Pixel Format, and what the writer asks the picture path for.
class StillLayoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void typesHoldWhatTheyCan_data()
    {
        using C = StillChannels;
        using S = StillSample;
        QTest::addColumn<StillLayout>("found");
        QTest::addColumn<StillLayout>("wanted");
        const auto row = [](const char* name, const StillLayout& found, C channels, S sample) {
            QTest::newRow(name) << found << StillLayout{channels, sample, false};
        };
        row("png keeps 16 bits", layoutOf("png", "rgba16fixed"), C::Rgba, S::Bits16);
        row("png holds 10 bits in 16", layoutOf("png", "rgb10a2fixed"), C::Rgba, S::Bits16);
        row("png holds floats in 16", layoutOf("png", "rgb32float"), C::Rgb, S::Bits16);
        row("png is grey", layoutOf("png", "mono8fixed"), C::Mono, S::Bits8);
        row("png is grey with alpha", layoutOf("png", "monoalpha16float"), C::MonoAlpha, S::Bits16);
        row("tiff widens halfs", layoutOf("tiff", "rgba16float"), C::Rgba, S::Float);
        row("tiff fills up two channels", layoutOf("tiff", "rg8fixed"), C::Rgb, S::Bits8);
        row("jpeg has no alpha", layoutOf("jpeg", "rgba32float"), C::Rgb, S::Bits8);
        row("jpeg is grey", layoutOf("jpeg", "a8fixed"), C::Mono, S::Bits8);
        row("bmp has alpha", layoutOf("bmp", "monoalpha8fixed"), C::Rgba, S::Bits8);
        row("webp has none", layoutOf("webp", "rgb16float"), C::Rgb, S::Bits8);
        row("hdr is float", layoutOf("hdr", "rgba8fixed"), C::Rgb, S::Float);
        row("exr is half", layoutOf("exr", "rgba8fixed"), C::Rgba, S::Half);
        row("exr keeps 16 bits in floats", layoutOf("exr", "rgba16fixed"), C::Rgba, S::Float);
        row("exr has one channel", layoutOf("exr", "a32float"), C::Alpha, S::Float);
        row("dds keeps 11 bits", layoutOf("dds", "rgba11float"), C::Rgb, S::Float11);
        row("dds has no three halfs", layoutOf("dds", "rgb16float"), C::Rgba, S::Half);
        row("bc6h is half", layoutOf("dds", "rgba8fixed", PixelFormat::Bgra8, "bc6h"), C::Rgb, S::Half);
        row("bc1 has no alpha", layoutOf("dds", "rgba32float", PixelFormat::Bgra8, "bc1"), C::Rgb, S::Bits8);
        row("bc5 has two", layoutOf("dds", "rgba8fixed", PixelFormat::Bgra8, "bc5"), C::Rg, S::Bits8);
        row("a screen is opaque", layoutOf("png", "useinput", PixelFormat::Bgrx8), C::Rgb, S::Bits8);
        row("a film has ten bits", layoutOf("png", "useinput", PixelFormat::Yuv422p10), C::Rgb, S::Bits16);
        row("floats stay", layoutOf("exr", "useinput", PixelFormat::RgbaF32), C::Rgba, S::Float);
        row("grey stays", layoutOf("tiff", "useinput", PixelFormat::Gray16), C::Mono, S::Bits16);
        row("nothing known", layoutOf("png", "useinput", PixelFormat::None), C::Rgba, S::Bits8);
        row("no such token", layoutOf("png", "rgba9fixed", PixelFormat::Bgrx8), C::Rgb, S::Bits8);
    }

    void typesHoldWhatTheyCan()
    {
        QFETCH(StillLayout, found);
        QFETCH(StillLayout, wanted);
        QCOMPARE(int(found.channels), int(wanted.channels));
        QCOMPARE(int(found.sample), int(wanted.sample));
        QVERIFY(found == wanted);
    }

    void onlyOneFormatMakesSrgbTextures()
    {
        QVERIFY(layoutOf("dds", "srgba8fixed").isSrgbTexture);
        QVERIFY(!layoutOf("dds", "rgba8fixed").isSrgbTexture);
        QVERIFY(!layoutOf("png", "srgba8fixed").isSrgbTexture);
    }

    /// The two functions a writer tells the picture path with agree with what encodeStill() takes.
    void whatIsAskedForIsTaken()
    {
        for (const StillFormat& format : stillFormats()) {
            for (const QString& token : pixelFormatTokens()) {
                for (const char* compression : {"none", "bc1", "bc3", "bc4", "bc5", "bc6h", "bc7"}) {
                    StillSpec spec;
                    spec.type = format.token;
                    spec.pixelFormat = token;
                    spec.inputFormat = PixelFormat::Rgba16;
                    spec.ddsCompression = QString::fromLatin1(compression);
                    const PixelFormat asked = stillPictureFormat(spec);
                    QVERIFY(isReadable(asked, stillLayout(spec)));
                    QCOMPARE(pixelFormatInfo(asked).isFloat, stillLayout(spec).isFloat());
                    QCOMPARE(stillPictureColour(spec).transfer == ColourTransfer::Linear,
                             stillLayout(spec).isFloat());
                    QVERIFY(encodeStill(*softPicture(asked, {5, 3}), spec, StillEffort::Quick));
                    if (format.token != QLatin1String("dds"))
                        break;
                }
            }
        }
    }

    void largeTiffsAreBig()
    {
        QVERIFY(!tiffNeedsBig(4'000'000'000ULL));
        QVERIFY(tiffNeedsBig(4'294'967'296ULL));
    }
};

QTEST_GUILESS_MAIN(StillLayoutTest)
#include "test_still_layout.moc"
