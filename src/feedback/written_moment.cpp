#include "feedback/written_moment.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace styk::feedback {

namespace {

struct Parts {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
};

// Takes up to `most` digits off the front; nothing when there is none.
std::optional<int> take_number(std::string_view& text, std::size_t most) {
    int value = 0;
    std::size_t n = 0;
    while (n < most && n < text.size() && text[n] >= '0' && text[n] <= '9') {
        value = value * 10 + (text[n++] - '0');
    }
    text.remove_prefix(n);
    return n == 0 ? std::nullopt : std::optional(value);
}

int* part_of(Parts& parts, char letter) {
    switch (letter) {
        case 'd':
            return &parts.day;
        case 'm':
            return &parts.month;
        case 'Y':
            return &parts.year;
        case 'H':
            return &parts.hour;
        case 'M':
            return &parts.minute;
        case 'S':
            return &parts.second;
        default:
            return nullptr;
    }
}

std::optional<Parts> take_apart(std::string_view text, std::string_view format) {
    Parts parts;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%') {
            if (!text.starts_with(format[i])) {
                return {};
            }
            text.remove_prefix(1);
            continue;
        }
        const char letter = format[++i];
        const auto number = take_number(text, letter == 'Y' ? 4 : 2);
        if (!number || (letter == 'Y' && *number < 1000)) {
            return {};
        }
        *part_of(parts, letter) = *number;
    }
    return text.empty() ? std::optional(parts) : std::nullopt;
}

std::optional<Day> day_of(const Parts& parts) {
    const std::chrono::year_month_day date{
        std::chrono::year{parts.year},
        std::chrono::month{static_cast<unsigned>(parts.month)},
        std::chrono::day{static_cast<unsigned>(parts.day)}
    };
    if (!date.ok() || parts.hour > 23 || parts.minute > 59 || parts.second > 59) {
        return {};
    }
    return static_cast<Day>(std::chrono::sys_days(date).time_since_epoch().count());
}

constexpr std::array<std::string_view, 5> iso_forms{
    "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"
};
constexpr std::array<std::string_view, 13> guesses{
    iso_format,
    "%d.%m.%Y",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d/%m/%Y",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%m/%d/%Y",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %H:%M:%S",
    "%Y/%m/%d",
    "%d-%m-%Y",
    "%d-%m-%Y %H:%M"
};

// Fractions of a second are cut: "2026-11-21 10:00:00.000".
std::string_view without_fraction(std::string_view text) {
    const auto dot = text.rfind('.');
    const bool fraction = dot != std::string_view::npos && dot >= 19 &&
                          text.find_first_not_of("0123456789", dot + 1) == std::string_view::npos;
    return fraction ? text.substr(0, dot) : text;
}

std::optional<Parts> take_apart_iso(std::string_view text) {
    text = without_fraction(text);
    for (const auto form : iso_forms) {
        if (auto parts = take_apart(text, form)) {
            return parts;
        }
    }
    return {};
}

}  // namespace

bool is_moment_format(std::string_view format) {
    if (format == iso_format) {
        return true;
    }
    Parts ignored;
    std::string seen;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] == '%') {
            ++i;
            if (i == format.size() || part_of(ignored, format[i]) == nullptr ||
                seen.find(format[i]) != std::string::npos) {
                return false;
            }
            seen += format[i];
        }
    }
    return seen.find('d') != std::string::npos && seen.find('m') != std::string::npos &&
           seen.find('Y') != std::string::npos;
}

std::optional<Instant> MomentReader::read(std::string_view text) {
    if (format_ == iso_format) {
        if (const auto instant = parse_rfc3339(text)) {
            return instant;
        }
    }
    const auto parts = format_ == iso_format ? take_apart_iso(text) : take_apart(text, format_);
    const auto day = parts ? day_of(*parts) : std::nullopt;
    return day ? std::optional(at(*day, parts->hour * 3600 + parts->minute * 60 + parts->second))
               : std::nullopt;
}

Instant MomentReader::at(Day day, int second_of_day) {
    if (day_ != day) {
        day_ = day;
        start_ = zone_.start_of(day);
    }
    const Instant by_count = start_ + std::chrono::seconds(second_of_day);
    if (second_of_day == 0) {
        return by_count;
    }
    // On a day when the clocks are changed hours since midnight are not hours of the clock.
    const int off = second_of_day / 3600 - zone_.hour_of(by_count);
    return by_count + std::chrono::hours(std::abs(off) == 1 ? off : 0);
}

std::optional<std::string> guess_moment_format(const std::vector<std::string>& texts) {
    static const TimeZone utc("UTC");
    const auto fits = [&](std::string_view format) {
        MomentReader reader(utc, format);
        return std::all_of(texts.begin(), texts.end(), [&](const std::string& text) {
            return reader.read(trim(text)).has_value();
        });
    };
    const auto found = std::find_if(guesses.begin(), guesses.end(), fits);
    return texts.empty() || found == guesses.end() ? std::nullopt
                                                   : std::optional(std::string(*found));
}

}  // namespace styk::feedback
