// Fitting the models of ets.h to a series.
#pragma once

#include <span>

#include "stats/ets.h"

namespace styk::stats {

// quick: one search (Nelder & Mead from starting values of a regression over the first periods), as
// the benchmarks of the M4 competition do it; good for a mean of models. thorough: further searches
// from two more starts, each followed by BFGS on parameters without limits; never worse.
enum class Effort { quick, thorough };

// What is made small. likelihood: minus the log likelihood; squares: the mean squared one-step
// error, the same for additive errors but for where a search stops.
enum class Criterion { likelihood, squares };

// Ranges of the parameters: alpha .0001 .. .9999, beta .0001 .. alpha, gamma .0001 .. 1 - alpha,
// phi .8 .. .98, and such that old values are forgotten (chapter 10 of the book). Multiplicative
// parts need values above 0. A constant series has a fit: it goes on as it is. Reasons: too_short:
// n <= free parameters + 4; not_finite; not_positive; bad_option: a period below 2 or, with a
// season, n < 2 periods.
[[nodiscard]] EtsFit fit_ets(
    Series y,
    const EtsModel& model,
    Effort effort = Effort::thorough,
    Criterion criterion = Criterion::likelihood
);

// The fit with the least aicc among those that can be made; the first reason when none can.
[[nodiscard]] EtsFit best_ets(
    Series y, std::span<const EtsModel> models, Effort effort = Effort::thorough
);

}  // namespace styk::stats
