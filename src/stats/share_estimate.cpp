#include "stats/share_estimate.h"

#include <algorithm>

#include "base/result.h"
#include "stats/interval.h"

namespace styk::stats {

namespace {

constexpr double least_clusters = 10;

}  // namespace

Estimate share_estimate(
    std::uint64_t k,
    std::uint64_t n,
    const TierLimits& limits,
    std::optional<double> n_eff,
    double level
) {
    if (k > n) {
        throw Fault("stats: a share of more than all");
    }
    Estimate out{.level = level, .n = n};
    const auto all = static_cast<double>(n);
    out.n_eff = std::min(n_eff.value_or(all), all);
    const double share = n == 0 ? 0 : static_cast<double>(k) / all;
    const auto interval = wilson(share * out.n_eff, out.n_eff, level);
    const auto half = interval ? std::optional((interval->hi - interval->lo) / 2) : std::nullopt;
    out.tier = tier_of(Family::share, n, out.n_eff, half, limits);
    out.reason = n == 0                     ? reason::no_answers
                 : out.tier == Tier::hidden ? reason::hidden
                 : out.tier == Tier::raw    ? reason::too_few
                                            : std::string_view();
    if (shows_counts(out.tier)) {
        out.counts = {.positive = k, .neutral = 0, .negative = n - k};
    }
    if (shows_value(out.tier) && interval) {
        out.value = share;
        out.lo = interval->lo;
        out.hi = interval->hi;
        out.method = Method::wilson;
    }
    return out;
}

std::optional<double> effective_n(const ClusterSums& of) {
    const auto found = clustered_mean(of);
    if (found.clusters < least_clusters || !found.n_eff) {
        return {};
    }
    return std::min(*found.n_eff, found.n);
}

}  // namespace styk::stats
