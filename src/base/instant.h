// Instants and days. On the wire RFC 3339, in a column microseconds UTC (BIGINT).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace styk {

// Microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
struct Instant {
    std::int64_t us = 0;

    friend auto operator<=>(const Instant&, const Instant&) = default;

    friend Instant operator+(Instant at, std::chrono::microseconds by) {
        return {at.us + by.count()};
    }

    friend Instant operator-(Instant at, std::chrono::microseconds by) {
        return {at.us - by.count()};
    }

    friend std::chrono::microseconds operator-(Instant later, Instant earlier) {
        return std::chrono::microseconds(later.us - earlier.us);
    }
};

// "2026-11-21T18:30:00Z"; fractions only when there are any, trailing zeros cut.
[[nodiscard]] std::string to_rfc3339(Instant at);

// Reads RFC 3339 with any offset; years 0001 to 9999. Nothing when the text is anything else.
[[nodiscard]] std::optional<Instant> parse_rfc3339(std::string_view text);

// A calendar day as days since 1970-01-01, without a zone.
using Day = std::int32_t;

[[nodiscard]] std::string to_iso_day(Day day);                          // "2026-11-21"
[[nodiscard]] std::optional<Day> parse_iso_day(std::string_view text);  // only YYYY-MM-DD

// Periods in which figures are shown. Each is named by its first day.
enum class Period { hour, day, week, month, quarter, year };

[[nodiscard]] Day first_day_of(Period period, Day day);  // week: its Monday (ISO 8601)
[[nodiscard]] Day next_after(Period period, Day first_day);

// The wire key of the period that begins on `first_day`: day 2026-11-21, week 2026-W47, month
// 2026-11, quarter 2026-Q4, year 2026.
[[nodiscard]] std::string period_key(Period period, Day first_day);

}  // namespace styk
