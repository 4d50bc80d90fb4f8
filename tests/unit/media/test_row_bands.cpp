// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/row_bands.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <optional>
#include <random>

using namespace reelout;

namespace {

constexpr int kRows = 40;

using Bands = std::vector<RowBand>;

RowBands bandsOf(std::initializer_list<RowBand> list)
{
    RowBands bands;
    for (const RowBand& band : list)
        bands.add(band.top, band.bottom, band.columns);
    return bands;
}

/// The same row by row.
struct Model {
    std::array<std::optional<ColumnSpan>, kRows> spans;

    void add(const Rect& place)
    {
        for (int row = place.y; row < place.bottom(); ++row) {
            std::optional<ColumnSpan>& span = spans[static_cast<std::size_t>(row)];
            const ColumnSpan more{place.x, place.right()};
            span = span ? span->united(more) : more;
        }
    }

    bool isLike(const RowBands& bands) const
    {
        std::array<std::optional<ColumnSpan>, kRows> found;
        const RowBand* above = nullptr;
        for (const RowBand& band : bands.bands()) {
            const bool isApart = above == nullptr || above->bottom < band.top ||
                                 (above->bottom == band.top && !(above->columns == band.columns));
            if (!isApart || band.top >= band.bottom)
                return false;
            for (int row = band.top; row < band.bottom; ++row)
                found[static_cast<std::size_t>(row)] = band.columns;
            above = &band;
        }
        return found == spans;
    }
};

} // namespace

