// Boards by mail: at their hour, once, to those who may see them.

#include "story/mail_board.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "insight/board_store.h"
#include "people/user.h"
#include "story/story_test_kit.h"

namespace styk::story {
namespace {

struct Posted {
    std::string recipient, subject, text;
    std::int64_t attachments = 0;
};

class MailBoardTest : public CountedFirmTest {
protected:
    void SetUp() override {
        CountedFirmTest::SetUp();
        follower.start();
        clock.at = parse_rfc3339("2026-11-18T12:00:00Z").value();  // a Wednesday
        anna = add_user("anna@example.org", people::Role::analyst, "pl");
        ben = add_user("ben@example.org", people::Role::cx_manager, "en");
    }

    Id<people::User> add_user(
        const std::string& email, people::Role role, const std::string& language
    ) {
        people::User user;
        user.id.uuid = make_uuid_v7(clock, random);
        user.email = email;
        user.name = email.substr(0, email.find('@'));
        user.role = role;
        user.language = language;
        database().write([&](db::Tx& tx) { db::add(tx, user, by); });
        return user.id;
    }

    // Anna's, shared with managers, on Mondays at seven.
    insight::Board add_board() {
        insight::Board board;
        board.id.uuid = make_uuid_v7(clock, random);
        board.name = "Recepcja";
        board.user_id = anna;
        board.roles = {"cx_manager"};
        board.panels = insight::write_panels(
            {{"a", insight::PanelKind::figure, "", "metric=csat&period=90d", {}, false}}
        );
        board.schedule = record::JsonObject{
            R"({"every":"week","at":"07:00","recipients":[")" + anna.text() + R"(",")" +
            ben.text() + R"("]})"
        };
        database().write([&](db::Tx& tx) { db::add(tx, board, by); });
        ask_mails();
        return board;
    }

    BoardMeans means() { return {database(), catalogue, engine, clock, random}; }

    void ask_mails() {
        database().write([&](db::Tx& tx) {
            ask_board_mails(tx, catalogue.directory()->zone, clock.now());
        });
    }

    // Everything that is due now, done.
    int work_once() {
        std::vector<queue::Work> taken;
        database().write([&](db::Tx& tx) {
            taken =
                queue::lease(tx, clock.now(), clock.now() + std::chrono::seconds(30), "test", 10);
        });
        for (const auto& one : taken) {
            EXPECT_EQ(one.kind, mail_board_work);
            EXPECT_TRUE(mail_board(means(), one, [] { return true; }));
            database().write([&](db::Tx& tx) { queue::finish(tx, one); });
        }
        return static_cast<int>(taken.size());
    }

    std::vector<Posted> posted() {
        std::vector<Posted> out;
        database().read([&](db::Reader& reader) {
            reader.query(
                "SELECT recipient, subject, text, (SELECT COUNT(*) FROM outgoing_attachment a "
                "WHERE a.mail_id = m.id) FROM outgoing_mail m ORDER BY recipient",
                [&](const db::Row& row) {
                    out.push_back({row.string(0), row.string(1), row.string(2), row.integer(3)});
                }
            );
        });
        return out;
    }

    void move_to(std::string_view moment) { clock.at = parse_rfc3339(moment).value(); }

    // The mails of boards only: what else waits is not of this test.
    void forget_posted() {
        database().write([&](db::Tx& tx) {
            tx.run("DELETE FROM outgoing_mail");
            tx.run("DELETE FROM work WHERE kind <> $1", mail_board_work);
        });
    }

    Id<people::User> anna, ben;
};

STYK_ON_BOTH_DATABASES(MailBoardTest);

