#include "privacy/table_store.h"

#include <algorithm>

#include "base/text.h"

namespace styk::privacy {

namespace {

ColumnKind kind_of(std::string_view type) {
    const std::string lower = to_lower_ascii(type);
    return lower == "bigint" || lower == "integer" || lower == "xid8" ? ColumnKind::integer
           : lower == "double precision"                              ? ColumnKind::real
           : lower == "bytea" || lower == "blob"                      ? ColumnKind::bytes
                                                                      : ColumnKind::text;
}

constexpr std::string_view columns_sqlite = "SELECT name, type FROM pragma_table_info($1)";
constexpr std::string_view columns_postgresql =
    "SELECT column_name::text, data_type::text FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position";
constexpr std::string_view tables_sqlite =
    "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
constexpr std::string_view tables_postgresql =
    "SELECT table_name::text FROM information_schema.tables "
    "WHERE table_schema = current_schema() ORDER BY table_name";

}  // namespace

std::vector<Column> columns_of(db::Reader& reader, std::string_view table) {
    std::vector<Column> out;
    reader.query(
        reader.dialect() == db::Dialect::sqlite ? columns_sqlite : columns_postgresql,
        [&](const db::Row& row) { out.push_back({row.string(0), kind_of(row.text(1))}); },
        table
    );
    return out;
}

std::vector<std::string> list_tables(db::Reader& reader) {
    std::vector<std::string> out;
    reader.query(
        reader.dialect() == db::Dialect::sqlite ? tables_sqlite : tables_postgresql,
        [&](const db::Row& row) {
            const auto name = row.text(0);
            if (!name.starts_with("feedback_search") && !name.starts_with("sqlite_")) {
                out.emplace_back(name);
            }
        }
    );
    return out;
}

}  // namespace styk::privacy