class TestRowBands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bandsMergeWhenTheyTouch()
    {
        QCOMPARE(bandsOf({{10, 20}, {30, 40}}).bands(), (Bands{{10, 20}, {30, 40}}));
        QCOMPARE(bandsOf({{30, 40}, {10, 20}}).bands(), (Bands{{10, 20}, {30, 40}}));
        QCOMPARE(bandsOf({{10, 20}, {20, 40}}).bands(), (Bands{{10, 40}}));
        QCOMPARE(bandsOf({{10, 20}, {30, 40}, {50, 60}, {15, 55}}).bands(), (Bands{{10, 60}}));
        QCOMPARE(bandsOf({{10, 60}, {20, 30}}).bands(), (Bands{{10, 60}}));
        QVERIFY(bandsOf({{5, 5}, {7, 3}}).isEmpty());
    }

    void gapsCloseOnlyBelowTheLimit()
    {
        RowBands bands = bandsOf({{0, 10}, {19, 30}, {40, 50}});
        bands.closeGaps(10);
        QCOMPARE(bands.bands(), (Bands{{0, 30}, {40, 50}}));
        QCOMPARE(bands.rows(), 40);
    }

    void bandsWithoutOthers()
    {
        const RowBands whole = RowBands::whole(100);
        QCOMPARE(whole.without(bandsOf({{10, 20}, {90, 100}})).bands(), (Bands{{0, 10}, {20, 90}}));
        QCOMPARE(bandsOf({{10, 20}, {30, 40}}).without(bandsOf({{15, 35}})).bands(),
                 (Bands{{10, 15}, {35, 40}}));
        QVERIFY(whole.without(whole).isEmpty());
        QCOMPARE(whole.without({}).bands(), whole.bands());
    }

    void bandsIntersect()
    {
        const RowBands bands = bandsOf({{10, 20}});
        QVERIFY(bands.intersects(19, 25));
        QVERIFY(!bands.intersects(20, 25));
        QVERIFY(!bands.intersects(0, 0));
    }

    void bandsFollowPlacesAndSteps()
    {
        const std::vector<Rect> places{{5, -3, 10, 8}, {-4, 20, 9, 1}, {7, 98, 3, 9}, {70, 0, 30, 50}};
        const RowBands bands = RowBands::of(std::span(places).first(3), {100, 100});
        QCOMPARE(bands.bands(), (Bands{{0, 5, {5, 15}}, {20, 21, {0, 5}}, {98, 100, {7, 10}}}));
        QCOMPARE(bands.places({100, 100}), (std::vector<Rect>{{5, 0, 10, 5}, {0, 20, 5, 1}, {7, 98, 3, 2}}));
        QCOMPARE(bands.aligned(2, 100).bands(),
                 (Bands{{0, 6, {5, 15}}, {20, 22, {0, 5}}, {98, 100, {7, 10}}}));
        QCOMPARE(RowBands::of(places, {100, 99}).aligned(2, 99).bands().back(), (RowBand{98, 99, {7, 10}}));
        QCOMPARE(bands.aligned(1, 100).bands(), bands.bands());
    }

    /// What is repeated beyond the last row and column of a picture changes with these.
    void placesReachIntoPadding()
    {
        RowBands bands;
        bands.add({90, 4, 10, 2});
        bands.add({80, 8, 19, 2});
        bands.add(20, 30);
        QCOMPARE(bands.places({100, 30}),
                 (std::vector<Rect>{{90, 4, 10, 2}, {80, 8, 19, 2}, {0, 20, 100, 10}}));
        QCOMPARE(bands.places({100, 30}, {112, 32}),
                 (std::vector<Rect>{{90, 4, 22, 2}, {80, 8, 19, 2}, {0, 20, 112, 12}}));
    }

    void historyKnowsWhatLiesBetween()
    {
        ChangeHistory history;
        for (int serial = 5; serial <= 8; ++serial)
            history.record(static_cast<std::uint64_t>(serial), bandsOf({{10 * serial, 10 * serial + 1}}));
        QCOMPARE(history.between(5, 7, 1000).bands(), (Bands{{60, 61}, {70, 71}}));
        QVERIFY(history.between(7, 7, 1000).isEmpty());
        QCOMPARE(history.between(3, 7, 1000).bands(), (Bands{{0, 1000}}));
        QCOMPARE(history.between(7, 9, 1000).bands(), (Bands{{0, 1000}}));
        QCOMPARE(history.between(8, 6, 1000).bands(), (Bands{{0, 1000}}));
        history.clear();
        QCOMPARE(history.between(0, 0, 1000).bands(), (Bands{{0, 1000}}));
    }

    void historyGivesWhatAnOlderPictureLacks()
    {
        ChangeHistory history;
        for (std::uint64_t serial = 5; serial <= 8; ++serial) {
            const int top = static_cast<int>(serial) * 10;
            history.record(serial, bandsOf({{top, top + 1}}));
        }
        QVERIFY(history.since(8, 1000).isEmpty());
        QCOMPARE(history.since(6, 1000).bands(), (Bands{{70, 71}, {80, 81}}));
        QCOMPARE(history.since(4, 1000).bands().size(), std::size_t(4));
        QCOMPARE(history.since(3, 1000).bands(), (Bands{{0, 1000}}));
        history.record(20, bandsOf({{1, 2}}));
        QCOMPARE(history.since(19, 1000).bands(), (Bands{{1, 2}}));
        QCOMPARE(history.since(8, 1000).bands(), (Bands{{0, 1000}}));
    }

    void historyIsBounded()
    {
        ChangeHistory history;
        for (std::uint64_t serial = 1; serial <= 1000; ++serial)
            history.record(serial, bandsOf({{1, 2}}));
        QCOMPARE(history.since(999, 50).bands(), (Bands{{1, 2}}));
        QCOMPARE(history.since(1, 50).bands(), (Bands{{0, 50}}));
    }

    /// Rows that have columns of their own stay apart; where rows are added twice, the columns hold both.
    void columnsAreKeptRowByRow()
    {
        RowBands bands;
        bands.add({10, 0, 20, 100});
        bands.add({60, 40, 5, 10});
        QCOMPARE(bands.bands(), (Bands{{0, 40, {10, 30}}, {40, 50, {10, 65}}, {50, 100, {10, 30}}}));
        bands.add({10, 100, 20, 7});
        QCOMPARE(bands.bands().back(), (RowBand{50, 107, {10, 30}}));
        QCOMPARE(bands.wholeRows().bands(), (Bands{{0, 107}}));
        QCOMPARE(bands.rows(), 107);
        bands.add({60, 0, 0, 10});
        QCOMPARE(bands.rows(), 107);
    }

    /// Against a picture that is painted on: the columns of a row are those from the first painted one to the
    /// last.
    void bandsAreRowsAndTheirColumns()
    {
        std::minstd_rand random(3);
        const auto upTo = [&](int most) {
            return static_cast<int>(random() % (static_cast<unsigned>(most) + 1));
        };
        for (int turn = 0; turn < 200; ++turn) {
            Model model;
            RowBands bands;
            Model otherModel;
            RowBands other;
            for (int i = upTo(12); i >= 0; --i) {
                const int top = upTo(kRows - 1);
                const Rect place{upTo(20), top, 1 + upTo(9), 1 + upTo(std::min(7, kRows - 1 - top))};
                model.add(place);
                bands.add(place);
                if (i % 3 == 0) {
                    otherModel.add(place);
                    other.add(place);
                }
            }
            QVERIFY(model.isLike(bands));
            QVERIFY(otherModel.isLike(other));

            RowBands both = other;
            both.add(bands);
            QCOMPARE(both.bands(), bands.bands());

            const RowBands rest = bands.without(other);
            for (std::size_t row = 0; row < kRows; ++row) {
                const bool isCovered = model.spans[row] && otherModel.spans[row] &&
                                       otherModel.spans[row]->holds(*model.spans[row]);
                if (isCovered)
                    model.spans[row].reset();
            }
            QVERIFY(model.isLike(rest));

            RowBands joined = bands;
            joined.closeGaps(kRows);
            QVERIFY(joined.bands().size() == 1);
            QVERIFY(joined.without(bands).rows() >= joined.rows() - bands.rows());
        }
    }
};

QTEST_GUILESS_MAIN(TestRowBands)
#include "test_row_bands.moc"