TEST_P(MailBoardTest, goes_out_at_its_hour_to_each_in_their_language) {
    const auto board = add_board();
    move_to("2026-11-23T05:59:59Z");
    EXPECT_EQ(work_once(), 0);
    move_to("2026-11-23T06:00:00Z");  // Monday, seven in Warsaw
    EXPECT_EQ(work_once(), 1);
    const auto mails = posted();
    ASSERT_EQ(mails.size(), 2U);
    EXPECT_EQ(mails[0].recipient, "anna@example.org");
    EXPECT_EQ(mails[0].subject, "Recepcja: 23 listopada 2026");
    EXPECT_EQ(mails[1].subject, "Recepcja: 23 November 2026");
    EXPECT_EQ(mails[0].attachments, 2);
    const auto now =
        database().read([&](db::Reader& reader) { return db::load(reader, board.id); });
    EXPECT_EQ(now.mailed_at, clock.now());
    EXPECT_EQ(now.revision, board.revision);
}

TEST_P(MailBoardTest, makes_up_once_for_hours_that_passed_without_a_server) {
    add_board();
    move_to("2026-12-16T12:00:00Z");  // four Mondays later
    ask_mails();                      // as at a start
    EXPECT_EQ(work_once(), 1);
    EXPECT_EQ(posted().size(), 2U);
    forget_posted();
    EXPECT_EQ(work_once(), 0);
    move_to("2026-12-21T06:00:00Z");
    EXPECT_EQ(work_once(), 1);
    EXPECT_EQ(posted().size(), 2U);
}

TEST_P(MailBoardTest, is_not_sent_again_when_the_same_work_is_done_twice) {
    add_board();
    move_to("2026-11-23T06:00:00Z");
    std::vector<queue::Work> taken;
    database().write([&](db::Tx& tx) {
        taken = queue::lease(tx, clock.now(), clock.now() + std::chrono::seconds(30), "test", 10);
    });
    ASSERT_EQ(taken.size(), 1U);
    EXPECT_TRUE(mail_board(means(), taken[0], [] { return true; }));
    EXPECT_TRUE(mail_board(means(), taken[0], [] { return true; }));
    EXPECT_EQ(posted().size(), 2U);
}

TEST_P(MailBoardTest, sends_nothing_when_it_may_not_go_on) {
    add_board();
    move_to("2026-11-23T06:00:00Z");
    std::vector<queue::Work> taken;
    database().write([&](db::Tx& tx) {
        taken = queue::lease(tx, clock.now(), clock.now() + std::chrono::seconds(30), "test", 10);
    });
    EXPECT_FALSE(mail_board(means(), taken.at(0), [] { return false; }));
    EXPECT_TRUE(posted().empty());
}

TEST_P(MailBoardTest, leaves_out_who_may_no_longer_see_it) {
    const auto board = add_board();
    auto after = board;
    after.roles = {"employee"};
    database().write([&](db::Tx& tx) { db::change(tx, board, after, by); });
    move_to("2026-11-23T06:00:00Z");
    EXPECT_EQ(work_once(), 1);
    const auto mails = posted();
    ASSERT_EQ(mails.size(), 1U);
    EXPECT_EQ(mails[0].recipient, "anna@example.org");
}

TEST_P(MailBoardTest, keeps_to_the_new_hour_when_the_schedule_was_changed) {
    const auto board = add_board();
    auto after = board;
    after.schedule->text =
        R"({"every":"day","at":"09:30","recipients":[")" + anna.text() + R"("]})";
    database().write([&](db::Tx& tx) { db::change(tx, board, after, by); });
    ask_mails();
    move_to("2026-11-19T08:30:00Z");
    EXPECT_EQ(work_once(), 1);
    EXPECT_EQ(posted().size(), 1U);
    forget_posted();
    move_to("2026-11-23T06:00:00Z");  // the old hour, and the missed days made up for once
    EXPECT_EQ(work_once(), 2);
    EXPECT_EQ(posted().size(), 1U);
}

TEST_P(MailBoardTest, stops_with_the_schedule_or_the_board) {
    const auto board = add_board();
    database().write([&](db::Tx& tx) { db::remove(tx, board, by); });
    move_to("2026-11-23T06:00:00Z");
    EXPECT_EQ(work_once(), 1);
    EXPECT_TRUE(posted().empty());
    EXPECT_EQ(work_once(), 0);
}

}  // namespace
}  // namespace styk::story
