#include "story/import_feedback.h"

#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>

#include "customer/customer_store.h"
#include "feedback/import_map_json.h"
#include "feedback/import_store.h"
#include "json/json.h"
#include "story/import_handlers.h"
#include "support/databases.h"
#include "support/fixed.h"
#include "support/new_firm.h"

namespace styk::story {
namespace {

using feedback::Import;
using feedback::ImportKind;
using feedback::ImportState;

// Every look at it is a second later, so that each batch is followed by a sign of life.
class TickingClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return at_ = at_ + std::chrono::seconds(1); }

private:
    mutable Instant at_{1'795'000'000'000'000};
};

struct Killed {};

constexpr std::string_view plain_map =
    R"({"channel": "web", "key": "Id", "customer": "Guest", "comment": "Words",
        "ratings": [{"column": "Seat", "metric": "csat", "touchpoint": "seat", "not_applicable": ["0"]},
                    {"column": "Food", "metric": "csat", "touchpoint": "food"}],
        "attributes": [{"column": "Cabin", "key": "cabin", "dimension": true}]})";

class ImportStory : public test::BothDatabases {
protected:
    ImportStory() {
        test::found_firm(database(), clock_, random_);
        catalogue_.reload();
    }

    [[nodiscard]] Import upload(
        const std::string& text, ImportKind kind = ImportKind::feedback, bool of_lines = false
    ) {
        const auto file = temporary().folder() / "upload";
        std::ofstream(file, std::ios::binary) << text;
        return upload_import(intake_, {kind, "stays.csv", file, of_lines}, by_);
    }

    // Works the queue until nothing is left; `go_on` and `tell` may throw as a process dies:
    // without a last word.
    void work(const std::function<bool()>& go_on = [] { return true; }) {
        const auto handlers = import_handlers(
            intake_, [this](const Import& one) { told_.push_back(one); }, {.batch_rows = 2}
        );
        for (;;) {
            std::vector<queue::Work> taken;
            const Instant now = clock_.now();
            database().write([&](db::Tx& tx) { taken = queue::lease(tx, now, now, "worker", 1); });
            if (taken.empty()) {
                return;
            }
            if (!handlers.at(taken[0].kind)(taken[0], go_on)) {
                return;
            }
            database().write([&](db::Tx& tx) { queue::finish(tx, taken[0]); });
        }
    }

    Import run(const Import& import, std::string_view map = plain_map) {
        const auto value = json::parse(map);
        (void)run_import(intake_, import.id, &value, false, by_);
        work();
        return load(import);
    }

    Import load(const Import& import) {
        return database().read([&](db::Reader& reader) {
            return feedback::find_import(reader, import.id).value();
        });
    }

    std::int64_t count(const std::string& what) {
        return database().read([&](db::Reader& reader) {
            return reader.find_integer("SELECT COUNT(*) FROM " + what).value_or(-1);
        });
    }

    // Everything that an import of feedback could leave behind.
    std::string counts() {
        return fmt::format(
            "{} feedback, {} ratings, {} facts",
            count("feedback"),
            count("rating"),
            count("fact_log WHERE facts IS NOT NULL")
        );
    }

    // A file of `rows` rows with keys from `first`.
    static std::string file_of(int rows, int first = 1) {
        std::string text = "Id,Guest,Words,Seat,Food,Cabin\n";
        for (int i = first; i < first + rows; ++i) {
            text += fmt::format(
                "{},guest {},Words {},{},{},{}\n",
                i,
                i % 3,
                i,
                i % 6,
                1 + i % 5,
                i % 2 == 0 ? "Eco" : "Business"
            );
        }
        return text;
    }

    TickingClock clock_;
    test::CountingRandom random_;
    Catalogue catalogue_{database()};
    feedback::Terms terms_{database()};
    Intake intake_{database(), catalogue_, terms_, clock_, random_};
    db::Change by_{{"user", "018f0000-0000-7000-8000-00000000000a", "Olga"}, clock_.now()};
    std::vector<Import> told_;
};

