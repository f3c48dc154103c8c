#include "cli/analyze_drivers.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>
#include <set>

#include "base/result.h"
#include "stats/driver_bootstrap.h"
#include "stats/driver_checks.h"
#include "stats/lmg.h"
#include "stats/missing_em.h"
#include "stats/quantile.h"
#include "stats/random.h"

namespace styk::cli {

namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr Index exact_up_to = 14, many_replicates_up_to = 10;  // beyond: minutes
constexpr std::size_t em_replicates = 200;

// Columns: the outcome, then the drivers.
struct Answers {
    std::vector<std::vector<std::optional<double>>> rows{};
    stats::PatternMoments patterns{};
    stats::Moments complete{};
    std::vector<Index> places{};
};

struct Weights {
    std::string_view missing{}, measure{}, reason{};
    std::size_t replicates = 0;
    double r2 = 0;
    VectorXd shares{}, lo{}, hi{};  // of R2
    stats::DriverCorrelations correlations{};
};

// Below it not even a greyed chart is shown.
double least_rows(std::size_t drivers) {
    const stats::DriverLimits limits;
    return std::max(limits.least_rows, limits.rows_a_driver_greyed * static_cast<double>(drivers));
}

Numbers outcome_of(const Table& table, const DriversAsked& asked) {
    if (!asked.positive) {
        return table.numbers(asked.outcome);
    }
    Numbers out;
    for (const auto& text : table.texts(asked.outcome)) {
        const double value = text == *asked.positive ? 1 : 0;
        out.push_back(text.empty() ? std::nullopt : std::optional(value));
    }
    return out;
}

void check_asked(const DriversAsked& asked) {
    const std::set<std::string> different(asked.drivers.begin(), asked.drivers.end());
    if (different.count(asked.outcome) > 0) {
        throw Refusal(Code::invalid, "Nothing explains itself: the outcome is among the drivers.");
    }
    if (different.size() != asked.drivers.size()) {
        throw Refusal(Code::invalid, "A driver is named twice.");
    }
    if (asked.drivers.size() > static_cast<std::size_t>(stats::max_lmg_drivers)) {
        throw Refusal(Code::invalid, "Drivers are 24 at most.");
    }
}

stats::PatternMoments empty_patterns(const Answers& of) {
    stats::PatternMoments out;
    out.variables = static_cast<Index>(of.places.size()) + 1;
    return out;
}

Answers answers_of(const Table& table, const DriversAsked& asked) {
    std::vector<Numbers> columns{outcome_of(table, asked)};
    for (const auto& driver : asked.drivers) {
        columns.push_back(table.numbers(driver));
    }
    Answers out;
    out.places.resize(asked.drivers.size());
    std::iota(out.places.begin(), out.places.end(), Index{1});
    out.patterns = empty_patterns(out);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        auto& cells = out.rows.emplace_back();
        for (const auto& column : columns) {
            cells.push_back(column[row]);
        }
        stats::add(out.patterns, cells);
    }
    out.complete = stats::listwise(out.patterns);
    return out;
}

// Nothing, or why there are no weights.
void check_answers(const Answers& answers, const DriversAsked& asked) {
    const auto name = [&](Index i) {
        return i == 0 ? asked.outcome : asked.drivers[static_cast<std::size_t>(i - 1)];
    };
    for (const Index i : stats::variables_with_too_many_holes(answers.patterns)) {
        throw Refusal(
            Code::invalid,
            fmt::format("{} is missing in more than 60 % of the rows: leave it out.", name(i))
        );
    }
    for (Index i = 0; answers.complete.n > 1 && i < answers.complete.variables(); ++i) {
        if (!stats::varies(answers.complete, i)) {
            throw Refusal(
                Code::invalid,
                fmt::format("{} does not vary over the rows that are whole.", name(i))
            );
        }
    }
}

bool is_exact(const Answers& answers) {
    return static_cast<Index>(answers.places.size()) <= exact_up_to;
}

VectorXd shares_of(const stats::DriverCorrelations& of, bool exact) {
    if (!of.reason.empty()) {
        return VectorXd::Zero(of.drivers());
    }
    const VectorXd weights = exact ? stats::lmg(of).values : stats::johnson_weights(of);
    const double sum = weights.sum();
    return sum > 0 ? VectorXd(weights / sum) : VectorXd(VectorXd::Zero(of.drivers()));
}

