#include "demo/words.h"

#include <array>
#include <optional>

#include "base/result.h"
#include "base/text.h"

namespace styk::demo {

namespace {

std::optional<Mood> mood_of(std::string_view word) {
    if (word == "praise") {
        return Mood::praise;
    }
    if (word == "mixed") {
        return Mood::mixed;
    }
    if (word == "plain") {
        return Mood::plain;
    }
    return word == "complaint" ? std::optional(Mood::complaint) : std::nullopt;
}

// "# checks_in complaint gdansk after" -> what every line below it shares.
Line read_heading(std::string_view heading) {
    const auto words = split(heading, ' ');
    const auto mood = words.size() < 3 ? std::nullopt : mood_of(words[2]);
    if (!mood) {
        throw Fault("Demo texts: not a heading: " + std::string(heading));
    }
    return {words[1], *mood, {words.begin() + 3, words.end()}, {}};
}

struct Place {
    std::string_view key, en, pl, ru;
};

constexpr std::array places{
    Place{"gdansk", "in Gdańsk", "w Gdańsku", "в Гданьске"},
    Place{"sopot", "in Sopot", "w Sopocie", "в Сопоте"},
    Place{"zakopane", "in Zakopane", "w Zakopanem", "в Закопане"},
    Place{"riga", "in Riga", "w Rydze", "в Риге"},
};

std::string in_hotel(std::string_view location, std::string_view language) {
    for (const auto& place : places) {
        if (place.key == location) {
            return std::string(
                language == "pl"   ? place.pl
                : language == "ru" ? place.ru
                                   : place.en
            );
        }
    }
    return {};
}

// The accusative, which is what "I waited …" and "… in a queue" both take.
std::string_view minutes_word(int n, std::string_view language) {
    const bool teen = n % 100 >= 11 && n % 100 <= 14;
    const bool few = !teen && n % 10 >= 2 && n % 10 <= 4;
    if (language == "pl") {
        return n == 1 ? "minutę" : few ? "minuty" : "minut";
    }
    if (language == "ru") {
        return !teen && n % 10 == 1 ? "минуту" : few ? "минуты" : "минут";
    }
    return n == 1 ? "minute" : "minutes";
}

std::string fill_slot(std::string_view slot, std::string_view language, const Slots& slots) {
    if (slot == "wait") {
        const int n = slots.wait_minutes;
        return std::to_string(n) + " " + std::string(minutes_word(n, language));
    }
    if (slot == "in_hotel") {
        return in_hotel(slots.location, language);
    }
    const auto forms = split(slot, '|');
    if (forms.size() != 2) {
        throw Fault("Demo texts: not a slot: " + std::string(slot));
    }
    return std::string(forms[slots.she ? 1 : 0]);
}

}  // namespace

std::vector<Line> read_lines(std::string_view words) {
    std::vector<Line> lines;
    Line heading;
    for (const auto text : split(words, '\n')) {
        if (text.starts_with("# ")) {
            heading = read_heading(text);
        } else if (!text.empty()) {
            lines.push_back(heading);
            lines.back().text = text;
        }
    }
    return lines;
}

std::string fill_line(std::string_view text, std::string_view language, const Slots& slots) {
    std::string filled;
    while (true) {
        const auto open = text.find('{');
        filled += text.substr(0, open);
        if (open == std::string_view::npos) {
            return filled;
        }
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) {
            throw Fault("Demo texts: a slot is not closed: " + std::string(text));
        }
        filled += fill_slot(text.substr(open + 1, close - open - 1), language, slots);
        text.remove_prefix(close + 1);
    }
}

}  // namespace styk::demo
