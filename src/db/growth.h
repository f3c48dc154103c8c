// What PostgreSQL plans by is counted by a process of its own that looks once a minute. Until then
// a table that has just grown from nothing is joined as if it were empty: ten thousand rows against
// ten thousand, row by row. So whoever writes by the thousand says so after each batch.
#pragma once

#include <string_view>

namespace styk::db {

class Database;

// Counts `table` anew where its file has doubled since it was counted last. SQLite plans without:
// nothing is done. In a transaction of its own, as counting holds a lock of the table to the end.
// Never throws: what was written stands. With `columns` ("id, state") only those are looked into:
// how long the table is costs little, what stands in two dozen columns a tenth of a second; the
// database's own process does not take that for a whole count, and looks into the rest by itself.
void note_growth(Database& database, std::string_view table, std::string_view columns = {});

}  // namespace styk::db
