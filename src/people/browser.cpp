#include "people/browser.h"

#include <span>
#include <utility>

namespace styk::people {

namespace {

using Sign = std::pair<std::string_view, std::string_view>;

// The first sign that is found counts: most browsers also name the ones they are made of.
constexpr Sign browsers[] = {
    {"Edg", "Edge"},
    {"OPR/", "Opera"},
    {"YaBrowser/", "Yandex Browser"},
    {"Vivaldi/", "Vivaldi"},
    {"SamsungBrowser/", "Samsung Internet"},
    {"Firefox/", "Firefox"},
    {"FxiOS/", "Firefox"},
    {"CriOS/", "Chrome"},
    {"Chrome/", "Chrome"},
    {"Safari/", "Safari"},
    {"curl/", "curl"},
};

constexpr Sign devices[] = {
    {"iPhone", "iPhone"},
    {"iPad", "iPad"},
    {"Android", "Android"},
    {"CrOS", "ChromeOS"},
    {"Windows", "Windows"},
    {"Mac OS X", "macOS"},
    {"Macintosh", "macOS"},
    {"Linux", "Linux"},
};

std::string first_in(std::string_view text, std::span<const Sign> signs) {
    for (const auto& [sign, name] : signs) {
        if (text.find(sign) != std::string_view::npos) {
            return std::string(name);
        }
    }
    return {};
}

}  // namespace

Browser browser_of(std::string_view user_agent) {
    return {first_in(user_agent, browsers), first_in(user_agent, devices)};
}

}  // namespace styk::people
