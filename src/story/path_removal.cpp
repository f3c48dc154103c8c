#include "story/path_removal.h"

#include <algorithm>
#include <cmath>

#include "stats/attribution.h"
#include "stats/quantile.h"
#include "stats/random.h"

namespace styk::story {

namespace {

constexpr std::size_t most_replicates = 200, least_replicates = 50;
constexpr std::size_t paths_drawn = 200'000;  // in all replicates together
constexpr double least_conversions = 10;

std::vector<stats::TouchPath> ways_of(
    const stats::PathCounts& counts, const stats::Variants& variants
) {
    std::vector<stats::TouchPath> out;
    for (const auto& [path, n] : variants.counts()) {
        const auto* way = counts.find(path);
        const auto converted = way == nullptr ? 0 : std::min(way->conversions, n);
        out.push_back({path, static_cast<double>(converted), static_cast<double>(n - converted)});
    }
    return out;
}

// A Poisson number of this mean: what becomes of a count when all is drawn anew. Large ones by the
// normal distribution.
double poisson(stats::Generator& random, double mean) {
    if (mean > 50) {
        return std::max(0.0, std::round(mean + std::sqrt(mean) * random.normal()));
    }
    const double limit = std::exp(-mean);
    double product = random.uniform(), n = 0;
    while (product > limit) {
        product *= random.uniform();
        ++n;
    }
    return n;
}

std::vector<std::vector<double>> drawn_effects(
    const std::vector<stats::TouchPath>& paths, std::uint32_t places, std::size_t replicates
) {
    std::vector<std::vector<double>> drawn(places);
    stats::Generator random(1);
    auto again = paths;
    for (std::size_t r = 0; r < replicates; ++r) {
        for (std::size_t i = 0; i < paths.size(); ++i) {
            again[i].conversions = poisson(random, paths[i].conversions);
            again[i].nulls = poisson(random, paths[i].nulls);
        }
        const auto found = stats::attribute(again, places);
        for (std::uint32_t k = 0; k < places && found.reason.empty(); ++k) {
            drawn[k].push_back(found.removal_effect[k]);
        }
    }
    return drawn;
}

}  // namespace

std::vector<PathRemoval> path_removals(const ReadPaths& read) {
    const auto places = static_cast<std::uint32_t>(read.places.size());
    std::vector<PathRemoval> out(places);
    const auto because = [&](std::string_view reason) {
        for (PathRemoval& one : out) {
            one.reason = reason;
        }
        return out;
    };
    if (!read.goal) {
        return because("no_goal");
    }
    const auto variants = read.counts.variants();
    if (variants.lost() > 0) {
        return because("too_many_ways");
    }
    const auto ways = ways_of(read.counts, variants);
    const auto found = stats::attribute(ways, places);
    if (!found.reason.empty()) {
        return because(found.reason);
    }
    if (found.conversions < least_conversions) {
        return because(stats::reason::too_few);
    }
    const auto replicates = std::min(most_replicates, paths_drawn / ways.size());
    const auto drawn = replicates < least_replicates ? std::vector<std::vector<double>>(places)
                                                     : drawn_effects(ways, places, replicates);
    for (std::uint32_t k = 0; k < places; ++k) {
        if (k == *read.goal) {
            out[k].reason = "goal";
            continue;
        }
        out[k].effect = found.removal_effect[k];
        out[k].lo = stats::quantile(drawn[k], 0.025);
        out[k].hi = stats::quantile(drawn[k], 0.975);
    }
    return out;
}

}  // namespace styk::story
