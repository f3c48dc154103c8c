// Whatever happens to the database, to the file and to the process: a start with the snapshot
// counts as one without.

#include "story/figures_snapshot.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <random>

#include "feedback/feedback_store.h"
#include "firm/firm_store.h"
#include "story/follower.h"
#include "story/recount_facts.h"
#include "support/databases.h"
#include "support/new_firm.h"

namespace styk::story {
namespace {

constexpr std::chrono::seconds patience{30};

class FiguresSnapshotTest : public test::BothDatabases {
protected:
    void SetUp() override {
        test::found_firm(database(), clock, random);
        catalogue.reload();
    }

    [[nodiscard]] std::filesystem::path file() const { return folder.path() / "figures.snapshot"; }

    std::unique_ptr<Follower> make_follower(bool with_snapshot = true) {
        Follower::Tell tell{
            .moved = [](std::int64_t) {},
            .failed = [](const std::string& why) { ADD_FAILURE() << why; },
            .noted = [this](const std::string& what) { noted += what + "\n"; }
        };
        return std::make_unique<Follower>(
            database(),
            catalogue,
            std::move(tell),
            with_snapshot ? std::make_unique<FiguresSnapshot>(database(), random, file()) : nullptr
        );
    }

    // A start on what is there, `meanwhile`, and a stop in order.
    void run(const std::function<void()>& meanwhile = [] {}) {
        noted.clear();
        const auto follower = make_follower();
        follower->start();
        meanwhile();
        ASSERT_TRUE(follower->catch_up(patience));
        expect_counts_like_the_log(*follower);
    }

    // The same, and the process dies: the file stays as it was.
    void run_and_die(const std::function<void()>& meanwhile = [] {}) {
        const auto before = bytes();
        run(meanwhile);
        replace(before);
    }

    [[nodiscard]] bool came_from_snapshot() const {
        return noted.find("counted from the snapshot") != std::string::npos;
    }

    void expect_counts_like_the_log(const Follower& follower) {
        const auto fresh = make_follower(false);
        fresh->start();
        const auto from_log = fresh->cube(), cube = follower.cube();
        EXPECT_EQ(cube->facts(), from_log->facts());
        EXPECT_EQ(cube->groups(), from_log->groups());
        EXPECT_EQ(cube->position(), from_log->position());
        using cube::Field;
        for (const Field field :
             {Field::dimension, Field::touchpoint, Field::metric, Field::hour, Field::day}) {
            for (const int index : {0, 1, 5, 12}) {
                const cube::Question question{
                    .by = {{.field = field, .index = static_cast<std::uint16_t>(index)}},
                    .count_groups = true
                };
                EXPECT_EQ(cube->count(question), from_log->count(question));
            }
        }
        // Who met first has code 1, so only the rows are the same.
        EXPECT_EQ(by_customer(*cube), by_customer(*from_log));
    }

    static std::vector<std::vector<std::uint64_t>> by_customer(const cube::Cube& cube) {
        std::vector<std::vector<std::uint64_t>> rows;
        for (auto& row : cube.count({.by = {{.field = cube::Field::customer}}}).rows) {
            rows.push_back(std::move(row.counts));
        }
        std::ranges::sort(rows);
        return rows;
    }

    std::string some_facts() {
        cube::LoggedFacts facts;
        facts.occurred_us = clock.now().us - std::int64_t{dice() % 4000} * 3'600'000'000;
        if (dice() % 2 == 0) {
            facts.customer.emplace();
            facts.customer->at(dice() % 2 == 0 ? 0 : 15) = static_cast<std::uint8_t>(dice() % 20);
        }
        for (std::uint16_t i = 0; i < 6; ++i) {
            facts.dimensions.push_back({i, dice() % 300});
        }
        for (std::uint32_t i = dice() % 3; i > 0; --i) {
            facts.ratings.push_back(
                {static_cast<std::uint16_t>(1 + dice() % 2),
                 dice() % 9,
                 static_cast<std::uint8_t>(dice() % 11),
                 dice() % 7 == 0 ? cube::State::missing : cube::State::given}
            );
        }
        return cube::encode(facts);
    }

    // Feedback added, replaced, removed.
    void change(int times) {
        for (int i = 0; i < times; i += 20) {
            database().write([&](db::Tx& tx) {
                for (int n = 0; n < 20; ++n) {
                    change_one(tx);
                }
            });
        }
    }

