// Somebody with rows in every corner of the database is forgotten: not a byte of them is left in
// any table, and nobody else loses anything.
#include "story/erase_person.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <set>

#include "base/text.h"
#include "customer/customer_store.h"
#include "people/secret.h"
#include "people/user.h"
#include "privacy/dossier_store.h"
#include "privacy/erasure_store.h"
#include "privacy/retention_store.h"
#include "privacy/table_store.h"
#include "story/erasure_list.h"
#include "story/export_person.h"
#include "story/keep_privacy.h"
#include "story/story_test_kit.h"
#include "survey/campaign_store.h"

namespace styk::story {
namespace {

using privacy::Mode;
using privacy::Subject;

struct Person {
    std::string key, name, email, phone, words;

    // By which they would be found again, in small letters.
    [[nodiscard]] std::vector<std::string> traces() const {
        return {
            to_lower_ascii(key),
            to_lower_ascii(name),
            email,
            phone,
            to_lower_ascii(words.substr(0, 20))
        };
    }
};

const Person zuzanna{
    "CRM-77",
    "Zuzanna Kwiatkowska",
    "zuzanna.k@example.org",
    "600700811",
    "Purple elephants in the corridor woke me at night"
};
const Person other{
    "CRM-78",
    "Olga Zimna",
    "olga@example.org",
    "500600922",
    "Cold soup was served by a friendly waiter again"
};

class ErasePerson : public CountedFirmTest {
protected:
    void SetUp() override {
        CountedFirmTest::SetUp();
        follower.start();
    }

    Id<customer::Customer> add_customer(const Person& one) {
        customer::Customer customer;
        customer.id.uuid = make_uuid_v7(clock, random);
        customer.key = one.key;
        customer.name = one.name;
        customer.email = one.email;
        customer.phone = one.phone;
        customer.attributes.text = fmt::format(R"({{"nickname":"{}"}})", one.name);
        database().write([&](db::Tx& tx) {
            db::add(tx, customer, by);
            auto after = customer;
            after.language = "en";
            db::change(tx, customer, after, by);
        });
        return customer.id;
    }

    Id<feedback::Feedback> say(
        const Person& one, const std::string& words, const char* kind = "complaint"
    ) {
        feedback::Draft draft;
        draft.kind = kind;
        draft.source = "api";
        draft.channel = "web";
        draft.touchpoint = "desk";
        draft.location = "harbour";
        draft.customer = one.key;
        draft.comment = words;
        draft.external_key = one.email + words.substr(0, 3);
        draft.tags = {one.name};
        draft.attributes = fmt::format(R"({{"room":"{}"}})", one.phone);
        draft.occurred_at = clock.now() - std::chrono::hours(5);
        draft.ratings.push_back({"csat", "desk", feedback::RatingState::given, 2, "/"});
        return receive_feedback(intake, draft, by).id;
    }

    void run(const std::string& sql) {
        database().write([&](db::Tx& tx) { tx.run(sql); });
    }

    std::string fresh() { return make_uuid_v4(random).text(); }