STYK_ON_BOTH_DATABASES(ImportStory);

TEST_P(ImportStory, a_file_comes_in_with_everything_its_map_makes) {
    const Import one = upload(file_of(7));
    EXPECT_EQ(one.state, ImportState::uploaded);
    EXPECT_EQ(one.bytes, static_cast<std::int64_t>(file_of(7).size()));
    const Import done = run(one);
    EXPECT_EQ(done.state, ImportState::done);
    EXPECT_EQ(done.problems.text, "[]");
    EXPECT_EQ(done.rows, 7);
    EXPECT_EQ(done.rows_done, 7);
    EXPECT_EQ(done.added, 7);
    EXPECT_EQ(done.ratings, 14);
    EXPECT_TRUE(done.finished_at.has_value());
    EXPECT_EQ(counts(), "7 feedback, 14 ratings, 7 facts");
    EXPECT_EQ(count("customer"), 3);
    EXPECT_EQ(count("rating WHERE state = 'not_applicable'"), 1);
    EXPECT_EQ(count("touchpoint WHERE key IN ('seat', 'food') AND name IN ('Seat', 'Food')"), 2);
    EXPECT_EQ(count("attribute WHERE key = 'cabin' AND name = 'Cabin'"), 1);
    EXPECT_EQ(count("term WHERE dimension = 'attribute.cabin'"), 2);
    EXPECT_EQ(count("audit WHERE kind = 'customer' AND actor_name = 'Olga'"), 3);
    EXPECT_EQ(count("import_chunk"), 0);
}

TEST_P(ImportStory, a_check_finds_all_and_writes_nothing) {
    const Import one =
        upload("Id,Guest,Words,Seat,Food,Cabin\n1,a,,5,6,Eco\n2,a,,x,1\n3,a,fine,0,,Eco\n");
    const auto map = json::parse(plain_map);
    EXPECT_EQ(check_import(intake_, one.id, &map, by_).state, ImportState::checking);
    work();
    const Import checked = load(one);
    EXPECT_EQ(checked.state, ImportState::checked);
    EXPECT_EQ(checked.rows, 3);
    EXPECT_EQ(checked.problem_count, 2);
    EXPECT_EQ(
        checked.problems.text,
        R"([{"row":2,"column":"Food","message":"the score 6 is above 5"},{"row":3,"column":null,"message":"has 5 cells, the header has 6"}])"
    );
    const auto preview = json::parse(checked.preview.text);
    ASSERT_EQ(preview.as_array().size(), 1U);
    EXPECT_EQ(preview.at(0).at("customer"), "a");
    EXPECT_EQ(preview.at(0).at("ratings").at(0).at("value"), "not_applicable");
    EXPECT_EQ(counts(), "0 feedback, 0 ratings, 0 facts");
    EXPECT_EQ(count("touchpoint WHERE key = 'seat'"), 0);
    EXPECT_EQ(count("customer"), 0);
}

TEST_P(ImportStory, a_file_with_one_wrong_row_writes_nothing) {
    const Import failed = run(upload(file_of(9) + "10,x,y,5,9,Eco\n"));
    EXPECT_EQ(failed.state, ImportState::failed);
    EXPECT_EQ(failed.problem_count, 1);
    EXPECT_EQ(failed.added, 0);
    EXPECT_EQ(counts(), "0 feedback, 0 ratings, 0 facts");
    EXPECT_EQ(count("touchpoint WHERE key = 'seat'"), 0);
    const Import mended =
        run(failed, R"({"channel": "web", "comment": "Words"})");  // the file is still there
    EXPECT_EQ(mended.state, ImportState::done);
    EXPECT_EQ(mended.added, 10);
}

