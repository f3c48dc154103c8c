// Intervals of one share, one net score and one mean, for independent answers. Each is two limits
// at confidence `level` (0.95: 95 %). n = 0 gives nothing.
#pragma once

#include <cstdint>
#include <optional>

#include "stats/histogram.h"
#include "stats/score.h"

namespace styk::stats {

struct Interval {
    double lo = 0, hi = 0;

    friend bool operator==(const Interval&, const Interval&) = default;
};

[[nodiscard]] double normal_quantile(double level);  // two-sided: 0.95 -> 1.96

// Shares: k of n.
// Wilson 1927: the default. Mean coverage close to the level, never empty, inside [0, 1].
[[nodiscard]] std::optional<Interval> wilson(double k, double n, double level = 0.95);
// Clopper & Pearson 1934: coverage at least the level, so wider.
[[nodiscard]] std::optional<Interval> clopper_pearson(
    std::uint64_t k, std::uint64_t n, double level = 0.95
);
// Beta(1/2, 1/2) prior; 0 and 1 kept as limits at k = 0 and k = n (Brown, Cai & DasGupta 2001).
[[nodiscard]] std::optional<Interval> jeffreys(
    std::uint64_t k, std::uint64_t n, double level = 0.95
);
// Agresti & Coull 1998: Wald around the centre of Wilson's interval.
[[nodiscard]] std::optional<Interval> agresti_coull(
    std::uint64_t k, std::uint64_t n, double level = 0.95
);

// Nets (share of positive minus share of negative, -1..1).
[[nodiscard]] double net_value(const NetCounts& counts);  // n > 0
[[nodiscard]] double net_unit_variance(const NetCounts& counts
);  // of one answer: p + d - (p - d)^2; n > 0

// May & Johnson 1997 (the algebra of Tango 1998): the default. Worst coverage .914 from n = 10 on
// at 95 %. Limits solve (P - D - n t) = +-z sqrt(n (2 q + t (1 - t))) to 1e-12.
[[nodiscard]] std::optional<Interval> net_score_interval(
    const NetCounts& counts, double level = 0.95
);

// Rocks 2016: 3/4, 3/2, 3/4 added, then Wald; clipped to [-1, 1]. `n_eff` below n widens it for
// weights and clusters: the counts are scaled down to n_eff first.
[[nodiscard]] std::optional<Interval> net_adjusted_wald(
    const NetCounts& counts, double level = 0.95, std::optional<double> n_eff = {}
);

// Posterior of the net under Dirichlet(1/2, 1/2, 1/2): for sentences such as "97 % sure that it is
// above 0".
class NetPosterior {
public:
    explicit NetPosterior(const NetCounts& counts);

    [[nodiscard]] double mean() const;
    [[nodiscard]] double sd() const;
    [[nodiscard]] double below(double x) const;  // P(net <= x), absolute error below 1e-8
    [[nodiscard]] Interval interval(double level = 0.95) const;  // equal tails

private:
    double positive_, neutral_, negative_;  // counts plus 1/2
};

// Means. Student's t with n - 1 degrees of freedom; nothing when n < 2.
[[nodiscard]] std::optional<Interval> t_interval(const Histogram& histogram, double level = 0.95);
[[nodiscard]] std::optional<Interval> t_interval(
    double n, double mean, double variance, double level = 0.95
);

// The same on the histogram with 1/levels added to each level, clipped to the scale: right at zero
// spread.
[[nodiscard]] std::optional<Interval> smoothed_t_interval(
    const Histogram& histogram, double level = 0.95
);

}  // namespace styk::stats