Eigen::MatrixXd complete_rows(const Answers& answers) {
    Eigen::MatrixXd out(
        static_cast<Index>(answers.complete.n), static_cast<Index>(answers.places.size()) + 1
    );
    Index at = 0;
    for (const auto& row : answers.rows) {
        if (std::all_of(row.begin(), row.end(), [](const auto& cell) {
                return cell.has_value();
            })) {
            for (std::size_t j = 0; j < row.size(); ++j) {
                out(at, static_cast<Index>(j)) = *row[j];
            }
            ++at;
        }
    }
    return out;
}

void add_complete_intervals(Weights& out, const Answers& answers, double level) {
    const bool exact = is_exact(answers);
    const auto p = static_cast<Index>(answers.places.size());
    const std::size_t wanted = exact && p > many_replicates_up_to ? 200 : 1000;
    const auto replicates =
        stats::resample(complete_rows(answers), {.replicates = wanted, .seed = 1});
    const auto measure = [exact](const auto& of) { return shares_of(of, exact); };
    const auto found =
        stats::importance_interval(answers.complete, replicates, 0, answers.places, measure, level);
    if (found.reason.empty()) {
        out.lo = found.lo;
        out.hi = found.hi;
        out.replicates = found.replicates;
    }
}

stats::DriverCorrelations em_correlations(
    const stats::PatternMoments& patterns,
    const std::vector<Index>& places,
    const stats::EmOptions& options = {}
) {
    const auto fit = stats::fit_em(patterns, options);
    stats::DriverCorrelations none;
    none.reason = fit.reason;
    return fit.reason.empty() ? stats::driver_correlations(fit.covariance, 0, places) : none;
}

// Rows drawn with their holes, so that the intervals know of what is missing too.
void add_em_intervals(Weights& out, const Answers& answers, double level) {
    std::vector<std::vector<double>> drawn(answers.places.size());
    stats::Generator chance(1);
    for (std::size_t b = 0; b < em_replicates; ++b) {
        auto patterns = empty_patterns(answers);
        for (std::size_t i = 0; i < answers.rows.size(); ++i) {
            stats::add(patterns, answers.rows[chance.below(answers.rows.size())]);
        }
        const auto of =
            em_correlations(patterns, answers.places, {.tolerance = 1e-6, .max_rounds = 500});
        if (!of.reason.empty()) {
            continue;
        }
        const VectorXd shares = shares_of(of, is_exact(answers));
        for (std::size_t j = 0; j < drawn.size(); ++j) {
            drawn[j].push_back(shares[static_cast<Index>(j)]);
        }
        ++out.replicates;
    }
    if (out.replicates * 2 < em_replicates) {
        return;
    }
    out.lo.resize(static_cast<Index>(drawn.size()));
    out.hi.resize(static_cast<Index>(drawn.size()));
    for (std::size_t j = 0; j < drawn.size(); ++j) {
        const auto at = static_cast<Index>(j);
        out.lo[at] = stats::quantile(drawn[j], (1 - level) / 2).value_or(0);
        out.hi[at] = stats::quantile(drawn[j], (1 + level) / 2).value_or(1);
    }
}

Weights weigh(const Answers& answers, double level) {
    Weights out;
    const bool em = stats::missing_method(answers.patterns) == stats::MissingMethod::em;
    out.missing = em ? "em" : "listwise";
    out.measure = is_exact(answers) ? "lmg" : "johnson";
    out.correlations = em ? em_correlations(answers.patterns, answers.places)
                          : stats::driver_correlations(answers.complete, 0, answers.places);
    out.reason = out.correlations.reason;
    if (!out.reason.empty()) {
        return out;
    }
    out.r2 = stats::r2_of(out.correlations);
    if (out.r2 <= 0) {
        out.reason = "no_model";
        return out;
    }
    out.shares = shares_of(out.correlations, is_exact(answers));
    if (em) {
        add_em_intervals(out, answers, level);
    } else {
        add_complete_intervals(out, answers, level);
    }
    return out;
}

