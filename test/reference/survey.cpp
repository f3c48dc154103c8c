// Area 7: reliability, agreement, careless answers, codes of open text, MaxDiff, anonymity.
#include <algorithm>
#include <cmath>
#include <regex>

#include "base/result.h"
#include "reference/ratings.h"
#include "stats/agreement.h"
#include "stats/anonymity.h"
#include "stats/careless.h"
#include "stats/code_impact.h"
#include "stats/intraclass.h"
#include "stats/maxdiff.h"
#include "stats/reliability.h"
#include "stats/stated_importance.h"

namespace styk::reference {

namespace {

namespace js = boost::json;
using Eigen::Index;

// [column][row] -> rows x columns.
Eigen::MatrixXd matrix_of_columns(const std::vector<std::vector<double>>& columns) {
    const Index rows = columns.empty() ? 0 : std::ssize(columns[0]);
    Eigen::MatrixXd result(rows, std::ssize(columns));
    for (Index j = 0; j < result.cols(); ++j) {
        const auto& column = columns[static_cast<std::size_t>(j)];
        result.col(j) = Eigen::Map<const Eigen::VectorXd>(column.data(), rows);
    }
    return result;
}

// Rows that hold a NaN are left out where `complete`. Throws Fault when rows differ in length.
Eigen::MatrixXd matrix_of_rows(std::vector<std::vector<double>> rows, bool complete = false) {
    if (complete) {
        std::erase_if(rows, [](const auto& row) {
            return std::any_of(row.begin(), row.end(), [](double v) { return std::isnan(v); });
        });
    }
    const Index columns = rows.empty() ? 0 : std::ssize(rows[0]);
    Eigen::MatrixXd result(std::ssize(rows), columns);
    for (Index i = 0; i < result.rows(); ++i) {
        const auto& row = rows[static_cast<std::size_t>(i)];
        if (std::ssize(row) != columns) {
            throw Fault("rows of a table differ in length");
        }
        result.row(i) = Eigen::Map<const Eigen::RowVectorXd>(row.data(), columns);
    }
    return result;
}

std::vector<std::vector<double>> columns_in(const Input& input, std::string_view key) {
    std::vector<std::vector<double>> columns;
    for (const auto& name : input.texts(key)) {
        columns.push_back(input.table().numbers(name));
    }
    return columns;
}

std::optional<double> given(double value) {
    return std::isnan(value) ? std::nullopt : std::optional(value);
}

js::value list_or_null(std::span<const double> values) {
    return values.empty() ? js::value() : js::value(to_json(values));
}

Output reliability(const Input& input) {
    const auto items =
        stats::moments_of(matrix_of_columns(complete_rows(columns_in(input, "items"))));
    const auto r = stats::reliability(items, input.number_or("confidence", 0.95));
    return {
        {"n", r.n},
        {"k", r.items},
        {"alpha", number_or_null(r.alpha)},
        {"std_alpha", number_or_null(r.standardized_alpha)},
        {"feldt_lo", number_or_null(r.feldt ? std::optional(r.feldt->lo) : std::nullopt)},
        {"feldt_hi", number_or_null(r.feldt ? std::optional(r.feldt->hi) : std::nullopt)},
        {"omega_total_one_factor_ml", number_or_null(r.omega)},
        {"loadings_ml", list_or_null(r.loadings)},
        {"item_rest_r", to_json(r.item_rest)},
        {"alpha_if_deleted", to_json(r.alpha_if_deleted)},
        {"lambda2", number_or_null(r.lambda2)},
        {"sem", number_or_null(r.error_of_measurement)}
    };
}

Output cohen_kappa(const Input& input) {
    const auto r = stats::cohen_kappa(matrix_of_rows(input.number_rows("table")));
    return {
        {"n", r.n},
        {"agreement", number_or_null(r.agreement)},
        {"kappa", number_or_null(r.kappa)},
        {"kappa_se", number_or_null(r.standard_error)},
        {"kappa_linear", number_or_null(r.linear)},
        {"kappa_quadratic", number_or_null(r.quadratic)},
        {"pabak", number_or_null(r.pabak)},
        {"gwet_ac1", number_or_null(r.ac1)}
    };
}

Output fleiss_kappa(const Input& input) {
    const auto r = stats::fleiss_kappa(matrix_of_rows(input.number_rows("counts")));
    return {
        {"kappa", number_or_null(r.kappa)},
        {"agreement", number_or_null(r.agreement)},
        {"expected", number_or_null(r.expected)},
        {"se_null", number_or_null(r.null_error)},
        {"z", number_or_null(r.z)},
        {"category_kappa", to_json(r.by_category)}
    };
}

// [rater][unit]; `missing` is null or a number that stands for it.
Output krippendorff_alpha(const Input& input) {
    std::optional<double> hole;
    if (input.has("missing") && input.json("missing").is_number()) {
        hole = input.number("missing");
    }
    std::vector<std::vector<std::optional<double>>> ratings;
    for (const auto& rater : input.number_rows("ratings")) {
        auto& row = ratings.emplace_back();
        for (const double value : rater) {
            row.push_back(value == hole ? std::nullopt : given(value));
        }
    }
    using stats::Scale;
    return {
        {"nominal", number_or_null(stats::krippendorff_alpha(ratings, Scale::nominal))},
        {"ordinal", number_or_null(stats::krippendorff_alpha(ratings, Scale::ordinal))},
        {"interval", number_or_null(stats::krippendorff_alpha(ratings, Scale::interval))},
        {"ratio", number_or_null(stats::krippendorff_alpha(ratings, Scale::ratio))}
    };
}

Output icc(const Input& input) {
    const auto r = stats::intraclass(
        matrix_of_rows(input.number_rows("ratings"), true), input.number_or("confidence", 0.95)
    );
    js::object value, lo, hi;
    const auto put = [&](const char* name, const stats::Icc& one) {
        value[name] = number_or_null(one.value);
        lo[name] = number_or_null(one.limits ? std::optional(one.limits->lo) : std::nullopt);
        hi[name] = number_or_null(one.limits ? std::optional(one.limits->hi) : std::nullopt);
    };
    put("ICC1", r.icc1);
    put("ICC2", r.icc2);
    put("ICC3", r.icc3);
    put("ICC1k", r.icc1k);
    put("ICC2k", r.icc2k);
    put("ICC3k", r.icc3k);
    return {{"icc", value}, {"lo", lo}, {"hi", hi}};
}

// The number behind the words in "speeder: seconds < 0.4*median; straight-liner: ... >= 80% of the
// items; outlier: ... chi2 .999".
double number_in_rules(const std::string& rules, const char* pattern, double otherwise) {
    std::smatch match;
    return std::regex_search(rules, match, std::regex(pattern)) ? std::stod(match[1]) : otherwise;
}

stats::CarelessRules careless_rules_in(const Input& input) {
    const std::string rules = input.text_or("rules", "");
    stats::CarelessRules result;
    result.fast = number_in_rules(rules, R"(([0-9.]+)\s*\*\s*median)", result.fast);
    result.same = number_in_rules(rules, R"(([0-9.]+)\s*% of the items)", result.same * 100) / 100;
    result.outlier = number_in_rules(rules, R"(chi2\s*([0-9.]+))", result.outlier);
    return result;
}

template <class Test>
js::array people_where(const stats::Careless& result, Test test) {
    js::array places;
    for (std::size_t i = 0; i < result.people.size(); ++i) {
        if (test(result.people[i])) {
            places.push_back(i + 1);
        }
    }
    return places;
}

Output careless_responding(const Input& input) {
    const auto items = columns_in(input, "items");
    const std::size_t rows = input.table().rows();
    std::vector<std::vector<std::optional<double>>> answers(rows);
    std::vector<std::optional<double>> seconds;
    for (std::size_t i = 0; i < rows; ++i) {
        for (const auto& item : items) {
            answers[i].push_back(given(item[i]));
        }
    }
    const std::string time = input.text_or("seconds", "seconds");
    if (input.table().has(time)) {
        for (const double value : input.table().numbers(time)) {
            seconds.push_back(given(value));
        }
    }
    const auto r = stats::careless(answers, seconds, careless_rules_in(input));
    js::array runs, spreads, distances;
    for (std::size_t i = 0; i < rows; ++i) {
        runs.push_back(r.people[i].longest_run);
        if (i < 10) {
            spreads.push_back(number_or_null(r.people[i].spread));
            distances.push_back(number_or_null(r.people[i].distance));
        }
    }
    using Signs = stats::CarelessSigns;
    return {
        {"longest_run", runs},
        {"irv_first10", spreads},
        {"mahalanobis_first10", distances},
        {"speeder_threshold", number_or_null(r.seconds_limit)},
        {"speeders", people_where(r, [](const Signs& s) { return s.speeder; })},
        {"straight_liners", people_where(r, [](const Signs& s) { return s.straight_liner; })},
        {"outliers", people_where(r, [](const Signs& s) { return s.outlier; })},
        {"excluded_speeder_and_straight",
         people_where(r, [](const Signs& s) { return s.speeder && s.straight_liner; })}
    };
}

Output anonymity_suppression(const Input& input) {
    input.only_says("rule");
    js::array groups;
    for (const auto& row : input.number_rows("groups")) {
        std::vector<std::uint64_t> cells;
        for (const double value : row) {
            if (!(value >= 0)) {
                throw Fault("input groups: a count is expected");
            }
            cells.push_back(static_cast<std::uint64_t>(value));
        }
        js::array hidden;
        const auto k = static_cast<std::uint64_t>(input.number("k"));
        for (const std::size_t cell : stats::suppress(cells, k).hidden) {
            hidden.push_back(cell + 1);
        }
        groups.push_back(hidden);
    }
    return {{"hidden", groups}};
}

Output open_text_code_impact(const Input& input) {
    const auto rule = net_rule_in(input, "0-10");
    const auto scores = input.table().numbers(input.text("score"));
    const auto names = input.texts("codes");
    const auto counts_where = [&](auto test) {
        std::vector<double> chosen;
        for (std::size_t i = 0; i < scores.size(); ++i) {
            if (test(i)) {
                chosen.push_back(scores[i]);
            }
        }
        return stats::net_counts(rule, count_ratings(chosen, rule.min, rule.max).histogram);
    };
    std::vector<stats::NetCounts> with;
    for (const auto& name : names) {
        const auto mentioned = input.table().numbers(name);
        with.push_back(counts_where([&](std::size_t i) { return mentioned[i] > 0; }));
    }
    const auto all = counts_where([](std::size_t) { return true; });
    const auto impacts = stats::code_impacts(all, with);
    js::object codes, adjusted;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto& code = impacts[i];
        codes[names[i]] = {
            {"mentions", code.mentions},
            {"nps_with", number_or_null(code.with)},
            {"nps_without", number_or_null(code.without)},
            {"gap", number_or_null(code.gap)},
            {"z", number_or_null(code.z)},
            {"p", number_or_null(code.p)},
            {"impact_on_total", number_or_null(code.impact)}
        };
        adjusted[names[i]] = number_or_null(code.q);
    }
    const auto nps = all.n() > 0 ? std::optional(stats::net_value(all)) : std::nullopt;
    return {{"nps", number_or_null(nps)}, {"codes", codes}, {"p_bh", adjusted}};
}

// Rows of one respondent and task are one screen; `best` and `worst` are 1 at the item chosen.
std::vector<stats::BestWorst> screens_in(const Table& table, const Codes& items) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        keys.push_back(table.text("respondent")[i] + "\n" + table.text("task")[i]);
    }
    const auto groups = code(keys);
    const auto best = table.numbers("best"), worst = table.numbers("worst");
    std::vector<stats::BestWorst> screens(groups.names.size());
    for (std::size_t i = 0; i < table.rows(); ++i) {
        auto& screen = screens[groups.of_row[i]];
        screen.shown.push_back(items.of_row[i]);
        if (best[i] > 0) {
            screen.best = items.of_row[i];
        }
        if (worst[i] > 0) {
            screen.worst = items.of_row[i];
        }
    }
    return screens;
}