    // Rows that only their own stories write, as they write them.
    void fill_machinery(const Person& p, const std::string& customer, const std::string& feedback) {
        const auto at = clock.now().us;
        const auto survey = fresh(), invitation = fresh(), campaign = fresh(), hook = fresh(),
                   mail = fresh(), event = fresh(), response = fresh(), message = fresh();
        const auto work_case = database().read([&](db::Reader& reader) {
            return reader.find_text("SELECT id FROM customer_case WHERE customer_id = $1", customer)
                .value();
        });
        run(fmt::format(
            "INSERT INTO survey (id, revision, created_at, updated_at, search, key, name, kind, "
            "mode, state, language, languages, version) VALUES ('{0}', 1, {1}, {1}, '', '{2}', "
            "'Stay', 'after_contact', 'identified', 'live', 'en', '[]', 1)",
            survey,
            at,
            "s" + survey.substr(0, 8)
        ));
        run(fmt::format(
            "INSERT INTO survey_invitation (id, survey_id, token, customer_id, channel, hidden, "
            "state, created_at) VALUES ('{}', '{}', '{}', '{}', 'email', '{{\"to\":\"{}\"}}', "
            "'answered', {})",
            invitation,
            survey,
            fresh(),
            customer,
            p.email,
            at
        ));
        run(fmt::format(
            "INSERT INTO response (id, survey_id, version, state, token, receipt, invitation_id, "
            "customer_id, language, channel, hidden, answers, started_at, changed_at, "
            "completed_at, external_key) VALUES ('{}', '{}', 1, 'complete', '{}', '{}', '{}', "
            "'{}', 'en', 'email', '{{\"mail\":\"{}\"}}', '{{\"why\":\"{}\"}}', {}, {}, {}, '{}')",
            response,
            survey,
            fresh(),
            fresh(),
            invitation,
            customer,
            p.email,
            p.words,
            at,
            at,
            at,
            p.email
        ));
        run(fmt::format(
            "INSERT INTO campaign (id, revision, created_at, updated_at, search, survey_id, name, "
            "occasion, channel, state, audience, share, event_when, delay_minutes, texts, "
            "rating_in_mail, waves, working_days_only, reminders, remind_after_days, hold_days) "
            "VALUES ('{0}', 1, {1}, {1}, '', '{2}', 'Autumn', 'date', 'email', 'draft', "
            "'{{\"customers\":[\"{3}\"]}}', 100, '{{}}', 0, '{{}}', 0, '[]', 0, 0, 0, 0)",
            campaign,
            at,
            survey,
            p.key
        ));
        run(fmt::format(
            "INSERT INTO campaign_recipient (id, campaign_id, customer_id, occasion, event_key, "
            "wave, address, language, state, due_at, stop, reminders, attempts, last_error, "
            "clicks, created_at) VALUES ('{}', '{}', '{}', '{}', '{}', 1, '{}', 'en', 'waiting', "
            "{}, '{}', 0, 1, 'no mailbox {}', 1, {})",
            invitation,
            campaign,
            customer,
            event,
            p.key + "/1",
            p.email,
            at,
            fresh(),
            p.email,
            at
        ));
        run(fmt::format(
            "INSERT INTO survey_contact (recipient_id, customer_id, address, channel, at) VALUES "
            "('{}', '{}', '{}', 'email', {})",
            invitation,
            customer,
            p.email,
            at
        ));
        run(fmt::format(
            "INSERT INTO campaign_link (campaign_id, n, url) VALUES ('{}', 1, 'https://x')",
            campaign
        ));
        run(fmt::format(
            "INSERT INTO campaign_click (campaign_id, recipient_id, n, target, at, machine) VALUES "
            "('{}', '{}', 1, 'https://x', {}, 0)",
            campaign,
            invitation,
            at
        ));
        run(fmt::format(
            "INSERT INTO bounce (id, report, at, kind, address, said, recipient_id, suppressed) "
            "VALUES ('{}', 'mid-{}', {}, 'hard', '{}', 'no {}', '{}', 1)",
            fresh(),
            p.email,
            at,
            p.email,
            p.email,
            invitation
        ));
        run(fmt::format(
            "INSERT INTO suppression (id, revision, created_at, updated_at, search, address, "
            "reason, note) VALUES ('{0}', 1, {1}, {1}, '{2}', '{2}', 'unsubscribed', 'said {3}')",
            fresh(),
            at,
            p.email,
            p.name
        ));
        run(fmt::format(
            "INSERT INTO outgoing_mail (id, message_id, recipient, recipient_name, subject, text, "
            "html, state, attempts, created_at) VALUES ('{}', 'm-{}', '{}', '{}', 'Dear {}', "
            "'{}', '{}', 'waiting', 0, {})",
            mail,
            mail,
            p.email,
            p.name,
            p.name,
            p.words,
            p.words,
            at
        ));
        run(fmt::format(
            "INSERT INTO outgoing_attachment (mail_id, n, name, type, bytes) VALUES ('{}', 1, "
            "'{}.txt', 'text/plain', '{}')",
            mail,
            p.name,
            "abc"
        ));
        // To a member of staff, about them.
        run(fmt::format(
            "INSERT INTO outgoing_mail (id, message_id, recipient, recipient_name, subject, text, "
            "html, state, attempts, created_at) VALUES ('{0}', 'm-{0}', 'boss@styk.example', "
            "'Boss', 'Case of {1}', 'They said: {2} Call {3}', '<p>{2}</p>', 'waiting', 0, {4})",
            fresh(),
            p.name,
            p.words,
            p.phone,
            at
        ));
        run(fmt::format(
            "INSERT INTO webhook_event (id, type, subject, at, data) VALUES ('{}', "
            "'feedback.received', '{}', {}, '{{\"comment\":\"{}\",\"customer\":\"{}\"}}')",
            fresh(),
            feedback,
            at,
            p.words,
            p.key
        ));
        run(fmt::format(
            "INSERT INTO hook_in (id, revision, created_at, updated_at, search, key, name, recipe, "
            "scheme, header, algorithm, encoding, prefix, signed_content, tolerance_s, map, "
            "active) VALUES ('{0}', 1, {1}, {1}, '', '{2}', 'CRM', 'own', 'hmac', 'x', 'sha256', "
            "'hex', '', 'body', 0, '{{}}', 1)",
            hook,
            at,
            "h" + hook.substr(0, 8)
        ));
        run(fmt::format(
            "INSERT INTO hook_call (id, hook_id, at, outcome, problems, body) VALUES ('{}', '{}', "
            "{}, 'refused', '[]', '{{\"mail\":\"{}\",\"id\":\"{}\"}}')",
            fresh(),
            hook,
            at,
            p.email,
            p.key
        ));
        run(fmt::format(
            "INSERT INTO idempotency (key_hash, body_hash, status, body, created_at) VALUES ('{}', "
            "'x', 201, '{{\"customer\":\"{}\",\"comment\":\"{}\"}}', {})",
            fresh(),
            p.key,
            p.words,
            at
        ));
        run(fmt::format(
            "INSERT INTO case_message (id, case_id, at, direction, message_id, sender, "
            "sender_name, recipient, subject, body, quoted, automatic, ask_after, left_out) VALUES "
            "('{}', '{}', {}, 'in', 'mid-{}', '{}', '{}', 'us@x', 'Re: {}', '{}', '', 0, 0, 0)",
            message,
            work_case,
            at,
            message,
            p.email,
            p.name,
            p.words,
            p.words
        ));
        run(fmt::format(
            "INSERT INTO case_attachment (id, case_message_id, n, name, type, size, bytes) VALUES "
            "('{}', '{}', 1, '{}.txt', 'text/plain', 3, 'abc')",
            fresh(),
            message,
            p.name
        ));
        run(fmt::format(
            "INSERT INTO case_step (id, case_id, at, by_kind, by_id, by_name, kind, before, after, "
            "text) VALUES ('{}', '{}', {}, 'customer', '{}', '{}', 'message', NULL, '{}', '{}')",
            fresh(),
            work_case,
            at,
            p.email,
            p.name,
            p.name,
            p.words
        ));
        run(fmt::format(
            "INSERT INTO incoming_mail (id, message_id, at, sender, subject, outcome) VALUES "
            "('{}', 'in-{}', {}, '{}', '{}', 'ignored')",
            fresh(),
            message,
            at,
            p.email,
            p.words
        ));
        run(fmt::format(
            "INSERT INTO event (id, key, revision, type, customer_id, channel, occurred_at, "
            "received_at, order_key, attributes) VALUES ('{}', '{}', 1, 'stay', '{}', 'web', {}, "
            "{}, 'o', '{{\"guest\":\"{}\"}}')",
            event,
            p.key + "/1",
            customer,
            at,
            at,
            p.name
        ));
        run(fmt::format(
            "INSERT INTO consent (id, revision, created_at, updated_at, search, customer_id, "
            "purpose, state, wording, way, at) VALUES ('{0}', 1, {1}, {1}, '', '{2}', 'email', "
            "'given', 'I, {3}', 'paper', {1})",
            fresh(),
            at,
            customer,
            p.name
        ));
        run(fmt::format(
            "INSERT INTO research_note (id, revision, created_at, updated_at, search, name, "
            "method, held_on, finding) VALUES ('{0}', 1, {1}, {1}, '{2}', 'Talk', 'interview', "
            "'2026-01-01', 'A guest told us: {3}')",
            fresh(),
            at,
            fold_for_search(p.name),
            p.words
        ));
        run(fmt::format(
            "INSERT INTO persona (id, revision, created_at, updated_at, search, key, name, habits, "
            "goals, quotes, attributes, position) VALUES ('{0}', 1, {1}, {1}, '', '{2}', 'Guest', "
            "'[]', '[]', '[\"{3}\"]', '{{}}', 0)",
            fresh(),
            at,
            "p" + survey.substr(0, 8),
            p.words
        ));
        run(fmt::format(
            "INSERT INTO work (kind, payload, due_at, leased_until, lease, attempts, created_at, "
            "last_error) VALUES ('x', '{{\"to\":\"{}\"}}', {}, 0, '', 1, {}, 'no {}')",
            p.email,
            at,
            at,
            p.name
        ));
    }

