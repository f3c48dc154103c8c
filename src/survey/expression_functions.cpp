#include "survey/expression_functions.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "survey/coercion.h"

namespace styk::survey {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct Args {
    const Node& node;
    const List& values;
    const Scope& scope;

    [[nodiscard]] std::size_t count() const { return values.size(); }

    [[nodiscard]] bool has(std::size_t n) const { return n < values.size() && is_true(values[n]); }

    [[nodiscard]] std::string text(std::size_t n, std::string_view otherwise) const {
        return has(n) ? to_text(values[n]) : std::string(otherwise);
    }
};

// ---- numbers

int decimals_of(double number) {
    if (!std::isfinite(number) || std::floor(number) == number) {
        return 0;
    }
    const std::string text = to_text(number);
    const auto point = text.find('.');
    return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

double rounded_to(double number, int decimals) {
    return std::isfinite(number) && decimals <= 100
               ? std::stod(fmt::format("{:.{}f}", number, decimals))
               : number;
}

void flatten(const Value& value, List& out) {
    if (value.is_none()) {
        return;
    }
    if (const auto* list = value.as<List>()) {
        for (const Value& one : *list) {
            flatten(one, out);
        }
        return;
    }
    const auto number = written_number(value);
    out.push_back(number ? Value(*number) : value);
}

List flat(const Args& args) {
    List out;
    flatten(args.values, out);
    return out;
}

double sum_of(const List& list) {
    double sum = 0;
    for (const Value& one : list) {
        const double number = number_of(one);
        if (!std::isnan(number)) {
            sum = add_numbers(sum, number, sum + number);
        }
    }
    return sum;
}

Value sum(const Args& args) {
    return sum_of(flat(args));
}

Value avg(const Args& args) {
    const List all = flat(args);
    return all.empty() ? 0 : sum_of(all) / static_cast<double>(all.size());
}

Value count(const Args& args) {
    return static_cast<double>(flat(args).size());
}

Value least(const Args& args) {
    const List all = flat(args);
    const auto found = std::min_element(all.begin(), all.end(), is_less);
    return found == all.end() ? Value() : *found;
}

Value greatest(const Args& args) {
    const List all = flat(args);
    const auto found = std::max_element(all.begin(), all.end(), is_less);
    return found == all.end() ? Value() : *found;
}

// The number and how many decimals were asked for.
std::optional<std::pair<double, double>> number_and_decimals(const Args& args) {
    const List all = flat(args);
    const auto number = all.empty() ? std::nullopt : written_number(all[0]);
    const auto decimals = all.size() < 2 ? std::optional(0.0) : written_number(all[1]);
    return number && decimals ? std::optional(std::pair(*number, *decimals)) : std::nullopt;
}

Value round(const Args& args) {
    const auto asked = number_and_decimals(args);
    if (!asked) {
        return nan;
    }
    const double power = std::pow(10.0, asked->second);
    const double shifted = asked->first * power * (1 + std::numeric_limits<double>::epsilon());
    return std::floor(shifted + 0.5) / power;
}

Value trunc(const Args& args) {
    const auto asked = number_and_decimals(args);
    if (!asked) {
        return nan;
    }
    const std::string text = to_text(asked->first);
    const auto point = text.find('.');
    if (point == std::string::npos || asked->second < 1) {
        return number_of(text.substr(0, point));
    }
    return number_of(text.substr(0, point + 1 + static_cast<std::size_t>(asked->second)));
}

// ---- days

year_month_day calendar(Day day) {
    return year_month_day(sys_days(std::chrono::days(day)));
}

Value date_or_nothing(std::optional<Day> day) {
    return day ? Value(Date{*day}) : Value();
}

Day today_of(const Args& args) {
    return args.scope.today;
}

Value today(const Args& args) {
    const double more = args.count() == 1 ? number_of(args.values[0]) : 0;
    return Date{today_of(args) + (std::abs(more) < 1e6 ? static_cast<Day>(more) : 0)};
}

Value get_date(const Args& args) {
    return args.has(0) ? date_or_nothing(day_of(args.values[0])) : Value();
}

int months_between(Day from, Day to) {
    const auto a = calendar(from), b = calendar(to);
    const int months = (static_cast<int>(b.year()) - static_cast<int>(a.year())) * 12 +
                       static_cast<int>(static_cast<unsigned>(b.month())) -
                       static_cast<int>(static_cast<unsigned>(a.month()));
    return b.day() < a.day() ? months - 1 : months;
}

Value between(Day from, Day to, std::string_view unit) {
    if (unit == "days") {
        return std::abs(to - from);
    }
    const int months = months_between(from, to);
    return unit == "months" ? months : months / 12;
}

Value age(const Args& args) {
    const auto from = args.has(0) ? day_of(args.values[0]) : std::nullopt;
    return from ? between(*from, today_of(args), args.text(1, "years")) : Value();
}

Value date_diff(const Args& args) {
    const bool given = args.has(0) && args.has(1);
    const auto from = given ? day_of(args.values[0]) : std::nullopt;
    const auto to = given ? day_of(args.values[1]) : std::nullopt;
    return from && to ? between(*from, *to, args.text(2, "days")) : Value();
}

Value diff_days(const Args& args) {
    const auto found = args.count() == 2 ? date_diff(args) : Value();
    return found.is_none() ? Value(0) : found;
}

// A month that is too short runs over into the next one, as ECMAScript's dates do.
Day add_months(Day day, int months) {
    const auto from = calendar(day);
    const auto month =
        std::chrono::year_month(from.year(), from.month()) + std::chrono::months(months);
    const auto first = sys_days(month / 1).time_since_epoch().count();
    return static_cast<Day>(first) + static_cast<Day>(static_cast<unsigned>(from.day())) - 1;
}

Value date_add(const Args& args) {
    const auto from = args.has(0) && args.has(1) ? day_of(args.values[0]) : std::nullopt;
    const double number = from ? number_of(args.values[1]) : nan;
    if (std::isnan(number) || std::abs(number) > 10'000) {
        return {};
    }
    const int more = static_cast<int>(number);
    const std::string unit = args.text(2, "days");
    if (unit == "days") {
        return Date{*from + more};
    }
    const int months = unit == "months" ? more : unit == "years" ? more * 12 : 0;
    return Date{add_months(*from, months)};
}

std::optional<Day> asked_day(const Args& args) {
    return args.has(0) ? day_of(args.values[0]) : today_of(args);
}

Value year(const Args& args) {
    const auto day = asked_day(args);
    return day ? Value(static_cast<int>(calendar(*day).year())) : Value();
}

Value get_year(const Args& args) {
    return args.count() == 1 && args.has(0) ? year(args) : Value();
}

Value current_year(const Args& args) {
    return static_cast<int>(calendar(today_of(args)).year());
}

Value month(const Args& args) {
    const auto day = asked_day(args);
    return day ? Value(static_cast<int>(static_cast<unsigned>(calendar(*day).month()))) : Value();
}

Value day(const Args& args) {
    const auto asked = asked_day(args);
    return asked ? Value(static_cast<int>(static_cast<unsigned>(calendar(*asked).day()))) : Value();
}

Value weekday(const Args& args) {
    const auto asked = asked_day(args);
    if (!asked) {
        return {};
    }
    const std::chrono::weekday found{sys_days(std::chrono::days(*asked))};
    return static_cast<int>(found.c_encoding());
}

// ---- rows of a table: sumInArray({rooms}, 'comfort', {size} > 2)

struct Rows {
    std::vector<const Map*> rows;
    std::string column, wanted;  // what decides, what is given back
    NodePtr condition_node;
    Expression condition_text;

    [[nodiscard]] bool takes(const Map& row, const Scope& scope) const {
        const Scope inside{&row, scope.values, scope.today};
        if (condition_node) {
            return is_loosely_true(evaluate(*condition_node, inside));
        }
        return condition_text.holds(inside);
    }
};

bool names_column(const NodePtr& node) {
    const auto* text = node->kind == Node::Kind::constant ? node->value.as<std::string>() : nullptr;
    return text != nullptr && text->find_first_of("{}><=!") == std::string::npos;
}

void read_condition(const Args& args, std::size_t n, Rows& out) {
    if (n >= args.count()) {
        return;
    }
    const NodePtr& node = args.node.parts[n];
    const auto* text = node->kind == Node::Kind::constant ? node->value.as<std::string>() : nullptr;
    if (text == nullptr) {
        out.condition_node = node;
    } else if (auto parsed = Expression::parse(*text)) {
        out.condition_text = *std::move(parsed);
    }
}

std::optional<Rows> rows_of(const Args& args) {
    if (args.count() < 2 || args.count() > 4 || args.values[1].as<std::string>() == nullptr) {
        return {};
    }
    Rows out;
    const auto add = [&](const Value& one) {
        if (const auto* row = one.as<Map>()) {
            out.rows.push_back(row);
        }
    };
    if (const auto* list = args.values[0].as<List>()) {
        std::for_each(list->begin(), list->end(), add);
    } else if (const auto* map = args.values[0].as<Map>()) {
        std::for_each(map->begin(), map->end(), [&](const auto& one) { add(one.second); });
    }
    out.column = out.wanted = *args.values[1].as<std::string>();
    const bool column_named = args.count() > 2 && names_column(args.node.parts[2]);
    if (column_named) {
        out.wanted = *args.node.parts[2]->value.as<std::string>();
    }
    read_condition(args, column_named ? 3 : 2, out);
    return out;
}

// The column's values in the rows that count, each with its row.
std::vector<std::pair<Value, const Map*>> cells_of(const Rows& rows, const Scope& scope) {
    std::vector<std::pair<Value, const Map*>> cells;
    for (const Map* row : rows.rows) {
        const Value* value = find(*row, rows.column);
        if (value != nullptr && !is_empty(*value) && rows.takes(*row, scope)) {
            cells.emplace_back(*value, row);
        }
    }
    return cells;
}

std::optional<double> cell_number(const Value& value) {
    return value.as<std::string>() != nullptr ? written_number(value)
                                              : std::optional(number_of(value));
}

Value sum_in_array(const Args& args) {
    const auto rows = rows_of(args);
    double sum = 0;
    for (const auto& [value, row] :
         rows ? cells_of(*rows, args.scope) : std::vector<std::pair<Value, const Map*>>()) {
        if (const auto number = cell_number(value)) {
            sum = add_numbers(sum, *number, sum + *number);
        }
    }
    return sum;
}

Value count_in_array(const Args& args) {
    const auto rows = rows_of(args);
    return rows ? static_cast<double>(cells_of(*rows, args.scope).size()) : 0.0;
}

Value avg_in_array(const Args& args) {
    const double number = number_of(count_in_array(args));
    return number == 0 ? 0 : number_of(sum_in_array(args)) / number;
}

Value best_in_array(const Args& args, bool smallest) {
    const auto rows = rows_of(args);
    std::optional<double> best;
    const Map* best_row = nullptr;
    if (!rows) {
        return {};
    }
    for (const auto& [value, row] : cells_of(*rows, args.scope)) {
        const auto number = cell_number(value);
        if (number && (!best || (smallest ? *number < *best : *number > *best))) {
            best = number;
            best_row = row;
        }
    }
    if (!best) {
        return {};
    }
    const Value* wanted = rows->wanted == rows->column ? nullptr : find(*best_row, rows->wanted);
    return rows->wanted == rows->column ? Value(*best) : wanted == nullptr ? Value() : *wanted;
}

Value min_in_array(const Args& args) {
    return best_in_array(args, true);
}

Value max_in_array(const Args& args) {
    return best_in_array(args, false);
}

Value iif(const Args& args) {
    if (args.count() < 2) {
        return {};
    }
    return is_true(args.values[0]) ? args.values[1] : args.count() > 2 ? args.values[2] : Value();
}

struct Function {
    std::string_view name;
    Value (*run)(const Args&);
};

constexpr std::array functions{
    Function{"iif", iif},
    Function{"sum", sum},
    Function{"avg", avg},
    Function{"min", least},
    Function{"max", greatest},
    Function{"count", count},
    Function{"round", round},
    Function{"trunc", trunc},
    Function{"sumInArray", sum_in_array},
    Function{"avgInArray", avg_in_array},
    Function{"countInArray", count_in_array},
    Function{"minInArray", min_in_array},
    Function{"maxInArray", max_in_array},
    Function{"today", today},
    Function{"getDate", get_date},
    Function{"age", age},
    Function{"dateDiff", date_diff},
    Function{"diffDays", diff_days},
    Function{"dateAdd", date_add},
    Function{"year", year},
    Function{"getYear", get_year},
    Function{"currentYear", current_year},
    Function{"month", month},
    Function{"day", day},
    Function{"weekday", weekday}
};

const Function* find_function(std::string_view name) {
    const auto* found = std::find_if(functions.begin(), functions.end(), [&](const Function& one) {
        return one.name == name;
    });
    return found == functions.end() ? nullptr : found;
}

std::string list_text(const List& list) {
    std::string out;
    for (std::size_t i = 0; i < list.size(); ++i) {
        out += (i == 0 ? "" : ", ") + to_text(list[i]);
    }
    return out;
}

// A list beside a text becomes one text; beside a number the numbers in it are added up.
Value add_list(const List& list, const Value& other, bool list_first) {
    if (const auto* text = other.as<std::string>()) {
        return list_first ? list_text(list) + *text : *text + list_text(list);
    }
    double sum = 0;
    for (const Value& one : list) {
        if (const auto* number = one.as<double>()) {
            sum = add_numbers(sum, *number, sum + *number);
        }
    }
    const double number = number_of(other);
    return add_numbers(sum, number, sum + number);
}

}  // namespace

double add_numbers(double a, double b, double result) {
    const int decimals = std::max(decimals_of(a), decimals_of(b));
    return decimals > 0 ? rounded_to(result, decimals) : result;
}

double multiply_numbers(double a, double b) {
    const int decimals = decimals_of(a) + decimals_of(b);
    return decimals > 0 ? rounded_to(a * b, decimals) : a * b;
}

Value add_values(const Value& a, const Value& b) {
    const auto *x = a.as<List>(), *y = b.as<List>();
    const bool numbers = written_number(a) && written_number(b);
    if (!numbers && x != nullptr && y != nullptr) {
        List both = *x;
        both.insert(both.end(), y->begin(), y->end());
        return both;
    }
    const auto* list = x != nullptr ? x : y;
    const Value& other = x != nullptr ? b : a;
    if (!numbers && list != nullptr &&
        (other.as<std::string>() != nullptr || other.as<double>() != nullptr)) {
        return add_list(*list, other, x != nullptr);
    }
    const auto plain = [](const Value& one) {
        return one.as<double>() != nullptr || one.as<bool>() != nullptr || one.is_none();
    };
    if (plain(a) && plain(b)) {
        return add_numbers(number_of(a), number_of(b), number_of(a) + number_of(b));
    }
    return to_text(a) + to_text(b);
}

bool is_function(std::string_view name) {
    return find_function(name) != nullptr;
}

Value call(const Node& node, const List& arguments, const Scope& scope) {
    return find_function(node.name)->run({node, arguments, scope});
}

}  // namespace styk::survey
