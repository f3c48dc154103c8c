// Area 1, samples: weights, clusters, finite populations, non-response, sample sizes.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/result.h"
#include "reference/ratings.h"
#include "stats/clusters.h"
#include "stats/net_wald.h"
#include "stats/ranks.h"
#include "stats/response.h"
#include "stats/weighted_histogram.h"

namespace styk::reference {

void add_weighting(Registry& registry);

namespace {

// Rows of the outcome that are there, with what stands beside them.
struct Sample {
    std::vector<double> outcome{};
    std::vector<double> weights{};
    std::vector<stats::Margin> margins{};
};

Sample with_outcome(
    const std::vector<double>& outcome,
    const std::vector<double>& weights,
    const std::vector<stats::Margin>& margins
) {
    Sample sample{.margins = margins};
    for (auto& margin : sample.margins) {
        margin.level_of_row.clear();
    }
    for (std::size_t i = 0; i < outcome.size(); ++i) {
        if (!std::isnan(outcome[i])) {
            sample.outcome.push_back(outcome[i]);
            sample.weights.push_back(weights[i]);
            for (std::size_t m = 0; m < margins.size(); ++m) {
                sample.margins[m].level_of_row.push_back(margins[m].level_of_row[i]);
            }
        }
    }
    return sample;
}

// "N/n" (the default), the name of a column or one number: what raking starts from.
std::vector<double> base_weights(const Input& input) {
    const auto* value = input.has("base_weight") ? &input.json("base_weight") : nullptr;
    if (value == nullptr || value->is_number()) {
        return {};
    }
    const std::string words = input.text("base_weight");
    if (input.table().has(words)) {
        return input.table().numbers(words);
    }
    double same = 0;
    const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), same);
    if (words != "N/n" && (error != std::errc() || end != words.data() + words.size())) {
        throw Fault("input base_weight: neither N/n nor a column nor a number");
    }
    return {};  // one base for all changes nothing
}

double sum_of(std::span<const double> values) {
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return sum;
}

Output raking(const Input& input) {
    std::vector<stats::Margin> margins;
    for (const auto& [column, totals] : input.json("margins").as_object()) {
        margins.push_back(margin_in(totals.as_object(), input.table().text(column)));
    }
    const auto outcome = input.table().numbers(input.text("outcome"));
    const auto result = stats::rake(margins, base_weights(input));
    if (!result.reason.empty()) {
        Output undefined;
        for (const auto* key :
             {"weights_first10",
              "sum_w",
              "weighted_mean",
              "kish_deff",
              "n_eff",
              "se_linearized_ignoring_raking",
              "se_raked_calibrated"}) {
            undefined[key] = nullptr;
        }
        undefined["reason"] = result.reason;
        return undefined;
    }
    const auto sample = with_outcome(outcome, result.weights, margins);
    const auto mean = stats::weighted_mean(sample.outcome, sample.weights);
    const std::size_t shown = std::min<std::size_t>(10, result.weights.size());
    return {
        {"weights_first10", to_json(std::span(result.weights).first(shown))},
        {"sum_w", sum_of(result.weights)},
        {"weighted_mean", number_or_null(mean.mean)},
        {"kish_deff", number_or_null(result.deff)},
        {"n_eff", number_or_null(result.n_eff)},
        {"se_linearized_ignoring_raking", number_or_null(mean.standard_error)},
        {"se_raked_calibrated",
         number_or_null(stats::calibrated_error(sample.outcome, sample.weights, sample.margins))},
        {"unweighted_mean",
         sample.outcome.empty() ? boost::json::value()
                                : number_or_null(stats::summary_of(sample.outcome).mean)}
    };
}

Output poststratification(const Input& input) {
    const auto& totals = input.json("totals").as_object();
    const std::vector margins{margin_in(totals, input.table().text(input.text("stratum")))};
    const auto outcome = input.table().numbers(input.text("outcome"));
    const auto result = stats::rake(margins);
    if (!result.reason.empty()) {
        return {
            {"weighted_mean", nullptr},
            {"se_poststratified", nullptr},
            {"weight_by_cell", nullptr},
            {"reason", result.reason}
        };
    }
    const auto sample = with_outcome(outcome, result.weights, margins);
    boost::json::object by_cell;
    std::size_t level = 0;
    for (const auto& [name, total] : totals) {
        const auto& levels = margins[0].level_of_row;
        const auto at = std::find(levels.begin(), levels.end(), level++);
        by_cell[name] =
            at == levels.end()
                ? boost::json::value()
                : number_or_null(result.weights[static_cast<std::size_t>(at - levels.begin())]);
    }
    return {
        {"weighted_mean", number_or_null(stats::weighted_mean(sample.outcome, sample.weights).mean)
        },
        {"se_poststratified",
         number_or_null(stats::calibrated_error(sample.outcome, sample.weights, sample.margins))},
        {"weight_by_cell", by_cell}
    };
}

