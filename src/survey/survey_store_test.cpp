#include "survey/survey_store.h"

#include <gtest/gtest.h>

#include "support/databases.h"
#include "support/fixed.h"
#include "survey/response_store.h"

namespace styk::survey {
namespace {

const db::Change by{{"user", "", "Ala"}, {1'000'000}};

class SurveyStore : public test::BothDatabases {
protected:
    void SetUp() override {
        survey_.id.uuid = make_uuid_v4(random_);
        survey_.key = "stay";
        survey_.name = "Stay";
        survey_.languages = {"en"};
        database().write([&](db::Tx& tx) {
            db::add(tx, survey_, by);
            add_draft(tx, survey_.id, R"({"pages":[]})", by);
        });
    }

    template <class Work>
    auto read(const Work& work) {
        return database().read([&](db::Reader& reader) { return work(reader); });
    }

    Invitation invite() {
        Invitation one;
        one.id.uuid = make_uuid_v4(random_);
        one.survey_id = survey_.id;
        one.token = random_hex(random_, 16);
        one.created_at = {2};
        database().write([&](db::Tx& tx) { add_invitation(tx, one); });
        return one;
    }

    Response response(const std::string& token) {
        Response one;
        one.id.uuid = make_uuid_v4(random_);
        one.survey_id = survey_.id;
        one.version = 1;
        one.token = token;
        one.language = "pl";
        one.channel = "web";
        one.answers = {{"nps", 9}, {"why", "ą"}};
        one.page = "more";
        one.started_at = one.changed_at = {5};
        return one;
    }

    bool put(const Response& one) {
        bool done = false;
        database().write([&](db::Tx& tx) { done = put_response(tx, one); });
        return done;
    }

