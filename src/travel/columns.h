// A survey's responses as a table: which columns there are over all versions, and what stands in
// them for one response.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.h"
#include "survey/definition.h"
#include "survey/response.h"

namespace styk::travel {

BOOST_DEFINE_ENUM_CLASS(ColumnKind, text, number, day, moment, choice, flag)

struct ColumnChoice {
    std::string value, title;
};

struct Column {
    std::string name;   // "room.comfort", "extras[spa]"; unlike all others whatever the case
    std::string title;  // as people read it
    ColumnKind kind = ColumnKind::text;
    std::string question, row, option;  // what of which question; empty: of the response itself
    std::string part;  // importance, performance, best, worst, comment; "place" of a ranking
    std::vector<ColumnChoice> choices;
};

// monostate: nothing was answered. A choice is its value, as text.
using Cell = std::variant<std::monostate, std::string, double, bool, Day, Instant>;

struct AskedColumns {
    std::string language;      // of titles
    bool with_person = false;  // identified surveys: who answered
};

// `versions`: newest first. What an older one asked and the newest does not comes last.
[[nodiscard]] std::vector<Column> columns_of(
    const std::vector<survey::Definition>& versions, const AskedColumns& asked
);

[[nodiscard]] std::vector<Cell> cells_of(
    const std::vector<Column>& columns, const survey::Response& response
);

// The title of a choice, else its value.
[[nodiscard]] const std::string& label_of(const Column& column, const std::string& value);

}  // namespace styk::travel
