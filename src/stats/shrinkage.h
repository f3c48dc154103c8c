// How much of a unit's distance from its siblings is real. Siblings (branches, regions, agents) are
// measured with error; the worst of them is partly unlucky and improves by itself. Random effects
// with normal errors of known variance.
#pragma once

#include <optional>
#include <span>

namespace styk::stats {

struct Measured {
    double value = 0;
    double variance = 0;  // of the value, squared standard error (V / n), > 0
};

// DerSimonian & Laird 1986: tau2 = max(0, (Q - (k-1)) / (sum w - sum w^2 / sum w)), w = 1/variance,
// Q = sum w (x - mean_w)^2.
struct Between {
    double tau2 = 0;  // variance of the true values
    double mean = 0;  // weights 1 / (variance + tau2): the parent when none is given
    double q = 0;     // chi-squared with k - 1 degrees of freedom when all are equal
    double k = 0;     // siblings used
};

// Siblings whose variance is not positive and finite are left out. Nothing below two.
[[nodiscard]] std::optional<Between> between_siblings(std::span<const Measured> siblings);

// B = tau2 / (tau2 + variance), 0 (all noise) .. 1 (all real).
[[nodiscard]] double reliability(double tau2, double variance);

// B x + (1 - B) parent: the value to expect next time if nothing is done. Label it "estimated".
[[nodiscard]] double shrunken(const Measured& unit, double parent, double tau2);

// What a unit does by itself is taken off what it did. before, after: two independent
// measurements of one unit picked for its `before`.
struct GuardedChange {
    double observed = 0;    // after - before
    double expected = 0;    // (1 - B) (parent - before): regression to the mean
    double beyond = 0;      // observed - expected
    double lo = 0, hi = 0;  // of beyond; variance: after's + B times before's (posterior of before)
};

[[nodiscard]] std::optional<GuardedChange> guarded_change(
    const Measured& before, const Measured& after, double parent, double tau2, double level = 0.95
);

}  // namespace styk::stats