    test::CountingRandom random_;
    Survey survey_;
};

STYK_ON_BOTH_DATABASES(SurveyStore);

TEST_P(SurveyStore, a_draft_is_written_by_who_read_it_last) {
    const auto change = [&](std::int64_t revision, const std::string& text) {
        database().write([&](db::Tx& tx) { change_draft(tx, survey_.id, revision, text, by); });
    };
    change(1, R"({"b":1})");
    EXPECT_THROW(change(1, R"({"c":1})"), Refusal);
    const auto draft = read([&](db::Reader& reader) { return load_draft(reader, survey_.id); });
    EXPECT_EQ(draft.revision, 2);
    EXPECT_EQ(draft.definition, R"({"b":1})");
    EXPECT_EQ(draft.changed_by, "Ala");
}

TEST_P(SurveyStore, versions_are_numbered_and_keep_what_was_published) {
    database().write([&](db::Tx& tx) {
        for (int i = 0; i < 2; ++i) {
            EXPECT_EQ(add_version(tx, survey_, load_draft(tx, survey_.id), 3, by), i + 1);
        }
    });
    const auto second =
        read([&](db::Reader& reader) { return find_version(reader, survey_.id, 2); });
    ASSERT_TRUE(second);
    EXPECT_EQ(second->definition, R"({"pages":[]})");
    EXPECT_EQ(second->questions, 3);
    EXPECT_FALSE(read([&](db::Reader& reader) { return find_version(reader, survey_.id, 3); }));
    EXPECT_EQ(
        read([&](db::Reader& reader) { return list_versions(reader, survey_.id); }).size(), 2U
    );
}

TEST_P(SurveyStore, quotas_are_taken_all_or_none) {
    std::optional<std::string> first, second;
    database().write([&](db::Tx& tx) {
        put_quotas(tx, survey_.id, {{"a", "A", "", 2, 0}, {"b", "B", "{x} = 1", 1, 0}});
        first = take_quotas(tx, survey_.id, {"a", "b"});
        second = take_quotas(tx, survey_.id, {"a", "b"});
    });
    EXPECT_EQ(first, std::nullopt);
    EXPECT_EQ(second, "b");
    const auto quotas = read([&](db::Reader& reader) { return list_quotas(reader, survey_.id); });
    EXPECT_EQ(quotas.at(0).counted, 1);
    EXPECT_EQ(quotas.at(1).counted, 1);
    EXPECT_EQ(quotas.at(1).applies, "{x} = 1");
}

TEST_P(SurveyStore, a_quota_that_is_set_anew_keeps_its_count) {
    database().write([&](db::Tx& tx) {
        put_quotas(tx, survey_.id, {{"a", "A", "", 2, 0}, {"b", "B", "", 1, 0}});
        (void)take_quotas(tx, survey_.id, {"a"});
        put_quotas(tx, survey_.id, {{"a", "Other", "", 5, 0}});
    });
    const auto quotas = read([&](db::Reader& reader) { return list_quotas(reader, survey_.id); });
    ASSERT_EQ(quotas.size(), 1U);
    EXPECT_EQ(quotas[0].counted, 1);
    EXPECT_EQ(quotas[0].most, 5);
    EXPECT_EQ(quotas[0].name, "Other");
}

TEST_P(SurveyStore, an_invitation_is_used_once) {
    const auto one = invite();
    bool first = false, second = false;
    database().write([&](db::Tx& tx) {
        note_started(tx, one.id);
        first = use_invitation(tx, one.id, Instant{7});
        second = use_invitation(tx, one.id, Instant{8});
    });
    EXPECT_TRUE(first);
    EXPECT_FALSE(second);
    const auto found = read([&](db::Reader& reader) { return find_invitation(reader, one.token); });
    EXPECT_EQ(found->state, InvitationState::answered);
    EXPECT_EQ(found->answered_at, Instant{7});
}

TEST_P(SurveyStore, invitations_are_listed_newest_first_and_counted) {
    const auto first = invite(), second = invite();
    database().write([&](db::Tx& tx) {
        EXPECT_TRUE(withdraw_invitation(tx, first.id));
        EXPECT_FALSE(withdraw_invitation(tx, first.id));
    });
    const auto waiting = read([&](db::Reader& reader) {
        return list_invitations(
            reader,
            survey_.id,
            {.state = InvitationState::waiting, .customer = {}, .limit = 5, .after = {}}
        );
    });
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting[0].id, second.id);
    const auto counts =
        read([&](db::Reader& reader) { return count_invitations(reader, survey_.id); });
    EXPECT_EQ(counts.sent, 1);
    EXPECT_EQ(counts.withdrawn, 1);
}

TEST_P(SurveyStore, a_response_comes_back_as_it_was_kept) {
    auto one = response("hash");
    one.hidden = {{"room", "214"}};
    one.seconds = {{"score", 12}};
    ASSERT_TRUE(put(one));
    const auto found =
        read([&](db::Reader& reader) { return find_response_by_token(reader, "hash"); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, one.id);
    EXPECT_EQ(found->answers, one.answers);
    EXPECT_EQ(found->hidden, one.hidden);
    EXPECT_EQ(found->seconds, one.seconds);
    EXPECT_EQ(found->page, "more");
    EXPECT_EQ(found->completed_at, std::nullopt);
}

TEST_P(SurveyStore, a_response_that_is_over_is_not_written_over) {
    auto one = response("hash");
    ASSERT_TRUE(put(one));
    one.id.uuid = make_uuid_v4(random_);
    one.state = ResponseState::complete;
    one.answers = {{"nps", 3}};
    ASSERT_TRUE(put(one));  // the partial one of the same token
    one.answers = {{"nps", 1}};
    EXPECT_FALSE(put(one));
    const auto counts =
        read([&](db::Reader& reader) { return count_responses(reader, survey_.id); });
    EXPECT_EQ(counts.complete, 1);
    EXPECT_EQ(counts.partial, 0);
    const auto found =
        read([&](db::Reader& reader) { return find_response_by_token(reader, "hash"); });
    EXPECT_EQ(found->answers, (Map{{"nps", 3}}));
}

TEST_P(SurveyStore, responses_are_narrowed) {
    auto pl = response("a"), ru = response("b");
    ru.language = "ru";
    ru.touchpoint = "room";
    ru.started_at = {50};
    ASSERT_TRUE(put(pl) && put(ru));
    const auto count = [&](const ResponseFilter& filter) {
        return read([&](db::Reader& reader) {
            return list_responses(reader, survey_.id, {filter, 10, {}}).size();
        });
    };
    EXPECT_EQ(count({}), 2U);
    ResponseFilter filter;
    filter.languages = {"ru", "en"};
    EXPECT_EQ(count(filter), 1U);
    filter = {};
    filter.from = Instant{5};
    filter.to = Instant{50};
    EXPECT_EQ(count(filter), 1U);
    filter = {};
    filter.touchpoints = {"room"};
    filter.state = ResponseState::complete;
    EXPECT_EQ(count(filter), 0U);
}

TEST_P(SurveyStore, what_waits_is_kept_once_and_leaves_by_its_receipt) {
    const Waiting one{make_uuid_v4(random_).text(), survey_.id, "t", "r", "{}"};
    bool first = false, again = false, gone = false;
    database().write([&](db::Tx& tx) {
        first = add_waiting(tx, one);
        Waiting other = one;
        other.id = make_uuid_v4(random_).text();
        other.receipt = "q";
        again = add_waiting(tx, other);
    });
    EXPECT_TRUE(first);
    EXPECT_FALSE(again);
    EXPECT_EQ(read(list_awaited), std::vector{survey_.id});
    database().write([&](db::Tx& tx) { gone = remove_waiting_by_receipt(tx, "r"); });
    EXPECT_TRUE(gone);
    EXPECT_EQ(read([&](db::Reader& reader) { return count_waiting(reader, survey_.id); }), 0);
}

}  // namespace
}  // namespace styk::survey