    Id<customer::Customer> settle(const Person& one) {
        const auto id = add_customer(one);
        const auto feedback = say(one, one.words);
        say(one, "It happened twice: " + one.words);
        run(fmt::format(  // the case that a complaint opens
            "UPDATE customer_case SET remedy_sought = 'An apology to {}' WHERE customer_id = '{}'",
            one.name,
            id.text()
        ));
        fill_machinery(one, id.text(), feedback.text());
        return id;
    }

    // Every value of every table, as text in small letters; the packed facts as their bytes.
    std::vector<std::string> dump() {
        std::vector<std::string> out;
        database().read([&](db::Reader& reader) {
            out.clear();
            for (const auto& table : privacy::list_tables(reader)) {
                const auto columns = privacy::columns_of(reader, table);
                for (const auto& column : columns) {
                    reader.query(
                        fmt::format(
                            "SELECT \"{0}\" FROM \"{1}\" WHERE \"{0}\" IS NOT NULL",
                            column.name,
                            table
                        ),
                        [&](const db::Row& row) {
                            const bool bytes = column.kind == privacy::ColumnKind::bytes;
                            out.push_back(
                                table + "." + column.name + "=" +
                                to_lower_ascii(bytes ? row.bytes(0) : row.text(0))
                            );
                        }
                    );
                }
            }
        });
        return out;
    }

