// SPDX-License-Identifier: GPL-3.0-or-later
#include "ffmpeg/av_formats.h"
#include "ffmpeg/av_frame_wrap.h"

#include <QTest>

extern "C" {
#include <libavutil/pixdesc.h>
}

using namespace reelout;

class TestAvFormats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFormatMeansTheSame_data();
    void everyFormatMeansTheSame();
    void coloursAreTagged();
    void wrappedPictureIsNotCopiedAndStaysAlive();
};

void TestAvFormats::everyFormatMeansTheSame_data()
{
    QTest::addColumn<PixelFormat>("format");
    for (int i = 1; i <= static_cast<int>(PixelFormat::Gbrap16); ++i) {
        const auto format = static_cast<PixelFormat>(i);
        QTest::newRow(pixelFormatInfo(format).name) << format;
    }
}

void TestAvFormats::everyFormatMeansTheSame()
{
    QFETCH(PixelFormat, format);
    const AVPixelFormat theirs = toAvPixelFormat(format);
#if !REELOUT_AV_FLOAT_RGBA
    if (format == PixelFormat::RgbaF16 || format == PixelFormat::RgbaF32) {
        QCOMPARE(theirs, AV_PIX_FMT_NONE);
        return;
    }
#endif
    const AVPixFmtDescriptor* descriptor = av_pix_fmt_desc_get(theirs);
    QVERIFY(descriptor != nullptr);
    const PixelFormatInfo& info = pixelFormatInfo(format);
    QCOMPARE(fromAvPixelFormat(theirs), format);
    QCOMPARE(av_pix_fmt_count_planes(theirs), info.planes);
    QCOMPARE(int(descriptor->comp[0].depth), info.bitsPerComponent);
    QCOMPARE(int(descriptor->log2_chroma_w), info.log2ChromaWidth);
    QCOMPARE(int(descriptor->log2_chroma_h), info.log2ChromaHeight);
    QCOMPARE((descriptor->flags & AV_PIX_FMT_FLAG_ALPHA) != 0, info.hasAlpha);
    QCOMPARE((descriptor->flags & AV_PIX_FMT_FLAG_FLOAT) != 0, info.isFloat);
}

void TestAvFormats::coloursAreTagged()
{
    const AvColour movie = toAvColour(kBt709Limited);
    QCOMPARE(movie.primaries, AVCOL_PRI_BT709);
    QCOMPARE(movie.matrix, AVCOL_SPC_BT709);
    QCOMPARE(movie.transfer, AVCOL_TRC_BT709);
    QCOMPARE(movie.range, AVCOL_RANGE_MPEG);
    const AvColour screen = toAvColour(kScreenColour);
    QCOMPARE(screen.primaries, AVCOL_PRI_BT709);
    QCOMPARE(screen.matrix, AVCOL_SPC_RGB);
    QCOMPARE(screen.transfer, AVCOL_TRC_IEC61966_2_1);
    QCOMPARE(screen.range, AVCOL_RANGE_JPEG);
}

void TestAvFormats::wrappedPictureIsNotCopiedAndStaysAlive()
{
    PicturePool pool;
    PicturePtr picture = pool.acquire(PixelFormat::Nv12, {64, 48});
    std::weak_ptr<const Picture> watch = picture;
    Result<AvFramePtr> frame = wrapPicture(picture);
    QVERIFY(frame);
    QCOMPARE((*frame)->data[0], picture->planes[0].data);
    QCOMPARE((*frame)->data[1], picture->planes[1].data);
    QCOMPARE(std::ptrdiff_t((*frame)->linesize[1]), picture->planes[1].stride);
    QVERIFY(!av_frame_is_writable(frame->get()));

    AvFramePtr second(av_frame_clone(frame->get()));
    picture.reset();
    frame->reset();
    QVERIFY(!watch.expired());
    second.reset();
    QVERIFY(watch.expired());
}

QTEST_GUILESS_MAIN(TestAvFormats)
#include "test_av_formats.moc"
