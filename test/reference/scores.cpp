// Area 1, scores and their comparison. Samples and weights: scores_weighting.cpp.
#include <algorithm>
#include <cmath>

#include "base/result.h"
#include "reference/ratings.h"
#include "stats/cross_table.h"
#include "stats/difference.h"
#include "stats/interval.h"
#include "stats/multiplicity.h"
#include "stats/net_wald.h"
#include "stats/quantile.h"
#include "stats/ranks.h"

namespace styk::reference {

void add_weighting(Registry& registry);

namespace {

std::uint64_t count_of(double value) {
    if (!(value >= 0) || value != std::floor(value)) {
        throw Fault("a count is expected");
    }
    return static_cast<std::uint64_t>(value);
}

// KEY_lo and KEY_hi.
void put_limits(
    Output& output, const std::string& key, std::optional<double> lo, std::optional<double> hi
) {
    output[key + "_lo"] = number_or_null(lo);
    output[key + "_hi"] = number_or_null(hi);
}

template <class T>
void put_limits(Output& output, const std::string& key, const std::optional<T>& interval) {
    put_limits(
        output,
        key,
        interval ? std::optional(interval->lo) : std::nullopt,
        interval ? std::optional(interval->hi) : std::nullopt
    );
}

void put_posterior(Output& output, const stats::NetCounts& counts, double level) {
    if (counts.n() == 0) {
        for (const auto* key : {"mean", "sd", "lo", "hi", "prob_gt0"}) {
            output[std::string("dirichlet_") + key] = nullptr;
        }
        return;
    }
    const stats::NetPosterior posterior(counts);
    output["dirichlet_mean"] = number_or_null(posterior.mean());
    output["dirichlet_sd"] = number_or_null(posterior.sd());
    put_limits(output, "dirichlet", std::optional(posterior.interval(level)));
    output["dirichlet_prob_gt0"] = number_or_null(1 - posterior.below(0));
}

void put_net(Output& output, const stats::NetCounts& counts, double level) {
    const bool any = counts.n() > 0;
    const auto n = static_cast<double>(counts.n());
    const auto shown = [&](double value, double least_n = 1) {
        return number_or_null(n >= least_n ? std::optional(value) : std::nullopt);
    };
    const double variance = any ? stats::net_unit_variance(counts) : 0;
    output["n"] = counts.n();
    output["promoters"] = counts.positive;
    output["passives"] = counts.neutral;
    output["detractors"] = counts.negative;
    output["nps"] = shown(any ? stats::net_value(counts) : 0);
    output["var_unit"] = shown(variance);
    output["se"] = shown(any ? std::sqrt(variance / n) : 0);
    output["se_nminus1"] = shown(n > 1 ? std::sqrt(variance / (n - 1)) : 0, 2);
    put_limits(output, "wald", stats::net_wald(counts, level));
    put_limits(output, "t", stats::net_t(counts, level));
    put_limits(output, "score", stats::net_score_interval(counts, level));
    const auto adjusted = any ? stats::net_adjusted(
                                    static_cast<double>(counts.positive),
                                    static_cast<double>(counts.neutral),
                                    static_cast<double>(counts.negative),
                                    level
                                )
                              : std::nullopt;
    output["adjwald_center"] = shown(adjusted ? adjusted->centre : 0);
    put_limits(output, "adjwald", adjusted);
    const auto clipped = stats::net_adjusted_wald(counts, level);
    output["adjwald_lo_clipped"] = shown(clipped ? clipped->lo : 0);
    output["adjwald_hi_clipped"] = shown(clipped ? clipped->hi : 0);
    put_posterior(output, counts, level);
}

stats::NetCounts counts_in(const std::vector<double>& values) {
    if (values.size() != 3) {
        throw Fault("promoters, passives and detractors are expected");
    }
    return {count_of(values[0]), count_of(values[1]), count_of(values[2])};
}

Output nps_from_counts(const Input& input) {
    const auto counts =
        counts_in({input.number("promoters"), input.number("passives"), input.number("detractors")}
        );
    Output output;
    put_net(output, counts, input.number_or("confidence", 0.95));
    return output;
}

Output nps_from_ratings(const Input& input) {
    const auto rule = net_rule_in(input, "0-10");
    const auto [histogram, invalid] =
        count_ratings(input.table().numbers(input.text("column")), rule.min, rule.max);
    Output output;
    output["histogram_" + std::to_string(rule.min) + "_to_" + std::to_string(rule.max)] =
        boost::json::array(histogram.counts.begin(), histogram.counts.end());
    output["invalid"] = invalid;
    put_net(output, stats::net_counts(rule, histogram), input.number_or("confidence", 0.95));
    return output;
}

void put_share(Output& output, std::uint64_t k, std::uint64_t n, double level) {
    put_limits(
        output, "wilson", stats::wilson(static_cast<double>(k), static_cast<double>(n), level)
    );
    put_limits(output, "clopper", stats::clopper_pearson(k, n, level));
    put_limits(output, "jeffreys", stats::jeffreys(k, n, level));
    put_limits(output, "agresti_coull", stats::agresti_coull(k, n, level));
}

Output proportion_intervals(const Input& input) {
    const auto k = count_of(input.number("k")), n = count_of(input.number("n"));
    if (k > n) {
        throw Fault("input k: more than n");
    }
    Output output;
    output["p"] = number_or_null(
        n > 0 ? std::optional(static_cast<double>(k) / static_cast<double>(n)) : std::nullopt
    );
    put_share(output, k, n, input.number_or("confidence", 0.95));
    return output;
}

// The scale of a column, where a case does not say it: the narrowest usual one that holds the
// ratings and has the top box in it.
Range scale_of(const Input& input, const std::vector<double>& values, double top) {
    if (input.has("scale")) {
        return range_in(input.text("scale"));
    }
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const double max = values.empty() ? top : std::max(top, *most);
    for (const int end : {5, 7, 10}) {
        if (max <= end) {
            return {end == 10 && !values.empty() && *least < 1 ? 0 : 1, end};
        }
    }
    return {static_cast<int>(*least), static_cast<int>(max)};
}

// The least rating of the top box.
double top_of(const std::function<bool(double)>& in_box) {
    for (int rating = 0; rating <= 1000; ++rating) {
        if (in_box(rating)) {
            return rating;
        }
    }
    return 0;
}

Output csat(const Input& input) {
    auto values = input.table().numbers(input.text("column"));
    std::erase_if(values, [](double value) { return std::isnan(value); });
    const auto in_box = condition_in(input.text("top_box"));
    const auto scale = scale_of(input, values, top_of(in_box));
    const double level = input.number_or("confidence", 0.95),
                 n = static_cast<double>(values.size());
    const auto count = [&](const auto& test) {
        return static_cast<std::uint64_t>(std::count_if(values.begin(), values.end(), test));
    };
    const auto share = [&](const auto& test) {
        return number_or_null(
            values.empty() ? std::nullopt : std::optional(static_cast<double>(count(test)) / n)
        );
    };
    Output output{{"n", values.size()}, {"k", count(in_box)}, {"p", share(in_box)}};
    put_share(output, count(in_box), values.size(), level);
    const auto summary = stats::summary_of(values);
    const auto of_mean = stats::t_interval(summary.n, summary.mean, summary.variance, level);
    output["mean"] = values.empty() ? nullptr : number_or_null(summary.mean);
    output["sd"] = values.size() < 2 ? nullptr : number_or_null(std::sqrt(summary.variance));
    put_limits(output, "mean", of_mean);
    output["median"] = number_or_null(stats::quantile(values, 0.5));
    output["top2"] = share([&](double x) { return x >= scale.to - 1; });
    output["bottom3"] = share([&](double x) { return x <= scale.from + 2; });
    return output;
}

Output difference_of_proportions(const Input& input) {
    const stats::Share first{count_of(input.number("k1")), count_of(input.number("n1"))},
        second{count_of(input.number("k2")), count_of(input.number("n2"))};
    const auto d = stats::share_difference(first, second, input.number_or("confidence", 0.95));
    Output output{{"diff", number_or_null(d.value)}};
    put_limits(output, "newcombe", d.lo, d.hi);
    Eigen::MatrixXd table(2, 2);
    table << static_cast<double>(first.k), static_cast<double>(first.n - first.k),
        static_cast<double>(second.k), static_cast<double>(second.n - second.k);
    const auto test = stats::independence(table);
    output["chisq"] = number_or_null(test ? std::optional(test->chi_squared) : std::nullopt);
    output["p_value"] = number_or_null(stats::chi_squared_test(first, second));
    output["fisher_p"] = number_or_null(stats::fisher_test(first, second));
    return output;
}

void put_nets(Output& output, const std::optional<stats::NetWaldDifference>& wald) {
    const auto of = [&](double stats::NetWaldDifference::* member) {
        return number_or_null(wald ? std::optional((*wald).*member) : std::nullopt);
    };
    output["diff"] = of(&stats::NetWaldDifference::value);
    output["se"] = of(&stats::NetWaldDifference::standard_error);
    output["z"] = number_or_null(wald ? wald->z : std::nullopt);
    output["p_value"] = number_or_null(wald ? wald->p : std::nullopt);
    put_limits(output, "wald", wald);
}

Output nps_difference(const Input& input) {
    const auto a = counts_in(input.numbers("a")), b = counts_in(input.numbers("b"));
    const double level = input.number_or("confidence", 0.95);
    Output output;
    put_nets(output, stats::net_wald_difference(a, b, level));
    const auto adjusted = stats::net_adjusted_difference(a, b, level);
    output["adjwald_diff"] =
        number_or_null(adjusted ? std::optional(adjusted->value) : std::nullopt);
    put_limits(output, "adjwald", adjusted);
    const auto mover = stats::net_difference(a, b, level);
    put_limits(output, "mover_score", mover.lo, mover.hi);
    const auto pooled = stats::net_pooled_difference(a, b, level);
    output["z_pooled"] = number_or_null(pooled ? pooled->z : std::nullopt);
    output["p_pooled"] = number_or_null(pooled ? pooled->p : std::nullopt);
    Eigen::MatrixXd table(2, 3);
    const auto number = [](std::uint64_t count) { return static_cast<double>(count); };
    table << number(a.positive), number(a.neutral), number(a.negative), number(b.positive),
        number(b.neutral), number(b.negative);
    const auto test = stats::independence(table);
    output["chisq_3cat"] = number_or_null(test ? std::optional(test->chi_squared) : std::nullopt);
    output["chisq_3cat_p"] = number_or_null(test ? std::optional(test->p) : std::nullopt);
    return output;
}

void put_ranks(Output& output, std::span<const std::vector<double>> groups) {
    const auto ranked = stats::mann_whitney(groups[0], groups[1]);
    const auto kruskal = stats::kruskal_wallis(groups);
    const auto of = [](const auto& test, auto member) {
        return number_or_null(test ? std::optional((*test).*member) : std::nullopt);
    };
    output["U"] = of(ranked, &stats::RankComparison::u);
    output["mw_p_nocorrection"] = number_or_null(ranked ? ranked->p : std::nullopt);
    output["prob_superiority"] = of(ranked, &stats::RankComparison::superiority);
    output["cliffs_delta"] = of(ranked, &stats::RankComparison::cliffs_delta);
    output["kruskal_H"] = of(kruskal, &stats::KruskalWallis::h);
    output["kruskal_p"] = of(kruskal, &stats::KruskalWallis::p);
}

Output two_groups(const Input& input) {
    const auto& groups = input.table().text(input.text("group"));
    const auto values = input.table().numbers(input.text("column"));
    const std::string names[] = {input.label("group1"), input.label("group2")};
    std::vector<double> sides[2];
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t side = 0; side < 2; ++side) {
            if (groups[i] == names[side] && !std::isnan(values[i])) {
                sides[side].push_back(values[i]);
            }
        }
    }
    const auto first = stats::summary_of(sides[0]), second = stats::summary_of(sides[1]);
    const auto welch = stats::welch_test(first, second, input.number_or("confidence", 0.95));
    Output output{{"n1", sides[0].size()}, {"n2", sides[1].size()}};
    output["mean1"] = sides[0].empty() ? nullptr : number_or_null(first.mean);
    output["mean2"] = sides[1].empty() ? nullptr : number_or_null(second.mean);
    output["welch_t"] = number_or_null(welch ? std::optional(welch->t) : std::nullopt);
    output["welch_df"] = number_or_null(welch ? std::optional(welch->df) : std::nullopt);
    output["welch_p"] = number_or_null(welch ? std::optional(welch->p) : std::nullopt);
    put_limits(output, "welch", welch);
    put_ranks(output, sides);
    const auto effect = stats::cohens_d(first, second);
    output["cohens_d"] = number_or_null(effect ? std::optional(effect->d) : std::nullopt);
    output["pooled_hedges_factor"] =
        number_or_null(effect ? std::optional(effect->hedges_factor) : std::nullopt);
    return output;
}

