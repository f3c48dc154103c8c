// How ratings of the same feedback go together: sums and cross-products of several ratings over
// groups, from which regressions, importances and correlations are computed. Ratings are small
// whole numbers, so all sums are exact and the answer does not depend on threads or order.
#pragma once

#include <cstdint>
#include <vector>

#include "cube/cube.h"

namespace styk::cube {

constexpr std::size_t max_items = 32;

constexpr std::uint32_t anywhere = 0xFFFFFFFF;

// One thing rated: a metric at one touchpoint (0: about no touchpoint), or wherever it is rated.
struct Item {
    std::uint16_t metric = 0;
    std::uint32_t touchpoint = 0;

    friend bool operator==(const Item&, const Item&) = default;
};

// Ratings 0..bad_to are bad, those from good_from on are good.
struct Ends {
    std::uint8_t bad_to = 0, good_from = 0;
};

struct CrossQuestion {
    // Which groups: those with a fact that passes. Metrics, scores, groupings are not looked at.
    Question which{};
    std::vector<Item> items{};  // the columns; the first rating of an item in a group counts
    std::uint32_t needed = 0;   // bit i: only groups that rate item i
    bool by_pattern = false;    // one row for each set of items that groups rate
    // Columns items..2 items - 1 are then 1 where the item is rated, and a rating that is not there
    // is 0 instead of unknown.
    bool with_presence = false;
    // One an item, or none. Then two more columns an item come last: 1 where it was bad, 1 where it
    // was good.
    std::vector<Ends> ends{};
    std::uint32_t folds = 1;  // groups are dealt into as many, by their position
};

// The fold of a group: position % modulus * factor % modulus * folds / modulus. Neighbours come far
// apart (the factor is near the golden section of the modulus), and a database can say it, too.
constexpr std::uint32_t fold_modulus = 2'147'483'647, fold_factor = 1'327'217'885;

// Throws Refusal{invalid} when these cannot be asked together: one to max_items items, ends for all
// of them or for none, one fold or more.
void check_items(std::size_t items, std::size_t ends, std::uint32_t folds);

// Of the groups of one fold and pattern. Without by_pattern and with_presence sums speak only of
// groups that rate every item, so `pattern` is all of them.
struct CrossRow {
    std::uint32_t fold = 0;
    std::uint32_t pattern = 0;  // bit i: item i is rated; 0 with with_presence alone
    std::uint64_t n = 0;
    std::vector<std::int64_t> sum{};    // [column]
    std::vector<std::int64_t> cross{};  // [column * columns + column], symmetric

    friend bool operator==(const CrossRow&, const CrossRow&) = default;
};

struct CrossAnswer {
    std::size_t columns = 0;
    std::vector<CrossRow> rows{};  // ascending by fold, pattern
    std::int64_t position = 0;
};

// Throws as check_items does.
[[nodiscard]] CrossAnswer cross(const Cube& cube, const CrossQuestion& question);

// The items that are rated together with `with`, most often first: how many groups rate both.
struct Companion {
    Item item{};
    std::uint64_t groups = 0;
};

[[nodiscard]] std::vector<Companion> companions(
    const Cube& cube, const Question& which, const Item& with
);

// An outcome by how many of the items of the same group were bad (their Ends, bad_to), over groups
// that rate the outcome and at least one item.
struct SpoiledAnswer {
    using Scores = std::vector<std::uint64_t>;  // [score], max_score + 1 long

    Scores none, one, several;       // bad items in the group
    std::vector<Scores> when_bad{};  // [item] it was bad
    std::vector<Scores> when_not{};  // [item] it was rated, and not bad
};

// `items` and `ends` are as long; the outcome is not among them. Throws as check_items does.
[[nodiscard]] SpoiledAnswer spoiled(
    const Cube& cube,
    const Question& which,
    const Item& outcome,
    const std::vector<Item>& items,
    const std::vector<Ends>& ends
);

}  // namespace styk::cube
