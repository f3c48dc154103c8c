#include "base/instant.h"

#include <array>
#include <charconv>
#include <fmt/format.h>

namespace styk {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t us_per_second = 1'000'000;
constexpr std::int64_t us_per_day = 86'400 * us_per_second;

year_month_day civil(Day day) {
    return year_month_day(sys_days(days(day)));
}

Day day_of(std::chrono::year y, unsigned month, unsigned day) {
    return static_cast<Day>(
        sys_days(year_month_day(y, std::chrono::month(month), std::chrono::day(day)))
            .time_since_epoch()
            .count()
    );
}

// By hand, as every record that is read or written holds several instants and fmt takes much
// longer.
void append_digits(std::string& text, std::int64_t value, std::size_t width) {
    const std::size_t end = text.size() + width;
    text.resize(end);
    for (std::size_t at = end; at-- > end - width; value /= 10) {
        text[at] = static_cast<char>('0' + value % 10);
    }
}

void append_digits(std::string& text, char before, std::int64_t value, std::size_t width) {
    text += before;
    append_digits(text, value, width);
}

int year_of(Day day) {
    return static_cast<int>(civil(day).year());
}

// Reads exactly `width` digits at `at` and moves on; nothing when they are not digits.
std::optional<int> digits(std::string_view text, std::size_t& at, std::size_t width) {
    if (at + width > text.size()) {
        return {};
    }
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        const char c = text[at + i];
        if (c < '0' || c > '9') {
            return {};
        }
        value = value * 10 + (c - '0');
    }
    at += width;
    return value;
}

bool one_of(std::string_view text, std::size_t& at, std::string_view choices) {
    if (at >= text.size() || choices.find(text[at]) == std::string_view::npos) {
        return false;
    }
    ++at;
    return true;
}

std::optional<Day> read_day(std::string_view text, std::size_t& at) {
    const auto y = digits(text, at, 4);
    if (!y || !one_of(text, at, "-")) {
        return {};
    }
    const auto m = digits(text, at, 2);
    if (!m || !one_of(text, at, "-")) {
        return {};
    }
    const auto d = digits(text, at, 2);
    if (!d || *y == 0) {
        return {};
    }
    const year_month_day date(
        std::chrono::year(*y),
        std::chrono::month(static_cast<unsigned>(*m)),
        std::chrono::day(static_cast<unsigned>(*d))
    );
    if (!date.ok()) {
        return {};
    }
    return static_cast<Day>(sys_days(date).time_since_epoch().count());
}

// ".25" -> 250000; more than six digits are cut, not rounded, so that an instant never moves
// forward.
std::optional<std::int64_t> read_fraction(std::string_view text, std::size_t& at) {
    if (at >= text.size() || text[at] != '.') {
        return 0;
    }
    std::int64_t value = 0;
    std::int64_t unit = us_per_second;
    const std::size_t first = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
        unit /= 10;
        value += unit * (text[at] - '0');
    }
    return at == first ? std::nullopt : std::optional(value);
}

std::optional<std::int64_t> read_offset(std::string_view text, std::size_t& at) {
    if (one_of(text, at, "Zz")) {
        return 0;
    }
    const bool west = at < text.size() && text[at] == '-';
    if (!one_of(text, at, "+-")) {
        return {};
    }
    const auto hours = digits(text, at, 2);
    if (!hours || *hours > 23 || !one_of(text, at, ":")) {
        return {};
    }
    const auto minutes = digits(text, at, 2);
    if (!minutes || *minutes > 59) {
        return {};
    }
    const std::int64_t offset = (*hours * 60LL + *minutes) * 60 * us_per_second;
    return west ? -offset : offset;
}

std::optional<std::int64_t> read_time_of_day(std::string_view text, std::size_t& at) {
    const auto h = digits(text, at, 2);
    if (!h || *h > 23 || !one_of(text, at, ":")) {
        return {};
    }
    const auto m = digits(text, at, 2);
    if (!m || *m > 59 || !one_of(text, at, ":")) {
        return {};
    }
    const auto s = digits(text, at, 2);
    if (!s || *s > 60) {
        return {};
    }
    const auto fraction = read_fraction(text, at);
    if (!fraction) {
        return {};
    }
    return ((*h * 60LL + *m) * 60 + *s) * us_per_second + *fraction;
}

