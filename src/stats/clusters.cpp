#include "stats/clusters.h"

#include <algorithm>
#include <cmath>

#include "base/result.h"
#include "stats/score.h"

namespace styk::stats {

namespace {

void add_up(ClusterSum& into, const ClusterSum& from) {
    into.n += from.n;
    into.w += from.w;
    into.wx += from.wx;
    into.w2 += from.w2;
    into.w2x += from.w2x;
    into.w2x2 += from.w2x2;
}

}  // namespace

void add(ClusterSums& into, std::uint64_t cluster, double x, double weight) {
    if (!std::isfinite(x) || !std::isfinite(weight) || weight < 0) {
        throw Fault("stats: an answer or its weight is not finite");
    }
    const double away = x - into.origin, w2 = weight * weight;
    add_up(
        into.by_cluster[cluster],
        {.n = 1,
         .w = weight,
         .wx = weight * away,
         .w2 = w2,
         .w2x = w2 * away,
         .w2x2 = w2 * away * away}
    );
}

void merge(ClusterSums& into, const ClusterSums& from) {
    if (into.by_cluster.empty()) {
        into = from;
        return;
    }
    if (!from.by_cluster.empty() && into.origin != from.origin) {
        throw Fault("stats: cluster sums of different origins cannot be added up");
    }
    for (const auto& [cluster, sum] : from.by_cluster) {
        add_up(into.by_cluster[cluster], sum);
    }
}

namespace {

// `squares(m)`: the sum over customers of (X - m W)^2.
template <class Squares>
ClusteredMean mean_of(const ClusterSum& all, double clusters, const Squares& squares_around) {
    ClusteredMean result{.n = all.n, .clusters = clusters};
    if (!(all.w > 0)) {
        result.reason = reason::no_answers;
        return result;
    }
    const double m = all.wx / all.w;
    result.mean = m;
    result.kish_n_eff = all.w * all.w / all.w2;
    if (result.n < 2 || result.clusters < 2) {
        result.reason = reason::too_few;
    }
    if (result.n >= 2) {
        const double squares = std::max(0.0, all.w2x2 - 2 * m * all.w2x + m * m * all.w2);
        result.independent_error = std::sqrt(result.n / (result.n - 1) * squares) / all.w;
    }
    if (result.clusters >= 2) {
        result.clustered_error =
            std::sqrt(result.clusters / (result.clusters - 1) * squares_around(m)) / all.w;
    }
    if (result.clustered_error > 0.0 && result.independent_error > 0.0) {
        const double ratio = *result.clustered_error / *result.independent_error;
        result.design_effect = ratio * ratio;
        result.n_eff = result.n / *result.design_effect;
    }
    return result;
}

}  // namespace

ClusteredMean clustered_mean(const ClusterSums& of) {
    ClusterSum all;
    for (const auto& [cluster, sum] : of.by_cluster) {
        add_up(all, sum);
    }
    auto result = mean_of(all, static_cast<double>(of.by_cluster.size()), [&](double m) {
        double squares = 0;
        for (const auto& [cluster, sum] : of.by_cluster) {
            squares += (sum.wx - m * sum.w) * (sum.wx - m * sum.w);
        }
        return squares;
    });
    if (result.mean) {
        *result.mean += of.origin;
    }
    return result;
}

ClusteredMean clustered_mean(const ClusterTotals& of) {
    const ClusterSum all{
        .n = of.n, .w = of.w, .wx = of.wx, .w2 = of.w2, .w2x = of.w2x, .w2x2 = of.w2x2
    };
    return mean_of(all, of.clusters, [&](double m) {
        return std::max(0.0, of.wxwx - 2 * m * of.wwx + m * m * of.ww);
    });
}

}  // namespace styk::stats
