// The effect of a change on customers who were asked before it and after it: each is their own
// measure, so what sets people apart from one another falls out.
#pragma once

#include "db/reader.h"
#include "story/show_effect.h"

namespace styk::story {

// paired: only the changed ones, each after against before (Student's t of the differences).
// cuped: their score after the change against that of the others, less what the scores before
// explain within both groups (Deng, Xu, Kohavi & Walker 2013; the groups were not drawn by lot, so
// the slope is taken within them, as in an analysis of covariance).
struct SameCustomers {
    std::string_view method = "none";
    std::uint64_t changed = 0, others = 0;  // customers
    std::optional<double> effect{}, lo{}, hi{}, p{};
    std::optional<double> variance_ratio{
    };  // cuped: squared width by that without the scores before
    std::string_view reason{};  // no_answers, too_few, hidden, no_spread, too_many
};

[[nodiscard]] SameCustomers show_same_customers(
    db::Reader& reader,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const EffectAsked& asked,
    Instant now
);

}  // namespace styk::story