Day iso_week_year_start(int year) {  // the Monday of ISO week 1
    const Day fourth = day_of(std::chrono::year(year), 1, 4);
    return first_day_of(Period::week, fourth);
}

std::string week_key(Day monday) {
    const int year = year_of(monday + 3);  // the Thursday decides
    return fmt::format("{:04}-W{:02}", year, (monday - iso_week_year_start(year)) / 7 + 1);
}

}  // namespace

std::string to_rfc3339(Instant at) {
    std::int64_t day = at.us / us_per_day;
    std::int64_t rest = at.us % us_per_day;
    if (rest < 0) {
        rest += us_per_day;
        --day;
    }
    const std::int64_t seconds = rest / us_per_second;
    const std::int64_t fraction = rest % us_per_second;
    std::string text = to_iso_day(static_cast<Day>(day));
    append_digits(text, 'T', seconds / 3600, 2);
    append_digits(text, ':', seconds / 60 % 60, 2);
    append_digits(text, ':', seconds % 60, 2);
    if (fraction != 0) {
        append_digits(text, '.', fraction, 6);
        text.erase(text.find_last_not_of('0') + 1);
    }
    text += 'Z';
    return text;
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
    std::size_t at = 0;
    const auto day = read_day(text, at);
    if (!day || !one_of(text, at, "Tt ")) {
        return {};
    }
    const auto time = read_time_of_day(text, at);
    if (!time) {
        return {};
    }
    const auto offset = read_offset(text, at);
    if (!offset || at != text.size()) {
        return {};
    }
    return Instant{*day * us_per_day + *time - *offset};
}

std::string to_iso_day(Day day) {
    const auto date = civil(day);
    std::string text;
    text.reserve(sizeof "2026-11-21T18:30:00.000000Z");
    append_digits(text, static_cast<int>(date.year()), 4);
    append_digits(text, '-', static_cast<unsigned>(date.month()), 2);
    append_digits(text, '-', static_cast<unsigned>(date.day()), 2);
    return text;
}

std::optional<Day> parse_iso_day(std::string_view text) {
    std::size_t at = 0;
    const auto day = read_day(text, at);
    return day && at == text.size() ? day : std::nullopt;
}

Day first_day_of(Period period, Day day) {
    const auto date = civil(day);
    const auto month = static_cast<unsigned>(date.month());
    switch (period) {
        case Period::hour:
        case Period::day:
            return day;
        case Period::week:  // 1970-01-01 was a Thursday: day 4 is a Monday
            return day - ((day - 4) % 7 + 7) % 7;
        case Period::month:
            return day_of(date.year(), month, 1);
        case Period::quarter:
            return day_of(date.year(), (month - 1) / 3 * 3 + 1, 1);
        case Period::year:
            return day_of(date.year(), 1, 1);
    }
    return day;
}

Day next_after(Period period, Day first_day) {
    switch (period) {
        case Period::hour:
        case Period::day:
            return first_day + 1;
        case Period::week:
            return first_day + 7;
        case Period::month:
            return first_day_of(Period::month, first_day + 31);
        case Period::quarter:
            return first_day_of(Period::quarter, first_day + 92);
        case Period::year:
            return first_day_of(Period::year, first_day + 366);
    }
    return first_day + 1;
}

std::string period_key(Period period, Day first_day) {
    const auto date = civil(first_day);
    const auto month = static_cast<unsigned>(date.month());
    switch (period) {
        case Period::hour:
        case Period::day:
            return to_iso_day(first_day);
        case Period::week:
            return week_key(first_day);
        case Period::month:
            return fmt::format("{:04}-{:02}", static_cast<int>(date.year()), month);
        case Period::quarter:
            return fmt::format("{:04}-Q{}", static_cast<int>(date.year()), (month - 1) / 3 + 1);
        case Period::year:
            return fmt::format("{:04}", static_cast<int>(date.year()));
    }
    return {};
}

}  // namespace styk