Output maxdiff(const Input& input) {
    const auto items = code(input.table().text("item"));
    const std::string base = input.label("base_item");
    const auto at = std::find(items.names.begin(), items.names.end(), base);
    if (at == items.names.end()) {
        throw Fault("input base_item: no such item");
    }
    const auto r = stats::maxdiff(
        screens_in(input.table(), items),
        items.names.size(),
        static_cast<std::size_t>(at - items.names.begin())
    );
    js::object counts, utilities, errors, shares;
    for (std::size_t i = 0; i < items.names.size(); ++i) {
        const auto& name = items.names[i];
        const auto of = [&](const Eigen::VectorXd& values) {
            return number_or_null(
                values.size() > 0 ? std::optional(values(static_cast<Index>(i))) : std::nullopt
            );
        };
        counts[name] = number_or_null(r.best_minus_worst[i]);
        shares[name] = of(r.shares);
        if (name != base) {
            utilities[name] = of(r.utilities);
            errors[name] = of(r.standard_errors);
        }
    }
    const auto likelihood = r.reason.empty() ? std::optional(r.log_likelihood) : std::nullopt;
    return {
        {"best_minus_worst", counts},
        {"logit", utilities},
        {"se", errors},
        {"loglik", number_or_null(likelihood)},
        {"share", shares}
    };
}

