// Comments written by hand for the demo, one text a language, and what reads them.
//
// The texts are plain lines under headings:   # ABOUT MOOD [PLACE|SEASON|TRIP|WHEN …]
// A line is one whole comment. In it
//   {he|she}   is the form that agrees with the writer's gender,
//   {wait}     how long the guest waited ("25 minut"), {in_hotel} where ("w Gdańsku").
// Words after the mood limit who may write it: a location key, summer, winter, family, business,
// leisure, before or after (the change in that place), bad_week. Words of one kind mean "or",
// different kinds "and".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace styk::demo {

enum class Mood { praise, mixed, plain, complaint };

struct Line {
    std::string_view about;
    Mood mood = Mood::plain;
    std::vector<std::string_view> only;  // empty: anybody, anywhere, at any time
    std::string_view text;
};

[[nodiscard]] std::string_view words_en();
[[nodiscard]] std::string_view words_pl();
[[nodiscard]] std::string_view words_ru();

// Throws Fault when a heading cannot be read: the texts are part of the program.
[[nodiscard]] std::vector<Line> read_lines(std::string_view words);

struct Slots {
    bool she = false;
    int wait_minutes = 0;
    std::string_view location;
};

// Fills the slots of one line in its language (en, pl, ru).
[[nodiscard]] std::string fill_line(
    std::string_view text, std::string_view language, const Slots& slots
);

}  // namespace styk::demo
