// Area 4: interrupted series, comparison groups, counterfactuals.
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "reference/effects.h"
#include "stats/ar1_series.h"
#include "stats/count_series.h"
#include "stats/counterfactual.h"
#include "stats/difference_in_differences.h"
#include "stats/interrupted_series.h"
#include "stats/local_level.h"

namespace styk::reference {

namespace {

using Eigen::Index;

struct Series {
    std::vector<std::string> names{};  // of x
    Eigen::MatrixXd columns{};
    Eigen::VectorXd y{};
    std::vector<double> offset{};
    std::vector<Index> rows{};  // where each stood in the file
};

// "log(NAME)" or NAME.
std::vector<double> offset_of(const Table& table, std::string text) {
    std::erase(text, ' ');
    if (!text.starts_with("log(") || !text.ends_with(')')) {
        return table.numbers(text);
    }
    auto values = table.numbers(text.substr(4, text.size() - 5));
    std::ranges::transform(values, values.begin(), [](double v) { return std::log(v); });
    return values;
}

Series as_series(std::vector<std::string> names, const std::vector<std::vector<double>>& data) {
    Series series{.names = std::move(names)};
    const auto width = static_cast<Index>(series.names.size()),
               rows = static_cast<Index>(data[0].size());
    series.columns.resize(rows, width);
    series.y = Eigen::Map<const Eigen::VectorXd>(data[0].data(), rows);
    for (Index j = 0; j < width; ++j) {
        series.columns.col(j) =
            Eigen::Map<const Eigen::VectorXd>(data[static_cast<std::size_t>(j) + 1].data(), rows);
    }
    return series;
}

// y, x.., offset; every row of the file.
std::vector<std::vector<double>> read(const Input& input, const std::vector<std::string>& names) {
    const auto& table = input.table();
    std::vector<std::vector<double>> data{table.numbers(input.text("y"))};
    for (const auto& name : names) {
        data.push_back(table.numbers(name));
    }
    return data;
}

std::vector<std::string> names_of(const Input& input) {
    return input.has("x") ? input.texts("x") : std::vector<std::string>{};
}

// Only the rows where nothing is missing; `position` of each in the file, from 1.
Series complete_series(const Input& input) {
    const auto names = names_of(input);
    auto data = read(input, names);
    const bool with_offset = input.has("offset");
    if (with_offset) {
        data.push_back(offset_of(input.table(), input.text("offset")));
    }
    data.emplace_back();
    for (std::size_t row = 0; row < data[0].size(); ++row) {
        data.back().push_back(static_cast<double>(row));
    }
    auto complete = complete_rows(data);
    auto series = as_series(names, complete);
    for (const double row : complete.back()) {
        series.rows.push_back(static_cast<Index>(row));
    }
    if (with_offset) {
        series.offset = complete[complete.size() - 2];
    }
    return series;
}

boost::json::object by_coefficient(
    const Series& series, const std::vector<std::optional<double>>& values
) {
    boost::json::object result;
    for (std::size_t j = 0; j <= series.names.size(); ++j) {
        const std::string name = j == 0 ? "(Intercept)" : series.names[j - 1];
        result[name] = number_or_null(j < values.size() ? values[j] : std::nullopt);
    }
    return result;
}

std::optional<double> last(const std::vector<std::optional<double>>& values) {
    return values.empty() ? std::nullopt : values.back();
}

// Figures of a fit, null where it was refused.
template <class Result>
Output fitted(
    const Result& result,
    std::initializer_list<std::pair<std::string_view, std::optional<double>>> named
) {
    Output output;
    for (const auto& [name, value] : named) {
        output[name] = number_or_null(result.reason.empty() ? value : std::nullopt);
    }
    return output;
}

// By their names, else by what is in them.
std::vector<Index> change_of(const Series& series, const Input& input) {
    std::vector<Index> found;
    for (std::size_t j = 0; j < series.names.size(); ++j) {
        if (series.names[j] == "step" || series.names[j] == "slope") {
            found.push_back(static_cast<Index>(j));
        }
    }
    if (!input.has("change_at")) {
        return found;
    }
    const auto row = static_cast<Index>(input.number("change_at")) - 1;
    const auto first = std::ranges::lower_bound(series.rows, row);
    const auto at = static_cast<Index>(first - series.rows.begin()) + 1;
    return found.empty() ? stats::change_columns(series.columns, at) : found;
}

Output interrupted_time_series(const Input& input) {
    const auto series = complete_series(input);
    stats::InterruptedSetting setting{.change = change_of(series, input)};
    if (input.has("newey_west_lag")) {
        setting.lag = static_cast<int>(input.number("newey_west_lag"));
    }
    const auto result = stats::interrupted_series(series.columns, series.y, setting);
    auto output = figures({
        {"durbin_watson", result.durbin_watson},
        {"effect_at_last_period", last(result.effects)},
        {"effect_at_last_se_nw", last(result.effect_errors)},
        {"r2", result.r2},
    });
    output["coef"] = by_coefficient(series, result.coefficients);
    output["se_ols"] = by_coefficient(series, result.se_ols);
    output["se_newey_west"] = by_coefficient(series, result.se_newey_west);
    output["se_newey_west_adjusted"] = by_coefficient(series, result.se_newey_west_adjusted);
    output["se_hc3"] = by_coefficient(series, result.se_hc3);
    return output;
}

Output interrupted_time_series_ar1(const Input& input) {
    const auto series = complete_series(input);
    const auto method = input.text_or("method", "ML");
    if (method != "ML" && method != "REML") {
        throw Fault("method is neither ML nor REML");
    }
    const auto result = stats::ar1_series(series.columns, series.y, method == "REML");
    auto output = fitted(
        result, {{"phi", result.phi}, {"loglik", result.log_likelihood}, {"sigma", result.sigma}}
    );
    output["coef"] = by_coefficient(series, result.coefficients);
    output["se"] = by_coefficient(series, result.standard_errors);
    return output;
}

// The column of the change: the first that is 0 and then 1 for good, else the first.
std::size_t change_column(const Series& series) {
    for (Index j = 0; j < series.columns.cols(); ++j) {
        const auto column = series.columns.col(j);
        const auto switched = std::ranges::find(column, 1.0);
        const bool step = column.size() > 0 && column[0] == 0 && switched != column.end() &&
                          std::all_of(column.begin(), switched, [](double v) { return v == 0; }) &&
                          std::all_of(switched, column.end(), [](double v) { return v == 1; });
        if (step) {
            return static_cast<std::size_t>(j);
        }
    }
    return 0;
}

Output poisson_its(const Input& input) {
    const auto series = complete_series(input);
    const auto result = stats::count_series(series.columns, series.y, series.offset);
    Output output;
    output["coef"] = by_coefficient(series, result.coefficients);
    output["se_poisson"] = by_coefficient(series, result.se_poisson);
    output["se_quasi"] = by_coefficient(series, result.se_quasi);
    output["dispersion"] = number_or_null(result.dispersion);
    output["deviance"] =
        number_or_null(result.reason.empty() ? std::optional(result.deviance) : std::nullopt);
    for (std::size_t j = 0; j < series.names.size(); ++j) {
        const bool fitted = result.reason.empty();
        const auto ratio =
            fitted ? stats::rate_ratio(
                         result.coefficients[j + 1], result.se_poisson[j + 1], level_of(input)
                     )
                   : std::nullopt;
        output["rr_" + series.names[j]] =
            number_or_null(ratio ? std::optional(ratio->ratio) : std::nullopt);
        if (j == change_column(series)) {
            output["rr_lo"] = number_or_null(ratio ? std::optional(ratio->lo) : std::nullopt);
            output["rr_hi"] = number_or_null(ratio ? std::optional(ratio->hi) : std::nullopt);
        }
    }
    return output;
}

stats::ComparisonSums comparison_of(const Input& input) {
    const auto& table = input.table();
    const auto y = table.numbers(input.text("y"));
    const auto treated = is_treated(table, input.text("treated")),
               post = is_treated(table, input.text("post"));
    const bool clustered = input.has("cluster");
    std::map<std::string, std::uint64_t> clusters;
    stats::ComparisonSums sums;
    for (std::size_t row = 0; row < y.size(); ++row) {
        if (std::isnan(y[row])) {
            continue;
        }
        std::optional<std::uint64_t> cluster;
        if (clustered) {
            const auto& label = table.text(input.text("cluster"))[row];
            cluster = clusters.emplace(label, clusters.size()).first->second;
        }
        stats::add(sums, {.period = post[row] ? 1 : 0, .treated = treated[row]}, y[row], cluster);
    }
    return sums;
}

Output difference_in_differences(const Input& input) {
    const auto sums = comparison_of(input);
    const auto result = stats::difference_in_differences(sums, 1, level_of(input));
    auto output = figures({
        {"effect", result.effect},
        {"se_ols", result.se_ols},
        {"se_hc1", result.se_hc1},
        {"se_hc3", result.se_hc3},
        {"t_ols", result.t_ols},
    });
    const auto& means = result.means;
    output["cell_means"] = boost::json::object{
        {"control_pre", number_or_null(means[stats::control_pre])},
        {"control_post", number_or_null(means[stats::control_post])},
        {"treated_pre", number_or_null(means[stats::treated_pre])},
        {"treated_post", number_or_null(means[stats::treated_post])},
    };
    output["cell_n"] = to_json(result.n);
    if (input.has("cluster")) {
        const auto wild = stats::wild_bootstrap(sums);
        output["se_cluster"] = number_or_null(result.se_clustered);
        output["se_clustered"] = number_or_null(result.se_clustered);
        output["clusters"] = result.clusters;
        output["p_wild"] = number_or_null(wild ? std::optional(wild->p) : std::nullopt);
    }
    return output;
}

Output local_level_model(const Input& input) {
    if (input.has("init")) {
        input.only_says("init");
    }
    const auto& table = input.table();
    const auto column = input.text_or("y", table.has("value") ? "value" : table.names.back());
    const auto values = table.numbers(column);
    const auto rows = static_cast<Index>(values.size());
    const auto result = stats::local_level(
        Eigen::MatrixXd(rows, 0), Eigen::Map<const Eigen::VectorXd>(values.data(), rows)
    );
    return fitted(
        result,
        {{"sigma2_eps", result.sigma2_eps},
         {"sigma2_eta", result.sigma2_eta},
         {"loglik", result.log_likelihood},
         {"level_last", result.level},
         {"forecast_1", result.level},
         {"forecast_var_h1", result.forecast_variance(1)},
         {"forecast_var_h6", result.forecast_variance(6)}}
    );
}

Output counterfactual_local_level(const Input& input) {
    const auto names = names_of(input);
    const auto series = as_series(names, read(input, names));
    const auto result = stats::counterfactual(
        series.columns, series.y, static_cast<Index>(input.number("change_at")), level_of(input)
    );
    boost::json::object beta;
    for (std::size_t j = 0; j < names.size(); ++j) {
        const auto& b = result.before.coefficients;
        beta[names[j]] = number_or_null(j < b.size() ? b[j] : std::nullopt);
    }
    const auto shown = std::min<std::size_t>(result.predicted.size(), 6);
    auto output = fitted(
        result,
        {{"sigma2_eps", result.before.sigma2_eps},
         {"q_ratio", result.before.ratio()},
         {"loglik", result.before.log_likelihood},
         {"mean_actual", result.mean_actual},
         {"mean_predicted", result.mean_predicted},
         {"average_effect", result.average_effect},
         {"cumulative_effect", result.cumulative_effect},
         {"relative_effect", result.relative_effect},
         {"cumulative_variance", result.cumulative_variance}}
    );
    output["beta"] = beta;
    output["predicted_first6"] = to_json(std::span(result.predicted).first(shown));
    return output;
}

}  // namespace

void add_effect_series(Registry& registry) {
    registry["interrupted_time_series"] = interrupted_time_series;
    registry["interrupted_time_series_ar1"] = interrupted_time_series_ar1;
    registry["poisson_its"] = poisson_its;
    registry["difference_in_differences"] = difference_in_differences;
    registry["local_level_model"] = local_level_model;
    registry["counterfactual_local_level"] = counterfactual_local_level;
}

}  // namespace styk::reference
