#include "story/second_step.h"

#include <gtest/gtest.h>

#include "base/faults.h"
#include "db/faulty_database.h"
#include "people/one_time_code.h"
#include "people/password.h"
#include "people/safe.h"
#include "people/secret.h"
#include "people/user_store.h"
#include "support/databases.h"
#include "support/fixed.h"
#include "support/new_firm.h"

namespace styk::story {
namespace {

using people::User;

constexpr std::string_view right = "marble stairs";
constexpr const char* home = "192.0.2.1";
constexpr const char* elsewhere = "198.51.100.7";

class SecondStepTest : public test::BothDatabases {
protected:
    void SetUp() override {
        test::found_firm(database(), clock_, random_);
        olga_.id.uuid = make_uuid_v7(clock_, random_);
        olga_.email = "olga@bursztyn.example";
        olga_.name = "Olga";
        olga_.password_hash = people::hash_password(right);
        database().write([&](db::Tx& tx) { db::add(tx, olga_, by()); });
        const auto app =
            begin_second_step(means_, olga_.id, {std::string(right), "", home}, clock_.at);
        secret_ = secret_in(app.secret);
        recovery_ = confirm_second_step(means_, olga_.id, {"", code(), home}, by());
    }

    // The app's text back to bytes, as an app does.
    static std::string secret_in(const std::string& base32) {
        std::string out;
        unsigned held = 0, bits = 0;
        for (const char c : base32) {
            const unsigned value =
                c >= 'A' ? static_cast<unsigned>(c - 'A') : static_cast<unsigned>(c - '2') + 26;
            held = (held << 5U | value) & 0xFFFFU;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out += static_cast<char>(held >> bits & 0xFFU);
            }
        }
        return out;
    }

    db::Change by() { return {{"user", olga_.id.text(), "Olga"}, clock_.at}; }

    std::string code() { return people::code_of(secret_, people::step_at(clock_.at)); }

    void pass(std::chrono::seconds time) { clock_.at = clock_.at + time; }

    // The half log-in of somebody who knows the password.
    std::string half_from(const std::string& address) {
        const auto entered =
            log_in(means_.entrance, {olga_.email, std::string(right), address}, clock_.at);
        EXPECT_EQ(entered.next, Next::code);
        return people::hash_secret(entered.token);
    }

    Entered enter(const std::string& half, const std::string& typed, const std::string& address) {
        return enter_code(means_, {half, typed, people::origin_of(address, "")}, clock_.at);
    }

    std::optional<Code> refusal_of(
        const std::string& half, const std::string& typed, const std::string& address
    ) {
        try {
            (void)enter(half, typed, address);
            return {};
        } catch (const Refusal& refusal) {
            return refusal.code();
        }
    }

