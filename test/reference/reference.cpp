#include "reference/reference.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <limits>
#include <sstream>

#include "base/result.h"

namespace styk::reference {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw Fault(fmt::format("cannot read {}", path.string()));
    }
    std::ostringstream out;
    out << file.rdbuf();
    return std::move(out).str();
}

// One record from `text` at `at`, which moves behind it.
std::vector<std::string> next_record(std::string_view text, std::size_t& at) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted && c == '"' && at + 1 < text.size() && text[at + 1] == '"') {
            fields.back().push_back(text[at++]);
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == ',') {
            fields.emplace_back();
        } else if (!quoted && c == '\n') {
            ++at;
            break;
        } else if (quoted || c != '\r') {
            fields.back().push_back(c);
        }
    }
    return fields;
}

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t");
    return from == std::string_view::npos
               ? std::string_view()
               : text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

double number_in(std::string_view cell, std::string_view column) {
    cell = trimmed(cell);
    if (cell.empty() || cell == "NA") {
        return missing;
    }
    if (cell == "TRUE" || cell == "true" || cell == "True") {
        return 1;
    }
    if (cell == "FALSE" || cell == "false" || cell == "False") {
        return 0;
    }
    const std::string_view digits = cell.front() == '+' ? cell.substr(1) : cell;
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) {
        throw Fault(fmt::format("column {}: {} is no number", column, cell));
    }
    return value;
}

[[noreturn]] void fail(std::string_view key, std::string_view why) {
    throw Fault(fmt::format("input {}: {}", key, why));
}

double number_or_missing(const boost::json::value& value) {
    return value.is_null() ? missing : number_of(value);
}

// One value stands for a list of one.
template <class F>
auto list_of(const boost::json::value& value, F read) {
    std::vector<decltype(read(value))> result;
    if (value.is_array()) {
        for (const auto& item : value.get_array()) {
            result.push_back(read(item));
        }
    } else {
        result.push_back(read(value));
    }
    return result;
}

}  // namespace

bool Table::has(std::string_view column) const {
    return std::find(names.begin(), names.end(), column) != names.end();
}

const std::vector<std::string>& Table::text(std::string_view column) const {
    const auto found = std::find(names.begin(), names.end(), column);
    if (found == names.end()) {
        throw Fault(fmt::format("there is no column {}", column));
    }
    return cells[static_cast<std::size_t>(found - names.begin())];
}

std::vector<double> Table::numbers(std::string_view column) const {
    std::vector<double> values;
    for (const auto& cell : text(column)) {
        values.push_back(number_in(cell, column));
    }
    return values;
}

Table parse_csv(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    std::size_t at = 0;
    Table table{.names = next_record(text, at)};
    table.cells.resize(table.names.size());
    while (at < text.size()) {
        const auto record = next_record(text, at);
        if (record.size() == 1 && record[0].empty() && table.names.size() > 1) {
            continue;  // an empty line
        }
        if (record.size() != table.names.size()) {
            throw Fault(fmt::format("row {}: {} cells", table.rows() + 1, record.size()));
        }
        for (std::size_t i = 0; i < record.size(); ++i) {
            table.cells[i].push_back(record[i]);
        }
    }
    return table;
}

Input::Input(const boost::json::object& input, std::filesystem::path folder)
    : input_(input), folder_(std::move(folder)) {
    read_.insert("note");
}

bool Input::has(std::string_view key) const {
    const auto* value = input_.if_contains(key);
    if (value != nullptr && value->is_null()) {
        read_.emplace(key);
    }
    return value != nullptr && !value->is_null();
}

const boost::json::value& Input::json(std::string_view key) const {
    const auto* value = input_.if_contains(key);
    if (value == nullptr) {
        fail(key, "is missing");
    }
    read_.emplace(key);
    return *value;
}

double Input::number(std::string_view key) const {
    const auto& value = json(key);
    return value.is_number() ? number_of(value) : (fail(key, "is no number"), 0);
}

double Input::number_or(std::string_view key, double otherwise) const {
    return has(key) ? number(key) : otherwise;
}

