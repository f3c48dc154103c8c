#include "survey/coercion.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "base/text.h"

namespace styk::survey {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double ms_a_day = 86'400'000;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t digits_from(std::string_view text, std::size_t at) {
    while (at < text.size() && is_digit(text[at])) {
        ++at;
    }
    return at;
}

// How much of the text, from its beginning, is a decimal literal; 0 when none.
std::size_t decimal_length(std::string_view text) {
    std::size_t at = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
    const std::size_t whole = digits_from(text, at);
    std::size_t end = whole;
    if (end < text.size() && text[end] == '.') {
        const std::size_t fraction = digits_from(text, end + 1);
        if (fraction == end + 1 && whole == at) {
            return 0;
        }
        end = fraction;
    } else if (whole == at) {
        return 0;
    }
    if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
        at = end + 1;
        at += at < text.size() && (text[at] == '+' || text[at] == '-') ? 1 : 0;
        const std::size_t exponent = digits_from(text, at);
        end = exponent > at ? exponent : end;
    }
    return end;
}

double read_decimal(std::string_view text) {
    text.remove_prefix(text[0] == '+' ? 1 : 0);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    (void)end;
    if (error == std::errc::result_out_of_range) {
        const bool tiny = text.find("e-") != std::string_view::npos;
        return tiny             ? 0
               : text[0] == '-' ? -std::numeric_limits<double>::infinity()
                                : std::numeric_limits<double>::infinity();
    }
    return number;
}

// The digits of a whole number of another base, as far as they go; NaN when there is none.
double read_based(std::string_view digits, int base, bool all) {
    double number = 0;
    std::size_t at = 0;
    for (; at < digits.size(); ++at) {
        unsigned digit = 0;
        const auto [end, error] =
            std::from_chars(digits.data() + at, digits.data() + at + 1, digit, base);
        (void)end;
        if (error != std::errc()) {
            break;
        }
        number = number * base + digit;
    }
    return at == 0 || (all && at < digits.size()) ? nan : number;
}

int base_of(std::string_view text) {
    if (text.size() < 2 || text[0] != '0') {
        return 10;
    }
    switch (text[1]) {
        case 'x':
        case 'X':
            return 16;
        case 'o':
        case 'O':
            return 8;
        case 'b':
        case 'B':
            return 2;
        default:
            return 10;
    }
}

double number_of_text(std::string_view all) {
    const std::string_view text = trim(all);
    if (text.empty()) {
        return 0;
    }
    if (const int base = base_of(text); base != 10) {
        return read_based(text.substr(2), base, true);
    }
    if (text == "Infinity" || text == "+Infinity") {
        return std::numeric_limits<double>::infinity();
    }
    if (text == "-Infinity") {
        return -std::numeric_limits<double>::infinity();
    }
    return decimal_length(text) == text.size() ? read_decimal(text) : nan;
}

// parseFloat and parseInt: as much as can be read.
double leading_decimal(std::string_view all) {
    const std::string_view text = trim(all);
    if (text.starts_with("Infinity")) {
        return std::numeric_limits<double>::infinity();
    }
    const std::size_t length = decimal_length(text);
    return length == 0 ? nan : read_decimal(text.substr(0, length));
}

double leading_whole(std::string_view all) {
    const std::string_view text = trim(all);
    if (base_of(text) == 16) {
        return read_based(text.substr(2), 16, false);
    }
    const std::size_t sign = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
    const std::size_t end = digits_from(text, sign);
    return end == sign ? nan : read_decimal(text.substr(0, end));
}

bool has_operator(std::string_view text) {
    const auto at = [&](char c) { return text.rfind(c); };
    const bool signed_inside = (at('-') != std::string_view::npos && at('-') > 0) ||
                               (at('+') != std::string_view::npos && at('+') > 0);
    return !signed_inside && text.find_first_of("*^/%") != std::string_view::npos;
}

