// What each column of a file is: agreed on before a file is brought in.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feedback/directory.h"
#include "feedback/import.h"

namespace styk::feedback {

// A field of what comes in: taken from a column, or the same in every row.
struct MappedField {
    std::string column;  // empty: `value` holds for all
    std::string value;
    std::string format;   // of occurred_at (feedback/written_moment.h)
    bool create = false;  // a place that does not exist yet is made
};

struct MappedRating {
    std::string column, metric;
    std::optional<std::string> touchpoint;
    std::vector<std::string> not_applicable;  // cells that say so
};

// A dimension can be counted by: it is declared in the setup.
struct MappedAttribute {
    std::string column, key;
    bool dimension = false;
};

// An answer to a question of the survey that the map names. `answer`: where it goes, as the
// survey's own file calls the column ("room.comfort", "topics[price]"); which places there are, a
// story knows.
struct MappedAnswer {
    std::string column, answer;
    std::vector<std::string> no_answer;  // cells that say so
};

struct ImportMap {
    std::string delimiter, encoding;  // empty: as guessed from the file
    std::string source = "import";    // feedback
    std::map<std::string, MappedField, std::less<>> fields;
    std::vector<MappedRating> ratings;  // feedback
    std::vector<MappedAttribute> attributes;
    std::vector<MappedAnswer> answers;  // feedback; any: each row is a response to the survey
    std::vector<std::string> ignore;
    bool create_touchpoints = true;

    [[nodiscard]] const MappedField* find(std::string_view field) const;
    [[nodiscard]] bool names_column(std::string_view column) const;  // beside in `ignore`
};

// How the map may name a field.
enum class FieldForm {
    column,  // a bare text is a column
    either   // a bare text is a value for all rows, {"column": …} a column
};

struct ImportField {
    std::string_view name;
    FieldForm form;
    bool required = false;
};

[[nodiscard]] std::span<const ImportField> fields_of(ImportKind kind);

// Everything that can be told without looking at the rows. The messages stand for themselves: they
// name what is meant.
[[nodiscard]] Problems check_map(
    const Directory& directory,
    ImportKind kind,
    const ImportMap& map,
    const std::vector<std::string>& columns
);

// The part of it that says how the file is written.
[[nodiscard]] Problems check_writing(const ImportMap& map);

// Columns that the map does not name join `ignore`, so that whoever reads it sees what is left out.
void ignore_the_rest(ImportMap& map, const std::vector<std::string>& columns);

// The header's cells, each with a name of its own: nameless ones are "Column 3", a second "Score"
// is "Score (2)".
[[nodiscard]] std::vector<std::string> name_columns(std::span<const std::string_view> header);

}  // namespace styk::feedback
