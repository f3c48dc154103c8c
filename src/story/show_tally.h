// A question to the figures: counted by the engine, turned into values with intervals, shown as far
// as so few answers may be.
#pragma once

#include <string>
#include <vector>

#include "story/guard.h"
#include "story/one_kind.h"

namespace styk::story {

struct TallyRow {
    std::string metric;
    std::vector<std::optional<std::string>> keys;  // one a grouping
    stats::Histogram histogram;
    stats::Estimate estimate;
};

struct Tally {
    insight::Question question;
    std::vector<TallyRow> rows;
    std::vector<TallyRow> totals;  // one a metric
    std::int64_t position = 0;
    std::optional<LeftOut> left_out{};
};

[[nodiscard]] Tally show_tally(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    insight::Question question
);

}  // namespace styk::story
