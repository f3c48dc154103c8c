#include "http/query.h"

#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "insight/period.h"

namespace styk::http {

namespace {

[[noreturn]] void refuse(std::string_view name, std::string message) {
    throw Refusal(
        Code::invalid, "The question is not clear.", {{std::string(name), std::move(message)}}
    );
}

template <class T>
std::optional<T> read_number(const std::string& text) {
    T value{};
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<std::string> parameter(const Call& call, std::string_view name) {
    for (auto& [key, value] : call.parameters()) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

std::int64_t whole_parameter(
    const Call& call,
    std::string_view name,
    std::int64_t usual,
    std::int64_t least,
    std::int64_t most
) {
    const auto text = parameter(call, name);
    const auto value = text ? read_number<std::int64_t>(*text) : std::optional(usual);
    if (!value || *value < least || *value > most) {
        refuse(name, fmt::format("must be a whole number from {} to {}", least, most));
    }
    return *value;
}

std::size_t claims_parameter(const Call& call) {
    constexpr std::int64_t most_claims = 60;
    return static_cast<std::size_t>(whole_parameter(call, "claims", 1, 1, most_claims));
}

double real_parameter(
    const Call& call, std::string_view name, double usual, double least, double most
) {
    const auto text = parameter(call, name);
    const auto value = text ? read_number<double>(*text) : std::optional(usual);
    if (!value || !std::isfinite(*value) || *value < least || *value > most) {
        refuse(name, fmt::format("must be a number from {} to {}", least, most));
    }
    return *value;
}

Period period_parameter(const Call& call, Period usual) {
    const auto text = parameter(call, "period");
    const auto period = text ? insight::period_of(*text) : std::optional(usual);
    if (!period) {
        refuse("period", "must be day, week, month, quarter or year");
    }
    return *period;
}

std::optional<Day> day_parameter(const Call& call, std::string_view name) {
    const auto text = parameter(call, name);
    const auto day = text ? parse_iso_day(*text) : std::nullopt;
    if (text && !day) {
        refuse(name, "must be a day of the form 2026-11-21");
    }
    return day;
}

}  // namespace styk::http
