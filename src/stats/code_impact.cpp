#include "stats/code_impact.h"

#include "base/result.h"
#include "stats/interval.h"
#include "stats/multiplicity.h"
#include "stats/net_wald.h"

namespace styk::stats {

namespace {

NetCounts minus(const NetCounts& all, const NetCounts& some) {
    if (some.positive > all.positive || some.neutral > all.neutral ||
        some.negative > all.negative) {
        throw Fault("stats: more mention a code than there are");
    }
    return {all.positive - some.positive, all.neutral - some.neutral, all.negative - some.negative};
}

std::optional<double> net_of(const NetCounts& counts) {
    return counts.n() > 0 ? std::optional(net_value(counts)) : std::nullopt;
}

CodeImpact impact_of(const NetCounts& all, const NetCounts& with) {
    const NetCounts without = minus(all, with);
    CodeImpact result{.mentions = with.n(), .with = net_of(with), .without = net_of(without)};
    if (result.without) {
        result.impact = net_value(all) - *result.without;
    }
    const auto difference = net_wald_difference(with, without);
    if (!difference) {
        result.reason = reason::no_answers;
        return result;
    }
    result.gap = difference->value;
    result.z = difference->z;
    result.p = difference->p;
    result.reason = result.p ? std::string_view() : reason::no_spread;
    return result;
}

}  // namespace

std::vector<CodeImpact> code_impacts(const NetCounts& all, std::span<const NetCounts> with) {
    std::vector<CodeImpact> result;
    std::vector<double> p;
    for (const auto& counts : with) {
        result.push_back(impact_of(all, counts));
        if (result.back().p) {
            p.push_back(*result.back().p);
        }
    }
    const auto adjusted = benjamini_hochberg(p);
    auto next = adjusted.begin();
    for (auto& code : result) {
        if (code.p) {
            code.q = *next++;
        }
    }
    return result;
}

}  // namespace styk::stats
