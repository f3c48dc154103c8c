#include "story/end_demo.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <string>

#include "support/databases.h"

namespace styk::story {
namespace {

class EndDemoTest : public test::BothDatabases {};

STYK_ON_BOTH_DATABASES(EndDemoTest);

std::set<std::string> tables_of(db::Reader& reader) {
    std::set<std::string> out;
    reader.query(
        reader.dialect() == db::Dialect::sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' "
              "ESCAPE '!'"
            : "SELECT table_name::text FROM information_schema.tables WHERE table_schema = "
              "current_schema()",
        [&](const db::Row& row) { out.insert(row.string(0)); }
    );
    return out;
}

// A new table holds something of the firm, or it is named here.
bool stays(std::string_view table) {
    constexpr std::string_view kept[] = {
        "fact_log",         // says that each feedback is gone
        "term",             // codes of values, which nothing names any more
        "figures_mark",     // which snapshot of the counts is right
        "need",             // the product's own to begin with
        "schema_migration"  // the shape of the database
    };
    return table.starts_with("feedback_search") || std::ranges::find(kept, table) != std::end(kept);
}

TEST_P(EndDemoTest, leaves_no_table_with_anything_of_the_firm) {
    const auto emptied = tables_of_the_demo();
    const auto tables = database().read(tables_of);
    EXPECT_GT(tables.size(), 40U);
    for (const auto& table : tables) {
        const bool named = std::ranges::find(emptied, table) != emptied.end();
        EXPECT_NE(named, stays(table)) << table;
    }
    for (const auto& table : emptied) {
        EXPECT_TRUE(tables.contains(std::string(table))) << table;
    }
}

}  // namespace
}  // namespace styk::story
