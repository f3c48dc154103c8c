// Where the search for the parameters of an ETS model begins.
#pragma once

#include <optional>

#include "stats/ets.h"

namespace styk::stats {

// Season: a decomposition of the whole series (below three periods: one wave around a line); level
// and slope: mean or line of the first ten values, two periods at least, without the season.
// Nothing when a multiplicative season would divide by 0. The series is long enough for the model
// and not constant.
[[nodiscard]] std::optional<EtsState> starting_state(const EtsModel& model, Series y);

}  // namespace styk::stats
