#include "http/once.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <thread>

#include "db/along.h"
#include "db/commits.h"
#include "json/json.h"
#include "support/databases.h"

namespace styk::http {
namespace {

constexpr Instant noon{1'700'000'000'000'000};

class OnceTest : public test::BothDatabases {
protected:
    OnceTest() : database_(db::with_along(db::open(temporary().url()))) {
        request_.method = net::Method::post;
        request_.path = "/api/v1/brands";
        request_.headers = {{"Idempotency-Key", "k"}};
        request_.body = "{}";
    }

    Answer ask(const Handler& handler, Again again = Again::same_answer, Instant at = noon) {
        const Route route{
            net::Method::post,
            "",
            {},
            only(record::everybody),
            handler,
            {.summary = "", .again = again}
        };
        return once(*database_, Call{request_, {}, {}, people::the_system(), at}, route);
    }

    // Writes a brand and says so.
    Handler adding(const std::string& key = "one") {
        return [this, key](const Call&) {
            add(key);
            return with_etag(json_answer(201, {{"key", key}, {"revision", 8}}), 7);
        };
    }

    void add(const std::string& key) {
        database_->write([&](db::Tx& tx) {
            tx.run(
                "INSERT INTO brand (id, revision, created_at, updated_at, key, name) "
                "SELECT $1 || COUNT(*), 1, 0, 0, $1 || COUNT(*), $1 FROM brand",
                key
            );
        });
    }

    std::int64_t count(const std::string& table) {
        return database_->read([&](db::Reader& reader) {
            return reader.find_integer("SELECT COUNT(*) FROM " + table).value();
        });
    }

    Code code_of(const std::function<void()>& work) {
        try {
            work();
        } catch (const Refusal& refusal) {
            retry_after_s_ = refusal.retry_after_s;
            return refusal.code();
        }
        ADD_FAILURE() << "was not refused";
        return Code::busy;
    }

    net::Request& request() { return request_; }

    [[nodiscard]] int retry_after_s() const { return retry_after_s_; }

private:
    std::unique_ptr<db::Database> database_;
    net::Request request_;
    int retry_after_s_ = 0;
};

STYK_ON_BOTH_DATABASES(OnceTest);

TEST_P(OnceTest, the_first_answer_comes_again_and_nothing_is_done_twice) {
    const auto first = ask(adding());
    const auto second = ask(adding("other"));
    EXPECT_EQ(count("brand"), 1);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(second.body, first.body);
    EXPECT_EQ(net::find_header(second.headers, "Idempotency-Replayed"), "true");
    EXPECT_EQ(net::find_header(second.headers, "ETag"), "\"7\"");
    EXPECT_EQ(net::find_header(second.headers, "Content-Type"), "application/json");
}

TEST_P(OnceTest, an_answer_without_a_body_comes_again_as_it_was) {
    const auto empty = [&](const Call&) {
        add("one");
        return empty_answer();
    };
    (void)ask(empty);
    const auto second = ask(empty);
    EXPECT_EQ(count("brand"), 1);
    EXPECT_EQ(second.status, 204);
    EXPECT_EQ(net::find_header(second.headers, "Content-Type"), "");
}

TEST_P(OnceTest, another_body_or_query_under_the_same_key_is_refused) {
    (void)ask(adding());
    request().body = "[]";
    EXPECT_EQ(code_of([&] { (void)ask(adding()); }), Code::invalid);
    request().body = "{}";
    request().query = "name=x";
    EXPECT_EQ(code_of([&] { (void)ask(adding()); }), Code::invalid);
    EXPECT_EQ(count("brand"), 1);
}

TEST_P(OnceTest, what_broke_after_its_commit_is_not_done_again) {
    const auto breaks = [&](const Call&) -> Answer {
        add("one");
        throw Fault("while it told of it");
    };
    EXPECT_THROW((void)ask(breaks), Fault);
    EXPECT_EQ(code_of([&] { (void)ask(adding()); }), Code::conflict);
    EXPECT_EQ(retry_after_s(), 1);
    const auto later = noon + std::chrono::minutes(1);
    EXPECT_EQ(code_of([&] { (void)ask(adding(), Again::same_answer, later); }), Code::conflict);
    EXPECT_EQ(retry_after_s(), 0);
    EXPECT_EQ(count("brand"), 1);
}

TEST_P(OnceTest, what_broke_before_its_commit_is_done_the_next_time) {
    const auto breaks = [&](const Call&) -> Answer { throw Fault("before"); };
    EXPECT_THROW((void)ask(breaks), Fault);
    EXPECT_EQ(ask(adding()).status, 201);
    EXPECT_EQ(count("brand"), 1);
}

TEST_P(OnceTest, what_was_said_within_the_transaction_is_the_answer) {
    const auto breaks = [&](const Call& call) -> Answer {
        remember(call, json_answer(201, {{"kept", true}}));
        add("one");
        throw Fault("after it");
    };
    EXPECT_THROW((void)ask(breaks), Fault);
    EXPECT_EQ(ask(adding()).body, R"({"kept":true})");
    EXPECT_EQ(count("brand"), 1);
}

TEST_P(OnceTest, a_secret_is_not_kept) {
    EXPECT_EQ(ask(adding("secret"), Again::told_once).status, 201);
    EXPECT_EQ(code_of([&] { (void)ask(adding(), Again::told_once); }), Code::conflict);
    EXPECT_EQ(retry_after_s(), 0);
    EXPECT_EQ(count("brand"), 1);
    EXPECT_EQ(count("idempotency WHERE body <> ''"), 0);
}

TEST_P(OnceTest, nothing_is_kept_of_who_must_not_be_known) {
    const auto quiet = [&](const Call& call) {
        forget_key(call);
        add("one");
        return json_answer(201, {});
    };
    (void)ask(quiet);
    (void)ask(quiet);
    EXPECT_EQ(count("brand"), 2);
    EXPECT_EQ(count("idempotency"), 0);
}

TEST_P(OnceTest, a_voice_leaves_its_key_and_neither_words_nor_a_moment) {
    const auto voice = [&](const Call& call) {
        keep_no_trace(call);
        add("one");
        return json_answer(201, {{"comment", "who said this"}});
    };
    const Instant then = noon + std::chrono::microseconds(123'457);
    EXPECT_EQ(ask(voice, Again::same_answer, then).status, 201);
    const auto again = then + std::chrono::seconds(1);
    EXPECT_EQ(code_of([&] { (void)ask(voice, Again::same_answer, again); }), Code::conflict);
    EXPECT_EQ(retry_after_s(), 0);
    request().body = "another";
    EXPECT_EQ(code_of([&] { (void)ask(voice, Again::same_answer, again); }), Code::conflict);
    EXPECT_EQ(count("brand"), 1);
    EXPECT_EQ(count("idempotency WHERE body = '' AND body_hash = ''"), 1);
    EXPECT_EQ(count("idempotency WHERE created_at % 86400000000 = 0"), 1);
    EXPECT_EQ(count(fmt::format("idempotency WHERE created_at > {}", then.us)), 1);
}

TEST_P(OnceTest, of_many_voices_the_number_comes_again) {
    const auto voices = [&](const Call& call) {
        const auto answer = json_answer(200, {{"added", 3}});
        remember(call, answer);
        keep_no_trace(call);
        add("one");
        return answer;
    };
    (void)ask(voices);
    EXPECT_EQ(ask(voices).body, R"({"added":3})");
    EXPECT_EQ(count("brand"), 1);
    EXPECT_EQ(count("idempotency WHERE body_hash = '' AND created_at % 86400000000 = 0"), 1);
}

TEST_P(OnceTest, what_is_refused_leaves_its_key_free_even_where_it_was_noted) {
    const auto refuses = [&](const Call&) -> Answer {
        add("a note");
        throw Refusal(Code::invalid, "no");
    };
    EXPECT_EQ(code_of([&] { (void)ask(refuses); }), Code::invalid);
    EXPECT_EQ(count("idempotency"), 0);
    EXPECT_EQ(ask(adding()).status, 201);
}

TEST_P(OnceTest, a_word_that_was_learnt_is_not_the_work) {
    const auto breaks = [&](const Call&) -> Answer {
        const db::AsideScope word;
        add("word");
        throw Fault("before the work");
    };
    EXPECT_THROW((void)ask(breaks), Fault);
    EXPECT_EQ(ask(adding()).status, 201);
    EXPECT_EQ(count("brand"), 2);
}

TEST_P(OnceTest, twice_at_once_is_done_once) {
    std::atomic<int> told = 0, refused = 0;
    std::vector<std::jthread> all;
    for (int i = 0; i < 8; ++i) {
        all.emplace_back([&] {
            try {
                told += ask(adding()).status == 201 ? 1 : 0;
            } catch (const Refusal& refusal) {
                refused += refusal.code() == Code::conflict ? 1 : 0;
            } catch (const db::Conflict&) {
                ADD_FAILURE() << "the other one's key was not found";
            }
        });
    }
    all.clear();
    EXPECT_EQ(told + refused, 8);
    EXPECT_GE(told, 1);
    EXPECT_EQ(count("brand"), 1);
}

TEST_P(OnceTest, a_route_that_heeds_no_key_works_each_time) {
    (void)ask(adding(), Again::done_anew);
    (void)ask(adding(), Again::done_anew);
    EXPECT_EQ(count("brand"), 2);
    EXPECT_EQ(count("idempotency"), 0);
}

}  // namespace
}  // namespace styk::http