std::vector<std::pair<std::string, std::string>> warnings_of(
    const stats::DriverChecks& checks, const Weights& weights, const DriversAsked& asked
) {
    std::vector<std::pair<std::string, std::string>> out;
    const auto names = [&](const std::vector<Index>& of) {
        std::vector<std::string> all;
        all.reserve(of.size());
        for (const Index i : of) {
            all.push_back(asked.drivers[static_cast<std::size_t>(i)]);
        }
        return fmt::format("{}", fmt::join(all, ", "));
    };
    if (checks.standing == stats::Standing::greyed) {
        out.emplace_back(
            "few_answers", "Few answers for so many drivers: read the ranks with care."
        );
    }
    if (checks.explains_little) {
        out.emplace_back("explains_little", "The drivers explain little of the outcome.");
    }
    if (checks.group_them) {
        out.emplace_back("collinear", "Some drivers say nearly the same: group them.");
    }
    if (!checks.aliased.empty()) {
        out.emplace_back("aliased", "Copies of other drivers: " + names(checks.aliased) + ".");
    }
    if (!checks.suppressed.empty()) {
        out.emplace_back(
            "suppressed", "Turned round beside the others: " + names(checks.suppressed) + "."
        );
    }
    if (weights.measure == "johnson") {
        out.emplace_back("approximation", "More than 14 drivers: Johnson's weights, not LMG.");
    }
    return out;
}

void put_drivers(Findings& out, const Weights& weights, const DriversAsked& asked) {
    const auto signs = stats::directions(weights.correlations);
    std::vector<Index> order(asked.drivers.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) {
        return weights.shares[a] > weights.shares[b];
    });
    json::Array figures;
    Grid grid;
    grid.add({"driver", "share of R2", level_text(asked.level), "correlation"});
    for (const Index i : order) {
        const bool has_interval = weights.lo.size() > 0;
        const auto lo = has_interval ? std::optional(weights.lo[i]) : std::nullopt;
        const auto hi = has_interval ? std::optional(weights.hi[i]) : std::nullopt;
        const double r = weights.correlations.with_outcome[i];
        const auto& name = asked.drivers[static_cast<std::size_t>(i)];
        figures.push_back(json::Object{
            {"name", name},
            {"share", weights.shares[i]},
            {"weight", weights.shares[i] * weights.r2},
            {"lo", number(lo)},
            {"hi", number(hi)},
            {"r", number(r)},
            {"direction", signs[static_cast<std::size_t>(i)]}
        });
        grid.add(
            {name, per_cent.of(weights.shares[i]), per_cent.of(lo, hi), fmt::format("{:+.2f}", r)}
        );
    }
    out.figures["drivers"] = std::move(figures);
    out.text += grid.text();
}

void put_head(
    Findings& out, const Table& table, const Answers& answers, const DriversAsked& asked
) {
    out.figures["what"] = "drivers";
    out.figures["outcome"] = asked.outcome;
    out.figures["n"] = table.rows();
    out.figures["n_complete"] = answers.complete.n;
    out.text = fmt::format(
        "Drivers of {} ({}): {} rows, {:.0f} of them whole\n",
        asked.outcome,
        table.name(),
        table.rows(),
        answers.complete.n
    );
}

void put_weights(
    Findings& out,
    const Weights& weights,
    const stats::DriverChecks& checks,
    const DriversAsked& asked
) {
    out.figures["r2"] = weights.r2;
    out.figures["measure"] = weights.measure;
    out.figures["missing_method"] = weights.missing;
    out.figures["replicates"] = weights.replicates;
    out.text += fmt::format(
        "  R2 {:.3f}; missing answers: {}; {} with {} bootstrap replicates\n",
        weights.r2,
        weights.missing == "em" ? "EM (5 % of the rows or more have holes)" : "whole rows only",
        weights.measure == "lmg" ? "LMG" : "Johnson",
        weights.replicates
    );
    put_drivers(out, weights, asked);
    json::Array keys;
    for (const auto& [key, words] : warnings_of(checks, weights, asked)) {
        keys.emplace_back(key);
        out.text += "  ! " + words + "\n";
    }
    out.figures["warnings"] = std::move(keys);
    out.text += "This is association in a survey, not proof of cause.\n";
}

}  // namespace

Findings analyze_drivers(const Table& table, const DriversAsked& asked) {
    check_asked(asked);
    const auto answers = answers_of(table, asked);
    check_answers(answers, asked);
    Findings out;
    put_head(out, table, answers, asked);
    const auto n = answers.complete.n;
    const double least = least_rows(asked.drivers.size());
    if (n < least) {
        out.reason = fmt::format(
            "No drivers: {:.0f} whole rows; {} drivers need {:.0f} at least",
            n,
            asked.drivers.size(),
            least
        );
        return out;
    }
    const auto checks = stats::check_drivers(answers.complete, 0, answers.places, n);
    const auto weights = weigh(answers, asked.level);
    if (!weights.reason.empty()) {
        out.reason = fmt::format("No drivers: {}", words_of(weights.reason));
        return out;
    }
    put_weights(out, weights, checks, asked);
    return out;
}

}  // namespace styk::cli
