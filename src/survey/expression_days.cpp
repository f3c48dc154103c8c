// The functions of days.
#include <array>
#include <chrono>
#include <cmath>
#include <limits>

#include "survey/expression_call.h"

namespace styk::survey {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

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
    const double number =
        from ? number_of(args.values[1]) : std::numeric_limits<double>::quiet_NaN();
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

constexpr std::array functions{
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

}  // namespace

std::span<const Function> day_functions() {
    return functions;
}

}  // namespace styk::survey