std::optional<double> written_number_of_text(std::string_view all) {
    std::string text(trim(all));
    if (text.starts_with("0x")) {
        const double number = text.size() > 32 ? nan : leading_whole(text);
        return std::isnan(number) ? std::nullopt : std::optional(number);
    }
    const bool only_digits = digits_from(text, 0) == text.size();
    if (text.empty() || (text.size() > 15 && only_digits) || has_operator(text)) {
        return {};
    }
    if (std::count(text.begin(), text.end(), ',') == 1) {
        text[text.find(',')] = '.';
    }
    const double number = leading_decimal(text);
    return std::isnan(number) || !std::isfinite(number_of_text(text)) ? std::nullopt
                                                                      : std::optional(number);
}

bool is_object(const Value& value) {
    return value.as<List>() != nullptr || value.as<Map>() != nullptr || value.as<Date>() != nullptr;
}

// isNaN's question: what ToNumber can make of it. Lists and nothing never count.
bool is_convertible(const Value& value) {
    return !value.is_none() && value.as<List>() == nullptr && !std::isnan(number_of(value));
}

double leading_whole_of(const Value& value) {
    return leading_whole(to_text(value));
}

double leading_decimal_of(const Value& value) {
    return leading_decimal(to_text(value));
}

std::string comparable(const std::string& text) {
    return to_lower(trim(text));
}

std::optional<bool> equal_as_texts_or_flags(const Value& a, const Value& b) {
    const auto* flag = a.as<bool>();
    const auto* text = b.as<std::string>();
    if (flag == nullptr || text == nullptr) {
        return {};
    }
    return to_lower(*text) == (*flag ? "true" : "false");
}

bool equal_loosely(const Value& a, const Value& b) {
    if (a.is_none() || b.is_none()) {
        return a.is_none() && b.is_none();
    }
    return number_of(a) == number_of(b);
}

bool equal_lists(List a, List b) {
    if (a.size() != b.size()) {
        return false;
    }
    const auto by_text = [](const Value& x, const Value& y) { return to_text(x) < to_text(y); };
    std::stable_sort(a.begin(), a.end(), by_text);
    std::stable_sort(b.begin(), b.end(), by_text);
    return std::equal(a.begin(), a.end(), b.begin(), are_equal);
}

bool equal_maps(const Map& a, const Map& b) {
    const auto within = [](const Map& some, const Map& all) {
        return std::all_of(some.begin(), some.end(), [&](const auto& one) {
            const Value* other = find(all, one.first);
            return other != nullptr && are_equal(one.second, *other);
        });
    };
    return within(a, b) && within(b, a);
}

bool equal_objects(const Value& a, const Value& b) {
    if (const auto *x = a.as<Date>(), *y = b.as<Date>(); x != nullptr && y != nullptr) {
        return *x == *y;
    }
    if (const auto *x = a.as<List>(), *y = b.as<List>(); x != nullptr && y != nullptr) {
        return equal_lists(*x, *y);
    }
    const auto *x = a.as<Map>(), *y = b.as<Map>();
    return x != nullptr && y != nullptr && equal_maps(*x, *y);
}

Value without_undefined(const Value& value) {
    const auto* text = value.as<std::string>();
    return text != nullptr && *text == "undefined" ? Value() : value;
}

bool is_text_like(const Value& value) {
    return value.as<std::string>() != nullptr || value.as<List>() != nullptr ||
           value.as<Map>() != nullptr;
}

bool starts_with_bare_zero(std::string_view text) {
    if (text[0] != '0' || text.starts_with("0x")) {
        return false;
    }
    const bool point = text.size() > 1 && (text[1] == '.' || text[1] == ',');
    return point ? text.size() < 2 : text.size() > 1;
}

bool is_quoted(std::string_view text) {
    const auto quote = [](char c) { return c == '\'' || c == '"'; };
    return text.size() > 1 && quote(text.front()) && quote(text.back());
}

}  // namespace

std::string to_lower(std::string_view utf8) {
    std::string out;
    icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int32_t>(utf8.size())})
        .toLower(icu::Locale::getRoot())
        .toUTF8String(out);
    return out;
}

