#include "text/check_digits.h"

#include <algorithm>
#include <array>
#include <span>

namespace styk::text {

namespace {

int digit(char c) {
    return c - '0';
}

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) {
        value = value * 10 + digit(c);
    }
    return value;
}

int weighted(std::string_view digits, std::span<const int> weights) {
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += digit(digits[i]) * weights[i];
    }
    return sum;
}

bool is_day(int year, int month, int day) {
    constexpr std::array days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1) {
        return false;
    }
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

bool all_same(std::string_view digits) {
    return digits.find_first_not_of(digits.front()) == std::string_view::npos;
}

struct Issuer {
    int least, most;  // of the first four digits
    std::size_t shortest, longest;
};

constexpr Issuer issuers[] = {
    {2200, 2204, 16, 19},  // Mir
    {2221, 2720, 16, 16},  // Mastercard
    {3400, 3499, 15, 15},  // American Express
    {3528, 3589, 16, 19},  // JCB
    {3600, 3699, 14, 19},  // Diners Club
    {3700, 3799, 15, 15},  // American Express
    {4000, 4999, 13, 19},  // Visa
    {5000, 5099, 12, 19},  // Maestro
    {5100, 5599, 16, 16},  // Mastercard
    {5600, 5899, 12, 19},  // Maestro
    {6000, 6999, 12, 19},  // Maestro, Discover, UnionPay
};

struct Country {
    std::string_view code;
    std::size_t length;  // of its account numbers
};

constexpr Country countries[] = {
    {"AT", 20}, {"BE", 16}, {"BG", 22}, {"BY", 28}, {"CH", 21}, {"CY", 28}, {"CZ", 24}, {"DE", 22},
    {"DK", 18}, {"EE", 20}, {"ES", 24}, {"FI", 18}, {"FR", 27}, {"GB", 22}, {"GE", 22}, {"GR", 27},
    {"HR", 21}, {"HU", 28}, {"IE", 22}, {"IT", 27}, {"KZ", 20}, {"LT", 20}, {"LU", 20}, {"LV", 21},
    {"MD", 24}, {"MT", 31}, {"NL", 18}, {"NO", 15}, {"PL", 28}, {"PT", 25}, {"RO", 24}, {"RS", 22},
    {"SE", 24}, {"SI", 19}, {"SK", 24}, {"TR", 26}, {"UA", 29},
};

}  // namespace

bool is_luhn(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (std::size_t i = digits.size(); i-- > 0; twice = !twice) {
        const int value = digit(digits[i]) * (twice ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
}

bool is_card(std::string_view digits) {
    if (digits.size() < 13 || digits.size() > 19 || !is_luhn(digits)) {
        return false;
    }
    const int first = number(digits.substr(0, 4));
    return std::any_of(std::begin(issuers), std::end(issuers), [&](const Issuer& one) {
        return first >= one.least && first <= one.most && digits.size() >= one.shortest &&
               digits.size() <= one.longest;
    });
}

std::size_t iban_length(std::string_view country) {
    const auto* found =
        std::find_if(std::begin(countries), std::end(countries), [&](const Country& one) {
            return one.code == country;
        });
    return found == std::end(countries) ? 0 : found->length;
}

bool is_iban(std::string_view iban) {
    if (iban.size() < 4 || iban.size() != iban_length(iban.substr(0, 2))) {
        return false;
    }
    int rest = 0;
    for (std::size_t i = 0; i < iban.size(); ++i) {
        const char c = iban[(i + 4) % iban.size()];
        if (c >= '0' && c <= '9') {
            rest = (rest * 10 + digit(c)) % 97;
        } else if (c >= 'A' && c <= 'Z') {
            rest = (rest * 100 + c - 'A' + 10) % 97;
        } else {
            return false;
        }
    }
    return rest == 1;
}

bool is_pesel(std::string_view digits) {
    constexpr int weights[] = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
    constexpr int centuries[] = {1900, 2000, 2100, 2200, 1800};  // by the month's tens
    if (digits.size() != 11 || weighted(digits, weights) % 10 != 0) {
        return false;
    }
    const int month = number(digits.substr(2, 2));
    const int year = centuries[month / 20] + number(digits.substr(0, 2));
    return is_day(year, month % 20, number(digits.substr(4, 2)));
}

bool is_nip(std::string_view digits) {
    constexpr int weights[] = {6, 5, 7, 2, 3, 4, 5, 6, 7};
    return digits.size() == 10 && !all_same(digits) &&
           weighted(digits, weights) % 11 == digit(digits[9]);
}

bool is_polish_id_card(std::string_view number) {
    constexpr int weights[] = {7, 3, 1, 9, 7, 3, 1, 7, 3};  // the fourth is the check digit
    if (number.size() != 9) {
        return false;
    }
    int sum = 0;
    for (std::size_t i = 0; i < number.size(); ++i) {
        const bool letter = number[i] >= 'A' && number[i] <= 'Z';
        const bool digit_here = number[i] >= '0' && number[i] <= '9';
        if (i < 3 ? !letter : !digit_here) {
            return false;
        }
        sum += weights[i] * (letter ? number[i] - 'A' + 10 : digit(number[i]));
    }
    return sum % 10 == 0;
}

bool is_snils(std::string_view digits) {
    constexpr int weights[] = {9, 8, 7, 6, 5, 4, 3, 2, 1};
    return digits.size() == 11 && !all_same(digits) &&
           weighted(digits, weights) % 101 % 100 == number(digits.substr(9));
}

bool is_inn(std::string_view digits) {
    constexpr int firm[] = {2, 4, 10, 3, 5, 9, 4, 6, 8};
    constexpr int first[] = {7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    constexpr int second[] = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    if (digits.size() == 10) {
        return !all_same(digits) && weighted(digits, firm) % 11 % 10 == digit(digits[9]);
    }
    return digits.size() == 12 && !all_same(digits) &&
           weighted(digits, first) % 11 % 10 == digit(digits[10]) &&
           weighted(digits, second) % 11 % 10 == digit(digits[11]);
}

}  // namespace styk::text
