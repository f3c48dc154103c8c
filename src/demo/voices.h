// Chooses a comment that fits: the language, what it is about, who writes, where and when.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "demo/chance.h"
#include "demo/levels.h"
#include "demo/words.h"

namespace styk::demo {

struct Wish {
    std::string_view language, about;
    Mood mood = Mood::plain;
    Hotel hotel = gdansk;
    Day day = 0;
    std::string_view trip;  // empty: not known
    int nights = 0;         // 0: not known
    bool she = false;
    int wait_minutes = 0;      // 0: no line that names the wait
    std::string_view special;  // switch, overdue, young: only lines made for it
    bool brief = false;        // typed on a kiosk
};

class Voices {
public:
    explicit Voices(const Turns& turns);

    // Empty when every fitting comment was used lately: 60 days for a sentence, 10 for a word or
    // two.
    [[nodiscard]] std::string say(Chance& chance, const Wish& wish);

private:
    struct Entry {
        Line line;
        Day used = -100'000;
    };

    [[nodiscard]] bool fits(const Line& line, const Wish& wish) const;
    [[nodiscard]] bool holds(std::string_view condition, const Wish& wish) const;
    [[nodiscard]] std::vector<Entry*> fitting(const Wish& wish);

    Turns turns_;
    std::map<std::string, std::vector<Entry>, std::less<>> entries_;  // "pl checks_in 3"
};

}  // namespace styk::demo
