// Area 3: ordered answers.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "base/result.h"
#include "reference/columns.h"
#include "reference/driver_columns.h"
#include "reference/reference.h"
#include "stats/polychoric.h"
#include "stats/proportional_odds.h"
#include "stats/ranks.h"

namespace styk::reference {

namespace {

namespace js = boost::json;
using Eigen::Index;
using Eigen::MatrixXd;

// "temp (cold=0,warm=1)": a column, and words about it.
struct Named {
    std::string column, words;
};

Named named_column(const Table& table, const std::string& text) {
    const auto bracket = text.find(" (");
    if (table.has(text) || bracket == std::string::npos || !text.ends_with(')')) {
        return {text, ""};
    }
    return {text.substr(0, bracket), text.substr(bracket + 2, text.size() - bracket - 3)};
}

std::vector<std::string> split(const std::string& text, std::string_view separators) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const auto end = std::min(text.find_first_of(separators, from), text.size());
        std::string part = text.substr(from, end - from);
        part.erase(0, std::min(part.find_first_not_of(' '), part.size()));
        part.erase(part.find_last_not_of(' ') + 1);
        parts.push_back(part);
        from = end + 1;
    }
    return parts;
}

// "cold=0,warm=1" -> dummies for the levels that are not 0, named column + level.
void add_coded_column(Design& design, const Table& table, const Named& named) {
    const auto& cells = table.text(named.column);
    for (const auto& part : split(named.words, ",;")) {
        const auto sides = split(part, "=");
        if (sides.size() != 2) {
            throw Fault(fmt::format("unknown coding of {}: {}", named.column, named.words));
        }
        if (sides[1] == "0") {
            continue;
        }
        auto& column = design.columns.emplace_back();
        design.names.push_back(named.column + sides[0]);
        for (const auto& cell : cells) {
            column.push_back(cell.empty() ? std::nan("") : cell == sides[0] ? 1.0 : 0.0);
        }
    }
}

// "ordered low<middle<high" (or with commas) is that order; "ordered 1..5" that of the numbers.
std::vector<std::string> ordered_levels(const Table& table, const Named& named) {
    std::vector<std::string> present = levels_of(table, named.column), result;
    std::string words = named.words;
    if (words.starts_with("ordered ")) {
        words.erase(0, 8);
    }
    for (const auto& level : split(words, "<,")) {
        if (std::ranges::find(present, level) != present.end()) {
            result.push_back(level);
        }
    }
    return result.size() == present.size() ? result : present;
}

struct Ordered {
    std::vector<std::string> levels{}, names{};
    std::vector<int> y{};
    MatrixXd x{};
    std::vector<double> weights{};
};

// Complete rows, with the levels that they have.
Ordered ordered_rows(const Input& input) {
    const auto& table = input.table();
    const Named outcome = named_column(table, input.text("y"));
    Design design;
    for (const auto& text : input.texts("x")) {
        const Named named = named_column(table, text);
        if (named.words.find('=') != std::string::npos) {
            add_coded_column(design, table, named);
        } else {
            add_column(design, table, named.column);
        }
    }
    Ordered result{.names = design.names};
    const bool weighted = input.has("weights");
    design.columns.push_back(
        weighted ? table.numbers(input.text("weights")) : std::vector<double>(table.rows(), 1.0)
    );
    const auto levels = ordered_levels(table, outcome);
    std::vector<double> place;
    for (const int at : places_in(levels, table.text(outcome.column))) {
        place.push_back(at < 0 ? std::nan("") : at);
    }
    design.columns.push_back(place);
    auto rows = complete_rows(design.columns);
    std::map<int, int> among_present;
    for (const double at : rows.back()) {
        among_present[static_cast<int>(at)] = 0;
    }
    for (auto& [at, rank] : among_present) {
        rank = static_cast<int>(result.levels.size());
        result.levels.push_back(levels[static_cast<std::size_t>(at)]);
    }
    for (const double at : rows.back()) {
        result.y.push_back(among_present[static_cast<int>(at)]);
    }
    rows.pop_back();
    result.weights = weighted ? rows.back() : std::vector<double>{};
    rows.pop_back();
    result.x = rows.empty() ? MatrixXd(static_cast<Index>(result.y.size()), 0) : matrix_of(rows);
    return result;
}

