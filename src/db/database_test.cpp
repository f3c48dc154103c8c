#include <atomic>
#include <gtest/gtest.h>
#include <thread>

#include "db/full_text.h"
#include "db/migrate.h"
#include "db/together.h"
#include "support/databases.h"

namespace styk::db {
namespace {

class DatabaseTest : public test::BothDatabases {};

STYK_ON_BOTH_DATABASES(DatabaseTest);

void add_brand(Tx& tx, const std::string& key) {
    tx.run(
        "INSERT INTO brand (id, revision, created_at, updated_at, key, name) VALUES ($1, 1, 0, 0, "
        "$1, $1)",
        key
    );
}

std::int64_t brands(Database& database) {
    return database.read([](Reader& reader) {
        return reader.find_integer("SELECT COUNT(*) FROM brand").value();
    });
}

TEST_P(DatabaseTest, a_write_that_throws_leaves_nothing_and_its_neighbours_stay) {
    std::vector<std::jthread> crowd;
    std::atomic<int> refused = 0;
    for (int i = 0; i < 40; ++i) {
        crowd.emplace_back([&, i] {
            try {
                database().write([&](Tx& tx) {
                    add_brand(tx, "b" + std::to_string(i));
                    if (i % 4 == 0) {
                        throw Refusal(Code::invalid, "no");
                    }
                });
            } catch (const Refusal&) {
                ++refused;
            }
        });
    }
    crowd.clear();
    EXPECT_EQ(refused, 10);
    EXPECT_EQ(brands(database()), 30);
}

// Rows of one transaction of PostgreSQL carry its number.
std::int64_t transactions_of_brands(Database& database) {
    return database.read([](Reader& reader) {
        return reader
            .find_integer(
                reader.dialect() == Dialect::sqlite
                    ? "SELECT 1"
                    : "SELECT COUNT(DISTINCT CAST(xmin AS text)) FROM brand"
            )
            .value();
    });
}

TEST_P(DatabaseTest, who_writes_together_is_refused_alone) {
    constexpr int writers = 40, rounds = 25;
    std::atomic<int> refused = 0, conflicts = 0;
    std::vector<std::jthread> crowd;
    for (int i = 0; i < writers; ++i) {
        crowd.emplace_back([&, i] {
            for (int round = 0; round < rounds; ++round) {
                const TogetherScope together;
                const int number = i * rounds + round;
                try {
                    database().write([&](Tx& tx) {
                        add_brand(tx, "b" + std::to_string(number / 10 * 10));
                        add_brand(tx, "c" + std::to_string(number));
                        if (number % 100 == 0) {
                            throw Refusal(Code::invalid, "no");
                        }
                    });
                } catch (const Refusal&) {
                    ++refused;
                } catch (const Conflict&) {
                    ++conflicts;
                }
            }
        });
    }
    crowd.clear();
    // Of each ten one is the first with its "b"; what is refused leaves it to another.
    EXPECT_EQ(refused + conflicts, writers * rounds * 9 / 10);
    EXPECT_EQ(brands(database()), 2 * writers * rounds / 10);
}

TEST_P(DatabaseTest, writes_of_one_moment_share_a_commit) {
    constexpr int writers = 40, rounds = 25;
    std::vector<std::jthread> crowd;
    for (int i = 0; i < writers; ++i) {
        crowd.emplace_back([&, i] {
            for (int round = 0; round < rounds; ++round) {
                const TogetherScope together;
                database().write([&](Tx& tx) {
                    add_brand(tx, std::to_string(i) + "-" + std::to_string(round));
                });
            }
        });
    }
    crowd.clear();
    EXPECT_EQ(brands(database()), writers * rounds);
    EXPECT_LT(transactions_of_brands(database()), writers * rounds) << "none was shared";
}

TEST_P(DatabaseTest, a_write_within_a_shared_one_stands_by_itself) {
    if (database().dialect() == Dialect::sqlite) {
        return;  // one thread writes there, and would wait for itself
    }
    const TogetherScope together;
    database().write([&](Tx& tx) {
        add_brand(tx, "outer");
        database().write([](Tx& inner) { add_brand(inner, "inner"); });
    });
    EXPECT_EQ(brands(database()), 2);
}

TEST_P(DatabaseTest, a_broken_unique_rule_is_a_conflict) {
    database().write([](Tx& tx) { add_brand(tx, "one"); });
    EXPECT_THROW(database().write([](Tx& tx) { add_brand(tx, "one"); }), Conflict);
    EXPECT_EQ(brands(database()), 1);
}

TEST_P(DatabaseTest, every_kind_of_value_comes_back_as_it_went_in) {
    const std::string raw("\0\x01\xff'\\", 5);
    database().write([&](Tx& tx) {
        tx.run("CREATE TABLE kinds (a BIGINT, b DOUBLE PRECISION, c TEXT, d BYTEA, e TEXT)");
        tx.run(
            "INSERT INTO kinds VALUES ($1, $2, $3, $4, $5)",
            std::int64_t{-5'000'000'000},
            0.1,
            "Zażółć 'гусь'",
            Bytes{raw},
            std::optional<std::string>()
        );
    });
    int rows = 0;
    database().read([&](Reader& reader) {
        reader.query("SELECT a, b, c, d, e FROM kinds", [&](const Row& row) {
            ++rows;
            EXPECT_EQ(row.integer(0), -5'000'000'000);
            EXPECT_EQ(row.real(1), 0.1);
            EXPECT_EQ(row.text(2), "Zażółć 'гусь'");
            EXPECT_EQ(row.bytes(3), raw);
            EXPECT_TRUE(row.is_null(4));
        });
    });
    EXPECT_EQ(rows, 1);
}

TEST_P(DatabaseTest, parameters_are_known_by_number_in_any_order_and_not_within_quotes) {
    const auto found = database().read([](Reader& reader) {
        std::vector<std::string> out;
        reader.query(
            "SELECT CAST($2 AS TEXT), CAST($1 AS TEXT), CAST($2 AS TEXT), '$1 it''s $2'",
            [&](const Row& row) {
                for (int i = 0; i < 4; ++i) {
                    out.push_back(row.string(i));
                }
            },
            "one",
            "two"
        );
        return out;
    });
    EXPECT_EQ(found, (std::vector<std::string>{"two", "one", "two", "$1 it's $2"}));
}

TEST_P(DatabaseTest, a_read_sees_one_moment) {
    database().write([](Tx& tx) { add_brand(tx, "one"); });
    database().read([&](Reader& reader) {
        EXPECT_EQ(reader.find_integer("SELECT COUNT(*) FROM brand"), 1);
        std::jthread([&] { database().write([](Tx& tx) { add_brand(tx, "two"); }); }).join();
        EXPECT_EQ(reader.find_integer("SELECT COUNT(*) FROM brand"), 1);
    });
    EXPECT_EQ(brands(database()), 2);
}

TEST_P(DatabaseTest, a_commit_wakes_who_waits_for_it) {
    std::atomic<int> woken = 0;
    database().on_commit([&] { ++woken; });
    database().write([](Tx& tx) { add_brand(tx, "one"); });
    // At least once: whoever committed just before may still be telling.
    while (woken == 0) {
        std::this_thread::yield();
    }
}

TEST_P(DatabaseTest, search_finds_words_without_their_marks_and_forgets_them) {
    const std::string text = "Zażółć gęślą jaźń, ёлка!";
    database().write([&](Tx& tx) {
        index_text(tx, 7, text);
        index_text(tx, 8, "Nothing here");
    });
    const auto found = [&](std::string_view typed) {
        return database().read([&](Reader& reader) {
            const std::string table = reader.dialect() == Dialect::sqlite ? "rowid" : "seq";
            return reader
                .find_integer(
                    "SELECT COUNT(*) FROM feedback_search WHERE " +
                        match_condition(reader.dialect(), table, 1),
                    to_match(reader.dialect(), typed)
                )
                .value();
        });
    };
    EXPECT_EQ(found("zazolc"), 1);
    EXPECT_EQ(found("ЕЛКА gęś"), 1);
    EXPECT_EQ(found("елка nothing"), 0);
    database().write([&](Tx& tx) { forget_text(tx, 7, text); });
    EXPECT_EQ(found("zazolc"), 0);
}

TEST_P(DatabaseTest, rows_removed_in_the_wake_of_another_are_not_counted) {
    database().write([](Tx& tx) {
        tx.run("CREATE TABLE house (id BIGINT PRIMARY KEY)");
        tx.run("CREATE TABLE room (house BIGINT REFERENCES house (id) ON DELETE CASCADE)");
        tx.run("INSERT INTO house VALUES (1)");
        tx.run("INSERT INTO room VALUES (1), (1), (1)");
        EXPECT_EQ(tx.run("DELETE FROM house WHERE id = 2"), 0);
        EXPECT_EQ(tx.run("DELETE FROM house WHERE id = 1"), 1);
        EXPECT_EQ(tx.run("DELETE FROM room"), 0);
    });
}

TEST_P(DatabaseTest, work_at_the_end_is_dropped_with_its_story) {
    EXPECT_THROW(
        database().write([](Tx& tx) {
            tx.at_end([](Tx& later) { add_brand(later, "late"); });
            throw Fault("no");
        }),
        Fault
    );
    EXPECT_EQ(brands(database()), 0);
}

TEST_P(DatabaseTest, migrating_twice_changes_nothing) {
    const auto again = migrate(database(), temporary().folder() / "backups");
    EXPECT_EQ(again.from, again.to);
    EXPECT_FALSE(again.backup.has_value());
}

TEST_P(DatabaseTest, a_newer_database_is_refused) {
    database().write([](Tx& tx) {
        tx.run("INSERT INTO schema_migration (version, name, applied_at) VALUES (9999, 'later', 0)"
        );
    });
    EXPECT_THROW(migrate(database(), temporary().folder()), Fault);
}

TEST_P(DatabaseTest, a_migration_that_fails_is_undone_and_the_file_was_saved_before) {
    auto next = all_migrations();
    next.push_back(
        {9998, "9998_broken", "CREATE TABLE half (a BIGINT);\nCREATE TABLE half (a BIGINT);"}
    );
    EXPECT_THROW(migrate(database(), temporary().folder() / "saved", next), Fault);
    EXPECT_THROW(database().write([](Tx& tx) { tx.run("INSERT INTO half VALUES (1)"); }), Fault);
    const bool saved = std::filesystem::exists(temporary().folder() / "saved");
    EXPECT_EQ(saved, database().dialect() == Dialect::sqlite);
}

// 96 MB are written; the log alone would hold them all.
TEST(a_sqlite_file, takes_over_what_its_log_holds_while_it_is_written) {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "long.db";
    const auto database = open_sqlite({.file = file, .readers = 1});
    const std::string megabyte(1 << 20, 'x');
    database->write([](Tx& tx) { tx.run("CREATE TABLE long (body TEXT NOT NULL)"); });
    for (int i = 0; i < 96; ++i) {
        database->write([&](Tx& tx) { tx.run("INSERT INTO long (body) VALUES ($1)", megabyte); });
    }
    // Another thread copies what the log holds; a commit finds that done sooner or later.
    while (std::filesystem::file_size(file) < (std::uintmax_t{48} << 20)) {
        database->write([&](Tx& tx) {
            tx.run("UPDATE long SET body = $1 WHERE rowid = 1", megabyte);
        });
    }
    EXPECT_LT(std::filesystem::file_size(file.string() + "-wal"), std::uintmax_t{1} << 30);
    EXPECT_EQ(
        database->read([](Reader& reader) {
            return reader.find_integer("SELECT COUNT(*) FROM long");
        }),
        96
    );
}

TEST(a_database, url_that_is_neither_is_refused) {
    EXPECT_THROW(static_cast<void>(open("mysql://x")), Refusal);
}

}  // namespace
}  // namespace styk::db
