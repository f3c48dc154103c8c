#include "story/accept_welcome.h"

#include <atomic>
#include <gtest/gtest.h>
#include <thread>

#include "firm/firm_store.h"
#include "json/json.h"
#include "people/password.h"
#include "people/secret.h"
#include "people/session_store.h"
#include "people/user_store.h"
#include "story/add_user.h"
#include "story/send_welcome.h"
#include "support/databases.h"
#include "support/fixed.h"
#include "support/new_firm.h"

namespace styk::story {
namespace {

using namespace std::chrono_literals;
using people::Purpose;
using people::User;

std::string token_of(const std::string& path) {
    return path.substr(path.rfind('/') + 1);
}

class AcceptWelcome : public test::BothDatabases {
protected:
    db::Change by() { return {{"system", "", "Styk"}, clock_.at}; }

    // The token of the invitation.
    std::string invite() {
        const auto added = add_user(
            means_,
            json::parse(R"({"email":"olga@bursztyn.example","name":"Olga","role":"analyst"})")
                .get_object(),
            people::the_system(),
            by()
        );
        olga_ = *Id<User>::parse(std::string(added.at("id").get_string()));
        return token_of(std::string(added.at("welcome_url").get_string()));
    }

    Entered accept(const std::string& token, const WelcomeAnswer& answer) {
        return accept_welcome(means_, token, answer, clock_.at);
    }

    bool is_gone(const std::string& token) {
        try {
            (void)read_welcome(means_, token, clock_.at);
            return false;
        } catch (const Refusal& refusal) {
            EXPECT_EQ(refusal.code(), Code::not_found);
            return true;
        }
    }

    std::int64_t count(std::string_view sql) {
        return database().read([&](db::Reader& reader) { return reader.find_integer(sql).value(); }
        );
    }

    User load_olga() {
        return database().read([&](db::Reader& reader) { return db::load(reader, olga_); });
    }

