#include "text/personal_numbers.h"

#include <algorithm>

#include "text/check_digits.h"

namespace styk::text {

namespace {

constexpr std::size_t widest_gap = 3;     // bytes
constexpr std::size_t fewest_digits = 6;  // of any number here
constexpr std::string_view no_break_space = "\xC2\xA0", en_dash = "\xE2\x80\x93";

bool is_ascii_digit(char c) {
    return c >= '0' && c <= '9';
}

// A gap that one number may have inside.
bool joins(std::string_view gap) {
    if (gap == no_break_space || gap == en_dash) {
        return true;
    }
    return !gap.empty() && gap.size() <= widest_gap &&
           gap.find_first_not_of(" -.()/") == std::string_view::npos && gap != "  " && gap != ". ";
}

using Groups = std::span<const DigitGroup>;

std::string digits_of(Groups groups) {
    std::string digits;
    for (const auto& group : groups) {
        digits += group.digits;
    }
    return digits;
}

// The sizes of the groups: "3-3-3".
std::string shape_of(Groups groups) {
    std::string shape;
    for (const auto& group : groups) {
        shape += (shape.empty() ? "" : "-") + std::to_string(group.digits.size());
    }
    return shape;
}

bool is_any(std::string_view one, std::initializer_list<std::string_view> of) {
    return std::find(of.begin(), of.end(), one) != of.end();
}

bool is_polish_mobile(std::string_view digits) {
    return is_any(
        digits.substr(0, 2),
        {"45", "50", "51", "53", "57", "60", "66", "69", "72", "73", "78", "79", "88"}
    );
}

bool is_polish_area(std::string_view digits) {
    return is_any(digits.substr(0, 2), {"12", "13", "14", "15", "16", "17", "18", "22", "23", "24",
                                        "25", "29", "32", "33", "34", "41", "42", "43", "44", "46",
                                        "48", "52", "54", "55", "56", "58", "59", "61", "62", "63",
                                        "65", "67", "68", "71", "74", "75", "76", "77", "81", "82",
                                        "83", "84", "85", "86", "87", "89", "91", "94", "95"});
}

bool has_dots(Groups groups) {
    return std::any_of(groups.begin() + 1, groups.end(), [](const DigitGroup& group) {
        return group.gap == ".";
    });
}

// Nine digits, written as Poles write them.
bool is_polish_phone(std::string_view digits, std::string_view shape, bool announced) {
    if (digits.size() != 9) {
        return false;
    }
    const bool mobile = is_polish_mobile(digits), area = is_polish_area(digits);
    return (mobile && is_any(shape, {"3-3-3", "9"})) ||
           (area && is_any(shape, {"2-3-2-2", "2-7", "2-3-4"})) || (announced && (mobile || area));
}

// Ten digits and a prefix, as in Russia.
bool is_russian_phone(std::string_view digits, std::string_view shape) {
    const bool full = digits.size() == 11 && (digits[0] == '7' || digits[0] == '8') &&
                      is_any(digits.substr(1, 1), {"3", "4", "8", "9"});
    return (full && is_any(
                        shape,
                        {"11",
                         "1-10",
                         "1-3-3-2-2",
                         "1-3-3-4",
                         "1-3-7",
                         "1-4-2-2-2",
                         "1-4-3-3",
                         "1-4-6",
                         "1-5-5",
                         "1-3-2-2-3",
                         "1-3-2-3-2",
                         "4-3-2-2",
                         "4-3-4",
                         "4-7",
                         "1-5-1-2-2"}
                    )) ||
           (digits.size() == 10 && digits[0] == '9' && is_any(shape, {"3-3-2-2", "3-7", "3-3-4"}));
}

// North America, and Britain with its leading 0.
bool is_english_phone(
    Groups groups, std::string_view digits, std::string_view shape, bool bracket
) {
    const bool american = digits.size() == 10 && shape == "3-3-4" && digits[0] >= '2' &&
                          digits[3] >= '2' && (bracket || groups[1].gap == groups[2].gap);
    const bool with_country = digits.size() == 11 && digits[0] == '1' && shape == "1-3-3-4";
    const bool british =
        (digits.size() == 11 || digits.size() == 10) && digits[0] == '0' &&
        is_any(digits.substr(1, 1), {"1", "2", "3", "7", "8"}) &&
        is_any(shape, {"5-6", "5-3-3", "3-4-4", "4-3-4", "4-7", "3-8", "11", "5-5"});
    return american || with_country || british;
}

bool is_phone(
    Groups groups, const std::string& digits, const std::string& shape, const NumberContext& context
) {
    if (digits.size() < 7 || digits.size() > 15) {
        return false;
    }
    if (context.plus) {
        return digits.size() >= 8;
    }
    const bool announced = context.announced == "phone";
    if (context.announced == "other" || (has_dots(groups) && !announced && shape != "3-3-4")) {
        return false;
    }
    if (is_polish_phone(digits, shape, announced) || is_russian_phone(digits, shape) ||
        is_english_phone(groups, digits, shape, context.bracket)) {
        return true;
    }
    const bool abroad = digits.starts_with("0048") || digits.starts_with("0044") ||
                        digits.starts_with("007") || digits.starts_with("0049");
    const bool polish = digits.size() == 11 && digits.starts_with("48") &&
                        is_any(shape, {"2-3-3-3", "11", "2-9", "2-2-3-2-2"}) &&
                        (is_polish_mobile(digits.substr(2)) || is_polish_area(digits.substr(2)));
    return polish || (abroad && digits.size() >= 12) || announced;
}

// Polish accounts are often written without their "PL".
bool is_polish_account(const std::string& digits) {
    return digits.size() == 26 && is_iban("PL" + digits);
}

std::optional<PersonalKind> kind_by_letters(Groups groups, const NumberContext& context) {
    if (context.letters.size() == 3 && groups.size() == 1 &&
        is_polish_id_card(std::string(context.letters) + std::string(groups[0].digits))) {
        return PersonalKind::id_card;
    }
    return std::nullopt;
}

// What is known by its check digits, some of it only where a word announces it.
std::optional<PersonalKind> kind_by_check(
    const std::string& digits, const std::string& shape, const NumberContext& context
) {
    const auto& word = context.announced;
    if (is_card(digits) && word != "other" &&
        is_any(
            shape,
            {"16",
             "15",
             "13",
             "14",
             "17",
             "18",
             "19",
             "4-4-4-4",
             "4-6-5",
             "4-4-4-4-3",
             "4-6-4",
             "4-4-4-4-2",
             "8-8"}
        )) {
        return PersonalKind::card;
    }
    if ((shape == "11" || word == "pesel") && is_pesel(digits) && word != "other" &&
        word != "phone") {
        return PersonalKind::pesel;
    }
    if ((is_any(shape, {"3-3-2-2", "3-2-2-3"}) || word == "nip") && is_nip(digits) &&
        word != "phone") {
        return PersonalKind::nip;
    }
    if ((shape == "3-3-3-2" || word == "snils") && is_snils(digits)) {
        return PersonalKind::snils;
    }
    if (word == "inn" && is_inn(digits)) {
        return PersonalKind::inn;
    }
    if (word == "passport" && is_any(shape, {"4-6", "10", "2-2-6", "9", "2-7"})) {
        return PersonalKind::passport;
    }
    return std::nullopt;
}

}  // namespace

std::vector<DigitRun> digit_runs(std::string_view comment) {
    std::vector<DigitRun> runs;
    std::size_t at = 0, end_of_last = 0;
    while (at < comment.size()) {
        if (!is_ascii_digit(comment[at])) {
            ++at;
            continue;
        }
        const auto from = at;
        while (at < comment.size() && is_ascii_digit(comment[at])) {
            ++at;
        }
        const auto gap = comment.substr(end_of_last, from - end_of_last);
        const bool follows = !runs.empty() && joins(gap);
        if (!follows) {
            runs.emplace_back();
        }
        runs.back().push_back(
            {{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(at)},
             comment.substr(from, at - from),
             follows ? gap : std::string_view{}}
        );
        end_of_last = at;
    }
    return runs;
}

std::optional<PersonalKind> kind_of_number(Groups groups, const NumberContext& context) {
    const auto digits = digits_of(groups);
    if (digits.size() < fewest_digits) {
        return std::nullopt;
    }
    const auto shape = shape_of(groups);
    if (context.letters.empty() && is_polish_account(digits)) {
        return PersonalKind::iban;
    }
    if (const auto kind = kind_by_letters(groups, context)) {
        return kind;
    }
    if (context.letters.empty()) {
        if (const auto kind = context.plus ? std::nullopt : kind_by_check(digits, shape, context)) {
            return kind;
        }
        if (is_phone(groups, digits, shape, context)) {
            return PersonalKind::phone;
        }
    }
    return std::nullopt;
}

}  // namespace styk::text
