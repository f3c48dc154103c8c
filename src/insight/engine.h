// Engines count, statistics are computed above: whatever counts the facts answers a question with
// histograms.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "cube/cross.h"
#include "insight/question.h"
#include "stats/clusters.h"
#include "stats/histogram.h"
#include "stats/weighted_histogram.h"

namespace styk::insight {

// The ratings of one group of facts. keys[i] is the wire key in Question::by[i]; nothing: absent in
// the feedback.
struct Counted {
    std::vector<std::optional<std::string>> keys;
    stats::Histogram histogram;
};

struct Count {
    std::vector<Counted> rows;  // only groups that hold a rating; ordered by their codes
    std::int64_t position = 0;  // of the log of facts: what was counted
};

// What an answer weighs, by the value of a grouping: after stratification by segment, say.
struct Weights {
    GroupBy by;                                     // not a period
    std::map<std::string, double, std::less<>> of;  // value -> weight
    double otherwise = 0;                           // of other values and of none
};

void check(const Weights& weights);  // throws Fault when they are no weights
[[nodiscard]] double weight_of(const Weights& weights, const std::optional<std::string>& value);

struct WeightedCounted {
    std::vector<std::optional<std::string>> keys;
    stats::WeightedHistogram histogram;
};

// Answers by customer, added up; one without a customer stands alone.
struct ClusteredCounted {
    std::vector<std::optional<std::string>> keys;
    stats::ClusterTotals totals;
};

// How many feedback records a group holds, whatever they rate.
struct Tallied {
    std::optional<std::string> key;
    std::uint64_t records = 0, ratings = 0;
};

// One thing rated: a metric at a touchpoint, or wherever it is rated.
struct Rated {
    std::string metric;
    std::optional<std::string> touchpoint{};

    friend bool operator==(const Rated&, const Rated&) = default;
};

struct Companion {
    Rated rated;
    std::uint64_t records = 0;
};

// What is rated most often first; equals by their names.
[[nodiscard]] inline bool is_before(const Companion& a, const Companion& b) {
    return std::tie(b.records, a.rated.metric, a.rated.touchpoint) <
           std::tie(a.records, b.rated.metric, b.rated.touchpoint);
}

// How ratings of the same feedback go together. `needed` is a set of items (bit i) that a feedback
// must rate. The rows are those of cube/cross.h: exact sums of the columns and of their products.
struct RelationQuestion {
    std::vector<Rated> items;
    std::uint32_t needed = 0;
    bool by_pattern = false;         // a row for each set of items that is rated
    bool with_presence = false;      // columns of 1 and 0 follow, a rating not given counts 0
    std::vector<cube::Ends> ends{};  // one an item, or none: then columns of bad and good follow
    std::uint32_t folds = 1;
};

class Engine {
public:
    Engine() = default;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    virtual ~Engine() = default;

    // The ratings of one metric.
    [[nodiscard]] virtual Count count(
        const feedback::Directory& directory,
        const std::string& metric,
        const std::vector<GroupBy>& by,
        const feedback::Filter& filter
    ) const = 0;

    // The same with weights.
    [[nodiscard]] virtual std::vector<WeightedCounted> count_weighted(
        const feedback::Directory& directory,
        const std::string& metric,
        const std::vector<GroupBy>& by,
        const Weights& weights,
        const feedback::Filter& filter
    ) const = 0;

    // Of groups with an answer on the metric's scale; points[rating - the scale's least] is what an
    // answer is worth. Without weights every answer weighs 1.
    [[nodiscard]] virtual std::vector<ClusteredCounted> count_clustered(
        const feedback::Directory& directory,
        const std::string& metric,
        const std::vector<GroupBy>& by,
        const std::vector<std::int32_t>& points,
        const std::optional<Weights>& weights,
        const feedback::Filter& filter
    ) const = 0;

    // Records by one dimension; "" counts all of them in one row without a key.
    [[nodiscard]] virtual std::vector<Tallied> count_records(
        const feedback::Directory& directory, const GroupBy& by, const feedback::Filter& filter
    ) const = 0;

    // Refusal{invalid} on no items or more than cube::max_items.
    [[nodiscard]] virtual cube::CrossAnswer relate(
        const feedback::Directory& directory,
        const RelationQuestion& question,
        const feedback::Filter& filter
    ) const = 0;

    // The outcome by how many of the items were bad in the same feedback.
    [[nodiscard]] virtual cube::SpoiledAnswer spoiled(
        const feedback::Directory& directory,
        const Rated& outcome,
        const std::vector<Rated>& items,
        const std::vector<cube::Ends>& ends,
        const feedback::Filter& filter
    ) const = 0;

    // What else is rated in feedback that rates `with`, most often first.
    [[nodiscard]] virtual std::vector<Companion> companions(
        const feedback::Directory& directory, const Rated& with, const feedback::Filter& filter
    ) const = 0;
};

}  // namespace styk::insight