    test::FixedClock clock_;
    test::CountingRandom random_;
    Means means_{database(), clock_, random_};
    Id<User> olga_;
};

STYK_ON_BOTH_DATABASES(AcceptWelcome);

const WelcomeAnswer marta{"Marta@Bursztyn.example", "Marta", "marble stairs"};

TEST_P(AcceptWelcome, makes_the_first_administrator_and_lets_them_in) {
    const auto token = token_of(welcome_first_administrator(means_).value());
    const Invited invited = read_welcome(means_, token, clock_.at);
    EXPECT_EQ(invited.purpose, Purpose::first_administrator);
    EXPECT_FALSE(invited.email);
    const Entered entered = accept(token, marta);
    EXPECT_EQ(entered.user.role, people::Role::administrator);
    EXPECT_EQ(entered.user.email, "marta@bursztyn.example");
    const auto actor =
        people::find_session_actor(database(), people::hash_secret(entered.token), clock_.at);
    ASSERT_TRUE(actor);
    EXPECT_EQ(actor->actor.user, entered.user.id);
    EXPECT_TRUE(is_gone(token));
    EXPECT_FALSE(welcome_first_administrator(means_));
}

TEST_P(
    AcceptWelcome, the_first_administrator_names_the_firm_and_both_go_on_in_the_language_of_the_page
) {
    test::found_firm(database(), clock_, random_);
    const auto token = token_of(welcome_first_administrator(means_).value());
    auto answer = marta;
    answer.language = "no language";
    EXPECT_THROW(accept(token, answer), Refusal);
    answer.language = "pl";
    answer.firm_name = std::string(5000, 'x');
    EXPECT_THROW(accept(token, answer), Refusal);
    answer.firm_name = "Hotele Bursztyn";
    EXPECT_EQ(accept(token, answer).user.language, "pl");
    EXPECT_EQ(database().read(firm::load_firm).language, "pl");
    EXPECT_EQ(database().read(firm::load_firm).name, "Hotele Bursztyn");
}

TEST_P(AcceptWelcome, the_invited_go_on_in_the_language_of_the_page_and_the_firm_in_its_own) {
    test::found_firm(database(), clock_, random_);
    const auto token = invite();
    EXPECT_THROW(accept(token, {{}, {}, "marble stairs", {}, "ru", "Mine"}), Refusal);
    EXPECT_EQ(accept(token, {{}, {}, "marble stairs", {}, "ru"}).user.language, "ru");
    EXPECT_EQ(database().read(firm::load_firm).language, "en");
    const auto again = token_of(send_welcome(means_, olga_, by()));
    EXPECT_EQ(accept(again, {{}, {}, "granite stairs", {}, "pl"}).user.language, "ru") << "chosen";
}

TEST_P(AcceptWelcome, a_link_to_the_first_administrator_dies_when_there_is_one) {
    const auto token = token_of(welcome_first_administrator(means_).value());
    (void)add_user(
        means_,
        json::parse(
            R"({"email":"a@b.example","name":"A","role":"administrator","password":"marble stairs"})"
        )
            .get_object(),
        people::the_system(),
        by()
    );
    EXPECT_TRUE(is_gone(token));
    EXPECT_THROW(accept(token, marta), Refusal);
}

TEST_P(AcceptWelcome, lets_the_invited_choose_name_and_password) {
    const auto token = invite();
    EXPECT_EQ(read_welcome(means_, token, clock_.at).email, "olga@bursztyn.example");
    const Entered entered = accept(token, {{}, "Olga I.", "marble stairs"});
    EXPECT_EQ(entered.user.name, "Olga I.");
    EXPECT_EQ(entered.user.role, people::Role::analyst);
    EXPECT_TRUE(people::is_password("marble stairs", load_olga().password_hash));
    EXPECT_TRUE(is_gone(token));
}

TEST_P(AcceptWelcome, names_everything_wrong_and_leaves_the_link) {
    const auto token = invite();
    try {
        (void)accept(token, {"other@bursztyn.example", "", "short"});
        FAIL() << "was accepted";
    } catch (const Refusal& refusal) {
        ASSERT_EQ(refusal.problems().size(), 3U);
        EXPECT_EQ(refusal.problems()[0].pointer, "/name");
        EXPECT_EQ(refusal.problems()[1].pointer, "/email");
        EXPECT_EQ(refusal.problems()[2].pointer, "/password");
    }
    EXPECT_FALSE(is_gone(token));
    EXPECT_FALSE(load_olga().password_hash);
}

TEST_P(AcceptWelcome, an_email_that_is_taken_leaves_the_link) {
    invite();
    const auto token = token_of(welcome_first_administrator(means_).value());
    EXPECT_THROW(accept(token, {"olga@bursztyn.example", "Olga", "marble stairs"}), Refusal);
    EXPECT_FALSE(is_gone(token));
}

TEST_P(AcceptWelcome, a_reset_ends_every_older_session) {
    const Entered before = accept(invite(), {{}, {}, "marble stairs"});
    const auto token = token_of(send_welcome(means_, olga_, by()));
    EXPECT_EQ(read_welcome(means_, token, clock_.at).purpose, Purpose::reset);
    const Entered after = accept(token, {{}, {}, "granite stairs"});
    const auto is_open = [&](const std::string& session) {
        return people::find_session_actor(database(), people::hash_secret(session), clock_.at)
            .has_value();
    };
    EXPECT_FALSE(is_open(before.token));
    EXPECT_TRUE(is_open(after.token));
    EXPECT_TRUE(people::is_password("granite stairs", load_olga().password_hash));
}

TEST_P(AcceptWelcome, is_closed_to_who_was_switched_off_meanwhile) {
    const auto token = invite();
    User off = load_olga();
    const User before = off;
    off.active = false;
    database().write([&](db::Tx& tx) { db::change(tx, before, off, by()); });
    EXPECT_TRUE(is_gone(token));
    EXPECT_THROW((void)send_welcome(means_, olga_, by()), Refusal);
}

TEST_P(AcceptWelcome, lets_one_of_fifty_in) {
    const auto token = token_of(welcome_first_administrator(means_).value());
    SystemRandom random;  // the counting one is for one thread
    const Means means{database(), clock_, random};
    std::atomic<int> in = 0, refused = 0, busy = 0;
    std::vector<std::jthread> crowd;
    for (int i = 0; i < 50; ++i) {
        crowd.emplace_back([&, i] {
            try {
                const auto email = "marta" + std::to_string(i) + "@bursztyn.example";
                (void)accept_welcome(means, token, {email, "Marta", "marble stairs"}, clock_.at);
                ++in;
            } catch (const Refusal& refusal) {
                ++(refusal.code() == Code::busy ? busy : refused);
            }
        });
    }
    crowd.clear();
    EXPECT_EQ(in, 1);
    EXPECT_EQ(in + refused + busy, 50);
    EXPECT_EQ(count("SELECT COUNT(*) FROM person"), 1);
    EXPECT_EQ(count("SELECT COUNT(*) FROM session"), 1);
}

}  // namespace
}  // namespace styk::story
