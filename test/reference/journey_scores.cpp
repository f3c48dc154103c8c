// Area 6, second half: scores along journeys.
#include <cmath>
#include <fmt/format.h>

#include "reference/columns.h"
#include "reference/journeys.h"
#include "reference/reference.h"
#include "stats/moments_of_truth.h"
#include "stats/peak_end.h"

namespace styk::reference {

namespace {

using boost::json::array;
using Names = std::vector<std::string>;

struct Scores {
    Names touchpoints;
    std::vector<stats::Touch> touches;
    stats::Overall overall;
};

// Customers of the outcome table; touches of others are left out.
Scores scores_in(const Input& input) {
    const Table &table = input.table("touchpoints"), &outcome = input.table("outcome");
    const Names customers = levels_of(outcome, "customer");
    Scores found{levels_of(table, "touchpoint"), {}, stats::Overall(customers.size())};
    const auto who = places_in(customers, outcome.text("customer"));
    const auto overall = outcome.numbers("overall");
    for (std::size_t i = 0; i < who.size(); ++i) {
        if (who[i] >= 0 && !std::isnan(overall[i])) {
            found.overall[static_cast<std::size_t>(who[i])] = overall[i];
        }
    }
    const auto customer = places_in(customers, table.text("customer"));
    const auto touchpoint = places_in(found.touchpoints, table.text("touchpoint"));
    const auto score = table.numbers("score");
    const auto step =
        table.has("step") ? table.numbers("step") : std::vector<double>(table.rows(), 0);
    for (std::size_t i = 0; i < score.size(); ++i) {
        if (customer[i] >= 0 && touchpoint[i] >= 0 && !std::isnan(score[i])) {
            found.touches.push_back(
                {static_cast<std::uint32_t>(customer[i]),
                 static_cast<std::uint32_t>(touchpoint[i]),
                 step[i],
                 score[i]}
            );
        }
    }
    return found;
}

boost::json::value coefficients(const stats::LinearFit& fit, const Eigen::VectorXd& of) {
    static const Names names{"(Intercept)", "mean", "peak", "end"};
    if (!fit.reason.empty() || of.size() == 0) {
        return nullptr;
    }
    return by_name(names, {of.data(), static_cast<std::size_t>(of.size())});
}

Output peak_end(const Input& input) {
    input.only_says("peak");
    const Scores scores = scores_in(input);
    const auto found = stats::peak_end(scores.touches, scores.overall);
    const auto& with = found.correlations;
    return {
        {"grand_mean", found.grand_mean},
        {"coef", coefficients(found.fit, found.fit.coefficients)},
        {"se", coefficients(found.fit, found.fit.standard_errors)},
        {"r2_mean_peak_end", number_or_null(found.fit.r2)},
        {"r2_mean_only", number_or_null(found.r2_mean)},
        {"r2_peak_end", number_or_null(found.r2_peak_end)},
        {"f_peak_end_over_mean", number_or_null(found.f)},
        {"p", number_or_null(found.p)},
        {"corr_with_overall",
         Output{
             {"mean", number_or_null(with.mean)},
             {"min", number_or_null(with.min)},
             {"max", number_or_null(with.max)},
             {"end", number_or_null(with.end)},
             {"first", number_or_null(with.first)},
             {"trend", number_or_null(with.trend)},
             {"peak", number_or_null(with.peak)}
         }}
    };
}

Output moments_of_truth(const Input& input) {
    input.only_says("model");
    const Scores scores = scores_in(input);
    const double target = input.number_or("target", 9);
    const auto found = stats::moments_of_truth(
        scores.touches, scores.overall, scores.touchpoints.size(), {target, {}}
    );
    using Part = std::optional<double> stats::MomentOfTruth::*;
    const auto of_each = [&](Part part) {
        Output values;
        for (std::size_t k = 0; k < found.touchpoints.size(); ++k) {
            values[scores.touchpoints[k]] = number_or_null(found.touchpoints[k].*part);
        }
        return values;
    };
    Output reach;
    for (std::size_t k = 0; k < found.touchpoints.size(); ++k) {
        reach[scores.touchpoints[k]] = found.touchpoints[k].reach;
    }
    array rank;
    for (const std::size_t k : found.rank) {
        rank.emplace_back(scores.touchpoints[k]);
    }
    return {
        {"slope", of_each(&stats::MomentOfTruth::slope)},
        {"slope_se", of_each(&stats::MomentOfTruth::slope_se)},
        {"p_bh", of_each(&stats::MomentOfTruth::p_bh)},
        {"reach", reach},
        {"sd_score", of_each(&stats::MomentOfTruth::sd_score)},
        {"mean_score", of_each(&stats::MomentOfTruth::mean_score)},
        {"impact_one_sd", of_each(&stats::MomentOfTruth::impact)},
        {fmt::format("gain_if_lifted_to_{}", target), of_each(&stats::MomentOfTruth::gain)},
        {"rank", rank},
        {"r2", number_or_null(found.r2)}
    };
}

}  // namespace

void add_journey_scores(Registry& registry) {
    registry["peak_end"] = peak_end;
    registry["moments_of_truth"] = moments_of_truth;
}

}  // namespace styk::reference