    test::FixedClock clock_;
    SystemRandom random_;
    people::LoginGuard guard_;
    people::Safe safe_{temporary().folder() / "styk.key", "", random_};
    SecondStepMeans means_{{{database(), clock_, random_}, guard_}, safe_};
    User olga_;
    std::string secret_;
    std::vector<std::string> recovery_;
};

STYK_ON_BOTH_DATABASES(SecondStepTest);

TEST_P(SecondStepTest, lets_in_with_a_new_code_or_a_recovery_code) {
    EXPECT_EQ(refusal_of(half_from(home), code(), home), Code::unauthenticated);  // it set it up
    pass(std::chrono::seconds(30));
    EXPECT_EQ(enter(half_from(home), code(), home).user.id, olga_.id);
    EXPECT_EQ(refusal_of(half_from(home), code(), home), Code::unauthenticated);
    EXPECT_EQ(enter(half_from(home), recovery_.front(), home).user.id, olga_.id);
    EXPECT_EQ(refusal_of(half_from(home), recovery_.front(), home), Code::unauthenticated);
}

TEST_P(SecondStepTest, cannot_be_locked_by_a_stranger_who_does_not_know_the_password) {
    for (int i = 0; i < 500; ++i) {
        EXPECT_EQ(refusal_of("made up", "123456", elsewhere), Code::unauthenticated);
    }
    pass(std::chrono::seconds(30));
    EXPECT_EQ(refusal_of(half_from(home), code(), home), std::nullopt);
}

TEST_P(SecondStepTest, stops_who_knows_the_password_and_guesses_but_not_the_person_at_home) {
    pass(std::chrono::seconds(30));
    EXPECT_EQ(refusal_of(half_from(home), code(), home), std::nullopt);
    int guesses = 0;
    std::optional<Code> stopped;
    while (stopped != Code::too_many && guesses < 100) {
        const auto half = half_from(elsewhere);
        for (int i = 0; i < 5 && stopped != Code::too_many; ++i, ++guesses) {
            stopped = refusal_of(half, "12345", elsewhere);
        }
    }
    EXPECT_EQ(stopped, Code::too_many);
    EXPECT_LE(guesses, 11);
    pass(std::chrono::seconds(30));
    EXPECT_EQ(refusal_of(half_from(home), code(), home), std::nullopt);
}

TEST_P(SecondStepTest, gives_one_half_log_in_five_tries) {
    const auto half = half_from(home);
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(refusal_of(half, "12345", home), Code::unauthenticated);
    }
    pass(std::chrono::seconds(30));
    EXPECT_EQ(refusal_of(half, code(), home), Code::unauthenticated);
    EXPECT_EQ(refusal_of(half_from(home), code(), home), std::nullopt);
}

// Five statements and commits of a wrong try, each broken more often than a guesser has tries.
TEST_P(SecondStepTest, counts_nothing_of_a_try_that_broke) {
    const auto half = half_from(home);
    const auto breaking = db::with_faults(db::open(temporary().url()));
    const SecondStepMeans broken{{{*breaking, clock_, random_}, guard_}, safe_};
    for (int i = 0; i < 30; ++i) {
        FaultPlan plan(FaultPlan::Kind::once, 1 + i % 5);
        const FaultScope scope(&plan);
        EXPECT_THROW(
            (void)enter_code(broken, {half, "12345", people::origin_of(home, "")}, clock_.at), Fault
        ) << plan.trace();
    }
    for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(refusal_of(half, "12345", home), Code::unauthenticated);
    }
    pass(std::chrono::seconds(30));
    EXPECT_EQ(refusal_of(half, code(), home), std::nullopt);
}

TEST_P(SecondStepTest, takes_as_long_as_a_half_log_in_lasts) {
    const auto half = half_from(home);
    pass(std::chrono::minutes(10));
    EXPECT_EQ(refusal_of(half, code(), home), Code::unauthenticated);
}

TEST_P(SecondStepTest, ends_a_half_log_in_when_the_password_changes) {
    const auto half = half_from(home);
    database().write([&](db::Tx& tx) { people::set_password(tx, olga_, "another hash", by()); });
    pass(std::chrono::seconds(30));
    EXPECT_EQ(refusal_of(half, code(), home), Code::unauthenticated);
}

TEST_P(SecondStepTest, stores_no_code_and_no_secret_in_the_open) {
    std::string stored;
    database().read([&](db::Reader& reader) {
        const auto take = [&](const db::Row& row) { stored += row.string(0) + "\n"; };
        reader.query("SELECT secret_sealed FROM second_step", take);
        reader.query("SELECT code_hash FROM recovery_code", take);
    });
    EXPECT_EQ(stored.find(secret_), std::string::npos);
    EXPECT_EQ(stored.find(people::to_base32(secret_)), std::string::npos);
    for (const auto& one : recovery_) {
        EXPECT_EQ(stored.find(one), std::string::npos);
        EXPECT_EQ(stored.find(people::hash_secret(one)), std::string::npos);
    }
}

}  // namespace
}  // namespace styk::story
