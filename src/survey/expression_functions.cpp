#include "survey/expression_functions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "survey/expression_call.h"
#include "survey/expression_numbers.h"

namespace styk::survey {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

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

Value iif(const Args& args) {
    if (args.count() < 2) {
        return {};
    }
    return is_true(args.values[0]) ? args.values[1] : args.count() > 2 ? args.values[2] : Value();
}

constexpr std::array list_functions{
    Function{"iif", iif},
    Function{"sum", sum},
    Function{"avg", avg},
    Function{"min", least},
    Function{"max", greatest},
    Function{"count", count},
    Function{"round", round},
    Function{"trunc", trunc}
};

const Function* find_function(std::string_view name) {
    for (const auto functions :
         {std::span<const Function>(list_functions), day_functions(), row_functions()}) {
        const auto found = std::ranges::find(functions, name, &Function::name);
        if (found != functions.end()) {
            return &*found;
        }
    }
    return nullptr;
}

}  // namespace

bool is_function(std::string_view name) {
    return find_function(name) != nullptr;
}

Value call(const Node& node, const List& arguments, const Scope& scope) {
    return find_function(node.name)->run({node, arguments, scope});
}

}  // namespace styk::survey
