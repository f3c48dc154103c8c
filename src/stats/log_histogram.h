// Quantiles of many durations in little memory: counts in buckets that grow by a fixed ratio, so
// that a quantile is right to 1 % of itself whatever the distribution (DDSketch: Masson, Rim & Lee
// 2019). Mergeable.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "stats/quantile.h"

namespace styk::stats {

class LogHistogram {
public:
    static constexpr double relative_error = 0.01;

    // Throws Fault when the value is negative or not finite. Below a millionth counts as 0.
    void add(double value, std::uint64_t count = 1);
    void merge(const LogHistogram& other);

    [[nodiscard]] std::uint64_t n() const { return n_; }

    // Of the value that `rank` (1 .. n) names in rising order; nothing beyond.
    [[nodiscard]] std::optional<double> of_rank(std::uint64_t rank) const;

    // The value at rank ceil(n p), at least 1, with the limits of quantile_estimate(). Empty
    // without values or when p is not inside 0..1.
    [[nodiscard]] QuantileEstimate quantile(
        double p, double level = 0.95, std::optional<double> n_eff = {}
    ) const;

    // Share of values below `value`, those in its own bucket counted half. 0 without values.
    [[nodiscard]] double share_below(double value) const;

    friend bool operator==(const LogHistogram&, const LogHistogram&) = default;

private:
    std::uint64_t n_ = 0, zeros_ = 0;
    using Bucket = std::pair<std::int32_t, std::uint64_t>;

    void add_to(std::int32_t bucket, std::uint64_t count);

    std::vector<Bucket> counts_;  // rising; bucket i: (ratio^(i-1), ratio^i]
};

}  // namespace styk::stats