    std::vector<std::string> find_in(
        const std::vector<std::string>& all, const std::vector<std::string>& wanted
    ) {
        std::vector<std::string> out;
        for (const auto& one : all) {
            if (std::ranges::any_of(wanted, [&](const std::string& trace) {
                    return one.find(trace) != std::string::npos;
                })) {
                out.push_back(one);
            }
        }
        return out;
    }

    std::size_t found_by_search(const std::string& words) {
        feedback::Filter filter;
        filter.q = words;
        return database().read([&](db::Reader& reader) {
            return feedback::list_seqs(reader, filter).size();
        });
    }

    std::int64_t number(const std::string& sql) {
        return database().read([&](db::Reader& reader) {
            return reader.find_integer(sql).value_or(-1);
        });
    }

    std::uint64_t counted() {
        EXPECT_TRUE(follower.catch_up(patience));
        std::uint64_t n = 0;
        for (const auto& row :
             engine.count(*catalogue.directory(), "csat", {}, feedback::Filter{}).rows) {
            n += row.histogram.n();
        }
        return n;
    }

    privacy::Erasure erase(const Id<customer::Customer>& id, Mode mode) {
        return erase_person(
            intake, {Subject::customer, id.text(), mode, privacy::Reason::asked}, by
        );
    }
};

STYK_ON_BOTH_DATABASES(ErasePerson);

TEST_P(ErasePerson, leaves_not_a_byte_of_them_in_any_table) {
    for (const auto mode : {Mode::keep_figures, Mode::everything}) {
        const auto id = settle(zuzanna);
        const auto neighbour = add_customer(
            {other.key + std::string(mode == Mode::everything ? "e" : "k"),
             other.name,
             other.email,
             other.phone,
             other.words}
        );
        const auto before = find_in(dump(), zuzanna.traces());
        ASSERT_GT(before.size(), 40U) << "there is something to forget";
        ASSERT_EQ(found_by_search("purple elephants"), 2U);
        erase(id, mode);
        EXPECT_EQ(find_in(dump(), zuzanna.traces()), std::vector<std::string>{});
        EXPECT_EQ(find_in(dump(), {id.text()}), std::vector<std::string>{});
        const std::string raw(id.uuid.bytes.begin(), id.uuid.bytes.end());
        EXPECT_EQ(find_in(dump(), {to_lower_ascii(raw)}), std::vector<std::string>{});
        EXPECT_EQ(found_by_search("purple elephants"), 0U);
        EXPECT_TRUE(database().read([&](db::Reader& reader) {
            return db::find(reader, neighbour).has_value();
        }));
    }
}

TEST_P(ErasePerson, keeps_the_figures_where_that_is_asked_and_none_where_not) {
    const auto id = settle(zuzanna);
    const auto stays = settle(other);
    ASSERT_EQ(counted(), 4U);
    erase(id, Mode::keep_figures);
    EXPECT_EQ(counted(), 4U);
    EXPECT_EQ(number("SELECT COUNT(*) FROM feedback"), 4);
    EXPECT_EQ(number("SELECT COUNT(*) FROM customer_case"), 2);
    EXPECT_EQ(number("SELECT COUNT(*) FROM response"), 2);
    erase(stays, Mode::everything);
    EXPECT_EQ(counted(), 2U);
    EXPECT_EQ(number("SELECT COUNT(*) FROM feedback"), 2);
    EXPECT_EQ(number("SELECT COUNT(*) FROM customer_case"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM response"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM event"), 0);
}

TEST_P(ErasePerson, takes_nothing_from_anybody_else) {
    (void)settle(other);
    const auto before = dump();
    erase(settle(zuzanna), Mode::everything);
    const auto after = dump();
    const std::multiset<std::string> there(after.begin(), after.end());
    std::size_t missing = 0;
    for (const auto& one : find_in(before, other.traces())) {
        missing += there.contains(one) ? 0U : 1U;
        EXPECT_TRUE(there.contains(one)) << one;
    }
    EXPECT_EQ(missing, 0U);
    EXPECT_EQ(found_by_search("cold soup"), 2U);
}

TEST_P(ErasePerson, remembers_that_it_was_done_but_not_to_whom) {
    const auto id = settle(zuzanna);
    const auto erased = erase(id, Mode::keep_figures);
    EXPECT_GT(erased.records, 20);
    const auto all =
        database().read([](db::Reader& reader) { return privacy::list_erasures(reader, 10); });
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].subject_hash, people::hash_secret(id.text()));
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit WHERE action = 'erase'"), 1);
    EXPECT_THROW(erase(id, Mode::keep_figures), Refusal);
}

