#include "db/faulty_database.h"

#include <gtest/gtest.h>

#include "base/faults.h"
#include "support/databases.h"

namespace styk::db {
namespace {

class FaultyDatabaseTest : public test::BothDatabases {
protected:
    FaultyDatabaseTest() : faulty_(with_faults(open(temporary().url()))) {}

    void add_two_brands() {
        faulty_->write([&](Tx& tx) {
            ++written_;
            for (const char* key : {"one", "two"}) {
                tx.run(
                    "INSERT INTO brand (id, revision, created_at, updated_at, key, name) "
                    "VALUES ($1, 1, 0, 0, $1, $1)",
                    key
                );
            }
        });
    }

    // What adding two brands leaves under a plan, and its trace.
    std::pair<std::int64_t, std::string> brands_after(FaultPlan plan) {
        bool failed = false;
        {
            const FaultScope scope(&plan);
            try {
                add_two_brands();
            } catch (const Fault&) {
                failed = true;
            }
        }
        const auto left = faulty_->read([](Reader& reader) {
            return reader.find_integer("SELECT COUNT(*) FROM brand").value();
        });
        EXPECT_EQ(failed, left == 0) << plan.trace();
        return {left, plan.trace()};
    }

    int written_ = 0;

private:
    std::unique_ptr<Database> faulty_;
};

STYK_ON_BOTH_DATABASES(FaultyDatabaseTest);

TEST_P(FaultyDatabaseTest, a_write_that_breaks_anywhere_leaves_nothing) {
    const auto trace_of_success = std::string(GetParam()) == "sqlite" ? "ssk" : "cssk";
    for (std::int64_t nth = 1; nth <= std::ssize(std::string(trace_of_success)); ++nth) {
        EXPECT_EQ(brands_after({FaultPlan::Kind::once, nth}).first, 0) << nth;
    }
    const auto whole = brands_after({FaultPlan::Kind::once, 9});
    EXPECT_EQ(whole.first, 2);
    EXPECT_EQ(whole.second, trace_of_success);
}

TEST_P(FaultyDatabaseTest, what_is_written_twice_is_there_once) {
    EXPECT_EQ(brands_after({FaultPlan::Kind::twice, 0}).first, 2);
    EXPECT_EQ(written_, 2);
}

}  // namespace
}  // namespace styk::db