bool Input::flag_or(std::string_view key, bool otherwise) const {
    if (!has(key)) {
        return otherwise;
    }
    const auto& value = json(key);
    return value.is_bool() ? value.get_bool() : (fail(key, "is neither true nor false"), false);
}

std::string Input::text(std::string_view key) const {
    const auto& value = json(key);
    return value.is_string() ? std::string(value.get_string()) : (fail(key, "is no text"), "");
}

std::string Input::text_or(std::string_view key, std::string otherwise) const {
    return has(key) ? text(key) : std::move(otherwise);
}

std::string Input::label(std::string_view key) const {
    const auto& value = json(key);
    return value.is_number() ? fmt::format("{}", number_of(value)) : text(key);
}

std::vector<double> Input::numbers(std::string_view key) const {
    return list_of(json(key), number_or_missing);
}

std::vector<std::string> Input::texts(std::string_view key) const {
    return list_of(json(key), [&](const boost::json::value& item) {
        return item.is_string() ? std::string(item.get_string()) : (fail(key, "is no text"), "");
    });
}

std::vector<std::vector<double>> Input::number_rows(std::string_view key) const {
    return list_of(json(key), [](const boost::json::value& row) {
        return list_of(row, number_or_missing);
    });
}

const Table& Input::table(std::string_view key) const {
    const std::string path = text(key);
    auto& table = tables_[path];
    if (!table) {
        table = std::make_unique<Table>(parse_csv(read_file(folder_ / path)));
    }
    return *table;
}

void Input::only_says(std::string_view key) const {
    read_.emplace(key);
}

std::vector<std::string> Input::unread() const {
    std::vector<std::string> keys;
    for (const auto& [key, value] : input_) {
        if (!read_.contains(std::string_view(key))) {
            keys.emplace_back(key);
        }
    }
    return keys;
}

double number_of(const boost::json::value& value) {
    if (!value.is_number()) {
        throw Fault("not a number: " + boost::json::serialize(value));
    }
    return value.to_number<double>();
}

boost::json::value number_or_null(std::optional<double> value) {
    if (!value) {
        return nullptr;
    }
    if (!std::isfinite(*value)) {
        throw Fault("a result is not finite");
    }
    return *value;
}

Output figures(std::initializer_list<std::pair<std::string_view, std::optional<double>>> named) {
    Output output;
    for (const auto& [name, value] : named) {
        output[name] = number_or_null(value);
    }
    return output;
}

boost::json::array to_json(std::span<const double> values) {
    boost::json::array result;
    for (const double value : values) {
        result.push_back(number_or_null(value));
    }
    return result;
}

boost::json::array to_json(std::span<const std::optional<double>> values) {
    boost::json::array result;
    for (const auto& value : values) {
        result.push_back(number_or_null(value));
    }
    return result;
}

boost::json::object by_name(std::span<const std::string> names, std::span<const double> values) {
    if (names.size() != values.size()) {
        throw Fault("as many names as values are needed");
    }
    boost::json::object result;
    for (std::size_t i = 0; i < names.size(); ++i) {
        result[names[i]] = number_or_null(values[i]);
    }
    return result;
}

std::vector<std::vector<double>> complete_rows(const std::vector<std::vector<double>>& columns) {
    std::vector<std::vector<double>> kept(columns.size());
    const std::size_t rows = columns.empty() ? 0 : columns[0].size();
    for (std::size_t row = 0; row < rows; ++row) {
        const bool complete = std::all_of(columns.begin(), columns.end(), [&](const auto& column) {
            return !std::isnan(column[row]);
        });
        for (std::size_t i = 0; complete && i < columns.size(); ++i) {
            kept[i].push_back(columns[i][row]);
        }
    }
    return kept;
}

Registry all_statistics() {
    Registry registry;
    for (auto* add :
         {add_mergeable,
          add_scores,
          add_trends,
          add_forecasts,
          add_drivers,
          add_nist,
          add_effects,
          add_value,
          add_journeys,
          add_survey}) {
        add(registry);
    }
    return registry;
}

}  // namespace styk::reference
