// Area 3b: digits kept on NIST's Statistical Reference Datasets. Cells are read with all the digits
// they are written in.
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <regex>

#include "base/result.h"
#include "reference/reference.h"
#include "stats/least_squares.h"
#include "stats/univariate.h"

namespace styk::reference {

namespace {

using Eigen::Index;

std::vector<long double> column_of(const Table& table, std::string_view name) {
    std::vector<long double> values;
    for (const auto& cell : table.text(name)) {
        char* end = nullptr;
        values.push_back(std::strtold(cell.c_str(), &end));
        if (cell.empty() || *end != '\0') {
            throw Fault(fmt::format("column {}: no number: {}", name, cell));
        }
    }
    return values;
}

stats::LongVector vector_of(const Table& table, std::string_view name) {
    const auto values = column_of(table, name);
    return Eigen::Map<const stats::LongVector>(values.data(), std::ssize(values));
}

// "x1..x6", "a + b", "x + I(x^2)": names of columns, or a column to a power.
std::vector<std::string> names_in(std::string terms) {
    static const std::regex range(R"(([A-Za-z_]+)(\d+)\s*\.\.\s*\1(\d+))"),
        name(R"([\w.]+(\^\d+)?)"), as_is(R"(I\(([^)]*)\))");
    std::vector<std::string> names;
    std::smatch match;
    terms = std::regex_replace(terms, as_is, "$1");
    while (std::regex_search(terms, match, range)) {
        std::string written;
        for (int k = std::stoi(match[2]); k <= std::stoi(match[3]); ++k) {
            written += fmt::format(" {}{} ", match[1].str(), k);
        }
        terms = match.prefix().str() + written + match.suffix().str();
    }
    for (std::sregex_iterator word(terms.begin(), terms.end(), name), end; word != end; ++word) {
        names.push_back(word->str());
    }
    return names;
}

stats::LongVector term_of(const Table& table, const std::string& term) {
    const auto caret = term.find('^');
    const stats::LongVector base = vector_of(table, term.substr(0, caret));
    const int degree = caret == std::string::npos ? 1 : std::stoi(term.substr(caret + 1));
    return stats::polynomial_design(base, degree).col(degree);
}

// "y ~ polynomial of degree 10 in x", "y ~ x1..x6 with intercept", "y ~ x without intercept".
stats::LongMatrix design_of(const Table& table, std::string terms) {
    static const std::regex polynomial(R"(polynomial of degree (\d+) in (\S+))");
    static const std::regex none(R"(without (an )?intercept|no intercept|through the origin|- ?1$)"
    );
    static const std::regex with(R"(with (an )?intercept)");
    const bool intercept = !std::regex_search(terms, none);
    terms = std::regex_replace(std::regex_replace(terms, none, ""), with, "");
    if (std::smatch match; std::regex_search(terms, match, polynomial)) {
        const auto design =
            stats::polynomial_design(vector_of(table, match[2].str()), std::stoi(match[1]));
        return intercept ? design : stats::LongMatrix(design.rightCols(design.cols() - 1));
    }
    const auto names = names_in(terms);
    stats::LongMatrix design(
        static_cast<Index>(table.rows()), std::ssize(names) + (intercept ? 1 : 0)
    );
    Index column = 0;
    if (intercept) {
        design.col(column++).setOnes();
    }
    for (const auto& name : names) {
        design.col(column++) = term_of(table, name);
    }
    return design;
}

Output ols_numerical_accuracy(const Input& input) {
    const auto& table = input.table();
    const std::string model = input.text("model");
    const auto tilde = model.find('~');
    if (tilde == std::string::npos) {
        throw Fault(fmt::format("unknown model {}", model));
    }
    const auto outcome = names_in(model.substr(0, tilde));
    const auto fit = stats::least_squares(
        design_of(table, model.substr(tilde + 1)), vector_of(table, outcome.at(0))
    );
    if (!fit.reason.empty()) {
        return {
            {"coef", nullptr},
            {"se", nullptr},
            {"residual_sd", nullptr},
            {"r2", nullptr},
            {"rss", nullptr},
            {"reason", fit.reason}
        };
    }
    const auto numbers = [](const Eigen::VectorXd& values) {
        return std::span(values.data(), static_cast<std::size_t>(values.size()));
    };
    return {
        {"coef", to_json(numbers(fit.coefficients))},
        {"se", to_json(numbers(fit.standard_errors))},
        {"residual_sd", number_or_null(fit.sigma)},
        {"r2", number_or_null(fit.r2)},
        {"rss", fit.rss}
    };
}

Output univariate_numerical_accuracy(const Input& input) {
    const auto& table = input.table();
    const std::string column =
        input.text_or("column", table.has("y") ? std::string("y") : table.names.at(0));
    const auto result = stats::univariate(column_of(table, column));
    return {
        {"n", result.n},
        {"mean", number_or_null(result.mean)},
        {"sd", number_or_null(result.sd)},
        {"autocorrelation_lag1", number_or_null(result.lag1)}
    };
}

}  // namespace

void add_nist(Registry& registry) {
    registry["ols_numerical_accuracy"] = ols_numerical_accuracy;
    registry["univariate_numerical_accuracy"] = univariate_numerical_accuracy;
}

}  // namespace styk::reference
