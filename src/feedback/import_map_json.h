// Wire names of an import's map, columns, problems.
#pragma once

#include "feedback/import_guess.h"
#include "feedback/import_map.h"
#include "json/fwd.h"

namespace styk::feedback {

// Problems of shape (unknown parts, wrong types); check_map judges the rest.
[[nodiscard]] ImportMap read_map(ImportKind kind, const json::Value& body, Problems& problems);

[[nodiscard]] json::Object to_json(ImportKind kind, const ImportMap& map);

// What the guess says of one column: {"as": "rating", "metric": …}; {"as": "ignore"} when nothing.
[[nodiscard]] json::Object guess_of(ImportKind kind, const ImportMap& map, std::string_view column);

// The columns of a file: name, examples, guess.
[[nodiscard]] json::Array to_json(
    ImportKind kind, const ImportMap& guessed, const std::vector<SampleColumn>& columns
);

[[nodiscard]] json::Array to_json(const std::vector<RowProblem>& problems);

// What the stream and the state of an import say: {id, state, rows_done, rows}.
[[nodiscard]] json::Object tick_of(const Import& import);

// The names in `columns` of an import.
[[nodiscard]] std::vector<std::string> column_names(const Import& import);

}  // namespace styk::feedback
