#include "stats/response.h"

#include <algorithm>
#include <cmath>

namespace styk::stats {

std::optional<double> response_rate(double invited, double bounced, double answered) {
    const double reached = invited - bounced;
    if (!(reached > 0) || !(answered >= 0) || !(answered <= reached) || !(bounced >= 0)) {
        return std::nullopt;
    }
    return answered / reached;
}

std::optional<NonResponse> non_response(double s, double rate, std::optional<double> assumed_gap) {
    if (!(std::abs(s) <= 1) || !(rate > 0) || !(rate <= 1) ||
        (assumed_gap && !(*assumed_gap >= 0))) {
        return std::nullopt;
    }
    const double silent = 1 - rate;
    NonResponse result{.manski = {rate * s - silent, rate * s + silent}};
    if (assumed_gap) {
        result.assumed = Interval{s - silent * *assumed_gap, s + silent * *assumed_gap};
    }
    if (silent > 0) {
        result.break_even = s / silent;
    }
    return result;
}

std::optional<double> standardized_difference(const Summary& respondents, const Summary& invited) {
    const double variance = (respondents.variance + invited.variance) / 2;
    if (!(variance > 0) || respondents.n < 1 || invited.n < 1) {
        return std::nullopt;
    }
    return (respondents.mean - invited.mean) / std::sqrt(variance);
}

std::optional<double> finite_population_factor(double n, double population) {
    if (!(population > 0) || !(n >= 0) || !(population >= n)) {
        return std::nullopt;
    }
    return std::sqrt(1 - n / population);
}

std::optional<SampleSize> sample_size_of_net(
    double positive, double negative, double margin, double level, std::optional<double> population
) {
    const bool shares = positive >= 0 && negative >= 0 && positive + negative <= 1 + 1e-12;
    if (!shares || !(margin > 0) || !std::isfinite(margin) || (population && !(*population >= 1))) {
        return std::nullopt;
    }
    const double net = positive - negative, z = normal_quantile(level);
    const double variance = std::max(0.0, positive + negative - net * net);
    SampleSize result{.unrounded = z * z * variance / (margin * margin)};
    result.n = std::ceil(result.unrounded);
    if (population) {
        result.of_population =
            std::ceil(result.unrounded / (1 + (result.unrounded - 1) / *population));
    }
    return result;
}

}  // namespace styk::stats
