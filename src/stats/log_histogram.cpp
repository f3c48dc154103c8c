#include "stats/log_histogram.h"

#include <algorithm>
#include <cmath>

#include "base/result.h"

namespace styk::stats {

namespace {

constexpr double ratio = (1 + LogHistogram::relative_error) / (1 - LogHistogram::relative_error);
constexpr double least = 1e-6;

std::int32_t bucket_of(double value) {
    static const double log_ratio = std::log(ratio);
    return static_cast<std::int32_t>(std::ceil(std::log(value) / log_ratio));
}

// The value in the bucket from which both of its ends are equally far, by ratio.
double middle_of(std::int32_t bucket) {
    return 2 * std::pow(ratio, bucket) / (ratio + 1);
}

}  // namespace

void LogHistogram::add(double value, std::uint64_t count) {
    if (!std::isfinite(value) || value < 0) {
        throw Fault("stats: a duration below 0");
    }
    n_ += count;
    if (value < least) {
        zeros_ += count;
    } else {
        add_to(bucket_of(value), count);
    }
}

void LogHistogram::add_to(std::int32_t bucket, std::uint64_t count) {
    const auto at = std::ranges::lower_bound(counts_, bucket, {}, &Bucket::first);
    if (at != counts_.end() && at->first == bucket) {
        at->second += count;
    } else {
        counts_.insert(at, {bucket, count});
    }
}

void LogHistogram::merge(const LogHistogram& other) {
    n_ += other.n_;
    zeros_ += other.zeros_;
    for (const auto& [bucket, count] : other.counts_) {
        add_to(bucket, count);
    }
}

std::optional<double> LogHistogram::of_rank(std::uint64_t rank) const {
    if (rank < 1 || rank > n_) {
        return {};
    }
    std::uint64_t seen = zeros_;
    if (rank <= seen) {
        return 0;
    }
    for (const auto& [bucket, count] : counts_) {
        seen += count;
        if (rank <= seen) {
            return middle_of(bucket);
        }
    }
    return {};
}

QuantileEstimate LogHistogram::quantile(double p, double level, std::optional<double> n_eff) const {
    QuantileEstimate out{.level = level};
    const bool within = p > 0 && p < 1;
    if (n_ == 0 || !within) {
        return out;
    }
    const auto all = static_cast<double>(n_);
    const auto rank = static_cast<std::uint64_t>(std::ceil(all * p));
    out.value = of_rank(std::max<std::uint64_t>(1, rank));
    const auto limits = quantile_ranks(n_, p, level, n_eff);
    if (limits.lo) {
        out.lo = of_rank(*limits.lo);
    }
    if (limits.hi) {
        out.hi = of_rank(*limits.hi);
    }
    return out;
}

double LogHistogram::share_below(double value) const {
    if (n_ == 0) {
        return 0;
    }
    const auto all = static_cast<double>(n_);
    if (value < least) {
        return static_cast<double>(zeros_) / 2 / all;
    }
    const auto own = bucket_of(value);
    double below = static_cast<double>(zeros_);
    for (const auto& [bucket, count] : counts_) {
        if (bucket > own) {
            break;
        }
        below += static_cast<double>(count) / (bucket == own ? 2 : 1);
    }
    return below / all;
}

}  // namespace styk::stats
