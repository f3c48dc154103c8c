#include "record/rules.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/instant.h"
#include "base/text.h"
#include "json/json.h"

namespace styk::record::rule {

namespace {

using Answer = std::optional<std::string>;

Rule over_text(std::function<Answer(const std::string&)> check) {
    return [check = std::move(check)](const Value& value) -> Answer {
        const auto* text = std::get_if<std::string>(&value);
        return text == nullptr ? Answer() : check(*text);
    };
}

bool has_control(std::string_view text, std::string_view allowed) {
    return std::any_of(text.begin(), text.end(), [&](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 || byte == 0x7F) && allowed.find(c) == std::string_view::npos;
    });
}

Rule sized(std::size_t least, std::size_t most, std::string_view allowed_controls) {
    return over_text([=](const std::string& text) -> Answer {
        const std::size_t size = count_code_points(text);
        if (size < least || size > most) {
            return fmt::format("must have {} to {} characters", least, most);
        }
        if (least > 0 && trim(text).empty()) {
            return "must not be blank";
        }
        return has_control(text, allowed_controls) ? Answer("must not hold control characters")
                                                   : Answer();
    });
}

}  // namespace

Rule length(std::size_t least, std::size_t most) {
    return sized(least, most, "");
}

Rule prose(std::size_t least, std::size_t most) {
    return sized(least, most, "\n\r\t");
}

Rule between(std::int64_t low, std::int64_t high) {
    return [=](const Value& value) -> Answer {
        const auto* number = std::get_if<std::int64_t>(&value);
        if (number == nullptr || (*number >= low && *number <= high)) {
            return {};
        }
        return fmt::format("must be {} to {}", low, high);
    };
}

Rule real_between(double low, double high) {
    return [=](const Value& value) -> Answer {
        const auto* whole = std::get_if<std::int64_t>(&value);  // 2 is a number, too
        const auto* real = std::get_if<double>(&value);
        if (whole == nullptr && real == nullptr) {
            return {};
        }
        const double number = real == nullptr ? static_cast<double>(*whole) : *real;
        return number >= low && number <= high ? Answer()
                                               : Answer(fmt::format("must be {} to {}", low, high));
    };
}

Rule key() {
    return over_text([](const std::string& text) -> Answer {
        return is_key(text)
                   ? Answer()
                   : Answer("must be 1 to 64 of a-z, 0-9, _ and -, the first a letter or digit");
    });
}

Rule day() {
    return over_text([](const std::string& text) -> Answer {
        return parse_iso_day(text) ? Answer() : Answer("must be a day of the form 2026-11-21");
    });
}

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    if (text.size() > 254 || at == 0 || at == std::string_view::npos || at > 64) {
        return false;
    }
    const auto domain = text.substr(at + 1);
    const bool blank = text.find_first_of(" \t\r\n<>,;\"\\") != std::string_view::npos;
    return !blank && !has_control(text, "") && domain.find('@') == std::string_view::npos &&
           !domain.empty() && domain.front() != '.' && domain.back() != '.' &&
           domain.find("..") == std::string_view::npos;
}

Rule email() {
    return over_text([](const std::string& text) -> Answer {
        return is_email(text) ? Answer() : Answer("must be an e-mail address");
    });
}

Rule language() {
    return over_text([](const std::string& text) -> Answer {
        const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
        const auto first = text.substr(0, text.find('-'));
        const bool right = (first.size() == 2 || first.size() == 3) && text.size() <= 12 &&
                           std::all_of(first.begin(), first.end(), letter) &&
                           std::all_of(text.begin(), text.end(), [&](char c) {
                               return letter(c) || c == '-' || (c >= '0' && c <= '9');
                           });
        return right ? Answer() : Answer("must be a language such as pl, ru or en");
    });
}

Rule items_of(std::vector<std::string_view> allowed) {
    return over_text([allowed = std::move(allowed)](const std::string& text) -> Answer {
        std::vector<std::string> items;
        if (!read_list(text, items)) {
            return "must be a list of texts";
        }
        for (const auto& item : items) {
            if (std::find(allowed.begin(), allowed.end(), item) == allowed.end()) {
                return fmt::format("may hold only {}", fmt::join(allowed, ", "));
            }
            if (std::count(items.begin(), items.end(), item) > 1) {
                return fmt::format("holds {} twice", item);
            }
        }
        return {};
    });
}

Rule small_object(std::size_t most_bytes) {
    return over_text([=](const std::string& text) -> Answer {
        if (text.size() > most_bytes) {
            return fmt::format("must be at most {} bytes", most_bytes);
        }
        const auto object = json::try_parse(text);
        if (!object || !object->is_object()) {
            return "must be an object";
        }
        for (const auto& [name, value] : object->get_object()) {
            if (value.is_structured()) {
                return fmt::format(
                    "may hold only texts, numbers and flags, but {} is none", std::string(name)
                );
            }
            const bool held = value.is_string() && has_control(value.get_string(), "\n\r\t");
            if (held || has_control(name, "")) {
                return "must not hold control characters";
            }
        }
        return {};
    });
}

}  // namespace styk::record::rule
