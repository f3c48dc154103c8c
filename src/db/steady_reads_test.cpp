#include "db/steady_reads.h"

#include <gtest/gtest.h>

#include "base/faults.h"
#include "db/commits.h"
#include "db/faulty_database.h"
#include "support/databases.h"

namespace styk::db {
namespace {

class SteadyReadsTest : public test::BothDatabases {
protected:
    SteadyReadsTest() : steady_(with_steady_reads(with_faults(open(temporary().url())))) {}

    void write_brand(const std::string& key) {
        steady_->write([&](Tx& tx) {
            tx.run(
                "INSERT INTO brand (id, revision, created_at, updated_at, key, name) "
                "VALUES ($1, 1, 0, 0, $1, $1)",
                key
            );
        });
    }

    // Reads with its first step broken, and all after it when `all` is said.
    std::int64_t count_brands(bool all = false) {
        FaultPlan plan(all ? FaultPlan::Kind::onwards : FaultPlan::Kind::once, 1);
        const FaultScope scope(&plan);
        return steady_->read([](Reader& reader) {
            return reader.find_integer("SELECT COUNT(*) FROM brand").value();
        });
    }

private:
    std::unique_ptr<Database> steady_;
};

STYK_ON_BOTH_DATABASES(SteadyReadsTest);

TEST_P(SteadyReadsTest, what_stands_is_told_though_the_first_reading_of_it_breaks) {
    const CommitScope request;
    write_brand("one");
    EXPECT_EQ(count_brands(), 1);
}

TEST_P(SteadyReadsTest, who_has_written_nothing_hears_of_the_first_trouble) {
    write_brand("before");
    EXPECT_THROW((void)count_brands(), Fault);
    const CommitScope request;
    EXPECT_THROW((void)count_brands(), Fault);
    {
        const AsideScope aside;
        write_brand("word");
    }
    EXPECT_FALSE(CommitScope::has_written());
    EXPECT_THROW((void)count_brands(), Fault);
}

TEST_P(SteadyReadsTest, a_database_that_stays_away_is_told_in_the_end) {
    const CommitScope request;
    write_brand("one");
    EXPECT_TRUE(CommitScope::has_written());
    EXPECT_THROW((void)count_brands(true), Fault);
}

}  // namespace
}  // namespace styk::db
