// What is counted at each touchpoint: ratings by metric and channel, comments by how they sound.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "metric/metric.h"
#include "story/guard.h"
#include "story/show_topics.h"

namespace styk::story {

struct CountedPart {
    std::optional<std::string> key;
    stats::Histogram histogram;
    bool hidden = false;
};

struct CountedCell {
    stats::Histogram histogram;
    bool hidden = false;
    std::vector<CountedPart> channels{}, groups{};
};

// All ratings of one metric in the filter. "" is where no touchpoint is named.
struct MetricCount {
    const metric::Metric* metric = nullptr;
    stats::MetricRule rule;
    stats::TierLimits limits;
    std::map<std::string, CountedCell> touchpoints;
    stats::Histogram whole;
    bool hides_whole = false;
};

struct StepCounts {
    std::vector<MetricCount> metrics;            // with ratings
    std::map<std::string, ToneCounts> comments;  // by touchpoint
    std::map<std::string, std::uint64_t> records;
    stats::TierLimits limits;
    std::int64_t position = 0;

    [[nodiscard]] const MetricCount* find(std::string_view metric) const;

    // What is rated most often there; nothing when nothing is.
    [[nodiscard]] const MetricCount* usual_at(const std::string& touchpoint) const;
};

// `metric`: only this one; nothing: all but those of employees. `by`: one more grouping of ratings
// at each touchpoint, empty for none.
[[nodiscard]] StepCounts count_steps(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const feedback::Filter& filter,
    const std::optional<std::string>& metric,
    const insight::GroupBy& by
);

}  // namespace styk::story