Output finite_population(const Input& input) {
    auto values = input.table().numbers(input.text("column"));
    std::erase_if(values, [](double value) { return std::isnan(value); });
    const auto summary = stats::summary_of(values);
    const auto factor = stats::finite_population_factor(summary.n, input.number("population"));
    const auto error =
        values.size() < 2 ? std::nullopt : std::optional(std::sqrt(summary.variance / summary.n));
    return {
        {"mean", values.empty() ? boost::json::value() : number_or_null(summary.mean)},
        {"se_fpc", number_or_null(error && factor ? std::optional(*error * *factor) : std::nullopt)
        },
        {"fpc", number_or_null(factor)},
        {"se_nofpc", number_or_null(error)}
    };
}

Output nonresponse_bounds(const Input& input) {
    const auto gap = input.has("assumed_max_gap") ? std::optional(input.number("assumed_max_gap"))
                                                  : std::nullopt;
    const auto result =
        stats::non_response(input.number("nps_respondents"), input.number("response_rate"), gap);
    const auto lo = [](const auto& interval) { return std::optional(interval.lo); };
    const auto hi = [](const auto& interval) { return std::optional(interval.hi); };
    const bool assumed = result && result->assumed;
    return {
        {"manski_lo", number_or_null(result ? lo(result->manski) : std::nullopt)},
        {"manski_hi", number_or_null(result ? hi(result->manski) : std::nullopt)},
        {"gap_lo", number_or_null(assumed ? lo(*result->assumed) : std::nullopt)},
        {"gap_hi", number_or_null(assumed ? hi(*result->assumed) : std::nullopt)},
        {"break_even_gap", number_or_null(result ? result->break_even : std::nullopt)}
    };
}

Output sample_size(const Input& input) {
    const auto population =
        input.has("population") ? std::optional(input.number("population")) : std::nullopt;
    const auto size = stats::sample_size_of_net(
        input.number("p_promoter"),
        input.number("p_detractor"),
        input.number("moe"),
        input.number_or("confidence", 0.95),
        population
    );
    return {
        {"n", number_or_null(size ? std::optional(size->n) : std::nullopt)},
        {"n_unrounded", number_or_null(size ? std::optional(size->unrounded) : std::nullopt)},
        {"n_with_fpc", number_or_null(size ? size->of_population : std::nullopt)}
    };
}

// Answers with a rating of the scale; customers and weights where the case names them.
struct Answers {
    stats::ClusterSums plain{}, weighted{};
    stats::WeightedHistogram histogram{};
};

Answers answers_in(const Input& input, const stats::MetricRule& rule) {
    const auto& table = input.table();
    const auto ratings = table.numbers(input.text("rating"));
    const auto weights = input.has("weight") ? table.numbers(input.text("weight"))
                                             : std::vector<double>(ratings.size(), 1.0);
    Codes customers;
    if (input.has("customer")) {
        customers = code(table.text(input.text("customer")));
    }
    Answers answers{.histogram = stats::empty_weighted_histogram(rule.min, rule.max)};
    for (std::size_t i = 0; i < ratings.size(); ++i) {
        const auto counted = count_ratings({ratings[i]}, rule.min, rule.max);
        if (counted.histogram.n() == 0 || std::isnan(weights[i])) {
            continue;
        }
        const double x = stats::net_value(stats::net_counts(rule, counted.histogram));
        const std::uint64_t customer = customers.of_row.empty() ? i : customers.of_row[i];
        add(answers.plain, customer, x);
        add(answers.weighted, customer, x, weights[i]);
        add(answers.histogram, static_cast<int>(ratings[i]), weights[i]);
    }
    return answers;
}

Output clustered_weighted(const Input& input) {
    const auto rule = net_rule_in(input, "0-10");
    const auto answers = answers_in(input, rule);
    const auto plain = stats::clustered_mean(answers.plain),
               weighted = stats::clustered_mean(answers.weighted);
    const auto adjusted =
        stats::weighted_estimate(rule, answers.histogram, input.number_or("confidence", 0.95));
    return {
        {"n", plain.n},
        {"customers", plain.clusters},
        {"nps", number_or_null(plain.mean)},
        {"se_independent", number_or_null(plain.independent_error)},
        {"se_clustered", number_or_null(plain.clustered_error)},
        {"design_effect", number_or_null(plain.design_effect)},
        {"n_eff_cluster", number_or_null(plain.n_eff)},
        {"nps_weighted", number_or_null(weighted.mean)},
        {"se_weighted", number_or_null(weighted.independent_error)},
        {"se_weighted_clustered", number_or_null(weighted.clustered_error)},
        {"kish_n_eff", number_or_null(weighted.kish_n_eff)},
        {"adjwald_neff_lo", number_or_null(adjusted.lo)},
        {"adjwald_neff_hi", number_or_null(adjusted.hi)}
    };
}

}  // namespace

void add_weighting(Registry& registry) {
    registry["raking"] = raking;
    registry["poststratification"] = poststratification;
    registry["finite_population"] = finite_population;
    registry["nonresponse_bounds"] = nonresponse_bounds;
    registry["sample_size_nps_moe"] = sample_size;
    registry["nps_clustered_weighted"] = clustered_weighted;
}

}  // namespace styk::reference
