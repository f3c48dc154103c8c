#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/text.h"
#include "people/password.h"
#include "people/user.h"

namespace styk::people {

namespace {

// What is tried first everywhere. Digits and signs around them do not help: "Password123!" is
// "password" here.
const std::set<std::string_view, std::less<>> common{
    "admin",        "administrator", "asdfghjkl",  "asdfasdf",    "baseball", "bursztyn",
    "changeme",     "changeit",      "charlie",    "computer",    "customer", "default",
    "dragon",       "football",      "guest",      "haslo",       "hasło",    "hello",
    "helloworld",   "iloveyou",      "internet",   "jordan",      "kochanie", "lato",
    "letmein",      "liverpool",     "login",      "master",      "matrix",   "michael",
    "misiek",       "monkey",        "mypassword", "newpassword", "parol",    "pass",
    "password",     "passwort",      "passw0rd",   "p@ssw0rd",    "p@ssword", "pokemon",
    "polska",       "princess",      "qazwsx",     "qazwsxedc",   "qwerty",   "qwertyuiop",
    "qwertyqwerty", "qwertz",        "qwertzuiop", "root",        "samsung",  "secret",
    "shadow",       "starwars",      "styk",       "summer",      "sunshine", "superman",
    "superuser",    "test",          "testtest",   "trustno",     "warszawa", "welcome",
    "whatever",     "winter",        "wiosna",     "zaq",         "zima",     "zxcvbnm",
    "алексей",      "деловой",       "йцукен",     "йцукенгшщз",  "любовь",   "наташа",
    "пароль",       "привет",        "самара",     "москва",      "qwe",      "abc",
};

// Ways over the keyboard, whole.
const std::set<std::string_view, std::less<>> walks{
    "1q2w3e4r5t",
    "1q2w3e4r5t6y",
    "q1w2e3r4t5",
    "1qaz2wsx3edc",
    "zaq12wsxcde3",
    "zaq1@wsxcde3",
    "1qazxsw23edc",
    "qwer1234asdf",
    "qweasdzxc1",
    "qweasdzxc123",
    "asdf1234qwer",
    "1234qwerasdf",
};

bool is_around(char c) {
    return std::string_view("0123456789!@#$%^&*()-_=+.,?/ ").find(c) != std::string_view::npos;
}

std::string_view core_of(std::string_view text) {
    while (!text.empty() && is_around(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_around(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

// "aaaaaaaaaa", "abcabcabcabc": a short piece over and over.
bool repeats(std::string_view text) {
    for (std::size_t period = 1; period <= 4; ++period) {
        bool same = true;
        for (std::size_t i = period; i < text.size() && same; ++i) {
            same = text[i] == text[i - period];
        }
        if (same) {
            return true;
        }
    }
    return false;
}

// "1234567890", "abcdefghij", "0987654321".
bool counts(std::string_view text) {
    const auto steps = [&](int by) {
        for (std::size_t i = 1; i < text.size(); ++i) {
            const int step = text[i] - text[i - 1];
            if (step != by && step != by - 10 * by) {  // 9 -> 0 and 0 -> 9
                return false;
            }
        }
        return true;
    };
    return steps(1) || steps(-1);
}

std::string lower(std::string_view text) {
    // Both scripts of the list; the rest of Unicode may stay as it is.
    std::string out = to_lower_ascii(text);
    for (std::size_t i = 0; i + 1 < out.size(); ++i) {
        const auto first = static_cast<unsigned char>(out[i]);
        const auto second = static_cast<unsigned char>(out[i + 1]);
        if (first == 0xD0 && second >= 0x90 && second <= 0x9F) {  // А..П
            out[i + 1] = static_cast<char>(second + 0x20);
        } else if (first == 0xD0 && second >= 0xA0 && second <= 0xAF) {  // Р..Я
            out[i] = static_cast<char>(0xD1);
            out[i + 1] = static_cast<char>(second - 0x20);
        }
    }
    return out;
}

bool is_the_email(std::string_view small, std::string_view email) {
    const std::string address = clean_email(email);
    const std::string_view mailbox = std::string_view(address).substr(0, address.find('@'));
    return !address.empty() &&
           (small == address || small == mailbox || core_of(small) == core_of(mailbox));
}

}  // namespace

std::optional<std::string> password_problem(std::string_view password, std::string_view email) {
    const std::size_t size = is_utf8(password) ? count_code_points(password) : 0;
    if (size < password_least || size > password_most) {
        return fmt::format("must have {} to {} characters", password_least, password_most);
    }
    const std::string small = lower(password);
    if (common.contains(core_of(small)) || walks.contains(small) || repeats(small) ||
        counts(small)) {
        return "is one of those that are guessed first";
    }
    if (is_the_email(small, email)) {
        return "must not be the e-mail address";
    }
    return {};
}

}  // namespace styk::people