bool is_true(const Value& value) {
    if (const auto* flag = value.as<bool>()) {
        return *flag;
    }
    if (const auto* number = value.as<double>()) {
        return *number != 0 && !std::isnan(*number);
    }
    if (const auto* text = value.as<std::string>()) {
        return !text->empty();
    }
    return !value.is_none();
}

double number_of(const Value& value) {
    if (const auto* flag = value.as<bool>()) {
        return *flag ? 1 : 0;
    }
    if (const auto* number = value.as<double>()) {
        return *number;
    }
    if (const auto* date = value.as<Date>()) {
        return date->day * ms_a_day;
    }
    if (value.as<Map>() != nullptr) {
        return nan;
    }
    return number_of_text(to_text(value));
}

std::optional<double> written_number(const Value& value) {
    if (const auto* text = value.as<std::string>()) {
        return written_number_of_text(*text);
    }
    if (value.is_none() || value.as<bool>() != nullptr || value.as<Map>() != nullptr) {
        return {};
    }
    const double number = number_of(value);
    const bool read = !value.as<List>() || !std::isnan(leading_decimal_of(value));
    return read && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

Value read_answer(const Value& value) {
    const auto* text = value.as<std::string>();
    if (text == nullptr || text->empty()) {
        return value;
    }
    const std::string lower = to_lower_ascii(*text);
    if (lower == "true" || lower == "false") {
        return lower == "true";
    }
    if (is_quoted(*text)) {
        return text->substr(1, text->size() - 2);
    }
    const auto number = written_number_of_text(*text);
    return number && !starts_with_bare_zero(*text) ? Value(*number) : value;
}

bool are_equal(const Value& first, const Value& second) {
    const Value a = without_undefined(first), b = without_undefined(second);
    const auto *x = a.as<std::string>(), *y = b.as<std::string>();
    if (x != nullptr && y != nullptr) {
        return comparable(*x) == comparable(*y);
    }
    if ((a.is_none() && y != nullptr && y->empty()) ||
        (b.is_none() && x != nullptr && x->empty())) {
        return true;
    }
    if (is_convertible(a) && is_convertible(b) && leading_whole_of(a) == leading_whole_of(b) &&
        leading_decimal_of(a) == leading_decimal_of(b)) {
        return true;
    }
    if (is_empty(a) != is_empty(b)) {
        return false;
    }
    if (auto said = equal_as_texts_or_flags(a, b)) {
        return *said;
    }
    if (auto said = equal_as_texts_or_flags(b, a)) {
        return *said;
    }
    if (!is_object(a) && !is_object(b)) {
        return equal_loosely(a, b);
    }
    return equal_objects(a, b);
}

bool is_less(const Value& a, const Value& b) {
    if (a.is_none() || b.is_none()) {
        return false;
    }
    if ((a.as<Date>() != nullptr) != (b.as<Date>() != nullptr) &&
        (a.as<std::string>() != nullptr || b.as<std::string>() != nullptr)) {
        const auto x = day_of(a), y = day_of(b);
        return x && y && *x < *y;
    }
    if (is_text_like(a) && is_text_like(b)) {
        return to_text(a) < to_text(b);
    }
    return number_of(a) < number_of(b);
}

bool is_loosely_true(const Value& value) {
    if (value.is_none() || value.as<Map>() != nullptr || value.as<Date>() != nullptr) {
        return false;
    }
    return number_of(value) == 1;
}

std::optional<Day> day_of(const Value& value) {
    if (const auto* date = value.as<Date>()) {
        return date->day;
    }
    const auto* text = value.as<std::string>();
    if (text == nullptr || text->size() < 10) {
        return {};
    }
    const bool only_day = text->size() == 10 || (*text)[10] == 'T' || (*text)[10] == ' ';
    return only_day ? parse_iso_day(std::string_view(*text).substr(0, 10)) : std::nullopt;
}

}  // namespace styk::survey
