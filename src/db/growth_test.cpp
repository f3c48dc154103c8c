#include "db/growth.h"

#include <gtest/gtest.h>

#include "db/database.h"
#include "support/databases.h"

namespace styk::db {
namespace {

class GrowthTest : public test::BothDatabases {
protected:
    void add_brands(int from, int to) {
        database().write([&](Tx& tx) {
            for (int i = from; i < to; ++i) {
                tx.run(
                    "INSERT INTO brand (id, revision, created_at, updated_at, key, name) VALUES "
                    "($1, 1, 0, 0, $1, $2)",
                    std::to_string(i),
                    std::string(400, 'x')
                );
            }
        });
    }

    // What PostgreSQL believes to be in the table; less than one where it has never counted.
    std::int64_t believed() {
        return database().read([](Reader& reader) {
            return reader
                .find_integer(
                    "SELECT CAST(reltuples AS bigint) FROM pg_class WHERE relname = 'brand'"
                )
                .value();
        });
    }

    std::vector<std::string> looked_into() {
        std::vector<std::string> columns;
        database().read([&](Reader& reader) {
            reader.query(
                "SELECT attname FROM pg_stats WHERE schemaname = CURRENT_SCHEMA() AND tablename = "
                "'brand' ORDER BY attname",
                [&](const Row& row) { columns.push_back(row.string(0)); }
            );
        });
        return columns;
    }

    bool counts() { return database().dialect() == Dialect::postgresql; }
};

STYK_ON_BOTH_DATABASES(GrowthTest);

TEST_P(GrowthTest, counts_a_table_anew_each_time_it_has_doubled) {
    add_brands(0, 100);
    note_growth(database(), "brand");
    if (!counts()) {
        return;
    }
    EXPECT_LT(believed(), 1) << "a small table is served by any plan";
    add_brands(100, 1000);
    note_growth(database(), "brand");
    EXPECT_EQ(believed(), 1000);
    add_brands(1000, 1100);
    note_growth(database(), "brand");
    EXPECT_EQ(believed(), 1000) << "a tenth more is no reason to count";
}

TEST_P(GrowthTest, what_is_looked_into_in_one_column_is_as_long_and_leaves_the_rest_to_others) {
    add_brands(0, 1000);
    note_growth(database(), "brand", "id");
    if (!counts()) {
        return;
    }
    EXPECT_EQ(believed(), 1000);
    EXPECT_EQ(looked_into(), std::vector<std::string>{"id"});
    note_growth(database(), "brand");
    EXPECT_EQ(looked_into(), std::vector<std::string>{"id"}) << "it has not grown";
}

}  // namespace
}  // namespace styk::db
