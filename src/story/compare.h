// What changed and what differs: many comparisons as one family, so that chance is not news. What
// stands is worth a colour; only what is certain (claims.h) may be claimed in a sentence.
#pragma once

#include "stats/difference.h"
#include "story/claims.h"
#include "story/show_tally.h"

namespace styk::story {

inline constexpr double false_discovery_rate = 0.10;

struct Side {
    stats::Histogram histogram;
    stats::Estimate estimate;
};

struct Comparison {
    std::vector<std::optional<std::string>> keys;
    Side one, other;  // after and before; or this group and the rest
    stats::Difference difference;
    std::optional<double> p_adjusted;
    bool stands = false;      // the test held after correction, and both sides may be ranked
    bool certain = false;     // by claims.h; then it stands, too
    std::string_view reason;  // why it was not tested
};

struct Comparisons {
    std::string metric;
    std::vector<Comparison> rows;
    std::size_t stands = 0, of = 0;  // tested ones
    std::optional<LeftOut> left_out{};
};

void add_claims(Claims& claims, Comparisons& all);
[[nodiscard]] std::size_t count_certain(const Comparisons& all);

// Each group after against before. `question.filter` without from and to. What is certain here and
// below is so within this answer; a page that claims more judges again.
[[nodiscard]] Comparisons compare_periods(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const insight::Question& question,
    Instant before_from,
    Instant from,
    Instant to
);

// Each group against the others of its row (the same first key), or against all others when there
// is one grouping.
[[nodiscard]] Comparisons compare_groups(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const insight::Question& question
);

}  // namespace styk::story
