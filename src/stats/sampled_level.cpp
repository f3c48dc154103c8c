#include "stats/sampled_level.h"

#include <algorithm>
#include <cmath>

#include "stats/optimize.h"

namespace styk::stats {

namespace {

using Periods = std::span<const std::optional<Sample>>;

// The Kalman filter of one step variance. The first sample is taken as it is.
SampledLevel filter(Periods periods, double step_variance) {
    SampledLevel result{.step_variance = step_variance};
    bool started = false;
    for (const auto& sample : periods) {
        result.level_variance += started ? step_variance : 0;
        if (sample && !started) {
            result.level = sample->value;
            result.level_variance = sample->variance;
            started = true;
        } else if (sample) {
            const double surprise = sample->value - result.level;
            const double variance = result.level_variance + sample->variance;
            const double gain = result.level_variance / variance;
            result.loglik -= (std::log(variance) + surprise * surprise / variance) / 2;
            result.level += gain * surprise;
            result.level_variance *= 1 - gain;
        }
        result.levels.push_back(result.level);
    }
    return result;
}

std::string_view what_is_wrong(Periods periods, std::vector<double>& values) {
    for (const auto& sample : periods) {
        if (sample && !(sample->variance > 0)) {
            return reason::bad_option;
        }
        if (sample) {
            values.push_back(sample->value);
        }
        if (sample && !std::isfinite(sample->value + sample->variance)) {
            return reason::not_finite;
        }
    }
    return values.size() < 3    ? reason::too_short
           : !is_finite(values) ? reason::not_finite
                                : std::string_view();
}

}  // namespace

SampledLevel sampled_level(Periods periods) {
    std::vector<double> values;
    if (const auto reason = what_is_wrong(periods, values); !reason.empty()) {
        return {.reason = reason};
    }
    SampledLevel still = filter(periods, 0);
    const double spread = variance_of(values);
    if (spread <= 0) {
        return still;
    }
    const auto badness = [&](double log_step) {
        return -filter(periods, std::exp(log_step)).loglik;
    };
    const double largest = std::log(10 * spread);
    const auto best = minimize_on(badness, largest - 30, largest, 1e-8);
    return -best.value > still.loglik + 1e-9 ? filter(periods, std::exp(best.at)) : still;
}

double variance_ahead(const SampledLevel& of, int steps, double sampling_variance) {
    return of.level_variance + steps * of.step_variance + sampling_variance;
}

bool sizes_vary(Series sizes) {
    double least = 0, largest = 0;
    for (const double size : sizes) {
        if (size > 0) {
            least = least > 0 ? std::min(least, size) : size;
            largest = std::max(largest, size);
        }
    }
    return largest > 3 * least;
}

}  // namespace styk::stats
