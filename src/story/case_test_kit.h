// A firm whose desk belongs to Anna, with a CX manager, and cases to be looked at.
#pragma once

#include <fmt/format.h>

#include "casework/case_list_store.h"
#include "casework/case_rule.h"
#include "casework/case_settings_store.h"
#include "casework/case_store.h"
#include "casework/notification_store.h"
#include "story/story_test_kit.h"

namespace styk::story {

class CaseFirmTest : public CountedFirmTest {
protected:
    void SetUp() override {
        CountedFirmTest::SetUp();
        anna_ = add_user("anna@example.com", people::Role::touchpoint_owner);
        boss_ = add_user("boss@example.com", people::Role::cx_manager);
        database().write([&](db::Tx& tx) {
            const auto before = db::find_by<journey::Touchpoint>(tx, "key", "desk").value();
            auto after = before;
            after.owner_id = anna_;
            db::change(tx, before, after, by);
        });
        catalogue.reload();
    }

    Id<people::User> add_user(const char* email, people::Role role) {
        people::User user;
        user.id.uuid = make_uuid_v7(clock, random);
        user.email = user.name = email;
        user.role = role;
        database().write([&](db::Tx& tx) { db::add(tx, user, by); });
        return user.id;
    }

    void add_rule(const char* filter, const char* actions) {
        casework::CaseRule rule;
        rule.id.uuid = make_uuid_v7(clock, random);
        rule.key = fmt::format("rule_{}", ++rules_);
        rule.name = rule.key;
        rule.filter = filter;
        rule.actions.text = actions;
        rule.position = rules_;
        database().write([&](db::Tx& tx) { db::add(tx, rule, by); });
        catalogue.reload();
    }

    feedback::Feedback receive(const feedback::Draft& draft) {
        return receive_feedback(intake, draft, {{"system", "", "test"}, clock.now()});
    }

    [[nodiscard]] static feedback::Draft unhappy(const char* customer = nullptr) {
        feedback::Draft draft;
        draft.source = "api";
        draft.channel = "web";
        draft.touchpoint = "desk";
        draft.comment = "Nobody was there.";
        draft.ratings = {{"nps", {}, feedback::RatingState::given, 2, "/ratings/0"}};
        if (customer != nullptr) {
            draft.customer = customer;
        }
        return draft;
    }

    std::vector<casework::Case> cases() {
        casework::CaseQuery query;
        query.sight.everything = true;
        query.order = casework::CaseOrder::age;
        query.now = clock.now();
        return database().read([&](db::Reader& reader) {
            return casework::list_cases(reader, query).items;
        });
    }

    std::int64_t unseen(const Id<people::User>& user) {
        return database().read([&](db::Reader& reader) {
            return casework::count_unseen(reader, user.text());
        });
    }

    void close(const Id<casework::Case>& id) {
        database().write([&](db::Tx& tx) {
            casework::Case one = casework::load_case(tx, id);
            casework::advance(one, casework::CaseState::closed, clock.now());
            casework::change(tx, one, clock.now());
        });
    }

    Id<people::User> anna_{}, boss_{};
    int rules_ = 0;
};

}  // namespace styk::story
