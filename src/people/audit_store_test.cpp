#include "people/audit_store.h"

#include <gtest/gtest.h>

#include "db/record_store.h"
#include "support/databases.h"

namespace styk::people {
namespace {

class AuditStore : public test::BothDatabases {
protected:
    void write(const std::string& user, const std::string& kind, const std::string& record) {
        database().write([&](db::Tx& tx) {
            db::audit(
                tx,
                {{"user", user, "Name of " + user}, {7}},
                "change",
                kind,
                record,
                "",
                "{\"a\":1}"
            );
        });
    }

    AuditPage list(const AuditQuery& query) {
        return database().read([&](db::Reader& reader) { return list_audit(reader, query); });
    }
};

STYK_ON_BOTH_DATABASES(AuditStore);

TEST_P(AuditStore, shows_the_newest_first_with_all_that_was_written) {
    write("u1", "brand", "r1");
    write("u2", "metric", "r2");
    const AuditPage page = list({});
    ASSERT_EQ(page.items.size(), 2U);
    const AuditEntry& newest = page.items[0];
    EXPECT_EQ(newest.kind, "metric");
    EXPECT_EQ(newest.record_id, "r2");
    EXPECT_EQ(newest.actor_kind, "user");
    EXPECT_EQ(newest.actor_id, "u2");
    EXPECT_EQ(newest.actor_name, "Name of u2");
    EXPECT_EQ(newest.action, "change");
    EXPECT_EQ(newest.at, Instant{7});
    EXPECT_FALSE(newest.before);
    EXPECT_EQ(newest.after, "{\"a\":1}");
    EXPECT_FALSE(page.more);
}

TEST_P(AuditStore, narrows_by_kind_record_and_person) {
    write("u1", "brand", "r1");
    write("u2", "brand", "r2");
    write("u1", "metric", "r1");
    EXPECT_EQ(list({.kinds = {"brand"}}).items.size(), 2U);
    EXPECT_EQ(list({.record_id = "r1"}).items.size(), 2U);
    EXPECT_EQ(list({.user_id = "u2"}).items.size(), 1U);
    EXPECT_EQ(list({.kinds = {"brand"}, .record_id = "r1", .user_id = "u1"}).items.size(), 1U);
    EXPECT_TRUE(list({.kinds = {"brand"}, .user_id = "u3"}).items.empty());
}

TEST_P(AuditStore, pages_without_gap_or_repetition) {
    for (int i = 0; i < 5; ++i) {
        write("u1", "brand", std::to_string(i));
    }
    std::string seen;
    AuditQuery query;
    query.limit = 2;
    for (int pages = 0; pages < 5; ++pages) {
        const AuditPage page = list(query);
        for (const auto& entry : page.items) {
            seen += entry.record_id;
        }
        if (!page.more) {
            break;
        }
        query.before_position = page.items.back().position;
    }
    EXPECT_EQ(seen, "43210");
}

}  // namespace
}  // namespace styk::people
