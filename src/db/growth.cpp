#include "db/growth.h"

#include <exception>
#include <fmt/format.h>

#include "db/database.h"

namespace styk::db {

namespace {

// The slack keeps small tables, which any plan serves, from being counted again and again.
bool has_doubled(Tx& tx, std::string_view table) {
    return tx.find_integer(
               "SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass($1) AND "
               "pg_relation_size(oid) / 8192 > 2 * "
               "GREATEST(relpages, 0) + 16",
               table
           ) == 1;
}

}  // namespace

void note_growth(Database& database, std::string_view table, std::string_view columns) {
    if (database.dialect() != Dialect::postgresql) {
        return;
    }
    try {
        database.write([&](Tx& tx) {
            if (has_doubled(tx, table)) {
                const auto only = columns.empty() ? "" : fmt::format(" ({})", columns);
                tx.run(fmt::format("ANALYZE {}{}", table, only));
            }
        });
    } catch (const std::exception&) {  // plans are slower until the database counts by itself
    }
}

}  // namespace styk::db