Output stated_vs_derived(const Input& input) {
    std::vector<std::string> names;
    std::vector<double> stated, derived;
    const auto& said = input.json("stated").as_object();
    const auto& moves = input.json("derived").as_object();
    for (const auto& [name, value] : said) {
        if (const auto* other = moves.if_contains(name)) {
            names.emplace_back(name);
            stated.push_back(number_of(value));
            derived.push_back(number_of(*other));
        }
    }
    if (names.size() != said.size() || names.size() != moves.size()) {
        throw Fault("input stated, derived: other names");
    }
    const auto r = stats::stated_importance(stated, derived);
    const std::map<stats::StatedField, const char*> words{
        {stats::StatedField::key, "key"},
        {stats::StatedField::hygiene, "hygiene: said important, does not move the outcome"},
        {stats::StatedField::hidden_driver, "hidden driver"},
        {stats::StatedField::low, "low"}
    };
    js::object fields;
    for (std::size_t i = 0; i < names.size(); ++i) {
        fields[names[i]] = words.at(r.fields[i]);
    }
    return {
        {"spearman", number_or_null(r.spearman)},
        {"kendall", number_or_null(r.kendall)},
        {"quadrant", fields}
    };
}

}  // namespace

void add_survey(Registry& registry) {
    registry["reliability"] = reliability;
    registry["cohen_kappa"] = cohen_kappa;
    registry["fleiss_kappa"] = fleiss_kappa;
    registry["krippendorff_alpha"] = krippendorff_alpha;
    registry["icc"] = icc;
    registry["careless_responding"] = careless_responding;
    registry["anonymity_suppression"] = anonymity_suppression;
    registry["open_text_code_impact"] = open_text_code_impact;
    registry["maxdiff"] = maxdiff;
    registry["stated_vs_derived"] = stated_vs_derived;
}

}  // namespace styk::reference