TEST_P(ErasePerson, says_before_what_would_go) {
    const auto id = settle(zuzanna);
    const auto preview = preview_erasure(database(), Subject::customer, id.text());
    EXPECT_EQ(preview.name, zuzanna.name);
    EXPECT_EQ(preview.confirm, zuzanna.key);
    EXPECT_EQ(preview.open_cases, 1);
    const auto rows_of = [](const std::vector<privacy::Share>& shares, const std::string& table) {
        const auto found = std::ranges::find(shares, table, &privacy::Share::table);
        return found == shares.end() ? privacy::Share{} : *found;
    };
    EXPECT_EQ(rows_of(preview.keep_figures, "feedback").rows, 2);
    EXPECT_FALSE(rows_of(preview.keep_figures, "feedback").goes);
    EXPECT_TRUE(rows_of(preview.everything, "feedback").goes);
    EXPECT_EQ(rows_of(preview.everything, "case_message").rows, 1);
    EXPECT_THROW((void)preview_erasure(database(), Subject::customer, fresh()), Refusal);
}

TEST_P(ErasePerson, still_asks_nobody_who_wanted_no_mail) {
    erase(settle(zuzanna), Mode::everything);
    EXPECT_EQ(
        database().read([this](db::Reader& reader) {
            return survey::find_suppressed(
                reader, zuzanna.email, catalogue.mark_of(zuzanna.email), ""
            );
        }),
        survey::SuppressionReason::unsubscribed
    );
}

