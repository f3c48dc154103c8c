#include "db/along.h"

#include <gtest/gtest.h>

#include "db/commits.h"
#include "support/databases.h"

namespace styk::db {
namespace {

class AlongTest : public test::BothDatabases {
protected:
    AlongTest() : database_(with_along(open(temporary().url()))) {}

    void write_brand(const std::string& key) {
        database_->write([&](Tx& tx) { add_brand(tx, key); });
    }

    static void add_brand(Tx& tx, const std::string& key) {
        tx.run(
            "INSERT INTO brand (id, revision, created_at, updated_at, key, name) "
            "VALUES ($1, 1, 0, 0, $1, $1)",
            key
        );
    }

    std::string brands() {
        return database_->read([](Reader& reader) {
            std::string out;
            reader.query("SELECT key FROM brand ORDER BY key", [&](const Row& row) {
                out += row.string(0) + " ";
            });
            return out;
        });
    }

private:
    std::unique_ptr<Database> database_;
};

STYK_ON_BOTH_DATABASES(AlongTest);

TEST_P(AlongTest, goes_into_the_first_transaction_and_no_other) {
    const AlongScope along([](Tx& tx) { add_brand(tx, "key"); });
    EXPECT_FALSE(along.written());
    write_brand("one");
    EXPECT_TRUE(along.written());
    EXPECT_EQ(brands(), "key one ");
    write_brand("two");
    EXPECT_EQ(brands(), "key one two ");
}

TEST_P(AlongTest, is_undone_with_it_and_waits_for_the_next) {
    const AlongScope along([](Tx& tx) { add_brand(tx, "key"); });
    write_brand("one");
    const AlongScope again([](Tx& tx) { add_brand(tx, "one"); });
    EXPECT_THROW(write_brand("two"), Conflict);
    EXPECT_FALSE(again.written());
    EXPECT_EQ(brands(), "key one ");
}

TEST_P(AlongTest, does_not_go_with_what_is_written_aside) {
    const AlongScope along([](Tx& tx) { add_brand(tx, "key"); });
    {
        const AsideScope word;
        write_brand("word");
    }
    EXPECT_FALSE(along.written());
    EXPECT_EQ(brands(), "word ");
    write_brand("work");
    EXPECT_EQ(brands(), "key word work ");
}

}  // namespace
}  // namespace styk::db
