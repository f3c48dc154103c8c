// Where the cells of another tool's table of answers may go: every column that the survey's own
// file has for its answers, each question of several choices as a whole, and its hidden fields.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "survey/definition.h"
#include "travel/columns.h"

namespace styk::travel {

// By its name the place is meant: "score", "room.comfort", "topics[price]", "topics",
// "hidden.order".
struct Place {
    Column column;
    bool whole = false;  // all choices of the question in one cell

    [[nodiscard]] bool is_hidden() const { return column.part == "hidden"; }
};

[[nodiscard]] std::vector<Place> places_of(const survey::Definition& definition);

[[nodiscard]] const Place* find_place(const std::vector<Place>& places, std::string_view name);

// The place that each column's name speaks of, as the other tools and this server itself call them:
// "Q3[SQ001]", "Q3_1", "Topics - Price", "Topics [Price]", "topics.price", in any language of the
// survey. Null where none does, or two do. No place is given twice.
[[nodiscard]] std::vector<const Place*> guess_places(
    const survey::Definition& definition,
    const std::vector<Place>& places,
    const std::vector<std::string>& columns
);

// Every spelling of a choice, row or part in any language: its titles, else its key.
[[nodiscard]] std::vector<std::string> titles_of(const survey::Text& title, std::string_view key);

}  // namespace styk::travel