TEST_P(ErasePerson, leaves_no_mark_that_guessing_an_address_would_find) {
    erase(settle(zuzanna), Mode::everything);
    const auto kept = database().read([](db::Reader& reader) {
        return reader.find_text("SELECT address FROM suppression WHERE address LIKE 'mark:%'");
    });
    EXPECT_EQ(kept, catalogue.mark_of(zuzanna.email));
    const auto all = dump();
    EXPECT_EQ(find_in(all, {people::hash_secret(zuzanna.email)}), std::vector<std::string>{});
    people::Safe elsewhere(temporary().folder() / "other.key", "", random);
    EXPECT_NE(kept, elsewhere.mark(people::hash_secret(zuzanna.email)));
}

TEST_P(ErasePerson, marks_from_before_get_a_key_and_hold) {
    erase(settle(zuzanna), Mode::everything);
    const std::string bare = people::hash_secret(zuzanna.email);
    run("UPDATE suppression SET address = '" + bare + "' WHERE address LIKE 'mark:%'");
    const auto again = [this](const std::string& hash) { return catalogue.mark_again(hash); };
    const auto marked = [&] {
        std::int64_t n = 0;
        database().write([&](db::Tx& tx) { n = privacy::mark_again(tx, again, 100); });
        return n;
    };
    EXPECT_EQ(marked(), 1);
    EXPECT_EQ(marked(), 0);
    EXPECT_EQ(find_in(dump(), {bare}), std::vector<std::string>{});
    EXPECT_TRUE(database().read([&](db::Reader& reader) {
        return survey::find_suppressed(reader, zuzanna.email, catalogue.mark_of(zuzanna.email), "");
    }));
}

TEST_P(ErasePerson, forgets_again_whom_a_backup_brought_back) {
    test::TemporaryFolder folder;
    const auto file = folder.path() / "erasures.log";
    const auto id = settle(zuzanna);
    {
        ErasureList list(file);
        EXPECT_EQ(list.sync(intake).listed, 0U);
        erase(id, Mode::keep_figures);
        EXPECT_EQ(list.sync(intake).into_file, 1U);
        EXPECT_EQ(list.forget_again(intake), 0U);
    }
    // The backup knows neither of the erasure nor of its row.
    run("DELETE FROM erasure");
    customer::Customer back;
    back.id = id;
    back.key = zuzanna.key;
    back.name = zuzanna.name;
    database().write([&](db::Tx& tx) { db::add(tx, back, by); });
    (void)say(zuzanna, zuzanna.words);
    ErasureList list(file);
    const auto synced = list.sync(intake);
    EXPECT_EQ(synced.into_database, 1U);
    EXPECT_FALSE(synced.damaged);
    EXPECT_EQ(list.forget_again(intake), 1U);
    EXPECT_EQ(find_in(dump(), zuzanna.traces()), std::vector<std::string>{});
    EXPECT_EQ(number("SELECT COUNT(*) FROM erasure WHERE repeated_at IS NOT NULL"), 1);
    EXPECT_EQ(list.sync(intake).listed, 1U);
}

