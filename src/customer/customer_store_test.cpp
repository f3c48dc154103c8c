#include "customer/customer_store.h"

#include <gtest/gtest.h>
#include <thread>

#include "customer/customer_json.h"
#include "json/json.h"
#include "people/roles.h"
#include "support/databases.h"
#include "support/fixed.h"

namespace styk::customer {
namespace {

class CustomerStore : public test::BothDatabases {
protected:
    Id<Customer> fresh() { return {make_uuid_v7(clock_, random_)}; }

    // A line as it stands in a bulk.
    Upsert line(const std::string& text) {
        Upsert made;
        const json::Value body = json::parse(text);
        EXPECT_TRUE(read_upsert(body.get_object(), people::may::set_up, made).empty()) << text;
        made.customer.id = fresh();
        return made;
    }

    Counted upsert(const std::vector<Upsert>& lines) {
        Counted counted;
        database().write([&](db::Tx& tx) { counted = customer::upsert(tx, lines, by_); });
        return counted;
    }

    Customer find(std::string_view key) {
        return database().read([&](db::Reader& reader) { return find_by_key(reader, key).value(); }
        );
    }

    std::int64_t count(std::string_view sql) {
        return database().read([&](db::Reader& reader) { return reader.find_integer(sql).value(); }
        );
    }

    test::FixedClock clock_;
    test::CountingRandom random_;
    db::Change by_{{"user", "u", "Anna"}, clock_.now()};
};

STYK_ON_BOTH_DATABASES(CustomerStore);

TEST_P(CustomerStore, a_line_adds_then_changes_what_it_names_then_nothing) {
    EXPECT_EQ(
        upsert({line(
            R"({"key": "K 1", "name": "Ala", "email": "ala@example.org", "lifecycle": "new"})"
        )}),
        (Counted{1, 0, 0})
    );
    const auto change = R"({"key": "K 1", "segment": "gold", "attributes": {"age": 33}})";
    EXPECT_EQ(upsert({line(change)}), (Counted{0, 1, 0}));
    EXPECT_EQ(upsert({line(change)}), (Counted{0, 0, 1}));
    const Customer stored = find("K 1");
    EXPECT_EQ(stored.name, "Ala");
    EXPECT_EQ(stored.email, "ala@example.org");
    EXPECT_EQ(stored.lifecycle, Lifecycle::new_);
    EXPECT_EQ(stored.segment, "gold");
    EXPECT_EQ(stored.attributes.text, R"({"age":33})");
    EXPECT_EQ(stored.revision, 2);
    EXPECT_EQ(count("SELECT COUNT(*) FROM audit WHERE kind = 'customer'"), 2);
}

TEST_P(CustomerStore, a_line_may_change_every_field_and_leaves_none_behind) {
    const std::string place = "018f0000-0000-7000-8000-00000000000a";
    database().write([&](db::Tx& tx) {
        tx.run(
            "INSERT INTO location (id, revision, created_at, updated_at, key, name, kind) "
            "VALUES ($1, 1, 0, 0, 'n', 'N', 'region')",
            place
        );
    });
    upsert({line(R"({"key": "a", "name": "Old"})")});
    Upsert all = line(
        R"({"key": "a", "kind": "company", "name": "New", "language": "pl", "email": "n@example.org",
            "phone": "+48 1", "lifecycle": "former", "segment": "s", "attributes": {"x": true}, "location_id": ")" +
        place + "\"}"
    );
    EXPECT_EQ(upsert({all}), (Counted{0, 1, 0}));
    const Customer stored = find("a");
    all.customer.id = stored.id;
    all.customer.revision = 2;
    all.customer.created_at = all.customer.updated_at = by_.at;
    EXPECT_EQ(stored, all.customer);
    EXPECT_EQ(count("SELECT COUNT(*) FROM customer WHERE search LIKE '%new%'"), 1);
    EXPECT_EQ(
        count("SELECT COUNT(*) FROM audit WHERE after LIKE '%former%' AND before LIKE '%Old%'"), 1
    );
}

TEST_P(CustomerStore, null_in_a_line_clears_a_field) {
    upsert({line(R"({"key": "a", "email": "a@example.org"})")});
    upsert({line(R"({"key": "a", "email": null})")});
    EXPECT_FALSE(find("a").email.has_value());
}

TEST_P(CustomerStore, many_lines_cross_batches_and_a_key_that_comes_twice_is_one_customer) {
    std::vector<Upsert> lines;
    for (int i = 0; i < 250; ++i) {
        lines.push_back(line(
            R"({"key": "k)" + std::to_string(i % 240) + R"(", "name": "n)" + std::to_string(i) +
            "\"}"
        ));
    }
    EXPECT_EQ(upsert(lines), (Counted{240, 10, 0}));
    EXPECT_EQ(count("SELECT COUNT(*) FROM customer"), 240);
    EXPECT_EQ(find("k5").name, "n245");
    EXPECT_EQ(find("k100").name, "n100");
}

TEST_P(CustomerStore, a_bulk_customer_is_found_by_q_like_any_other) {
    upsert(
        {line(R"({"key": "a", "name": "Żółć Łódź", "email": "zl@example.org"})"),
         line(R"({"key": "b"})")}
    );
    const auto found = [&](const char* q) {
        return database().read([&](db::Reader& reader) {
            return db::list<Customer>(
                       reader, record::read_list_query(record::shape_of<Customer>(), {{"q", q}})
            ).items.size();
        });
    };
    EXPECT_EQ(found("zolc"), 1U);
    EXPECT_EQ(found("example"), 1U);
    EXPECT_EQ(found("nobody"), 0U);
}

TEST_P(CustomerStore, the_search_words_are_those_of_the_common_store) {
    Customer by_hand;
    by_hand.id = fresh();
    by_hand.key = "hand";
    by_hand.name = "Jan Nowak";
    by_hand.email = "jan@example.org";
    upsert({line(R"({"key": "bulk", "name": "Jan Nowak", "email": "jan@example.org"})")});
    database().write([&](db::Tx& tx) { db::add(tx, by_hand, by_); });
    EXPECT_EQ(
        count(
            "SELECT COUNT(DISTINCT REPLACE(REPLACE(search, 'bulk', ''), 'hand', '')) FROM customer"
        ),
        1
    );
}

TEST_P(CustomerStore, a_line_without_a_key_or_with_a_wrong_field_is_named) {
    const auto problems = [](const char* text) {
        Upsert made;
        const json::Value body = json::parse(text);
        std::string pointers;
        for (const auto& one : read_upsert(body.get_object(), people::may::set_up, made)) {
            pointers += one.pointer;
        }
        return pointers;
    };
    EXPECT_EQ(problems("{}"), "/key");
    EXPECT_EQ(
        problems(R"({"key": "a", "email": "no", "colour": 1, "id": "x"})"), "/email/colour/id"
    );
    EXPECT_EQ(problems(R"({"key": "a", "lifecycle": "new_"})"), "/lifecycle");
    EXPECT_EQ(problems(R"({"key": "a", "lifecycle": "new"})"), "");
}

TEST_P(CustomerStore, is_known_by_key_and_by_id_and_made_from_a_key_alone) {
    const auto id = fresh();
    Customer made;
    database().write([&](db::Tx& tx) { made = ensure(tx, "4711", id, by_); });
    EXPECT_EQ(made.id, id);
    EXPECT_EQ(made.lifecycle, Lifecycle::active);
    Customer again;
    const auto other = fresh();
    database().write([&](db::Tx& tx) { again = ensure(tx, "4711", other, by_); });
    EXPECT_EQ(again, made);
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(find_customer(reader, "4711"), made);
        EXPECT_EQ(find_customer(reader, id.text()), made);
        EXPECT_FALSE(find_customer(reader, other.text()));
    });
}

