// Area 3: linear models, importance of drivers, missing answers.
#include <cmath>
#include <fmt/format.h>

#include "base/result.h"
#include "reference/columns.h"
#include "reference/driver_columns.h"
#include "reference/reference.h"
#include "stats/dominance.h"
#include "stats/driver_bootstrap.h"
#include "stats/importance.h"
#include "stats/least_squares.h"
#include "stats/lmg.h"
#include "stats/missing_em.h"

namespace styk::reference {

namespace {

namespace js = boost::json;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr Index most_for_dominance = 15;  // more are counted in the room's own tests

std::vector<std::optional<double>> nothing(std::size_t size) {
    return std::vector<std::optional<double>>(size);
}

js::object named(
    std::span<const std::string> names, std::span<const std::optional<double>> values
) {
    js::object result;
    for (std::size_t i = 0; i < names.size(); ++i) {
        result[names[i]] = number_or_null(values[i]);
    }
    return result;
}

js::object named(std::span<const std::string> names, const std::optional<VectorXd>& values) {
    return values && values->size() > 0
               ? by_name(names, std::span(values->data(), static_cast<std::size_t>(values->size())))
               : named(names, nothing(names.size()));
}

js::array rows_of(const MatrixXd& matrix) {
    js::array rows;
    for (Index i = 0; i < matrix.rows(); ++i) {
        const VectorXd row = matrix.row(i);
        rows.push_back(to_json(std::span(row.data(), static_cast<std::size_t>(row.size()))));
    }
    return rows;
}

// Slopes of a model with intercept whose dependent columns were left out: nothing for those.
struct Slopes {
    stats::LinearFit fit;
    std::vector<std::optional<double>> value, error, t, p, standardized;
};

Slopes slopes_of(const Drivers& data) {
    const MatrixXd design = stats::with_intercept(data.rows.rightCols(data.rows.cols() - 1));
    const auto kept = stats::independent_columns(design);
    const auto empty = nothing(data.names.size());
    Slopes result{
        .fit = stats::least_squares(MatrixXd(design(Eigen::all, kept)), data.rows.col(0)),
        .value = empty,
        .error = empty,
        .t = empty,
        .p = empty,
        .standardized = empty
    };
    const auto spread = stats::standard_deviations(data.moments);
    for (std::size_t at = 1; at < kept.size() && result.fit.reason.empty(); ++at) {
        const auto j = static_cast<std::size_t>(kept[at] - 1);
        const auto place = static_cast<Index>(at);
        result.value[j] = result.fit.coefficients(place);
        result.t[j] = stats::t_value(result.fit, place);
        result.p[j] = stats::p_value(result.fit, place);
        if (result.fit.standard_errors.size() > 0) {
            result.error[j] = result.fit.standard_errors(place);
        }
        if (spread && (*spread)(0) > 0) {
            result.standardized[j] = *result.value[j] * (*spread)(kept[at]) / (*spread)(0);
        }
    }
    return result;
}

Output ols(const Input& input) {
    const Drivers data = drivers_of(input);
    const Slopes slopes = slopes_of(data);
    const auto& fit = slopes.fit;
    const auto correlations = stats::driver_correlations(data.moments, 0, data.places);
    const bool fitted = fit.reason.empty();
    return {
        {"n", fit.n},
        {"intercept", number_or_null(fitted ? std::optional(fit.coefficients(0)) : std::nullopt)},
        {"coef", named(data.names, slopes.value)},
        {"se", named(data.names, slopes.error)},
        {"t", named(data.names, slopes.t)},
        {"p", named(data.names, slopes.p)},
        {"r2", number_or_null(fit.r2)},
        {"adj_r2", number_or_null(fit.adjusted_r2)},
        {"sigma", number_or_null(fit.sigma)},
        {"f", number_or_null(fit.f)},
        {"std_beta", named(data.names, slopes.standardized)},
        {"vif",
         named(
             data.names,
             correlations.reason.empty() ? stats::variance_inflation(correlations)
                                         : nothing(data.names.size())
         )},
        {"condition_number_scaled",
         number_or_null(stats::scaled_condition(data.moments, data.places))}
    };
}

void add_dominance(
    Output& output, std::span<const std::string> names, const stats::DriverCorrelations& of
) {
    const auto dominance = stats::dominance(of);
    if (!dominance.reason.empty()) {
        return;
    }
    js::object by_size;
    for (std::size_t j = 0; j < names.size(); ++j) {
        js::object sizes;
        for (Index s = 0; s < dominance.by_size.cols(); ++s) {
            sizes[fmt::format("size{}", s)] = dominance.by_size(static_cast<Index>(j), s);
        }
        by_size[names[j]] = sizes;
    }
    output["conditional_dominance"] = by_size;
    output["complete_dominance"] = rows_of(dominance.complete);
    output["general_dominance_matrix"] = rows_of(dominance.general);
    output["conditional_dominance_matrix"] = rows_of(dominance.conditional);
    output["matrix_order"] = js::array(names.begin(), names.end());
}

std::optional<VectorXd> lmg_of(const stats::DriverCorrelations& of) {
    const auto shares = stats::lmg(of);
    return shares.reason.empty() ? std::optional(shares.values) : std::nullopt;
}

Output relative_importance(const Input& input) {
    const Drivers data = drivers_of(input);
    const auto of = stats::driver_correlations(data.moments, 0, data.places);
    if (!of.reason.empty()) {
        return {{"r2", nullptr}, {"lmg", named(data.names, std::nullopt)}};
    }
    Output output{
        {"n", data.moments.n},
        {"r2", stats::r2_of(of)},
        {"lmg", named(data.names, lmg_of(of))},
        {"relative_weights_johnson", named(data.names, stats::johnson_weights(of))},
        {"last", named(data.names, stats::last_in(of))},
        {"first", named(data.names, stats::first_in(of))},
        {"pratt", named(data.names, stats::pratt(of))},
        {"car_scores_sq", named(data.names, stats::car_scores_squared(of))}
    };
    const auto beta = stats::standardized_coefficients(of);
    output["betasq"] =
        named(data.names, beta ? std::optional(VectorXd(beta->cwiseAbs2())) : std::nullopt);
    if (of.drivers() <= most_for_dominance) {
        add_dominance(output, data.names, of);
    }
    return output;
}

// Says which drivers are copies.
Output relative_importance_singular(const Input& input) {
    Output output = relative_importance(input);
    const Drivers data = drivers_of(input);
    const auto of = stats::driver_correlations(data.moments, 0, data.places);
    std::string copies;
    for (const Index j : of.reason.empty() ? stats::aliased_drivers(of) : std::vector<Index>{}) {
        copies += (copies.empty() ? "" : ", ") + data.names[static_cast<std::size_t>(j)];
    }
    output["flag"] = copies.empty() ? "" : "singular: " + copies + " follow from the others";
    return output;
}

Output bootstrap_relative_weights(const Input& input) {
    const Drivers data = drivers_of(input);
    const stats::Resampling how{
        .replicates = static_cast<std::size_t>(input.number_or("B", 1000)),
        .seed = static_cast<std::uint64_t>(input.number_or("seed", 1))
    };
    const auto interval = stats::importance_interval(
        data.moments,
        stats::resample(data.rows, how),
        0,
        data.places,
        stats::johnson_weights,
        input.number_or("confidence", 0.95)
    );
    return {
        {"estimate", named(data.names, interval.estimate)},
        {"lo", named(data.names, interval.lo)},
        {"hi", named(data.names, interval.hi)},
        {"se", named(data.names, interval.standard_error)},
        {"prob_rank1", named(data.names, interval.first_probability)}
    };
}

js::object importance_of(
    const std::vector<std::string>& names, const stats::DriverCorrelations& of
) {
    if (!of.reason.empty()) {
        return {
            {"r2", nullptr},
            {"lmg", named(names, std::nullopt)},
            {"johnson", named(names, std::nullopt)}
        };
    }
    return {
        {"r2", stats::r2_of(of)},
        {"lmg", named(names, lmg_of(of))},
        {"johnson", named(names, stats::johnson_weights(of))}
    };
}

stats::PatternMoments pattern_moments(const std::vector<std::vector<double>>& columns) {
    stats::PatternMoments result;
    std::vector<std::optional<double>> row(columns.size());
    for (std::size_t i = 0; i < columns[0].size(); ++i) {
        for (std::size_t j = 0; j < columns.size(); ++j) {
            row[j] = std::isnan(columns[j][i]) ? std::nullopt : std::optional(columns[j][i]);
        }
        add(result, row);
    }
    return result;
}

js::object pairwise_importance(
    const std::vector<std::string>& names,
    const std::optional<MatrixXd>& correlation,
    std::span<const Index> places
) {
    stats::DriverCorrelations of;
    of.reason = stats::reason::no_spread;
    if (correlation) {
        const auto repaired = stats::repaired_correlation(*correlation);
        of = stats::driver_correlations(repaired.correlation, 0, places);
    }
    return importance_of(names, of);
}

void add_em(
    Output& output,
    const std::vector<std::string>& variables,
    const std::vector<std::string>& names,
    std::span<const Index> places,
    const stats::PatternMoments& patterns
) {
    const auto fit = stats::fit_em(patterns);
    const bool fitted = fit.reason.empty();
    stats::DriverCorrelations of;
    of.reason = fit.reason;
    if (fitted) {
        of = stats::driver_correlations(fit.covariance, 0, places);
    }
    output["em_mean"] = named(variables, fitted ? std::optional(fit.mean) : std::nullopt);
    output["em_cov"] = fitted ? js::value(rows_of(fit.covariance)) : js::value(nullptr);
    output["em"] = importance_of(names, of);
}

Output missing_data_importance(const Input& input) {
    const auto& table = input.table();
    const auto names = input.texts("x");
    std::vector<std::string> variables{input.text("y")};
    variables.insert(variables.end(), names.begin(), names.end());
    std::vector<std::vector<double>> columns;
    for (const auto& variable : variables) {
        columns.push_back(table.numbers(variable));
    }
    const auto patterns = pattern_moments(columns);
    const auto complete = stats::listwise(patterns);
    const auto pairwise = stats::pairwise_correlation(patterns);
    const auto places = places_after_outcome(names.size());
    Output output{
        {"n", stats::rows_of(patterns)},
        {"n_complete", complete.n},
        {"listwise", importance_of(names, stats::driver_correlations(complete, 0, places))},
        {"pairwise", pairwise_importance(names, pairwise, places)},
        {"pairwise_min_eigenvalue",
         number_or_null(pairwise ? std::optional(stats::least_eigenvalue(*pairwise)) : std::nullopt)
        }
    };
    add_em(output, variables, names, places, patterns);
    return output;
}

}  // namespace

void add_drivers(Registry& registry) {
    registry["ols"] = ols;
    registry["relative_importance"] = relative_importance;
    registry["relative_importance_singular"] = relative_importance_singular;
    registry["bootstrap_relative_weights"] = bootstrap_relative_weights;
    registry["missing_data_importance"] = missing_data_importance;
    add_driver_maps(registry);
    add_driver_ordinals(registry);
}

}  // namespace styk::reference