TEST_P(ErasePerson, believes_no_line_of_the_list_that_was_changed) {
    test::TemporaryFolder folder;
    const auto file = folder.path() / "erasures.log";
    ErasureList list(file);
    erase(settle(zuzanna), Mode::everything);
    (void)list.sync(intake);
    std::ofstream(file, std::ios::app)
        << "2026-01-01T00:00:00Z customer everything asked 1 " << std::string(64, 'c') << " "
        << std::string(64, 'd') << "\n";
    const auto synced = list.sync(intake);
    EXPECT_TRUE(synced.damaged);
    EXPECT_EQ(synced.listed, 1U);
    EXPECT_EQ(number("SELECT COUNT(*) FROM erasure"), 1);
    EXPECT_FALSE(list.sync(intake).damaged);
}

TEST_P(ErasePerson, tells_everything_in_the_dossier) {
    const auto id = settle(zuzanna);
    const auto dossier = collect_person(intake, Subject::customer, id.text(), by);
    std::set<std::string> tables;
    for (const auto& sheet : dossier.sheets) {
        tables.insert(sheet.table);
    }
    for (const auto& part : privacy::parts_of(Subject::customer)) {
        // Nobody here: theirs are tested with the stories that write them.
        const std::set<std::string_view> none{
            "correction",
            "notification",
            "practice",
            "import_customer",
            "webhook_delivery",
            "case_feedback"
        };
        EXPECT_TRUE(tables.contains(std::string(part.table)) || none.contains(part.table))
            << part.table;
    }
    const auto json = dossier_json(dossier, "en", clock.now());
    for (const auto& trace : {zuzanna.name, zuzanna.email, zuzanna.words}) {
        EXPECT_NE(json.find(trace), std::string::npos) << trace;
    }
    for (const auto& foreign : {std::string("password_hash"), std::string("\"token\"")}) {
        EXPECT_EQ(json.find(foreign), std::string::npos) << foreign;
    }
    EXPECT_FALSE(dossier.mentions.empty());
    EXPECT_EQ(dossier.files.size(), 1U);
    const auto html = dossier_html(dossier, "Hotel", "pl", clock.now());
    EXPECT_NE(html.find("Co o Tobie przechowujemy"), std::string::npos);
    EXPECT_TRUE(dossier_archive(dossier, "Hotel", "ru", clock.now()).starts_with("PK"));
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit WHERE action = 'export'"), 1);
}