    void add(int times) {
        database().write([&](db::Tx& tx) {
            for (int n = 0; n < times; ++n) {
                feedback::log_facts(tx, ++last_seq, some_facts());
            }
        });
    }

    void change_one(db::Tx& tx) {
        const auto what = dice() % 10;
        const std::int64_t known = last_seq == 0 ? 0 : 1 + dice() % last_seq;
        if (known == 0 || what < 7) {
            feedback::log_facts(tx, ++last_seq, some_facts());
        } else if (what < 9) {
            feedback::log_changed_facts(tx, known, some_facts());
        } else {
            feedback::log_removal(tx, known);
        }
    }

    void declare(const std::string& time_zone) {
        database().write([&](db::Tx& tx) { tx.run("UPDATE firm SET time_zone = $1", time_zone); });
        catalogue.reload();
    }

    [[nodiscard]] std::string bytes() const {
        std::ifstream in(file(), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    void replace(const std::string& with) const {
        std::ofstream(file(), std::ios::binary | std::ios::trunc) << with;
    }

    std::uint32_t dice() { return static_cast<std::uint32_t>(generator()); }

    SystemClock clock;
    SystemRandom random;
    std::mt19937 generator{20261122};
    Catalogue catalogue{database()};
    test::TemporaryFolder folder;
    std::uint32_t last_seq = 0;
    std::string noted;
};

STYK_ON_BOTH_DATABASES(FiguresSnapshotTest);

TEST_P(FiguresSnapshotTest, a_start_with_it_counts_as_one_without) {
    run();  // an empty firm
    for (int round = 0; round < 7; ++round) {
        change(round % 4 == 0 ? 0 : 200);
        const auto meanwhile = [&] { change(100); };
        round % 3 == 1 ? run_and_die(meanwhile) : run(meanwhile);
        EXPECT_EQ(came_from_snapshot(), round > 0) << noted;
    }
}

TEST_P(FiguresSnapshotTest, a_damaged_file_is_thrown_away) {
    change(300);
    run();
    const auto whole = bytes();
    ASSERT_GT(whole.size(), 1'000U);
    for (int i = 0; i < 9; ++i) {
        auto damaged = whole;
        auto& at = damaged[i == 0 ? 0 : dice() % damaged.size()];
        at = static_cast<char>(at ^ (1 << dice() % 8));
        replace(i % 3 == 0 ? whole.substr(0, dice() % whole.size()) : damaged);
        run();
        EXPECT_FALSE(came_from_snapshot());
        EXPECT_NE(noted.find("anew"), std::string::npos);
    }
    replace("something else altogether");
    run();
    EXPECT_FALSE(came_from_snapshot());
    run();
    EXPECT_TRUE(came_from_snapshot());
}

TEST_P(FiguresSnapshotTest, an_older_copy_of_the_database_is_counted_anew) {
    change(200);
    run();
    const auto older_file = bytes();
    const auto marks = [&](const char* sql) {
        return database().read([&](db::Reader& reader) { return reader.find_integer(sql).value(); }
        );
    };
    const auto last_mark = marks("SELECT MAX(position) FROM figures_mark");
    const auto last_row = marks("SELECT MAX(position) FROM fact_log");
    const auto seq_then = last_seq;
    run([&] { add(200); });
    // The backup of then, on which other things happened up to the same positions.
    database().write([&](db::Tx& tx) {
        tx.run("DELETE FROM figures_mark WHERE position > $1", last_mark);
        const auto rows = tx.find_integer("SELECT MAX(position) FROM fact_log").value();
        tx.run("DELETE FROM fact_log WHERE position > $1", last_row);
        for (auto position = last_row + 1; position <= rows; ++position) {
            tx.run(
                "INSERT INTO fact_log (position, feedback_seq, facts) VALUES ($1, $2, $3)",
                position,
                seq_then + position,
                db::Bytes{some_facts()}
            );
        }
    });
    run_and_die();
    EXPECT_FALSE(came_from_snapshot());
    EXPECT_NE(noted.find("another state of the database"), std::string::npos);
    replace(older_file);  // what the backup knows is good for it
    run();
    EXPECT_TRUE(came_from_snapshot());
}

TEST_P(FiguresSnapshotTest, another_time_zone_is_counted_anew) {
    change(200);
    declare("Europe/Warsaw");
    run();
    declare("Pacific/Auckland");
    run_and_die();
    EXPECT_FALSE(came_from_snapshot());
    run([&] {
        change(40);
        declare("America/Lima");  // also while it follows
    });
    run();
    EXPECT_TRUE(came_from_snapshot());
    declare("Europe/Warsaw");
    run();
    EXPECT_FALSE(came_from_snapshot());
}

TEST_P(FiguresSnapshotTest, it_is_saved_while_following_and_any_of_them_serves) {
    change(100);
    std::vector<std::string> files;
    {
        const auto follower = make_follower();
        follower->start({.rows = 1, .time = {}});
        for (int i = 0; i < 10; ++i) {
            change(60);
            ASSERT_TRUE(follower->catch_up(patience));
            files.push_back(bytes());
        }
    }
    files.push_back(bytes());
    for (const auto& one : files) {
        if (!one.empty()) {  // the first may have been looked for too early
            replace(one);
            run_and_die();
            EXPECT_TRUE(came_from_snapshot()) << noted;
        }
    }
    EXPECT_FALSE(files.back().empty());
}

TEST_P(FiguresSnapshotTest, a_recount_is_followed_from_it) {
    feedback::Terms terms{database()};
    const Intake intake{database(), catalogue, terms, clock, random};
    const db::Change by{{"system", "", "test"}, clock.now()};
    const auto receive = [&](int times) {
        for (int i = 0; i < times; ++i) {
            feedback::Draft draft;
            draft.source = "api";
            draft.channel = dice() % 2 == 0 ? "web" : "email";
            draft.attributes =
                dice() % 2 == 0 ? R"({"class":"eco","deck":"a"})" : R"({"deck":"b"})";
            draft.ratings.push_back(
                {"nps",
                 {},
                 feedback::RatingState::given,
                 static_cast<std::int64_t>(dice() % 11),
                 "/"}
            );
            (void)receive_feedback(intake, draft, by);
        }
    };
    receive(40);
    run();
    database().write([&](db::Tx& tx) {
        firm::Attribute deck;
        deck.id.uuid = make_uuid_v7(clock, random);
        deck.key = "deck";
        deck.name = "Deck";
        db::add(tx, deck, by);
    });
    int pieces = 0;  // the recount is cut short once
    (void)recount_facts(intake, [&] { return pieces++ == 0; });
    run_and_die();
    EXPECT_TRUE(came_from_snapshot());
    run_and_die([&] {
        EXPECT_TRUE(recount_facts(intake, [] { return true; }));
        receive(10);
    });
    run();
    EXPECT_TRUE(came_from_snapshot());
}

TEST_P(FiguresSnapshotTest, only_the_last_marks_are_kept) {
    for (int i = 0; i < 70; ++i) {
        change(20);
        const auto follower = make_follower();
        follower->start();
    }
    const auto marks = database().read([](db::Reader& reader) {
        return reader.find_integer("SELECT COUNT(*) FROM figures_mark");
    });
    EXPECT_EQ(marks, 64);
}

TEST_P(FiguresSnapshotTest, a_server_that_numbers_its_transactions_anew_is_seen) {
    const auto followed = [&](feedback::LogPosition at) {
        return database().read([&](db::Reader& reader) {
            return feedback::is_followed_by_all(reader, at);
        });
    };
    EXPECT_TRUE(followed({0, 7}));
    if (database().dialect() == db::Dialect::postgresql) {
        EXPECT_FALSE(followed({std::int64_t{1} << 40, 7}));
    }
}

TEST_P(FiguresSnapshotTest, a_database_brought_from_a_server_that_counted_further_is_followed) {
    add(5);
    database().write([](db::Tx& tx) {
        if (tx.dialect() == db::Dialect::postgresql) {
            tx.run("UPDATE fact_log SET xid = '1099511627776'");
        }
        feedback::renumber_log_of_another_server(tx);
    });
    add(2);
    const auto follower = make_follower();
    follower->start();
    ASSERT_TRUE(follower->catch_up(patience));
    EXPECT_EQ(follower->cube()->groups(), 7U);
}

TEST_P(FiguresSnapshotTest, a_follower_that_did_not_start_leaves_the_file) {
    change(20);
    run();
    const auto before = bytes();
    change(20);
    make_follower().reset();
    EXPECT_EQ(bytes(), before);
}

}  // namespace
}  // namespace styk::story
