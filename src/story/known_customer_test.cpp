#include "story/known_customer.h"

#include <gtest/gtest.h>

#include "customer/customer_store.h"
#include "story/customer_worth.h"
#include "story/story_test_kit.h"

namespace styk::story {
namespace {

class KnownCustomerTest : public CountedFirmTest {
protected:
    feedback::Feedback receive(const std::string& customer, const Told& told) {
        feedback::Draft draft;
        draft.source = "api";
        draft.channel = channel;
        draft.customer = customer;
        return receive_feedback(intake, draft, by, {}, told);
    }

    Told told(const std::string& key, const std::string& field, const std::string& value) {
        customer::Upsert line;
        line.customer.id.uuid = make_uuid_v7(clock, random);
        EXPECT_FALSE(customer::give(line, "key", key));
        EXPECT_FALSE(customer::give(line, field, value));
        return line;
    }

    std::optional<customer::Customer> find(const std::string& key) {
        return database().read([&](db::Reader& reader) {
            return customer::find_by_key(reader, key);
        });
    }

    std::string channel = "web";
};

STYK_ON_BOTH_DATABASES(KnownCustomerTest);

TEST_P(KnownCustomerTest, somebody_new_is_made_with_what_they_say) {
    const auto who = customer_of_address(intake, "anna@example.org", "Anna");
    EXPECT_FALSE(find(who.key));
    const auto said = receive(who.key, who.told);
    const auto made = find("anna@example.org").value();
    EXPECT_EQ(made.name, "Anna");
    EXPECT_EQ(made.email, "anna@example.org");
    EXPECT_EQ(said.customer_id, made.id);
    EXPECT_EQ(said.customer_name, "Anna");
    const auto again = customer_of_address(intake, "anna@example.org", "Somebody else");
    EXPECT_EQ(again.key, who.key);
    EXPECT_FALSE(again.told);
}

TEST_P(KnownCustomerTest, nobody_is_made_by_what_is_refused) {
    channel = "no such channel";
    EXPECT_THROW((void)receive("jan", told("jan", "name", "Jan")), Refusal);
    EXPECT_FALSE(find("jan"));
}

TEST_P(KnownCustomerTest, what_is_told_of_somebody_known_holds_for_what_they_say) {
    (void)receive("maria", told("maria", "segment", "new"));
    const auto later = receive("maria", told("maria", "segment", "regular"));
    EXPECT_EQ(later.segment, "regular");
    EXPECT_EQ(find("maria").value().segment, "regular");
}

TEST_P(KnownCustomerTest, what_is_told_of_another_customer_is_written_too) {
    const auto said = receive("maria", told("jan", "name", "Jan"));
    EXPECT_EQ(said.customer_key, "maria");
    EXPECT_EQ(find("jan").value().name, "Jan");
}

TEST_P(KnownCustomerTest, what_is_told_counts_for_their_worth) {
    const auto rich = told("maria", "attributes", R"({"value": 900})");
    const auto id = rich->customer.id;
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(worth_of(reader, id, "value", by.at), std::nullopt);
        EXPECT_EQ(worth_of(reader, id, "value", by.at, &*rich), 900);
    });
}

}  // namespace
}  // namespace styk::story