TEST_P(ImportStory, a_file_that_breaks_off_writes_nothing) {
    for (const std::string& end :
         {std::string("10,\"x,y,5,5,Eco\n"), std::string("10,\0,y,5,5,Eco\n", 15)}) {
        const Import failed = run(upload(file_of(9) + end));
        EXPECT_EQ(failed.state, ImportState::failed);
        EXPECT_EQ(failed.problem_count, 1) << failed.problems.text;
        EXPECT_EQ(json::parse(failed.problems.text).at(0).at("row"), 11);
        EXPECT_EQ(counts(), "0 feedback, 0 ratings, 0 facts");
    }
}

TEST_P(ImportStory, goes_on_exactly_where_it_was_killed) {
    const Import one = upload(file_of(9));
    const auto map = json::parse(plain_map);
    (void)run_import(intake_, one.id, &map, false, by_);
    int signs = 0;
    const auto dies = [&]() -> bool {
        if (++signs % 2 == 0) {
            throw Killed();
        }
        return true;
    };
    int deaths = 0;
    for (; load(one).state != ImportState::done && deaths < 20; ++deaths) {
        try {
            work(dies);
        } catch (const Killed&) {
            const Import stopped = load(one);
            EXPECT_EQ(count("feedback"), stopped.rows_done);
            EXPECT_EQ(count("rating"), stopped.ratings);
        }
    }
    EXPECT_GE(deaths, 2);
    EXPECT_EQ(load(one).added, 9);
    EXPECT_EQ(load(one).ratings, 18);
    EXPECT_EQ(counts(), "9 feedback, 18 ratings, 9 facts");
}

TEST_P(ImportStory, stops_between_two_batches_when_it_is_told_to) {
    const Import one = upload(file_of(9));
    const auto map = json::parse(plain_map);
    (void)run_import(intake_, one.id, &map, false, by_);
    work([] { return false; });
    const Import stopped = load(one);
    EXPECT_EQ(stopped.state, ImportState::running);
    EXPECT_EQ(stopped.rows_done, 2);
    EXPECT_EQ(count("feedback"), 2);
    work();
    EXPECT_EQ(load(one).state, ImportState::done);
    EXPECT_EQ(counts(), "9 feedback, 18 ratings, 9 facts");
}

TEST_P(ImportStory, the_same_keys_again_are_skipped) {
    (void)run(upload(file_of(5)));
    const Import again = run(upload(file_of(7) + "7,x,y,1,1,Eco\n"));
    EXPECT_EQ(again.state, ImportState::done);
    EXPECT_EQ(again.rows, 8);
    EXPECT_EQ(again.added, 2);
    EXPECT_EQ(again.skipped, 6);
    EXPECT_EQ(again.ratings, 4);
    EXPECT_EQ(counts(), "7 feedback, 14 ratings, 7 facts");
}

TEST_P(ImportStory, is_undone_whole_and_leaves_others_alone) {
    const Import first = run(upload(file_of(3)));
    const Import second = run(upload(file_of(5, 100)));
    EXPECT_EQ(undo_import(intake_, second.id, by_).state, ImportState::undoing);
    int signs = 0;  // NOLINT(misc-const-correctness): counted below
    EXPECT_THROW(
        work([&]() -> bool {
            if (++signs >= 2) {
                throw Killed();
            }
            return true;
        }),
        Killed
    );
    EXPECT_EQ(load(second).state, ImportState::undoing);
    EXPECT_LT(count("feedback"), 8);
    work();
    EXPECT_EQ(load(second).state, ImportState::undone);
    EXPECT_EQ(counts(), "3 feedback, 6 ratings, 3 facts");
    EXPECT_EQ(count("feedback WHERE import_id = '" + first.id.text() + "'"), 3);
    EXPECT_THROW((void)undo_import(intake_, second.id, by_), Refusal);
    EXPECT_EQ(run(upload(file_of(5, 100))).added, 5);  // its keys are free again
}