Output multiple_comparisons(const Input& input) {
    const auto given = input.numbers("p");
    const double alpha = input.number_or("alpha", 0.05);
    std::vector<double> p;
    std::copy_if(given.begin(), given.end(), std::back_inserter(p), [](double v) {
        return !std::isnan(v);
    });
    Output output;
    const auto put = [&](const std::string& key, const std::vector<double>& adjusted) {
        boost::json::array values;
        std::size_t next = 0;
        for (const double value : given) {
            values.push_back(std::isnan(value) ? nullptr : number_or_null(adjusted[next++]));
        }
        output[key] = values;
        output["rejected_" + key] = stats::count_standing(adjusted, alpha);
    };
    put("bh", stats::benjamini_hochberg(p));
    put("by", stats::benjamini_yekutieli(p));
    put("holm", stats::holm(p));
    put("hochberg", stats::hochberg(p));
    put("bonferroni", stats::bonferroni(p));
    return output;
}

}  // namespace

void add_scores(Registry& registry) {
    registry["nps_from_counts"] = nps_from_counts;
    registry["nps_from_ratings"] = nps_from_ratings;
    registry["csat_topbox_and_mean"] = csat;
    registry["proportion_intervals"] = proportion_intervals;
    registry["difference_of_proportions"] = difference_of_proportions;
    registry["nps_difference"] = nps_difference;
    registry["two_group_rating_comparison"] = two_groups;
    registry["multiple_comparisons"] = multiple_comparisons;
    add_weighting(registry);
}

}  // namespace styk::reference
