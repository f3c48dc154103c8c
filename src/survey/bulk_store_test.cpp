#include "survey/bulk_store.h"

#include <gtest/gtest.h>

#include "support/databases.h"

namespace styk::survey {
namespace {

const std::vector<std::string> texts = {
    "plain", "", "NULL", "a \"quoted\" one", R"(back\slash)", "{a,b}", "Зима, zażółć", "two\nlines"
};

class BulkStore : public test::BothDatabases {
protected:
    // Events of these keys; every third lasts for a fraction of a second and is of no customer.
    void add(const std::vector<std::string>& keys, std::int64_t& written) {
        database().write([&](db::Tx& tx) {
            BulkInsert rows(
                tx,
                "INSERT INTO event (id, key, revision, type, customer_id, touchpoint, channel, "
                "occurred_at, received_at, duration_s)",
                10,
                " ON CONFLICT (key) DO NOTHING"
            );
            for (std::size_t i = 0; i < keys.size(); ++i) {
                const bool third = i % 3 == 0;
                const std::string id = "id of " + keys[i];
                rows.add(
                    {std::string_view(id),
                     std::string_view(keys[i]),
                     std::int64_t{1},
                     "order",
                     third ? db::Param() : std::string_view("c"),
                     db::Param(),
                     "web",
                     static_cast<std::int64_t>(i),
                     std::int64_t{-7},
                     third ? db::Param(0.25) : db::Param()}
                );
            }
            rows.flush();
            written = rows.written();
        });
    }

    std::int64_t count(const std::string& where) {
        return database().read([&](db::Reader& reader) {
            return reader.find_integer("SELECT COUNT(*) FROM event WHERE " + where).value();
        });
    }

    std::vector<std::string> keys_in(const std::vector<std::string>& wanted) {
        std::vector<std::string> found;
        database().read([&](db::Reader& reader) {
            std::vector<db::Param> params{std::int64_t{-7}};
            const InList list(reader, wanted, params);
            reader.query_params(
                "SELECT key FROM event WHERE received_at = $1 AND key IN " + list.sql() +
                    " ORDER BY occurred_at",
                params,
                [&](const db::Row& row) { found.push_back(row.string(0)); }
            );
        });
        return found;
    }
};

STYK_ON_BOTH_DATABASES(BulkStore);

TEST_P(BulkStore, every_text_arrives_as_it_is_and_is_found_again) {
    std::int64_t written = 0;
    add(texts, written);
    EXPECT_EQ(written, static_cast<std::int64_t>(texts.size()));
    EXPECT_EQ(keys_in(texts), texts);
    EXPECT_EQ(keys_in({R"(back\slash)", "slash"}), std::vector<std::string>{R"(back\slash)"});
    EXPECT_EQ(keys_in({}), std::vector<std::string>{});
}

TEST_P(BulkStore, nulls_and_fractions_stay_in_their_rows) {
    std::int64_t written = 0;
    add(texts, written);
    EXPECT_EQ(count("customer_id IS NULL AND duration_s = 0.25"), 3);
    EXPECT_EQ(count("customer_id = 'c' AND duration_s IS NULL"), 5);
    EXPECT_EQ(count("touchpoint IS NULL"), 8);
}

TEST_P(BulkStore, many_rows_are_written_once) {
    std::vector<std::string> keys;
    for (int i = 0; i < 5437; ++i) {
        keys.push_back(std::to_string(i));
    }
    std::int64_t written = 0;
    add(keys, written);
    EXPECT_EQ(written, 5437);
    keys.emplace_back("one more");
    add(keys, written);
    EXPECT_EQ(written, 1) << "the others are there";
    EXPECT_EQ(count("1 = 1"), 5438);
    EXPECT_EQ(keys_in({"5436", "0", "no such"}), (std::vector<std::string>{"0", "5436"}));
}

}  // namespace
}  // namespace styk::survey
