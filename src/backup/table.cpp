#include "backup/table.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/result.h"
#include "base/text.h"
#include "db/migrate.h"

namespace styk::backup {

namespace {

const std::set<std::string, std::less<>> derived = {"feedback_search", "figures_mark"};

// "CREATE TABLE name (…" -> "name".
std::string word_after(std::string_view statement, std::string_view start) {
    statement.remove_prefix(start.size());
    return std::string(trim(statement.substr(0, statement.find_first_of(" (\n", 1))));
}

std::optional<Kind> kind_of(std::string_view type) {
    const std::string small = to_lower_ascii(type);
    if (small == "bigint" || small == "integer") {
        return Kind::integer;
    }
    if (small == "double precision") {
        return Kind::real;
    }
    if (small == "text") {
        return Kind::text;
    }
    if (small == "bytea") {
        return Kind::bytes;
    }
    return {};
}

constexpr std::string_view columns_of_sqlite =
    "SELECT name, type, type = 'INTEGER' AND pk = 1 FROM pragma_table_info($1) ORDER BY cid";

constexpr std::string_view columns_of_postgresql =
    "SELECT attname, format_type(atttypid, atttypmod), (attidentity <> '')::int FROM pg_attribute "
    "WHERE attrelid = to_regclass(quote_ident($1)) AND attnum > 0 AND NOT attisdropped "
    "ORDER BY attnum";

constexpr std::string_view has_migrations_sqlite =
    "SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_migration'";

constexpr std::string_view has_migrations_postgresql =
    "SELECT (to_regclass('schema_migration') IS NOT NULL)::int";

constexpr std::string_view sequence_of = "SELECT pg_get_serial_sequence(quote_ident($1), $2)";

}  // namespace

std::vector<std::string> names_of_tables(std::int64_t schema, db::Dialect dialect) {
    constexpr std::string_view create = "CREATE TABLE ", drop = "DROP TABLE ";
    std::set<std::string, std::less<>> names;
    for (const auto& migration : db::all_migrations()) {
        if (migration.version > schema) {
            break;
        }
        for (const auto& statement : db::statements_of(migration.sql, dialect)) {
            if (statement.starts_with(create)) {
                names.insert(word_after(statement, create));
            } else if (statement.starts_with(drop)) {
                names.erase(word_after(statement, drop));
            }
        }
    }
    std::erase_if(names, [](const auto& name) { return derived.contains(name); });
    return {names.begin(), names.end()};
}

Table read_table(db::Reader& reader, const std::string& name) {
    const bool sqlite = reader.dialect() == db::Dialect::sqlite;
    Table table{.name = name, .columns = {}};
    reader.query(
        sqlite ? columns_of_sqlite : columns_of_postgresql,
        [&](const db::Row& row) {
            const auto kind = kind_of(row.text(1));
            if (kind) {
                table.columns.push_back({row.string(0), *kind});
            } else if (row.text(1) != "xid8") {
                throw Fault(fmt::format(
                    "a backup cannot hold {}.{}, which is {}", name, row.text(0), row.text(1)
                ));
            }
            if (row.integer(2) != 0) {
                table.counter = row.string(0);
            }
        },
        name
    );
    if (table.columns.empty()) {
        throw Fault(fmt::format("the database has no table {}, although its schema says so", name));
    }
    return table;
}

std::vector<Table> read_tables(db::Reader& reader, std::int64_t schema) {
    std::vector<Table> tables;
    for (const auto& name : names_of_tables(schema, reader.dialect())) {
        tables.push_back(read_table(reader, name));
    }
    return tables;
}

std::int64_t schema_of(db::Reader& reader) {
    const bool sqlite = reader.dialect() == db::Dialect::sqlite;
    if (reader.find_integer(sqlite ? has_migrations_sqlite : has_migrations_postgresql) != 1) {
        return 0;
    }
    return reader.find_integer("SELECT MAX(version) FROM schema_migration").value_or(0);
}

std::optional<std::int64_t> last_number(db::Reader& reader, const Table& table) {
    if (!table.counter) {
        return {};
    }
    if (reader.dialect() == db::Dialect::sqlite) {
        return reader.find_integer("SELECT seq FROM sqlite_sequence WHERE name = $1", table.name);
    }
    return reader.find_integer(
        fmt::format("SELECT pg_sequence_last_value(({})::regclass)", sequence_of),
        table.name,
        *table.counter
    );
}

void set_last_number(db::Tx& tx, const Table& table, std::int64_t number) {
    if (tx.dialect() == db::Dialect::postgresql) {
        const auto set = fmt::format("SELECT setval(({})::regclass, $3)", sequence_of);
        tx.query(set, [](const db::Row&) {}, table.name, *table.counter, number);
        return;
    }
    if (tx.run("UPDATE sqlite_sequence SET seq = $2 WHERE name = $1", table.name, number) == 0) {
        tx.run("INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)", table.name, number);
    }
}

std::string list_columns(const Table& table) {
    std::string out;
    for (const auto& column : table.columns) {
        out += fmt::format("{}\"{}\"", out.empty() ? "" : ", ", column.name);
    }
    return out;
}

}  // namespace styk::backup
