// The reference runner: reads cases (parameters, data, expected values), computes each statistic
// with src/stats and prints what came out. What is in this folder only translates JSON and CSV to
// the structs of the room and back; no statistic is computed here.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/json.h"

namespace styk::reference {

using Output = boost::json::object;

// A CSV file: header, point decimal, empty cell = missing.
struct Table {
    std::vector<std::string> names{};
    std::vector<std::vector<std::string>> cells{};  // [column][row]

    [[nodiscard]] std::size_t rows() const { return cells.empty() ? 0 : cells[0].size(); }

    [[nodiscard]] bool has(std::string_view column) const;
    // Both throw Fault when there is no such column; numbers also when a cell is none.
    [[nodiscard]] const std::vector<std::string>& text(std::string_view column) const;
    // A missing cell (or NA) is a quiet NaN; true, TRUE are 1 and false, FALSE are 0.
    [[nodiscard]] std::vector<double> numbers(std::string_view column) const;
};

// Fields may be quoted with "", also over lines. Throws Fault when rows differ in length.
[[nodiscard]] Table parse_csv(std::string_view text);

// The `input` of one case. It remembers what was read: a key that nobody read is an error, so that
// no statistic overlooks a parameter. Every reader throws Fault naming the key when it is absent or
// of another type. One value may stand for a list of one.
class Input {
public:
    // `input` must outlive this. Table paths are relative to `folder`.
    Input(const boost::json::object& input, std::filesystem::path folder);

    [[nodiscard]] bool has(std::string_view key) const;  // there and not null
    [[nodiscard]] double number(std::string_view key) const;
    [[nodiscard]] double number_or(std::string_view key, double otherwise) const;
    [[nodiscard]] bool flag_or(std::string_view key, bool otherwise) const;
    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] std::string text_or(std::string_view key, std::string otherwise) const;
    // A name that may look like a number (a group 1, an item 7): as the CSV writes it.
    [[nodiscard]] std::string label(std::string_view key) const;
    [[nodiscard]] std::vector<double> numbers(std::string_view key) const;  // null -> quiet NaN
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
    // A list of lists, not always of one length; null -> quiet NaN.
    [[nodiscard]] std::vector<std::vector<double>> number_rows(std::string_view key) const;
    [[nodiscard]] const boost::json::value& json(std::string_view key) const;
    [[nodiscard]] const Table& table(std::string_view key = "csv") const;

    // A key that is words for people (`note` always is).
    void only_says(std::string_view key) const;

    [[nodiscard]] std::vector<std::string> unread() const;

private:
    const boost::json::object& input_;
    std::filesystem::path folder_;
    mutable std::set<std::string, std::less<>> read_;
    mutable std::map<std::string, std::unique_ptr<Table>> tables_;
};

using Statistic = Output (*)(const Input&);
using Registry = std::map<std::string, Statistic, std::less<>>;

// Undefined is null. A NaN or infinity throws Fault: undefined must be said by nothing.
[[nodiscard]] boost::json::value number_or_null(std::optional<double> value);
// The same of several, each under its name.
[[nodiscard]] Output figures(
    std::initializer_list<std::pair<std::string_view, std::optional<double>>> named
);
[[nodiscard]] boost::json::array to_json(std::span<const double> values);
[[nodiscard]] boost::json::array to_json(std::span<const std::optional<double>> values);
[[nodiscard]] boost::json::object by_name(
    std::span<const std::string> names, std::span<const double> values
);

// Rows in which none of the columns is missing (NaN): [column][row].
[[nodiscard]] std::vector<std::vector<double>> complete_rows(
    const std::vector<std::vector<double>>& columns
);
[[nodiscard]] double number_of(const boost::json::value& value);  // throws Fault

void add_mergeable(Registry& registry);  // area 0
void add_scores(Registry& registry);     // area 1
void add_trends(Registry& registry);     // area 2
void add_forecasts(Registry& registry);
void add_drivers(Registry& registry);  // area 3
void add_nist(Registry& registry);
void add_effects(Registry& registry);   // area 4
void add_value(Registry& registry);     // area 5
void add_journeys(Registry& registry);  // area 6
void add_survey(Registry& registry);    // area 7

[[nodiscard]] Registry all_statistics();

}  // namespace styk::reference
