#include "survey/expression_numbers.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "survey/coercion.h"

namespace styk::survey {

namespace {

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

}  // namespace styk::survey
