// A question to the counts: which metric, by what, over which feedback. Data, so that it can be
// saved, sent and answered by any engine.
#pragma once

#include <string>
#include <vector>

#include "feedback/filter.h"

namespace styk::insight {

// One of: touchpoint, stage, department, owner, channel, source, kind, language, location, region,
// brand, lifecycle, segment, survey, survey_kind, sentiment, topic, topic_sentiment
// ("staff:negative"), emotion, intent, attribute.KEY, day, week, month, quarter, year, hour.
using GroupBy = std::string;

inline constexpr std::size_t most_groupings = 4;

struct Question {
    std::vector<std::string> metrics;  // keys
    std::vector<GroupBy> by;
    feedback::Filter filter;
};

// Grouped by one of these a feedback counts in the row of each of its labels, so that rows add up
// to more than the whole. A question names at most one.
[[nodiscard]] bool is_of_many(std::string_view name);

[[nodiscard]] bool is_grouping(const feedback::Directory& directory, std::string_view name);

// `metric` and `by` (comma separated or repeated) beside the filter vocabulary. `also` are names
// the caller reads itself. Throws Refusal{invalid} naming every problem.
[[nodiscard]] Question read_question(
    const feedback::Directory& directory,
    const record::Parameters& parameters,
    const std::vector<std::string_view>& also = {}
);

}  // namespace styk::insight
