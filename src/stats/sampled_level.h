// A level that wanders, seen through samples of changing size: the local level model with known
// observation variances v_t (for a share p (1 - p) / n_t with the pooled p, for a net its unit
// variance over n_t). For series whose n_t varies more than threefold: a period with few answers
// then says less. A period without answers is simply not there: give it nothing.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/series.h"

namespace styk::stats {

struct Sample {
    double value = 0, variance = 0;  // variance > 0: of the value, by sampling alone
};

struct SampledLevel {
    double level = 0, level_variance = 0;  // after the last period
    double step_variance = 0;      // of the true level from period to period; 0: it stands still
    double loglik = 0;             // of all values but the first, constants left out
    std::vector<double> levels{};  // [period]: filtered, from what was known then; n
    std::string_view reason{};     // too_short: fewer than 3 samples; not_finite; bad_option
};

// step_variance by maximum likelihood (Brent on its logarithm, against 0); start diffuse.
[[nodiscard]] SampledLevel sampled_level(std::span<const std::optional<Sample>> periods);

// A value `steps` ahead seen through a sample of variance v has expectation `level` and variance
// level_variance + steps step_variance + v.
[[nodiscard]] double variance_ahead(const SampledLevel& of, int steps, double sampling_variance);

// Largest over least above 3: the sizes differ enough to matter. Sizes of 0 do not count.
[[nodiscard]] bool sizes_vary(Series sizes);

}  // namespace styk::stats
