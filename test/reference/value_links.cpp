// Area 5, second half: survival, churn, panels, leading and lagging series, the promise gap.
#include <fmt/format.h>
#include <regex>

#include "base/result.h"
#include "reference/columns.h"
#include "reference/reference.h"
#include "reference/value.h"
#include "stats/classifier_score.h"
#include "stats/cox.h"
#include "stats/lead_lag.h"
#include "stats/logistic.h"
#include "stats/paired.h"
#include "stats/panel.h"
#include "stats/survival.h"

namespace styk::reference {

namespace {

using boost::json::array;
using stats::SurvivalCurve;
using stats::SurvivalLimits;

std::span<const double> span_of(const Eigen::VectorXd& values) {
    return {values.data(), static_cast<std::size_t>(values.size())};
}

SurvivalLimits limits_in(const std::string& words) {
    if (words.find("log-log") != std::string::npos) {
        return SurvivalLimits::log_log;
    }
    return words.find("plain") != std::string::npos ? SurvivalLimits::plain : SurvivalLimits::log;
}

void add_curve(Output& output, const SurvivalCurve& curve, const std::vector<double>& times) {
    array survival, std_err, lo, hi, at_risk;
    for (const double time : times) {
        const auto point = curve.at(time);
        survival.push_back(point.survival);
        std_err.push_back(number_or_null(point.std_err));
        lo.push_back(point.interval ? boost::json::value(point.interval->lo) : nullptr);
        hi.push_back(point.interval ? boost::json::value(point.interval->hi) : nullptr);
        at_risk.push_back(point.at_risk);
    }
    output["survival"] = survival;
    output["std_err"] = std_err;
    output["lo"] = lo;
    output["hi"] = hi;
    output["n_risk"] = at_risk;
    output["q25"] = number_or_null(curve.quantile(0.25));
    output["median"] = number_or_null(curve.quantile(0.5));
    const double last = times.empty() ? 0 : *std::ranges::max_element(times);
    const auto mean = curve.restricted_mean(last);
    output["restricted_mean"] = mean ? boost::json::value(mean->mean) : nullptr;
    output["restricted_mean_se"] = mean ? number_or_null(mean->se) : nullptr;
}

struct Followed {
    std::vector<double> times, events;
};

std::vector<std::vector<double>> durations_in(const Input& input) {
    return {input.table().numbers(input.text("time")), binary(input.table(), input.text("event"))};
}

// Rows where the group is known too.
struct Grouped {
    Followed followed{};
    std::vector<std::string> groups{};
    Design covariates{};  // of the groups
};

Grouped grouped_in(const Input& input) {
    const Table& table = input.table();
    const std::string group = input.text("group");
    Grouped found;
    add_column(found.covariates, table, group);
    auto columns = found.covariates.columns;
    for (auto& column : durations_in(input)) {
        columns.push_back(std::move(column));
    }
    for (std::size_t i = 0; i < table.rows(); ++i) {
        if (std::ranges::none_of(columns, [&](const auto& column) {
                return std::isnan(column[i]);
            })) {
            found.groups.push_back(table.text(group)[i]);
        }
    }
    columns = complete_rows(columns);
    found.followed.events = columns.back();
    columns.pop_back();
    found.followed.times = columns.back();
    columns.pop_back();
    found.covariates.columns = columns;
    return found;
}

void add_groups(Output& output, const Grouped& grouped) {
    std::map<std::string, stats::SurvivalTable> by_group;
    const Followed& followed = grouped.followed;
    for (std::size_t i = 0; i < followed.times.size(); ++i) {
        by_group[grouped.groups[i]].add(followed.times[i], followed.events[i] == 1);
    }
    std::vector<stats::SurvivalTable> tables;
    for (auto& [name, table] : by_group) {
        tables.push_back(std::move(table));
    }
    const auto test = stats::log_rank(tables);
    output["logrank_chisq"] = test ? boost::json::value(test->chi_squared) : nullptr;
    output["logrank_p"] = test ? boost::json::value(test->p) : nullptr;
    const auto x = matrix_of(grouped.covariates.columns);
    const auto& names = grouped.covariates.names;
    const auto efron = stats::cox(followed.times, followed.events, x, stats::Ties::efron);
    const auto breslow = stats::cox(followed.times, followed.events, x, stats::Ties::breslow);
    if (!efron.reason.empty() || !breslow.reason.empty()) {
        output["cox_efron"] = output["cox_efron_se"] = output["cox_breslow"] = nullptr;
        output["cox_loglik_efron"] = nullptr;
        return;
    }
    output["cox_efron"] = by_name(names, span_of(efron.coefficients));
    output["cox_efron_se"] = by_name(names, span_of(efron.standard_errors));
    output["cox_breslow"] = by_name(names, span_of(breslow.coefficients));
    output["cox_loglik_efron"] = efron.log_likelihood;
}

Output kaplan_meier(const Input& input) {
    const auto followed = complete_rows(durations_in(input));
    const auto table = stats::survival_table(followed[0], followed[1]);
    const SurvivalCurve curve(table, limits_in(input.text_or("ci", "log-log")));
    Output output{{"n", table.n()}, {"events", table.events()}};
    add_curve(output, curve, input.numbers("times"));
    if (input.has("group")) {
        add_groups(output, grouped_in(input));
    }
    return output;
}

// Column that says which rows fit (1) and which are scored (0): "column train = 1 fits, 0 scores".
std::optional<std::string> split_column(const Input& input) {
    std::smatch found;
    const std::string words = input.text_or("split", "");
    if (std::regex_search(words, found, std::regex(R"(column\s+(\S+))"))) {
        return found[1];
    }
    return words.empty() || !input.table().has(words) ? std::nullopt : std::optional(words);
}

struct Outcomes {
    std::vector<std::vector<double>> x;
    std::vector<double> y;
};

void add_performance(Output& output, const stats::ClassifierScore& score) {
    output["auc"] = score.auc ? boost::json::value(score.auc->auc) : nullptr;
    const auto limits = score.auc ? score.auc->interval : std::nullopt;
    output["auc_lo"] = limits ? boost::json::value(limits->lo) : nullptr;
    output["auc_hi"] = limits ? boost::json::value(limits->hi) : nullptr;
    output["auc_se"] = score.auc ? number_or_null(score.auc->std_err) : nullptr;
    output["brier"] = score.brier;
    output["logloss"] = number_or_null(score.log_loss);
    const auto& line = score.calibration;
    output["calibration_intercept"] = line ? boost::json::value(line->intercept) : nullptr;
    output["calibration_slope"] = line ? boost::json::value(line->slope) : nullptr;
    output["lift_top_decile"] = number_or_null(score.lift_top_decile);
    output["base_rate"] = score.base_rate;
    output["gini"] = number_or_null(score.gini());
    output["ks"] = number_or_null(score.ks);
}

Design churn_design(const Input& input) {
    Design design;
    for (const std::string& column : input.texts("x")) {
        add_column(design, input.table(), column);
    }
    return design;
}

Output logistic_output(const stats::LogisticFit& fit, std::vector<std::string> names) {
    names.insert(names.begin(), "(Intercept)");
    if (!fit.reason.empty()) {
        return nulls({"coef", "se", "loglik"});
    }
    return {
        {"coef", by_name(names, span_of(fit.coefficients))},
        {"se", by_name(names, span_of(fit.standard_errors))},
        {"loglik", fit.log_likelihood}
    };
}

Output churn(const Input& input) {
    const Table& table = input.table();
    const Design design = churn_design(input);
    const auto split = split_column(input);
    auto columns = design.columns;
    columns.push_back(binary(table, input.text("y")));
    columns.push_back(split ? table.numbers(*split) : std::vector<double>(table.rows(), 1));
    Outcomes fitted{std::vector<std::vector<double>>(design.columns.size()), {}}, scored = fitted;
    const auto complete = complete_rows(columns);
    for (std::size_t i = 0; i < complete[0].size(); ++i) {
        const bool fits = complete.back()[i] == 1;
        Outcomes& into = fits ? fitted : scored;
        for (std::size_t j = 0; j < design.columns.size(); ++j) {
            into.x[j].push_back(complete[j][i]);
        }
        into.y.push_back(complete[complete.size() - 2][i]);
    }
    const auto fit = stats::logistic(matrix_of(fitted.x), fitted.y);
    Output output = logistic_output(fit, design.names);
    if (!fit.reason.empty()) {
        return output;
    }
    const Outcomes& judged = split ? scored : fitted;
    const Eigen::VectorXd chances = stats::chances(fit, matrix_of(judged.x));
    add_performance(output, stats::score_classifier(span_of(chances), judged.y));
    return output;
}

Output separation(const Input& input) {
    const Design design = churn_design(input);
    auto columns = design.columns;
    columns.push_back(binary(input.table(), input.text("y")));
    columns = complete_rows(columns);
    const std::vector<double> y = columns.back();
    columns.pop_back();
    const auto fit = stats::logistic(matrix_of(columns), y);
    Output output = logistic_output(fit, design.names);
    output["flag"] = fit.separation == stats::Separation::complete
                         ? "complete separation: Firth's method used"
                     : fit.separation == stats::Separation::quasi
                         ? "quasi-complete separation: Firth's method used"
                         : "no separation";
    return output;
}

// Times that do not grow by 1 (names, every second year) are numbered.
std::vector<double> periods_of(const Table& table, const std::string& time) {
    const auto levels = levels_of(table, time);
    if (is_numeric(table, time)) {
        for (std::size_t i = 1; i < levels.size(); ++i) {
            if (std::stod(levels[i]) - std::stod(levels[i - 1]) == 1) {
                return table.numbers(time);
            }
        }
    }
    std::vector<double> periods;
    for (const int place : places_in(levels, table.text(time))) {
        periods.push_back(place < 0 ? std::nan("") : static_cast<double>(place));
    }
    return periods;
}

stats::Panel panel_in(const Input& input, const std::vector<std::string>& x) {
    const Table& table = input.table();
    const auto unit =
        places_in(levels_of(table, input.text("unit")), table.text(input.text("unit")));
    const std::string time = input.text("time");
    std::vector<std::vector<double>> columns{{unit.begin(), unit.end()}, periods_of(table, time)};
    columns.push_back(table.numbers(input.text("y")));
    for (const std::string& column : x) {
        columns.push_back(table.numbers(column));
    }
    columns = complete_rows(columns);
    stats::Panel panel{{columns[0].begin(), columns[0].end()}, columns[1], {}, {}};
    panel.y = Eigen::Map<const Eigen::VectorXd>(
        columns[2].data(), static_cast<Eigen::Index>(columns[2].size())
    );
    panel.x = matrix_of({columns.begin() + 3, columns.end()});
    return panel;
}

// Undefined: null under the key.
void add_fit(
    Output& output,
    std::string_view key,
    const std::vector<std::string>& names,
    const stats::PanelFit& fit
) {
    const std::string errors = std::string(key) + "_se";
    if (!fit.reason.empty()) {
        output[key] = output[errors] = nullptr;
        return;
    }
    output[key] = by_name(names, span_of(fit.coefficients));
    output[errors] = by_name(names, span_of(fit.standard_errors));
}

Output panel(const Input& input) {
    auto names = input.texts("x");
    const stats::Panel data = panel_in(input, names);
    Output output;
    const auto within = stats::panel_fit(data);
    add_fit(output, "within", names, within);
    output["within_se_cluster_hc0"] =
        within.reason.empty() ? boost::json::value(by_name(names, span_of(within.clustered_errors)))
                              : nullptr;
    add_fit(output, "twoway", names, stats::panel_fit(data, stats::PanelEffects::unit_and_time));
    names[0] = "lag" + names[0];
    add_fit(output, "lag1_within", names, stats::panel_fit(stats::with_lag(data, 0, 1)));
    return output;
}

// "a vs b", or x and y apart.
std::pair<std::vector<double>, std::vector<double>> two_series(const Input& input) {
    const std::string x = input.text("x");
    if (const auto versus = x.find(" vs "); versus != std::string::npos) {
        return {
            series_of(input.table(), x.substr(0, versus)),
            series_of(input.table(), x.substr(versus + 4))
        };
    }
    return {series_of(input.table(), x), series_of(input.table(), input.text("y"))};
}

Output lead_lag(const Input& input) {
    input.only_says("convention");
    const auto [x, y] = two_series(input);
    const auto found = stats::cross_correlation(x, y, static_cast<int>(input.number("lag_max")));
    if (!found) {
        return nulls({"lags", "ccf", "bound95"});
    }
    return {
        {"lags", array(found->lags.begin(), found->lags.end())},
        {"ccf", to_json(found->correlations)},
        {"bound95", found->bound}
    };
}

Output granger(const Input& input) {
    const auto [x, y] = two_series(input);
    const auto test = stats::granger(x, y, static_cast<int>(input.number("lags")));
    if (!test.reason.empty()) {
        return nulls({"F", "df1", "df2", "p"});
    }
    return {{"F", test.f}, {"df1", test.df1}, {"df2", test.df2}, {"p", test.p}};
}

Output promise_gap(const Input& input) {
    const Table& table = input.table();
    const auto pairs = complete_rows(
        {table.numbers(input.text("expectation")), table.numbers(input.text("perception"))}
    );
    const auto gap = stats::paired_gap(pairs[0], pairs[1]);
    if (gap.n == 0) {
        return nulls(
            {"mean_expectation",
             "mean_perception",
             "gap",
             "lo",
             "hi",
             "t",
             "p",
             "wilcoxon_p",
             "share_below_promise",
             "share_met",
             "share_above",
             "cohen_dz"}
        );
    }
    return {
        {"mean_expectation", gap.mean_first},
        {"mean_perception", gap.mean_second},
        {"gap", gap.gap},
        {"lo", gap.interval ? boost::json::value(gap.interval->lo) : nullptr},
        {"hi", gap.interval ? boost::json::value(gap.interval->hi) : nullptr},
        {"t", number_or_null(gap.t)},
        {"p", number_or_null(gap.p)},
        {"wilcoxon_p", gap.by_rank ? boost::json::value(gap.by_rank->p) : nullptr},
        {"share_below_promise", gap.share_below},
        {"share_met", gap.share_met},
        {"share_above", gap.share_above},
        {"cohen_dz", number_or_null(gap.cohen_dz)}
    };
}

}  // namespace

void add_value_links(Registry& registry) {
    registry["kaplan_meier"] = kaplan_meier;
    registry["churn_logistic"] = churn;
    registry["churn_logistic_separation"] = separation;
    registry["panel_fixed_effects"] = panel;
    registry["lead_lag_correlation"] = lead_lag;
    registry["granger_test"] = granger;
    registry["promise_gap"] = promise_gap;
}

}  // namespace styk::reference
