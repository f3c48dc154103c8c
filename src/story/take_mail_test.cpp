#include "story/take_mail.h"

#include <gtest/gtest.h>

#include "casework/case_store.h"
#include "casework/message_store.h"
#include "firm/incoming_mail_store.h"
#include "firm/mail_settings_store.h"
#include "story/keep_case.h"
#include "story/mail_thread.h"
#include "story/outbox_store.h"
#include "story/story_test_kit.h"
#include "story/write_customer.h"

namespace styk::story {
namespace {

class TakeMail : public CountedFirmTest {
protected:
    void SetUp() override {
        CountedFirmTest::SetUp();
        database().write([&](db::Tx& tx) {
            const auto before = firm::load_mail_settings(tx);
            auto after = before;
            after.host = "127.0.0.1";
            after.security = firm::MailSecurity::none;
            after.from_address = "styk@firm.example";
            after.console_url = "https://cx.firm.example/";
            firm::change_mail_settings(tx, before, after, by);
            firm::IncomingMailSettings incoming;
            incoming.address = "help@firm.example";
            incoming.tagged_addresses = true;
            firm::change_incoming_mail(tx, {}, incoming, {make_uuid_v7(clock, random)}, by);
        });
    }

    TakenMail take(const std::string& more, const std::string& text, const std::string& id) {
        const std::string raw =
            "From: Anna <anna@example.org>\r\nTo: help@firm.example\r\n"
            "Subject: Cold\r\nMessage-ID: <" +
            id + ">\r\n" + more + "\r\n" + text + "\r\n";
        return take_mail(intake, raw, clock.now());
    }

    casework::Case found(const Id<casework::Case>& id) {
        return database().read([&](db::Reader& reader) { return casework::load_case(reader, id); });
    }

    std::vector<casework::CaseMessage> messages(const Id<casework::Case>& id) {
        return database().read([&](db::Reader& reader) {
            return casework::list_messages(reader, id);
        });
    }

    std::int64_t count(const std::string& table) {
        return database()
            .read([&](db::Reader& reader) {
                return reader.find_integer("SELECT COUNT(*) FROM " + table);
            })
            .value();
    }

    MailThread thread(const OutgoingMail& mail) {
        return database().read([&](db::Reader& reader) { return load_thread(reader, mail.id); });
    }

