// The tables of a database as a backup sees them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/reader.h"

namespace styk::backup {

// How a value is written; the same for both databases.
enum class Kind : char { integer = 'i', real = 'r', text = 't', bytes = 'b' };

struct Column {
    std::string name;
    Kind kind;

    friend bool operator==(const Column&, const Column&) = default;
};

struct Table {
    std::string name;
    std::vector<Column> columns;           // in the order of the table
    std::optional<std::string> counter{};  // the column that counts up by itself
};

// The tables that the migrations up to `schema` make, in the order of their names; without what is
// derived from others (full-text index, marks of what was counted). Columns that only one of the
// databases has (its own transaction numbers) are left out.
[[nodiscard]] std::vector<std::string> names_of_tables(std::int64_t schema, db::Dialect dialect);
[[nodiscard]] Table read_table(db::Reader& reader, const std::string& name);
[[nodiscard]] std::vector<Table> read_tables(db::Reader& reader, std::int64_t schema);

// The newest migration of the database; 0: none, it is empty.
[[nodiscard]] std::int64_t schema_of(db::Reader& reader);

// The number that its counter gave last; nothing when it never gave any.
[[nodiscard]] std::optional<std::int64_t> last_number(db::Reader& reader, const Table& table);
void set_last_number(db::Tx& tx, const Table& table, std::int64_t number);

// "a, b" with quotes, as a SELECT and an INSERT name them.
[[nodiscard]] std::string list_columns(const Table& table);

}  // namespace styk::backup
