// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/shared_path.h"
#include "support/picture_damage.h"

#include <QTest>

#include <atomic>
#include <cstring>
#include <random>
#include <thread>

using namespace reelout;

namespace {

constexpr Size kSize{300, 48};
constexpr int kPictures = 200;
constexpr std::size_t kRowBytes = 4U * kSize.width;

PicturePathSpec i420()
{
    PicturePathSpec spec;
    spec.outputFormat = PixelFormat::Yuv420p8;
    spec.outputColour = kBt709Limited;
    return spec;
}

/// Pictures of a source, each with a place that is another colour than in the one before it.
struct Source {
    Source()
    {
        std::mt19937 random(3); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
        const auto upTo = [&](int most) {
            return static_cast<int>(random() % (static_cast<unsigned>(most) + 1));
        };
        PicturePtr before;
        for (int i = 1; i <= kPictures; ++i) {
            const Rect place =
                Rect{upTo(kSize.width - 1), upTo(kSize.height - 1), 1 + upTo(99), 1 + upTo(8)}.intersected(
                    {0, 0, kSize.width, kSize.height});
            const std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Bgrx8, kSize);
            for (int y = 0; y < kSize.height; ++y) {
                if (before)
                    std::memcpy(picture->row(0, y), before->row(0, y), kRowBytes);
                else
                    std::memset(picture->row(0, y), 0, kRowBytes);
            }
            const int value = upTo(255);
            for (int y = place.y; y < place.bottom(); ++y)
                std::memset(picture->row(0, y) + 4 * static_cast<std::ptrdiff_t>(place.x), value,
                            4U * static_cast<std::size_t>(place.width));
            picture->colour = kScreenColour;
            picture->serial = static_cast<std::uint64_t>(i);
            picture->damageKnown = i > 1;
            picture->damage = {place};
            pictures.push_back(picture);
            before = picture;
        }
    }
    PicturePool pool;
    std::vector<PicturePtr> pictures;
};

bool isSame(const Picture& left, const Picture& right)
{
    for (int plane = 0; plane < pixelFormatInfo(left.format).planes; ++plane) {
        for (int y = 0; y < planeSize(left.format, left.size, plane).height; ++y) {
            if (std::memcmp(left.row(plane, y), right.row(plane, y),
                            planeRowBytes(left.format, left.size, plane)) != 0)
                return false;
        }
    }
    return left.format == right.format && left.size == right.size;
}

PicturePtr alone(const PicturePtr& picture)
{
    return PicturePath(i420()).process(picture).value();
}

} // namespace

class TestSharedPath : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachPictureIsConvertedOnce()
    {
        Source source;
        SharedPaths paths;
        const auto hub = std::make_shared<PictureHub>();
        const std::shared_ptr<SharedPath> path = paths.join(hub, i420(), kSize);
        QCOMPARE(paths.join(hub, i420(), kSize), path);
        PicturePathSpec other = i420();
        other.channelMask = 1;
        QVERIFY(paths.join(hub, other, kSize) != path);
        QVERIFY(paths.join(std::make_shared<PictureHub>(), i420(), kSize) != path);
        QVERIFY(paths.join(hub, i420(), {32, 32}) != path);
        SharedPath::Place first(path);
        SharedPath::Place second(path);
        for (int i = 0; i < 60; ++i) {
            const PicturePtr& picture = source.pictures[static_cast<std::size_t>(i)];
            ChangeHistory changes;
            for (int n = 0; n <= i; ++n)
                changes.record(static_cast<std::uint64_t>(n + 1),
                               RowBands::of(source.pictures[static_cast<std::size_t>(n)]->damage, kSize));
            const PicturePtr one = first.process(picture, changes).value();
            const PicturePtr two = second.process(picture, changes).value();
            QVERIFY(one->planes[0].data == two->planes[0].data);
            QCOMPARE(one->serial, static_cast<std::uint64_t>(i + 1));
            QVERIFY(isSame(*one, *alone(picture)));
            QCOMPARE(one->damageKnown, i > 0);
        }
        QCOMPARE(path->conversions(), 60);
    }

    /// What each is told of changes counts from its own last picture, whoever else was there in between.
    void changesAreEachOnesOwn()
    {
        Source source;
        const auto path = std::make_shared<SharedPath>(i420());
        SharedPath::Place all(path);
        SharedPath::Place some(path);
        PicturePtr lastOfSome;
        ChangeHistory changes;
        for (std::size_t i = 0; i < source.pictures.size(); ++i) {
            const PicturePtr& picture = source.pictures[i];
            changes.record(picture->serial, RowBands::of(picture->damage, kSize));
            QVERIFY(isSame(*all.process(picture, changes).value(), *alone(picture)));
            if (i % 3 != 0)
                continue;
            // A picture behind the others, now and then.
            const PicturePtr& own = source.pictures[i - (i % 2 == 0 && i > 4 ? 1 : 0)];
            const PicturePtr output = some.process(own, changes).value();
            const PicturePtr expected = alone(own);
            QVERIFY2(isSame(*output, *expected), qPrintable(QString::number(i)));
            if (lastOfSome) {
                QCOMPARE(output->serial, lastOfSome->serial + 1);
                QVERIFY(test::differsOnlyWithinDamage(*output, *lastOfSome, 1));
            }
            auto copy = std::make_shared<Picture>(*expected);
            copy->owner = std::const_pointer_cast<Picture>(expected);
            copy->serial = output->serial;
            lastOfSome = copy;
        }
    }

    void threadsMayCrowd()
    {
        Source source;
        const auto path = std::make_shared<SharedPath>(i420());
        std::vector<PicturePtr> expected;
        for (const PicturePtr& picture : source.pictures)
            expected.push_back(alone(picture));
        std::atomic<int> wrong{0};
        std::vector<std::thread> threads;
        for (unsigned thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&, thread] {
                SharedPath::Place place(path);
                ChangeHistory changes;
                for (std::size_t i = 0; i < source.pictures.size(); ++i) {
                    const PicturePtr& picture = source.pictures[i];
                    changes.record(picture->serial, RowBands::of(picture->damage, kSize));
                    if ((i + thread) % (1 + thread) != 0)
                        continue;
                    const Result<PicturePtr> output = place.process(picture, changes);
                    wrong += !output || !isSame(**output, *expected[i]) ? 1 : 0;
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSharedPath)
#include "test_shared_path.moc"
