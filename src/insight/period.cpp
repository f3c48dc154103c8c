#include "insight/period.h"

#include <array>
#include <charconv>
#include <fmt/format.h>

namespace styk::insight {

namespace {

constexpr std::array<std::pair<std::string_view, Period>, 5> all{
    {{"day", Period::day},
     {"week", Period::week},
     {"month", Period::month},
     {"quarter", Period::quarter},
     {"year", Period::year}}
};

int number(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// January 4 is always in the first week (ISO 8601).
std::optional<Day> monday_of(std::string_view year, int week) {
    const auto in_first = parse_iso_day(fmt::format("{}-01-04", year));
    return in_first ? std::optional(first_day_of(Period::week, *in_first) + 7 * (week - 1))
                    : std::nullopt;
}

}  // namespace

std::optional<Period> period_of(std::string_view name) {
    for (const auto& [known, period] : all) {
        if (known == name) {
            return period;
        }
    }
    return {};
}

std::string_view name_of(Period period) {
    for (const auto& [name, known] : all) {
        if (known == period) {
            return name;
        }
    }
    return "hour";
}

std::optional<Day> first_day_of_key(Period period, std::string_view key) {
    const auto year = key.substr(0, 4);
    const auto rest = key.size() > 5 ? key.substr(5) : std::string_view();
    switch (period) {
        case Period::hour:
        case Period::day:
            return parse_iso_day(key);
        case Period::week:
            return rest.empty() ? std::nullopt : monday_of(year, number(rest.substr(1)));
        case Period::month:
            return parse_iso_day(fmt::format("{}-{}-01", year, rest));
        case Period::quarter:
            return rest.empty() ? std::nullopt
                                : parse_iso_day(fmt::format(
                                      "{}-{:02}-01", year, number(rest.substr(1)) * 3 - 2
                                  ));
        case Period::year:
            return parse_iso_day(fmt::format("{}-01-01", year));
    }
    return {};
}

}  // namespace styk::insight
