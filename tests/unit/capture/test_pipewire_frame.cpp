// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_frame.h"

#include <QTest>

#include <spa/buffer/buffer.h>
#include <spa/buffer/meta.h>

#include <array>
#include <cstring>

using namespace reelout;

namespace {

constexpr Size kSize{8, 4};

/// A buffer as it comes from another process, with anything in it.
struct Buffer {
    Buffer()
    {
        data.data = pixels.data();
        data.maxsize = static_cast<std::uint32_t>(pixels.size());
        data.type = SPA_DATA_MemPtr;
        data.chunk = &chunk;
        chunk.size = data.maxsize;
        chunk.stride = kSize.width * 4;
        buffer.datas = &data;
        buffer.n_datas = 1;
    }
    void addMeta(std::uint32_t type, void* content, std::uint32_t size)
    {
        metas[buffer.n_metas] = {type, size, content};
        buffer.metas = metas.data();
        ++buffer.n_metas;
    }

    std::array<std::uint8_t, std::size_t(8) * 4 * 4> pixels{};
    spa_chunk chunk{};
    spa_data data{};
    std::array<spa_meta, 4> metas{};
    spa_buffer buffer{};
};

const PwVideoFormat kFormat{PwVideoFormat::Layout::Bgrx8, kSize};

} // namespace

/// Nothing the other side writes makes us read where there is nothing.
class PipewireFrameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lengthsAreChecked()
    {
        Buffer whole;
        Result<PwFrame> frame = readFrame(whole.buffer, kFormat);
        QVERIFY(frame && frame->pixels == whole.pixels.data());
        QCOMPARE(frame->stride, 32);

        const auto refuses = [](auto&& spoil) {
            Buffer buffer;
            spoil(buffer);
            const Result<PwFrame> read = readFrame(buffer.buffer, kFormat);
            return !read && read.error().code == ErrorCode::InvalidData;
        };
        QVERIFY(refuses([](Buffer& b) { b.data.maxsize = 127; }));
        QVERIFY(refuses([](Buffer& b) { b.chunk.offset = 1; }));
        QVERIFY(refuses([](Buffer& b) { b.chunk.offset = 0xFFFFFFFFU; }));
        QVERIFY(refuses([](Buffer& b) { b.chunk.stride = 31; }));
        QVERIFY(refuses([](Buffer& b) { b.chunk.stride = -32; }));
        QVERIFY(refuses([](Buffer& b) { b.chunk.stride = 0x7FFFFFFF; }));
        QVERIFY(refuses([](Buffer& b) { b.data.data = nullptr; }));
    }

    void noPictureIsNoError()
    {
        Buffer cursorOnly;
        cursorOnly.chunk.size = 0;
        QVERIFY(!readFrame(cursorOnly.buffer, kFormat)->pixels);
        Buffer corrupt;
        corrupt.chunk.flags = SPA_CHUNK_FLAG_CORRUPTED;
        QVERIFY(!readFrame(corrupt.buffer, kFormat)->pixels);
        Buffer none;
        none.buffer.n_datas = 0;
        QVERIFY(!readFrame(none.buffer, kFormat)->pixels);
    }

    void damageIsCutToThePicture()
    {
        std::array<spa_meta_region, 4> regions{};
        regions[0].region = SPA_REGION(-2, -2, 4, 4);
        regions[1].region = SPA_REGION(6, 3, 0xFFFFFFFFU, 0xFFFFFFFFU);
        regions[2].region = SPA_REGION(100, 100, 5, 5);
        Buffer buffer;
        buffer.addMeta(SPA_META_VideoDamage, regions.data(), sizeof regions);
        const Result<PwFrame> frame = readFrame(buffer.buffer, kFormat);
        QVERIFY(frame && frame->isDamageKnown);
        QCOMPARE(frame->damage.size(), 2U);
        QCOMPARE(frame->damage[0], (Rect{0, 0, 2, 2}));
        QCOMPARE(frame->damage[1], (Rect{6, 3, 2, 1}));
        regions = {};
        QVERIFY(!readFrame(buffer.buffer, kFormat)->isDamageKnown); // an empty list says nothing
    }

    void pointersOutsideTheirMemoryAreIgnored()
    {
        struct Content {
            spa_meta_cursor cursor{};
            spa_meta_bitmap bitmap{};
            std::array<std::uint8_t, std::size_t(2) * 2 * 4> pixels{};
        } content;
        content.cursor.id = 1;
        content.cursor.position = {5, 6};
        content.cursor.bitmap_offset = offsetof(Content, bitmap);
        content.bitmap.format = SPA_VIDEO_FORMAT_BGRA;
        content.bitmap.size = {2, 2};
        content.bitmap.stride = 8;
        content.bitmap.offset = sizeof content.bitmap;
        content.pixels.fill(255);
        Buffer buffer;
        buffer.addMeta(SPA_META_Cursor, &content, sizeof content);
        const auto placedWith = [&](auto&& spoil) {
            const Content before = content;
            spoil();
            PwCursor cursor(1.0);
            cursor.read(buffer.buffer);
            content = before;
            return cursor.placed();
        };
        const PlacedSprite right = placedWith([] {});
        QVERIFY(right.sprite);
        QCOMPARE(right.sprite->size, (Size{2, 2}));
        QCOMPARE(right.rect(), (Rect{5, 6, 2, 2}));
        QVERIFY(!placedWith([&] { content.bitmap.size = {2000, 2000}; }).sprite);
        QVERIFY(!placedWith([&] { content.bitmap.size = {2, 3}; }).sprite);
        QVERIFY(!placedWith([&] { content.bitmap.stride = 4; }).sprite);
        QVERIFY(!placedWith([&] { content.bitmap.stride = -8; }).sprite);
        QVERIFY(!placedWith([&] { content.bitmap.offset = 4096; }).sprite);
        QVERIFY(!placedWith([&] { content.bitmap.format = SPA_VIDEO_FORMAT_I420; }).sprite);
        QVERIFY(!placedWith([&] { content.cursor.bitmap_offset = 0xFFFFFFF0U; }).sprite);
        QVERIFY(!placedWith([&] { content.cursor.id = 0; }).sprite);
    }
};

QTEST_GUILESS_MAIN(PipewireFrameTest)
#include "test_pipewire_frame.moc"
