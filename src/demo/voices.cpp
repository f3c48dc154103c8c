#include "demo/voices.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"

namespace styk::demo {

namespace {

constexpr std::size_t brief_length =
    24;  // code points: a word or two, which anybody may write again
constexpr int brief_rest = 10, long_rest = 60;

// Conditions of one kind mean "or", of different kinds "and".
enum Kind { place, season, trip, length, turn, kinds };

Kind kind_of(std::string_view condition) {
    if (std::ranges::find(hotel_keys, condition) != hotel_keys.end()) {
        return place;
    }
    if (condition == "summer" || condition == "winter") {
        return season;
    }
    if (condition == "family" || condition == "business" || condition == "leisure") {
        return trip;
    }
    return condition == "long" || condition == "one_night" ? length : turn;
}

bool is_special(std::string_view condition) {
    return condition == "switch" || condition == "overdue" || condition == "young";
}

bool is_brief(std::string_view text) {
    return count_code_points(text) <= brief_length;
}

// Prices in złoty are not paid in Riga, prices in euro only there.
bool pays_here(std::string_view text, Hotel hotel) {
    const auto has = [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    };
    const bool zloty = has(" zł") || has("злот");
    const bool euro = has("€") || has(" евро");
    return hotel == riga ? !zloty : !euro;
}

std::string key_of(std::string_view language, std::string_view about, Mood mood) {
    return std::string(language) + " " + std::string(about) + " " +
           std::to_string(static_cast<int>(mood));
}

}  // namespace

Voices::Voices(const Turns& turns) : turns_(turns) {
    const std::array<std::pair<std::string_view, std::string_view>, 3> texts{
        {{"en", words_en()}, {"pl", words_pl()}, {"ru", words_ru()}}
    };
    for (const auto& [language, text] : texts) {
        for (auto& line : read_lines(text)) {
            entries_[key_of(language, line.about, line.mood)].push_back({std::move(line)});
        }
    }
}

bool Voices::holds(std::string_view condition, const Wish& wish) const {
    const int month = Calendar::month_of(wish.day);
    const Day changed = wish.hotel == gdansk  ? turns_.check_in_system
                        : wish.hotel == sopot ? turns_.breakfast_cook
                                              : wish.day + 1;
    const std::array<std::pair<std::string_view, bool>, 7> known{{
        {"summer", month >= 6 && month <= 8},
        {"winter", month <= 2 || month == 12},
        {"long", wish.nights >= 4},
        {"one_night", wish.nights == 1},
        {"before", wish.day < changed},
        {"after", wish.day >= changed},
        {"bad_week", wish.day >= turns_.alarm_from && wish.day < turns_.alarm_to},
    }};
    for (const auto& [name, is_so] : known) {
        if (name == condition) {
            return is_so;
        }
    }
    return condition == hotel_keys[wish.hotel] || condition == wish.trip ||
           condition == wish.special;
}

bool Voices::fits(const Line& line, const Wish& wish) const {
    if (line.text.find("{wait}") != std::string_view::npos && wish.wait_minutes < 12) {
        return false;
    }
    if (!pays_here(line.text, wish.hotel) || (wish.brief && !is_brief(line.text))) {
        return false;
    }
    if (std::ranges::any_of(line.only, is_special) == wish.special.empty()) {
        return false;
    }
    std::array<bool, kinds> named{}, met{};
    for (const auto condition : line.only) {
        const auto kind = kind_of(condition);
        named[kind] = true;
        met[kind] = met[kind] || holds(condition, wish);
    }
    return named == met;
}

std::vector<Voices::Entry*> Voices::fitting(const Wish& wish) {
    std::vector<Entry*> found;
    const auto group = entries_.find(key_of(wish.language, wish.about, wish.mood));
    if (group == entries_.end()) {
        return found;
    }
    for (auto& entry : group->second) {
        const int rest = is_brief(entry.line.text) ? brief_rest : long_rest;
        if (std::abs(wish.day - entry.used) > rest && fits(entry.line, wish)) {
            found.push_back(&entry);
        }
    }
    return found;
}

std::string Voices::say(Chance& chance, const Wish& wish) {
    auto found = fitting(wish);
    // Half of the time what could only be said here and now goes first.
    if (chance.happens(0.5)) {
        const auto general = [](const Entry* entry) { return entry->line.only.empty(); };
        if (!std::ranges::all_of(found, general)) {
            std::erase_if(found, general);
        }
    }
    if (found.empty()) {
        return {};
    }
    auto& chosen = *found[chance.index(found.size())];
    chosen.used = wish.day;
    return fill_line(
        chosen.line.text, wish.language, {wish.she, wish.wait_minutes, hotel_keys[wish.hotel]}
    );
}

}  // namespace styk::demo
