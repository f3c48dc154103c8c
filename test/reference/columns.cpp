#include "reference/columns.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <set>

#include "base/instant.h"
#include "base/result.h"

namespace styk::reference {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

bool is_missing(const std::string& cell) {
    return cell.empty() || cell == "NA";
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    return text;
}

double apply(std::string_view function, double value) {
    return function == "log"   ? std::log(value)
           : function == "exp" ? std::exp(value)
                               : std::sqrt(value);
}

std::vector<double> differenced(const std::vector<double>& series, std::size_t lag) {
    std::vector<double> result;
    for (std::size_t i = lag; i < series.size(); ++i) {
        result.push_back(series[i] - series[i - lag]);
    }
    return result;
}

}  // namespace

std::string column_named(
    const Input& input, const Table& table, std::string_view key, std::string_view custom
) {
    const std::string named = input.text_or(key, std::string(custom));
    return table.has(named) ? named : std::string(custom);
}

bool is_numeric(const Table& table, std::string_view column) {
    return std::ranges::all_of(table.text(column), [](const std::string& cell) {
        char* end = nullptr;
        std::strtod(cell.c_str(), &end);
        return is_missing(cell) || *end == '\0';
    });
}

std::vector<std::string> levels_of(const Table& table, std::string_view column) {
    std::set<std::string> different;
    for (const std::string& cell : table.text(column)) {
        if (!is_missing(cell)) {
            different.insert(cell);
        }
    }
    std::vector<std::string> levels(different.begin(), different.end());
    if (is_numeric(table, column)) {
        std::ranges::stable_sort(levels, {}, [](const std::string& level) {
            return std::strtod(level.c_str(), nullptr);
        });
    }
    return levels;
}

std::vector<int> places_in(
    const std::vector<std::string>& levels, const std::vector<std::string>& cells
) {
    std::map<std::string, int> place;
    for (const std::string& level : levels) {
        place.emplace(level, static_cast<int>(place.size()));
    }
    std::vector<int> places;
    places.reserve(cells.size());
    for (const std::string& cell : cells) {
        const auto found = place.find(cell);
        places.push_back(found == place.end() ? -1 : found->second);
    }
    return places;
}

std::vector<double> binary(const Table& table, std::string_view column) {
    const auto levels = levels_of(table, column);
    if (is_numeric(table, column) && (levels.size() < 2 || levels[0] == "0")) {
        return table.numbers(column);
    }
    if (levels.size() != 2) {
        throw Fault(fmt::format("column {} is not of two values", column));
    }
    std::vector<double> result;
    for (const int place : places_in(levels, table.text(column))) {
        result.push_back(place < 0 ? missing : place);
    }
    return result;
}

void add_column(Design& design, const Table& table, const std::string& column) {
    if (is_numeric(table, column)) {
        design.names.push_back(column);
        design.columns.push_back(table.numbers(column));
        return;
    }
    const auto levels = levels_of(table, column);
    const auto places = places_in(levels, table.text(column));
    for (std::size_t level = 1; level < levels.size(); ++level) {
        design.names.push_back(column + levels[level]);
        auto& dummy = design.columns.emplace_back();
        for (const int place : places) {
            dummy.push_back(place < 0 ? missing : place == static_cast<int>(level) ? 1 : 0);
        }
    }
}

Eigen::MatrixXd matrix_of(const std::vector<std::vector<double>>& columns) {
    const std::size_t rows = columns.empty() ? 0 : columns[0].size();
    Eigen::MatrixXd matrix(
        static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(columns.size())
    );
    for (std::size_t j = 0; j < columns.size(); ++j) {
        for (std::size_t i = 0; i < rows; ++i) {
            matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = columns[j][i];
        }
    }
    return matrix;
}

std::vector<double> series_of(const Table& table, std::string_view expression) {
    const std::string_view text = trimmed(expression);
    if (table.has(text)) {
        return table.numbers(text);
    }
    const auto open = text.find('(');
    if (open == std::string_view::npos || text.back() != ')') {
        throw Fault(fmt::format("{} is no series of the table", expression));
    }
    const std::string_view function = trimmed(text.substr(0, open));
    std::string_view inside = text.substr(open + 1, text.size() - open - 2);
    if (function == "diff") {
        std::size_t lag = 1;
        const auto comma = inside.rfind(','), close = inside.rfind(')');
        if (comma != std::string_view::npos && (close == std::string_view::npos || comma > close)) {
            std::string_view count = inside.substr(comma + 1);
            count.remove_prefix(std::min(count.size(), count.find('=') + 1));
            lag = std::stoul(std::string(trimmed(count)));
            inside = inside.substr(0, comma);
        }
        return differenced(series_of(table, inside), lag);
    }
    if (function != "log" && function != "exp" && function != "sqrt") {
        throw Fault(fmt::format("unknown function {}", function));
    }
    auto series = series_of(table, inside);
    std::ranges::transform(series, series.begin(), [&](double x) { return apply(function, x); });
    return series;
}

double seconds_of(const std::string& cell) {
    if (is_missing(cell)) {
        return missing;
    }
    char* end = nullptr;
    if (const double value = std::strtod(cell.c_str(), &end); *end == '\0') {
        return value;
    }
    std::string text = cell;
    if (const auto day = parse_iso_day(text)) {
        return 86400.0 * *day;
    }
    if (text.size() > 10 && text[10] == ' ') {
        text[10] = 'T';
    }
    const bool zone = text.back() == 'Z' || text.find('+') != std::string::npos;
    const auto instant = parse_rfc3339(zone ? text : text + "Z");
    if (!instant) {
        throw Fault(fmt::format("{} is no time", cell));
    }
    return static_cast<double>(instant->us) / 1e6;
}

Output nulls(std::initializer_list<std::string_view> keys) {
    Output output;
    for (const std::string_view key : keys) {
        output[key] = nullptr;
    }
    return output;
}

}  // namespace styk::reference