TEST_P(ErasePerson, leaves_an_account_empty_and_its_work_to_others) {
    people::User user;
    user.id.uuid = make_uuid_v7(clock, random);
    user.email = "jan.zielony@example.org";
    user.name = "Jan Zielony";
    user.role = people::Role::analyst;
    people::User boss = user;
    boss.id.uuid = make_uuid_v7(clock, random);
    boss.email = "boss@example.org";
    boss.name = "The Boss";
    boss.role = people::Role::administrator;
    database().write([&](db::Tx& tx) {
        db::add(tx, user, by);
        db::add(tx, boss, by);
        const db::Change own{{"user", user.id.text(), user.name}, clock.now()};
        auto after = user;
        after.language = "pl";
        db::change(tx, user, after, own);
        tx.run(
            "INSERT INTO session (token_hash, user_id, created_at, last_seen_at, expires_at) "
            "VALUES ('x', $1, 0, 0, 0)",
            user.id.text()
        );
    });
    const std::vector<std::string> traces{"jan.zielony", "jan zielony"};
    ASSERT_GT(find_in(dump(), traces).size(), 3U);
    const ErasureOrder order{
        Subject::user, user.id.text(), Mode::everything, privacy::Reason::asked
    };
    erase_person(intake, order, by);
    EXPECT_EQ(find_in(dump(), traces), std::vector<std::string>{});
    EXPECT_EQ(number("SELECT COUNT(*) FROM session"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM person WHERE active = 0"), 1);
    const ErasureOrder last{
        Subject::user, boss.id.text(), Mode::everything, privacy::Reason::asked
    };
    EXPECT_THROW(erase_person(intake, last, by), Refusal) << "the last administrator stays";
}

TEST_P(ErasePerson, periods_take_away_what_is_old_once_they_are_switched_on) {
    const auto id = settle(zuzanna);
    privacy::Settings settings;
    settings.id.uuid = make_uuid_v7(clock, random);
    settings.comments_days = 30;
    settings.invitations_days = 30;
    settings.clicks_days = 30;
    settings.audit_days = 30;
    database().write([&](db::Tx& tx) { db::add(tx, settings, by); });
    const auto always = [] { return true; };
    clock.at = clock.at + std::chrono::days(29);
    EXPECT_TRUE(keep_privacy(intake, clock.now(), always).empty());
    auto active = settings;
    active.active = true;
    database().write([&](db::Tx& tx) { db::change(tx, settings, active, by); });
    for (const auto& due : keep_privacy(intake, clock.now(), always)) {
        EXPECT_EQ(due.records, 0) << due.rule;
    }
    EXPECT_EQ(found_by_search("purple elephants"), 2U);
    clock.at = clock.at + std::chrono::days(2);
    const auto due = count_due(database(), active, clock.now());
    const auto done = keep_privacy(intake, clock.now(), always);
    EXPECT_EQ(found_by_search("purple elephants"), 0U);
    EXPECT_EQ(number("SELECT COUNT(*) FROM feedback WHERE comment IS NOT NULL"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM feedback WHERE customer_id IS NOT NULL"), 2);
    EXPECT_EQ(number("SELECT COUNT(*) FROM campaign_recipient WHERE address IS NOT NULL"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM campaign_click WHERE recipient_id IS NOT NULL"), 0);
    EXPECT_EQ(counted(), 2U);
    for (const auto& one : done) {
        const auto same = std::ranges::find(due, one.rule, &Due::rule);
        ASSERT_NE(same, due.end());
        EXPECT_EQ(one.records, same->records) << one.rule;
        EXPECT_GT(one.records, 0) << one.rule;
    }
    EXPECT_TRUE(database().read([&](db::Reader& reader) { return db::find(reader, id).has_value(); }
    ));
}

TEST_P(ErasePerson, periods_forget_customers_of_whom_nothing_is_heard) {
    const auto silent = add_customer(zuzanna);
    (void)say(zuzanna, zuzanna.words, "response");
    clock.at = clock.at + std::chrono::days(50);
    by.at = clock.now();
    const auto heard = add_customer(other);
    privacy::Settings settings;
    settings.id.uuid = make_uuid_v7(clock, random);
    settings.customers_days = 30;
    settings.active = true;
    database().write([&](db::Tx& tx) { db::add(tx, settings, by); });
    EXPECT_EQ(count_due(database(), settings, clock.now())[1].records, 1);
    (void)keep_privacy(intake, clock.now(), [] { return true; });
    EXPECT_EQ(find_in(dump(), zuzanna.traces()), std::vector<std::string>{});
    const auto is_there = [&](const Id<customer::Customer>& id) {
        return database().read([&](db::Reader& reader) { return db::find(reader, id).has_value(); }
        );
    };
    EXPECT_FALSE(is_there(silent));
    EXPECT_TRUE(is_there(heard));
    EXPECT_EQ(counted(), 1U);
    EXPECT_EQ(number("SELECT COUNT(*) FROM erasure WHERE reason = 'retention'"), 1);
}

}  // namespace
}  // namespace styk::story
