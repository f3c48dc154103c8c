// Engines count, statistics are computed above: whatever counts the facts answers a question with
// histograms.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "insight/question.h"
#include "stats/histogram.h"

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

// How many feedback records a group holds, whatever they rate.
struct Tallied {
    std::optional<std::string> key;
    std::uint64_t records = 0, ratings = 0;
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

    // Records by one dimension; "" counts all of them in one row without a key.
    [[nodiscard]] virtual std::vector<Tallied> count_records(
        const feedback::Directory& directory, const GroupBy& by, const feedback::Filter& filter
    ) const = 0;
};

}  // namespace styk::insight
