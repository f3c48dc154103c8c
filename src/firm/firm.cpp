#include "firm/firm.h"

#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "base/time_zone.h"
#include "firm/terms.h"
#include "firm/text_rule.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace {

namespace rule = record::rule;
using Answer = std::optional<std::string>;
using firm::over_text;

Answer check_zone(const std::string& name) {
    return TimeZone::exists(name) ? Answer() : "must be a time zone such as Europe/Warsaw";
}

Answer check_languages(const std::string& list) {
    static const record::Rule known = rule::items_of({"en", "pl", "ru"});
    std::vector<std::string> items;
    if (record::read_list(list, items) && items.empty()) {
        return "must name a language at least";
    }
    return known(list);
}

Answer check_language(const std::string& language) {
    return check_languages(record::write_list(std::vector{language})) ? "must be one of en, pl, ru"
                                                                      : Answer();
}

Answer check_currency(const std::string& code) {
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    const bool right = code.size() == 3 && std::all_of(code.begin(), code.end(), is_capital);
    return right ? Answer() : "must be a currency of three letters such as EUR";
}

Answer check_days(const std::string& list) {
    std::vector<std::int64_t> days;
    const bool read = record::read_list(list, days);
    std::sort(days.begin(), days.end());
    const bool twice = std::adjacent_find(days.begin(), days.end()) != days.end();
    if (!read || days.empty() || twice || days.front() < 1 || days.back() > 7) {
        return "must be days of the week, 1 (Monday) to 7, none twice";
    }
    return {};
}

Answer check_time(const std::string& text) {
    const auto number = [&](std::size_t at) { return (text[at] - '0') * 10 + text[at + 1] - '0'; };
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    const bool shaped =
        text.size() == 5 && text[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4);
    if (!shaped || number(0) > 24 || number(3) > 59 || (number(0) == 24 && number(3) > 0)) {
        return "must be a time such as 09:00";
    }
    return {};
}

// Which forms a word has, check_terms says.
Answer check_words(const std::string& text) {
    if (text.size() > firm::longest_words) {
        return "must be at most 8000 bytes";
    }
    const json::Value words = json::parse(text);
    for (const auto& [word, own] : words.get_object()) {
        const bool named = own.is_string() || own.is_object() || own.is_null();
        const bool blank =
            own.is_string() && trim({own.get_string().data(), own.get_string().size()}).empty();
        if (!named || blank) {
            return "must give a text for " + std::string(word);
        }
    }
    return {};
}

}  // namespace

namespace firm {

Problems check(const Firm& firm) {
    Problems problems;
    if (std::find(firm.languages.begin(), firm.languages.end(), firm.language) ==
        firm.languages.end()) {
        problems.push_back({"/language", "must be one of the languages of the firm"});
    }
    if (firm.working_from >= firm.working_to) {
        problems.push_back({"/working_to", "must be later than working_from"});
    }
    auto terms = check_terms(firm.words.text);
    problems.insert(problems.end(), terms.begin(), terms.end());
    return problems;
}

std::string time_zone_of_system(const std::string& link) {
    std::error_code none;
    const std::string target = std::filesystem::read_symlink(link, none).string();
    constexpr std::string_view folder = "zoneinfo/";
    const auto at = target.find(folder);
    const std::string zone = at == std::string::npos ? "" : target.substr(at + folder.size());
    const bool says_nothing = zone.empty() || zone == "UTC" || zone == "Etc/UTC";
    return says_nothing || !TimeZone::exists(zone) ? "Europe/Warsaw" : zone;
}

}  // namespace firm

template <>
const record::Shape& record::shape_of<firm::Firm>() {
    using firm::Firm;
    static const Shape shape = describe<Firm>("firm", "firm")
                                   .field<&Firm::name>(rule::length(0, 200))
                                   .field<&Firm::time_zone>(over_text(check_zone))
                                   .field<&Firm::languages>(over_text(check_languages))
                                   .field<&Firm::language>(over_text(check_language))
                                   .field<&Firm::currency>(over_text(check_currency))
                                   .field<&Firm::working_days>(over_text(check_days))
                                   .field<&Firm::working_from>(over_text(check_time))
                                   .field<&Firm::working_to>(over_text(check_time))
                                   .field<&Firm::customers_min>(rule::between(1, 100))
                                   .field<&Firm::employees_min>(rule::between(3, 100))
                                   .field<&Firm::words>(over_text(check_words))
                                   .field<&Firm::demo>({}, read_only)
                                   .may(everybody, people::may::set_up);
    return shape;
}

}  // namespace styk
