#include "travel/json_look.h"

#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "survey/value.h"

namespace styk::travel {

const json::Object& object_of(const json::Value& value) {
    static const json::Object none;
    return value.is_object() ? value.get_object() : none;
}

const json::Object& object_in(const json::Object& of, std::string_view name) {
    static const json::Object none;
    const auto* value = of.if_contains(name);
    return value == nullptr ? none : object_of(*value);
}

const json::Array& list_in(const json::Object& of, std::string_view name) {
    static const json::Array none;
    const auto* value = of.if_contains(name);
    return value == nullptr || !value->is_array() ? none : value->get_array();
}

std::string word_of(const json::Value& value) {
    if (value.is_string()) {
        return std::string(value.get_string());
    }
    if (value.is_bool()) {
        return value.get_bool() ? "true" : "false";
    }
    return value.is_number() ? survey::to_text(value.to_number<double>()) : "";
}

std::string word_in(const json::Object& of, std::string_view name) {
    const auto* value = of.if_contains(name);
    return value == nullptr ? "" : word_of(*value);
}

bool flag_in(const json::Object& of, std::string_view name) {
    const std::string word = word_in(of, name);
    return word == "true" || word == "1" || word == "ON";
}

std::optional<double> number_in(const json::Object& of, std::string_view name) {
    const std::string word = word_in(of, name);
    double number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool whole =
        error == std::errc() && end == word.data() + word.size() && std::isfinite(number);
    return whole && !word.empty() ? std::optional(number) : std::nullopt;
}

std::optional<int> whole_in(const json::Object& of, std::string_view name) {
    const auto number = number_in(of, name);
    const bool fits = number && std::floor(*number) == *number && std::abs(*number) < 1e9;
    return fits ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

}  // namespace styk::travel