Output proportional_odds(const Input& input) {
    const Ordered data = ordered_rows(input);
    const auto fit = stats::proportional_odds(data.y, data.x, data.weights);
    Output output{{"levels", js::array(data.levels.begin(), data.levels.end())}};
    if (!fit.reason.empty()) {
        for (const char* key : {"thresholds", "coef", "se", "loglik", "aic", "mcfadden_r2"}) {
            output[key] = nullptr;
        }
        return output;
    }
    const auto numbers = [](const Eigen::VectorXd& values) {
        return std::span(values.data(), static_cast<std::size_t>(values.size()));
    };
    output["thresholds"] = to_json(numbers(fit.thresholds));
    output["coef"] = by_name(data.names, numbers(fit.coefficients));
    output["se"] = by_name(data.names, numbers(fit.standard_errors));
    output["loglik"] = fit.log_likelihood;
    output["aic"] = fit.aic;
    output["mcfadden_r2"] = fit.mcfadden_r2;
    return output;
}

MatrixXd counts_of(const std::vector<double>& x, const std::vector<double>& y) {
    std::map<double, Index> rows, columns;
    for (std::size_t i = 0; i < x.size(); ++i) {
        rows[x[i]] = columns[y[i]] = 0;
    }
    for (auto* side : {&rows, &columns}) {
        Index next = 0;
        for (auto& [level, place] : *side) {
            place = next++;
        }
    }
    MatrixXd counts = MatrixXd::Zero(std::ssize(rows), std::ssize(columns));
    for (std::size_t i = 0; i < x.size(); ++i) {
        counts(rows[x[i]], columns[y[i]]) += 1;
    }
    return counts;
}

// A matrix of one correlation of each pair, over the rows where both are there.
template <class Correlation>
js::array pairs_of(const std::vector<std::vector<double>>& columns, Correlation correlation) {
    const std::size_t p = columns.size();
    std::vector<std::vector<std::optional<double>>> values(
        p, std::vector<std::optional<double>>(p, 1.0)
    );
    js::array rows;
    for (std::size_t i = 0; i < p; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const auto both = complete_rows({columns[i], columns[j]});
            values[i][j] = values[j][i] = correlation(both[0], both[1]);
        }
    }
    for (const auto& row : values) {
        rows.push_back(to_json(std::span<const std::optional<double>>(row)));
    }
    return rows;
}

std::vector<std::string> columns_asked_for(const Input& input) {
    for (const std::string_view key : {"columns", "x", "items", "names"}) {
        if (input.has(key)) {
            return input.texts(key);
        }
    }
    return input.table().names;
}

Output polychoric(const Input& input) {
    const auto names = columns_asked_for(input);
    std::vector<std::vector<double>> columns;
    for (const auto& name : names) {
        columns.push_back(input.table().numbers(name));
    }
    using Values = std::vector<double>;
    return {
        {"names", js::array(names.begin(), names.end())},
        {"rho",
         pairs_of(
             columns,
             [](const Values& x, const Values& y) { return stats::polychoric(counts_of(x, y)).rho; }
         )},
        {"spearman",
         pairs_of(columns, [](const Values& x, const Values& y) { return stats::spearman(x, y); })},
        {"pearson",
         pairs_of(columns, [](const Values& x, const Values& y) { return stats::pearson(x, y); })},
        {"kendall_tau_b",
         pairs_of(columns, [](const Values& x, const Values& y) { return stats::kendall(x, y); })}
    };
}

}  // namespace

void add_driver_ordinals(Registry& registry) {
    registry["proportional_odds"] = proportional_odds;
    registry["polychoric"] = polychoric;
}

}  // namespace styk::reference
