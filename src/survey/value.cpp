#include "survey/value.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace styk::survey {

namespace {

// The decimal digits of a finite number above 0, and where its point stands: 0.d1d2… × 10^exponent.
struct Digits {
    std::string digits;
    int exponent = 0;
};

Digits digits_of(double number) {
    // The shortest form that reads back as the same number, whatever notation fmt picks for it.
    const std::string shortest = fmt::format("{}", number);
    Digits out;
    int point = -1;
    int power = 0;
    for (std::size_t i = 0; i < shortest.size(); ++i) {
        const char c = shortest[i];
        if (c == '.') {
            point = static_cast<int>(out.digits.size());
        } else if (c == 'e') {
            power = std::stoi(shortest.substr(i + 1));
            break;
        } else {
            out.digits += c;
        }
    }
    out.exponent = (point < 0 ? static_cast<int>(out.digits.size()) : point) + power;
    const auto first = out.digits.find_first_not_of('0');
    out.exponent -= static_cast<int>(first);
    out.digits.erase(0, first);
    out.digits.erase(out.digits.find_last_not_of('0') + 1);
    return out;
}

std::string zeros(int count) {
    return std::string(static_cast<std::size_t>(count), '0');
}

// ECMA-262, Number::toString for base ten: plain between 1e-7 and 1e21, else with an exponent.
std::string positive_text(double number) {
    const auto [digits, point] = digits_of(number);
    const int count = static_cast<int>(digits.size());
    if (count <= point && point <= 21) {
        return digits + zeros(point - count);
    }
    if (0 < point && point <= 21) {
        return digits.substr(0, static_cast<std::size_t>(point)) + "." +
               digits.substr(static_cast<std::size_t>(point));
    }
    if (-6 < point && point <= 0) {
        return "0." + zeros(-point) + digits;
    }
    const std::string rest = count == 1 ? "" : "." + digits.substr(1);
    return fmt::format("{}{}e{:+}", digits.substr(0, 1), rest, point - 1);
}

struct Writer {
    std::string operator()(std::monostate) const { return {}; }

    std::string operator()(bool flag) const { return flag ? "true" : "false"; }

    std::string operator()(double number) const { return to_text(number); }

    std::string operator()(const std::string& text) const { return text; }

    std::string operator()(const List& list) const {
        std::string out;
        for (std::size_t i = 0; i < list.size(); ++i) {
            out += (i == 0 ? "" : ",") + to_text(list[i]);
        }
        return out;
    }

    std::string operator()(const Map& /*map*/) const { return "[object Object]"; }

    std::string operator()(Date date) const { return to_iso_day(date.day); }
};

}  // namespace

bool operator==(const Value& a, const Value& b) {
    return a.content == b.content;
}

const Value* find(const Map& map, std::string_view name) {
    const auto found =
        std::find_if(map.begin(), map.end(), [&](const auto& one) { return one.first == name; });
    return found == map.end() ? nullptr : &found->second;
}

void put(Map& map, std::string_view name, Value value) {
    const auto found =
        std::find_if(map.begin(), map.end(), [&](const auto& one) { return one.first == name; });
    if (found == map.end()) {
        map.emplace_back(std::string(name), std::move(value));
    } else {
        found->second = std::move(value);
    }
}

void remove(Map& map, std::string_view name) {
    std::erase_if(map, [&](const auto& one) { return one.first == name; });
}

bool is_empty(const Value& value) {
    if (const auto* number = value.as<double>()) {
        return std::isnan(*number);
    }
    if (const auto* text = value.as<std::string>()) {
        return text->empty();
    }
    if (const auto* list = value.as<List>()) {
        return list->empty();
    }
    if (const auto* map = value.as<Map>()) {
        return std::all_of(map->begin(), map->end(), [](const auto& one) {
            return is_empty(one.second);
        });
    }
    return value.is_none();
}

std::string to_text(double number) {
    if (std::isnan(number)) {
        return "NaN";
    }
    if (std::isinf(number)) {
        return number > 0 ? "Infinity" : "-Infinity";
    }
    if (number == 0) {
        return "0";
    }
    return number < 0 ? "-" + positive_text(-number) : positive_text(number);
}

std::string to_text(const Value& value) {
    return std::visit(Writer(), value.content);
}

}  // namespace styk::survey