TEST_P(CustomerStore, a_crowd_that_names_one_unknown_key_makes_one_customer) {
    constexpr int crowd_size = 24;
    std::vector<Id<Customer>> ids, got(crowd_size);
    for (int i = 0; i < crowd_size; ++i) {
        ids.push_back(fresh());
    }
    std::vector<std::jthread> crowd;
    for (std::size_t i = 0; i < crowd_size; ++i) {
        crowd.emplace_back([&, i] {
            database().write([&](db::Tx& tx) { got[i] = ensure(tx, "same", ids[i], by_).id; });
        });
    }
    crowd.clear();
    EXPECT_EQ(count("SELECT COUNT(*) FROM customer"), 1);
    EXPECT_EQ(count("SELECT COUNT(*) FROM audit WHERE kind = 'customer'"), 1);
    for (const auto& one : got) {
        EXPECT_EQ(one, got[0]);
    }
}

TEST_P(CustomerStore, bulks_at_once_with_the_same_keys_lose_no_line) {
    std::vector<std::vector<Upsert>> bulks(8);
    for (std::size_t b = 0; b < bulks.size(); ++b) {
        for (int i = 0; i < 30; ++i) {
            const int key = b % 2 == 0 ? i : 29 - i;  // opposite orders wait for each other
            bulks[b].push_back(line(
                R"({"key": "k)" + std::to_string(key) + R"(", "segment": "s)" + std::to_string(b) +
                "\"}"
            ));
        }
    }
    std::atomic<std::int64_t> added = 0, seen = 0;
    std::vector<std::jthread> crowd;
    for (const auto& bulk : bulks) {
        crowd.emplace_back([&] {
            const Counted counted = upsert(bulk);
            added += counted.added;
            seen += counted.added + counted.changed + counted.unchanged;
        });
    }
    crowd.clear();
    EXPECT_EQ(added, 30);
    EXPECT_EQ(seen, 240);
}

TEST_P(CustomerStore, one_with_feedback_or_events_stays) {
    upsert({line(R"({"key": "a"})")});
    const Customer stored = find("a");
    const auto refuse = [&] {
        database().read([&](db::Reader& reader) { check_removal(reader, stored); });
    };
    EXPECT_NO_THROW(refuse());
    database().write([&](db::Tx& tx) {
        tx.run(
            "INSERT INTO event (id, key, revision, type, customer_id, channel, occurred_at, "
            "received_at) "
            "VALUES ('e', 'e', 1, 'call', $1, 'phone', 0, 0)",
            stored.id.text()
        );
    });
    EXPECT_THROW(refuse(), Refusal);
}

TEST_P(CustomerStore, a_location_must_exist) {
    Customer customer;
    database().read([&](db::Reader& reader) {
        EXPECT_NO_THROW(check_references(reader, customer));
        customer.location_id = Id<firm::Location>{fresh().uuid};
        EXPECT_THROW(check_references(reader, customer), Refusal);
    });
}

TEST(give, checks_the_rule_and_marks_the_field) {
    Upsert one;
    EXPECT_FALSE(give(one, "email", std::string("a@example.org")));
    EXPECT_TRUE(give(one, "email", std::string("nobody")));
    EXPECT_TRUE(give(one, "revision", std::int64_t{7}));
    EXPECT_TRUE(give(one, "colour", std::string("red")));
    EXPECT_TRUE(give(one, "lifecycle", std::string("gone")));
    EXPECT_EQ(one.given.count(), 1U);
    EXPECT_EQ(one.customer.email, "a@example.org");
}

}  // namespace
}  // namespace styk::customer