TEST_P(ImportStory, when_the_setup_changes_under_it_everything_comes_out_again) {
    const Import one = upload(file_of(9));
    const auto map = json::parse(plain_map);
    (void)run_import(intake_, one.id, &map, false, by_);
    work([] { return false; });
    EXPECT_EQ(count("feedback"), 2);
    database().write([](db::Tx& tx) { tx.run("DELETE FROM touchpoint WHERE key = 'food'"); });
    catalogue_.reload();
    work();
    const Import failed = load(one);
    EXPECT_EQ(failed.state, ImportState::failed);
    EXPECT_EQ(
        failed.problems.text,
        R"([{"row":4,"column":"Food","message":"there is no touchpoint food"}])"
    );
    EXPECT_EQ(counts(), "0 feedback, 0 ratings, 0 facts");
}

TEST_P(ImportStory, gives_up_after_too_many_tries) {
    const Import one = upload(file_of(3));
    const auto map = json::parse(plain_map);
    (void)run_import(intake_, one.id, &map, false, by_);
    database().write([](db::Tx& tx) { tx.run("UPDATE work SET attempts = 100"); });
    work();
    EXPECT_EQ(load(one).state, ImportState::failed);
    EXPECT_EQ(load(one).problem_count, 1);
}

TEST_P(ImportStory, a_known_customer_is_named_by_key_or_id_and_stays_one) {
    const Id<customer::Customer> id{make_uuid_v7(clock_, random_)};
    database().write([&](db::Tx& tx) { (void)customer::ensure(tx, "K-1", id, by_); });
    const Import done =
        run(upload(fmt::format("Guest,Words\nK-1,a\n{},b\nK-2,c\nK-2,d\n", id.text())),
            R"({"channel": "web", "customer": "Guest", "comment": "Words"})");
    EXPECT_EQ(done.added, 4);
    EXPECT_EQ(count("customer"), 2);
    EXPECT_EQ(count("feedback WHERE customer_id = '" + id.text() + "'"), 2);
}

TEST_P(ImportStory, a_customer_whom_someone_else_makes_meanwhile_keeps_their_id) {
    const auto directory = catalogue_.directory();
    feedback::Feedback one;
    one.channel = "web";
    auto prepared = prepare_packed(intake_, *directory, {one, one}, {"K-9", "K-9"});
    const Id<customer::Customer> theirs{make_uuid_v7(clock_, random_)};
    database().write([&](db::Tx& tx) { (void)customer::ensure(tx, "K-9", theirs, by_); });
    database().write([&](db::Tx& tx) { write(tx, intake_, *directory, prepared, by_); });
    EXPECT_EQ(count("customer"), 1);
    EXPECT_EQ(count("feedback WHERE customer_id = '" + theirs.text() + "'"), 2);
}

TEST_P(ImportStory, one_thing_at_a_time_is_done_to_it) {
    const Import one = upload(file_of(3));
    const auto map = json::parse(plain_map);
    (void)check_import(intake_, one.id, &map, by_);
    EXPECT_THROW((void)run_import(intake_, one.id, &map, false, by_), Refusal);
    EXPECT_THROW(remove_import(intake_, one.id, {}, by_), Refusal);
    work();
    EXPECT_THROW(remove_import(intake_, one.id, 1, by_), Refusal);  // not its revision any more
    remove_import(intake_, one.id, load(one).revision, by_);
    EXPECT_EQ(count("import"), 0);
    EXPECT_EQ(count("import_chunk"), 0);
}

TEST_P(ImportStory, is_read_anew_when_it_is_said_to_be_written_otherwise) {
    const Import one = upload("Id;Words, many\n1;a\n2;b\n");
    EXPECT_EQ(one.delimiter, ";");
    const auto as_commas = json::parse(R"({"delimiter": ",", "encoding": "windows-1250"})");
    const Import again = check_import(intake_, one.id, &as_commas, by_);
    EXPECT_EQ(again.state, ImportState::uploaded);
    EXPECT_EQ(again.encoding, "windows-1250");
    EXPECT_EQ(feedback::column_names(again), (std::vector<std::string>{"Id;Words", "many"}));
    EXPECT_EQ(count("work"), 0);
}

