// The stored file of an import, row by row.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "base/csv.h"
#include "db/database.h"
#include "feedback/import.h"

namespace styk::story {

// A row of a file of columns, or a line of one of JSON.
struct FileRow {
    CsvRow row;
    std::string_view line;
};

using VisitRow = std::function<bool(const FileRow&)>;  // false: no more

// Shows each row below the header; what breaks the file off.
[[nodiscard]] std::optional<CsvProblem> read_import_file(
    db::Database& database, const feedback::Import& import, const VisitRow& visit
);

}  // namespace styk::story
