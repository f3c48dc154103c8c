// What was lived against what was expected, by the same people: a person is a customer, or one
// feedback where nobody knows who it was. Each counts once, with the mean of what they said.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/reader.h"
#include "feedback/filter.h"
#include "stats/histogram.h"
#include "stats/paired.h"
#include "stats/score.h"

namespace styk::story {

// Rows are grouped by any of these.
struct PairKeys {
    bool touchpoint = false, segment = false;
};

using PairGroup = std::pair<std::optional<std::string>, std::optional<std::string>>;

struct Pairs {
    std::vector<double> expected, lived;  // [person]
    std::uint64_t same_feedback = 0;      // of them who said both at once
};

class PromiseRatings {
public:
    // `filter` is the viewer's already.
    PromiseRatings(
        db::Reader& reader,
        const std::string& expected,
        const std::string& lived,
        const feedback::Filter& filter
    );

    // Of ratings at these touchpoints; empty: at any, and at none.
    [[nodiscard]] std::map<PairGroup, Pairs> pairs(
        const std::vector<std::string>& touchpoints, PairKeys keys
    ) const;

private:
    struct One {
        std::size_t person;
        std::int64_t feedback_seq;
        std::uint32_t touchpoint, segment;
        bool lived;
        int value;
    };

    std::uint32_t code_of(std::string_view name);
    [[nodiscard]] PairGroup group_of(const One& one, PairKeys keys) const;

    std::vector<std::string> names_{""};
    std::map<std::string, std::uint32_t, std::less<>> codes_{{"", 0}};
    std::vector<One> all_;  // person by person
};

// Lived minus expected. by: person (paired, Student's t), groups (different people asked, Welch's
// t: only when too few said both), or none.
struct GapFigure {
    std::uint64_t pairs = 0, same_feedback = 0;
    std::optional<double> value{}, lo{}, hi{}, p{};
    double level = 0.95;
    std::string_view by = "none", method = "none";
    stats::Tier tier = stats::Tier::none;
    std::string_view reason{};
};

// Below, met and exceeded are shares of the pairs.
struct GapFound {
    GapFigure gap{};
    stats::Estimate below{}, met{}, exceeded{}, kept{};  // kept: met or exceeded
};

// The histograms are those of everybody who said one of the two.
[[nodiscard]] GapFound gap_of(
    const Pairs& pairs,
    const stats::Histogram& expected,
    const stats::Histogram& lived,
    const stats::TierLimits& limits,
    bool hidden
);

}  // namespace styk::story
