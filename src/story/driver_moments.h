// From what the engine counted to what the statistics of drivers need: moments of outcome and
// drivers (the outcome first), whole and in folds for the bootstrap.
#pragma once

#include "stats/driver_bootstrap.h"
#include "story/show_drivers.h"

namespace styk::story {

struct DriverMoments {
    std::uint64_t n = 0;           // feedback with the outcome
    std::uint64_t n_complete = 0;  // of these: those that the moments speak of
    MissingRatings missing = MissingRatings::none;
    std::vector<double> missing_shares;  // [driver]
    stats::Moments all;                  // outcome, drivers
    std::vector<stats::Moments> folds;   // as counted, with columns of presence; none with em
    stats::Moments ends;                 // outcome, then "was bad" and "was good" of each driver
};

// Exact sums of whole numbers as centred moments of some of the row's columns.
[[nodiscard]] stats::Moments moments_of(
    const cube::CrossRow& row, const std::vector<Eigen::Index>& columns
);

// The first `p` variables with the effect of the others (presence) taken out: what is left of each
// after its regression on them.
[[nodiscard]] stats::Moments without_presence(const stats::Moments& of, Eigen::Index p);

// Complete feedback when few are lost. Otherwise: drivers at touchpoints were not met by everybody,
// so whether they were met is held constant (its own effect is taken out first); other gaps are
// filled by EM.
[[nodiscard]] DriverMoments driver_moments(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const DriverOutcome& outcome,
    const std::vector<insight::Rated>& drivers,
    const feedback::Filter& filter
);

// `all` of other answers that might have come, by resampling the folds; none without folds.
[[nodiscard]] std::vector<stats::Moments> replicates_of(
    const DriverMoments& counted, const stats::Resampling& how
);

}  // namespace styk::story