    std::vector<OutgoingMail> outbox() {
        std::vector<OutgoingMail> out;
        database().read([&](db::Reader& reader) {
            for (const auto& one : list_mails(reader, "", {}, 100)) {
                if (one.recipient == "anna@example.org") {
                    out.push_back(find_mail(reader, one.id).value());
                }
            }
        });
        return out;
    }
};

STYK_ON_BOTH_DATABASES(TakeMail);

TEST_P(TakeMail, what_answers_nothing_is_a_complaint_and_is_thanked_for) {
    const auto taken = take("", "It was cold.", "a1@example.org");
    EXPECT_EQ(taken.outcome, "complaint");
    const auto one = found(taken.case_id.value());
    EXPECT_EQ(one.kind, casework::CaseKind::complaint);
    EXPECT_EQ(messages(one.id).at(0).body, "It was cold.");
    ASSERT_EQ(outbox().size(), 1U);
    const auto thanks = outbox()[0];
    EXPECT_EQ(thread(thanks).reply_to, "help+c." + one.token + "@firm.example");
    EXPECT_EQ(thread(thanks).thread, "a1@example.org");
    EXPECT_FALSE(thread(thanks).personal);
    EXPECT_NE(thanks.text.find("https://cx.firm.example/c/" + one.token), std::string::npos);
}

TEST_P(TakeMail, the_same_mail_twice_is_one) {
    const auto taken = take("", "It was cold.", "a1@example.org");
    EXPECT_EQ(take("", "It was cold.", "a1@example.org").outcome, "repeated");
    EXPECT_EQ(messages(taken.case_id.value()).size(), 2U);  // with our thanks
    EXPECT_EQ(count("customer_case"), 1);
}

TEST_P(TakeMail, an_answer_comes_into_its_case_by_thread_or_by_address) {
    const auto id = take("", "It was cold.", "a1@example.org").case_id.value();
    const auto letter = write_to_customer(intake, id, {{}, "Re: Cold", "We are sorry.", false}, by);
    EXPECT_EQ(found(id).state, casework::CaseState::answered);
    EXPECT_EQ(
        take("In-Reply-To: <" + letter.message_id + ">\r\n", "Thanks.", "a2@example.org").case_id,
        id
    );
    EXPECT_TRUE(found(id).unread);
    const auto other = take(
        "Delivered-To: help+c." + found(id).token + "@firm.example\r\n", "More.", "a3@example.org"
    );
    EXPECT_EQ(other.outcome, "reply");
    EXPECT_EQ(other.case_id, id);
    EXPECT_EQ(count("customer_case"), 1);
}

TEST_P(TakeMail, an_answer_to_a_closed_case_opens_it_again) {
    const auto id = take("", "It was cold.", "a1@example.org").case_id.value();
    database().write([&](db::Tx& tx) {
        auto one = casework::load_case(tx, id);
        casework::advance(one, casework::CaseState::closed, clock.now());
        casework::change(tx, one, clock.now());
    });
    EXPECT_EQ(take("References: <a1@example.org>\r\n", "Still.", "a2@example.org").case_id, id);
    const auto one = found(id);
    EXPECT_EQ(one.state, casework::CaseState::investigated);
    EXPECT_EQ(one.reopened, 1);
    EXPECT_EQ(one.closed_at, std::nullopt);
    EXPECT_NE(one.due_at, std::nullopt);
}

TEST_P(TakeMail, machines_open_nothing_and_disturb_nobody) {
    EXPECT_EQ(
        take("Auto-Submitted: auto-replied\r\n", "Away.", "m1@example.org").outcome, "automatic"
    );
    EXPECT_EQ(count("customer_case"), 0);
    const auto id = take("", "It was cold.", "a1@example.org").case_id.value();
    const auto away = take(
        "In-Reply-To: <a1@example.org>\r\nAuto-Submitted: auto-replied\r\n",
        "Away.",
        "m2@example.org"
    );
    EXPECT_EQ(away.case_id, id);
    EXPECT_FALSE(found(id).unread);
    EXPECT_EQ(outbox().size(), 1U);  // the thanks alone
}

TEST_P(TakeMail, our_own_mails_are_no_customers) {
    const auto taken =
        take_mail(intake, "From: styk@firm.example\r\nMessage-ID: <x@y>\r\n\r\nx\r\n", clock.now());
    EXPECT_EQ(taken.outcome, "own");
    EXPECT_EQ(count("customer_case"), 0);
}

TEST_P(TakeMail, how_far_a_mailbox_was_read_is_written_with_every_mail) {
    int noted = 0;
    const std::string raw = "From: anna@example.org\r\nMessage-ID: <a@b>\r\n\r\nx\r\n";
    const auto note = [&](db::Tx&) { ++noted; };
    EXPECT_EQ(take_mail(intake, raw, clock.now(), note).outcome, "complaint");
    EXPECT_EQ(take_mail(intake, raw, clock.now(), note).outcome, "repeated");
    EXPECT_EQ(noted, 2);
    EXPECT_THROW((void)take_mail(intake, "nothing", clock.now(), note), Refusal);
}

TEST_P(TakeMail, the_customer_hears_when_the_state_changes_but_not_without_end) {
    const auto id = take("", "It was cold.", "a1@example.org").case_id.value();
    for (int i = 0; i < 10; ++i) {
        auto step = make_step(random, clock, id, "state", by);
        step.after = "investigated";
        database().write([&](db::Tx& tx) {
            auto one = casework::load_case(tx, id);
            put_changed(tx, one, {step}, {}, clock.now());
        });
    }
    EXPECT_EQ(outbox().size(), 6U);
    EXPECT_NE(thread(outbox()[0]).thread.find("a1@example.org"), std::string::npos);
}

TEST_P(TakeMail, a_letter_is_one_transaction_with_its_case) {
    const auto id = take("", "It was cold.", "a1@example.org").case_id.value();
    const auto before = outbox().size();
    EXPECT_THROW((void)write_to_customer(intake, id, {{}, "", "x", false}, by), Refusal);
    EXPECT_EQ(outbox().size(), before);
    const auto letter = write_to_customer(intake, id, {{}, "Re", "Sorry.", true}, by);
    ASSERT_EQ(outbox().size(), before + 1);
    const auto mail = outbox()[0];
    EXPECT_EQ(mail.id, letter.id);
    EXPECT_TRUE(thread(mail).personal);
    EXPECT_EQ(mail.message_id, letter.message_id);
    EXPECT_EQ(messages(id).back().state, "queued");
    database().write([&](db::Tx& tx) { EXPECT_TRUE(settle_sent(tx, letter.id, clock.now())); });
    EXPECT_EQ(messages(id).back().state, "sent");
}

}  // namespace
}  // namespace styk::story
