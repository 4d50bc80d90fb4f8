// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/picture.h"

#include <QTest>

#include <cstring>
#include <set>

using namespace reelout;

class TestPicture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rectanglesMeetAndJoin()
    {
        const Rect a{0, 0, 100, 50};
        QCOMPARE(a.intersected({90, 40, 100, 100}), (Rect{90, 40, 10, 10}));
        QCOMPARE(a.intersected({100, 0, 10, 10}), Rect{});
        QCOMPARE(a.intersected({-10, -10, 20, 20}), (Rect{0, 0, 10, 10}));
        QCOMPARE(a.united({-10, 60, 5, 5}), (Rect{-10, 0, 110, 65}));
        QCOMPARE(a.united({}), a);
        QCOMPARE(Rect{}.united(a), a);
        QCOMPARE(a.right(), 100);
        QCOMPARE(a.bottom(), 50);
        QVERIFY((Rect{5, 5, 0, 10}.isEmpty()));
    }

    void everyFormatHasSaneFacts()
    {
        std::set<QString> names;
        for (int i = 0; i <= static_cast<int>(PixelFormat::Gbrap16); ++i) {
            const auto format = static_cast<PixelFormat>(i);
            const PixelFormatInfo& info = pixelFormatInfo(format);
            QVERIFY(names.insert(pixelFormatName(format)).second);
            for (int plane = 0; plane < 4; ++plane) {
                const bool isUsed = plane < info.planes;
                QCOMPARE(info.bytesPerPixel[static_cast<std::size_t>(plane)] > 0, isUsed);
                QCOMPARE(planeRowBytes(format, {16, 16}, plane) > 0, isUsed);
            }
            QVERIFY(info.planes != 4 || info.hasAlpha);
        }
    }

    void chromaPlanesRoundUp()
    {
        QCOMPARE(planeSize(PixelFormat::Yuv420p8, {5, 3}, 0), (Size{5, 3}));
        QCOMPARE(planeSize(PixelFormat::Yuv420p8, {5, 3}, 1), (Size{3, 2}));
        QCOMPARE(planeSize(PixelFormat::Yuv422p8, {5, 3}, 2), (Size{3, 3}));
        QCOMPARE(planeSize(PixelFormat::Yuva420p8, {5, 3}, 3), (Size{5, 3}));
        QCOMPARE(planeSize(PixelFormat::Gbrp8, {5, 3}, 1), (Size{5, 3}));
        QCOMPARE(planeRowBytes(PixelFormat::Nv12, {5, 3}, 1), 6U);
        QCOMPARE(planeRowBytes(PixelFormat::Yuyv8, {5, 3}, 0), 12U);
        QCOMPARE(planeRowBytes(PixelFormat::Bgra8, {5, 3}, 1), 0U);
    }

    void poolAlignsAndPads()
    {
        PicturePool pool;
        for (int i = 1; i <= static_cast<int>(PixelFormat::Gbrap16); ++i) {
            const auto format = static_cast<PixelFormat>(i);
            const Size size{37, 11};
            const std::shared_ptr<Picture> picture = pool.acquire(format, size);
            QVERIFY(picture);
            QCOMPARE(picture->format, format);
            QCOMPARE(picture->size, size);
            std::uint8_t* end = nullptr;
            for (int plane = 0; plane < pixelFormatInfo(format).planes; ++plane) {
                const Plane& p = picture->planes[static_cast<std::size_t>(plane)];
                QCOMPARE(reinterpret_cast<std::uintptr_t>(p.data) % 64, 0U);
                QCOMPARE(p.stride % 64, 0);
                QVERIFY(p.stride >= static_cast<std::ptrdiff_t>(planeRowBytes(format, size, plane)));
                QVERIFY(p.data >= end); // planes do not overlap
                end = p.data + p.stride * planeSize(format, size, plane).height;
                std::memset(p.data, plane, static_cast<std::size_t>(end - p.data));
            }
            // Kernels may read a vector past the end (AddressSanitizer checks that it is ours).
            volatile std::uint8_t past = end[63];
            (void)past;
        }
    }

    void poolReusesMemory()
    {
        PicturePool pool;
        std::shared_ptr<Picture> first = pool.acquire(PixelFormat::Bgra8, {640, 480});
        const std::uint8_t* memory = first->planes[0].data;
        std::shared_ptr<Picture> second = pool.acquire(PixelFormat::Bgra8, {640, 480});
        QVERIFY(second->planes[0].data != memory);
        first.reset();
        first = pool.acquire(PixelFormat::Bgrx8, {640, 480}); // same bytes, other format
        QVERIFY(first->planes[0].data == memory);
        QCOMPARE(first->serial, 0U);
    }

    void poolFollowsANewSize()
    {
        PicturePool pool;
        std::shared_ptr<Picture> old = pool.acquire(PixelFormat::Bgra8, {640, 480});
        const std::shared_ptr<Picture> bigger = pool.acquire(PixelFormat::Bgra8, {800, 600});
        QCOMPARE(bigger->size, (Size{800, 600}));
        old.reset(); // of a size nobody asks for any more: freed, not kept
        const std::shared_ptr<Picture> again = pool.acquire(PixelFormat::Bgra8, {640, 480});
        QVERIFY(again);
    }

    void poolRefusesNonsense()
    {
        PicturePool pool;
        QVERIFY(!pool.acquire(PixelFormat::None, {16, 16}));
        QVERIFY(!pool.acquire(PixelFormat::Bgra8, {0, 16}));
        QVERIFY(!pool.acquire(PixelFormat::Bgra8, {16, -1}));
        QVERIFY(!pool.acquire(PixelFormat::Bgra8, {65537, 1}));
        QVERIFY(pool.acquire(PixelFormat::Gray8, {65536, 1}));
    }

    void picturesOutliveTheirPool()
    {
        std::shared_ptr<Picture> picture;
        {
            PicturePool pool;
            picture = pool.acquire(PixelFormat::Gray8, {8, 8});
        }
        picture->row(0, 7)[7] = 42;
        QCOMPARE(std::as_const(*picture).row(0, 7)[7], std::uint8_t(42));
    }
};

QTEST_GUILESS_MAIN(TestPicture)
#include "test_picture.moc"
