// A file that is brought in: what it is, how far it has come, what was wrong with it.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "record/shape.h"

namespace styk::feedback {

BOOST_DEFINE_ENUM_CLASS(ImportKind, feedback, customers, events)

// uploading → uploaded → checking → checked; checking → running → done → undoing → undone. failed:
// nothing of the file is in.
BOOST_DEFINE_ENUM_CLASS(
    ImportState, uploading, uploaded, checking, checked, running, done, failed, undoing, undone
)

struct Import {
    Id<Import> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    ImportKind kind = ImportKind::feedback;
    std::string name;  // of the file
    std::int64_t bytes = 0;
    ImportState state = ImportState::uploading;
    std::string delimiter,
        encoding;                // no delimiter: a document of JSON a line, in the form of the API
    record::JsonList columns{};  // [{name, examples, guess}]
    record::JsonObject map{};
    bool open_cases = false;  // of feedback: rules judge it as if it came live
    std::int64_t rows = 0;    // 0: not counted yet
    std::int64_t rows_done = 0, added = 0, skipped = 0, ratings = 0;
    record::JsonList problems{};  // the first most_problems_kept: [{row, column, message}]
    std::int64_t problem_count = 0;
    record::JsonList preview{};  // the first rows as they would come in
    std::optional<Instant> finished_at{};
    bool to_run = false;          // what the check is for
    record::JsonObject author{};  // who asked for it last: {kind, id, name}
};
BOOST_DESCRIBE_STRUCT(
    Import,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     kind,
     name,
     bytes,
     state,
     delimiter,
     encoding,
     columns,
     map,
     open_cases,
     rows,
     rows_done,
     added,
     skipped,
     ratings,
     problems,
     problem_count,
     preview,
     finished_at,
     to_run,
     author)
)

inline constexpr std::size_t most_problems_kept = 100;
inline constexpr std::size_t preview_rows = 5;

// One thing wrong with one row, as a spreadsheet counts rows: the header is row 1. Row 0: with the
// whole file.
struct RowProblem {
    std::int64_t row = 0;
    std::optional<std::string> column;
    std::string message;

    friend bool operator==(const RowProblem&, const RowProblem&) = default;
};

// Counts all problems and keeps the first ones.
struct RowProblems {
    std::vector<RowProblem> first;
    std::int64_t count = 0;

    void add(RowProblem problem);
};

[[nodiscard]] inline bool is_of_lines(const Import& import) {
    return import.delimiter.empty();
}

// Something is being done to it now, so nothing else may be.
[[nodiscard]] bool is_busy(ImportState state);

}  // namespace styk::feedback

namespace styk::record {
template <>
const Shape& shape_of<feedback::Import>();
}  // namespace styk::record
