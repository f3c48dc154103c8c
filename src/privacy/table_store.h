// The columns of the database's tables, as the database itself tells them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "db/reader.h"

namespace styk::privacy {

enum class ColumnKind { integer, real, text, bytes };

struct Column {
    std::string name;
    ColumnKind kind = ColumnKind::text;
};

// In their order; none: there is no such table.
[[nodiscard]] std::vector<Column> columns_of(db::Reader& reader, std::string_view table);

// Every table that holds rows of the firm: without the shadow tables of the search.
[[nodiscard]] std::vector<std::string> list_tables(db::Reader& reader);

}  // namespace styk::privacy
