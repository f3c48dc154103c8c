#include "stats/shrinkage.h"

#include <algorithm>
#include <cmath>

#include "stats/interval.h"

namespace styk::stats {

namespace {

bool is_usable(const Measured& unit) {
    return std::isfinite(unit.value) && std::isfinite(unit.variance) && unit.variance > 0;
}

struct Weighted {
    double k = 0, sum = 0, squares = 0, mean = 0, spread = 0;  // spread: sum w (x - mean)^2
};

Weighted weighted(std::span<const Measured> siblings, double tau2) {
    Weighted all;
    for (const auto& unit : siblings) {
        if (is_usable(unit)) {
            const double w = 1 / (unit.variance + tau2), step = unit.value - all.mean;
            all.k += 1;
            all.sum += w;
            all.squares += w * w;
            all.mean += step * w / all.sum;
            all.spread += w * step * (unit.value - all.mean);
        }
    }
    return all;
}

}  // namespace

std::optional<Between> between_siblings(std::span<const Measured> siblings) {
    const auto fixed = weighted(siblings, 0);
    if (fixed.k < 2) {
        return std::nullopt;
    }
    const double scale = fixed.sum - fixed.squares / fixed.sum;
    const double tau2 = std::max(0.0, (fixed.spread - (fixed.k - 1)) / scale);
    if (!std::isfinite(tau2)) {
        return std::nullopt;
    }
    return Between{
        .tau2 = tau2, .mean = weighted(siblings, tau2).mean, .q = fixed.spread, .k = fixed.k
    };
}

double reliability(double tau2, double variance) {
    return tau2 > 0 ? tau2 / (tau2 + variance) : 0;
}

double shrunken(const Measured& unit, double parent, double tau2) {
    return parent + reliability(tau2, unit.variance) * (unit.value - parent);
}

std::optional<GuardedChange> guarded_change(
    const Measured& before, const Measured& after, double parent, double tau2, double level
) {
    const bool fits = is_usable(before) && is_usable(after) && std::isfinite(parent) && tau2 >= 0 &&
                      std::isfinite(tau2) && level > 0 && level < 1;
    if (!fits) {
        return std::nullopt;
    }
    GuardedChange change{
        .observed = after.value - before.value,
        .expected = shrunken(before, parent, tau2) - before.value,
    };
    change.beyond = change.observed - change.expected;
    const double variance = after.variance + reliability(tau2, before.variance) * before.variance;
    const double half = normal_quantile(level) * std::sqrt(variance);
    change.lo = change.beyond - half;
    change.hi = change.beyond + half;
    return change;
}

}  // namespace styk::stats