TEST_P(ImportStory, an_empty_upload_leaves_nothing) {
    for (const char* text : {"", "\n\n", "a,b\n"}) {
        EXPECT_THROW((void)upload(text), Refusal) << text;
    }
    EXPECT_EQ(count("import"), 0);
    EXPECT_EQ(count("import_chunk"), 0);
}

TEST_P(ImportStory, customers_come_in_by_key_and_the_new_ones_go_again) {
    const char* const map = R"({"key": "key", "name": "name", "segment": {"column": "segment"}})";
    (void)run(upload("key,name,segment\nC-1,Ala,gold\n", ImportKind::customers), map);
    const Import second =
        run(upload("key,name,segment\nC-1,Ala,\nC-2,Ola,silver\nC-3,Ewa,\n", ImportKind::customers),
            map);
    EXPECT_EQ(second.added, 2);
    EXPECT_EQ(second.skipped, 1);
    EXPECT_EQ(count("customer WHERE key = 'C-1' AND segment = 'gold'"), 1);
    database().write([](db::Tx& tx) {
        tx.run(
            "INSERT INTO event (id, key, revision, type, customer_id, channel, occurred_at, "
            "received_at) "
            "SELECT 'e', 'e', 1, 'call', id, 'web', 0, 0 FROM customer WHERE key = 'C-3'"
        );
    });
    (void)undo_import(intake_, second.id, by_);
    work();
    EXPECT_EQ(load(second).state, ImportState::undone);
    EXPECT_EQ(count("customer WHERE key IN ('C-1', 'C-3')"), 2);  // known before; has an event now
    EXPECT_EQ(count("customer"), 2);
}

TEST_P(ImportStory, events_come_in_as_rows_and_as_lines) {
    const char* const map =
        R"({"key": "id", "type": "late_out", "occurred_at": {"column": "when"}, "channel": "store",
        "customer": "guest", "touchpoint": {"column": "where"}, "duration_s": "s"})";
    const Import rows = run(
        upload(
            "id,when,guest,where,s\ne1,2026-11-10 10:00,K,desk,12.5\ne2,2026-11-10 11:00,,Sauna,\n",
            ImportKind::events
        ),
        map
    );
    EXPECT_EQ(rows.state, ImportState::done) << rows.problems.text;
    EXPECT_EQ(rows.added, 2);
    EXPECT_EQ(count("event WHERE touchpoint = 'desk' AND duration_s = 12.5"), 1);
    EXPECT_EQ(count("event WHERE touchpoint = 'sauna'"), 1);
    const Import lines =
        run(upload(
                "{\"key\": \"e3\", \"type\": \"call\", \"channel\": \"phone\", \"occurred_at\": "
                "\"2026-11-10T10:00:00Z\"}\n\n",
                ImportKind::events,
                true
            ),
            "{}");
    EXPECT_EQ(lines.state, ImportState::done) << lines.problems.text;
    const Import wrong =
        run(upload(
                "{\"key\": \"e4\", \"type\": \"call\", \"channel\": \"pigeon\", \"occurred_at\": "
                "\"2026-11-10T10:00:00Z\"}\n{]\n",
                ImportKind::events,
                true
            ),
            "{}");
    EXPECT_EQ(wrong.problem_count, 2);
    EXPECT_TRUE(wrong.problems.text.starts_with(
        R"([{"row":1,"column":"channel","message":"is no channel"},{"row":2,"column":null)"
    )) << wrong.problems.text;
    (void)undo_import(intake_, rows.id, by_);
    work();
    EXPECT_EQ(count("event"), 1);
}

TEST_P(ImportStory, tells_of_each_state_in_its_order) {
    (void)run(upload(file_of(3)));
    std::vector<ImportState> states;
    for (const Import& one : told_) {
        if (states.empty() || states.back() != one.state) {
            states.push_back(one.state);
        }
    }
    EXPECT_EQ(states, (std::vector{ImportState::running, ImportState::done}));
}

}  // namespace
}  // namespace styk::story
