#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "backup/archive.h"
#include "backup/restore.h"
#include "backup/save.h"
#include "base/checksum.h"
#include "base/result.h"
#include "db/migrate.h"
#include "support/databases.h"

namespace styk::backup {
namespace {

constexpr Instant now{1'790'000'000'000'000};

const LoadOptions fresh{.replace = false, .index_texts = [](db::Tx&) {}};
const LoadOptions over{.replace = true, .index_texts = [](db::Tx&) {}};

std::string text_of(const std::filesystem::path& file) {
    const std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void put_text(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
}

// Every kind of value, nothing among them; a child before its parent; a counter that has gone
// further than its rows; what the migrations put there changed.
void fill(db::Database& database) {
    const std::string raw("\0\x01\xff'\\\n", 6);
    database.write([&](db::Tx& tx) {
        const auto location = [&](const char* id, const std::optional<std::string>& parent) {
            tx.run(
                "INSERT INTO location (id, revision, created_at, updated_at, search, key, name, "
                "parent_id, kind) VALUES ($1, 1, -5, 9000000000000000000, '', $1, 'Łódź ''гусь''', "
                "$2, 'x')",
                id,
                parent
            );
        };
        location("root", {});
        location("b_child", "root");
        location("a_child", "b_child");
        tx.run("UPDATE location SET parent_id = 'a_child' WHERE id = 'root'");
        tx.run(
            "INSERT INTO import_chunk (import_id, n, bytes) VALUES ('i', 1, $1)", db::Bytes{raw}
        );
        tx.run("INSERT INTO import_chunk (import_id, n, bytes) VALUES ('i', 2, $1)", db::Bytes{""});
        for (const double value : {0.1, -1e300, 0.0, 1.0 / 3.0}) {
            tx.run(
                "INSERT INTO series_point (series_id, key, at, value, revision) "
                "VALUES ('s', $1, 1, $2, 1)",
                std::to_string(value),
                value
            );
        }
        for (int i = 0; i < 1200; ++i) {
            tx.run(
                "INSERT INTO audit (at, actor_kind, actor_name, action, kind, record_id, after) "
                "VALUES ($1, 'user', '', 'added', 'brand', 'x', $2)",
                i,
                i % 3 == 0 ? std::optional<std::string>() : std::string(200, 'a')
            );
        }
        tx.run("DELETE FROM audit WHERE position > 1000");
        tx.run("DELETE FROM need WHERE key = 'options'");
    });
}

std::int64_t next_position(db::Database& database) {
    std::int64_t position = 0;
    database.write([&](db::Tx& tx) {
        tx.run(
            "INSERT INTO audit (at, actor_kind, actor_name, action, kind, record_id) "
            "VALUES (1, 'user', '', 'added', 'brand', 'x')"
        );
        position = tx.find_integer("SELECT MAX(position) FROM audit").value();
    });
    return position;
}

class BackupTest : public test::BothDatabases {
protected:
    std::filesystem::path file(const std::string& name) { return temporary().folder() / name; }

    Contents save_and_check(const std::string& name) {
        save(database(), file(name), now);
        return check(file(name));
    }
};

STYK_ON_BOTH_DATABASES(BackupTest);

TEST_P(BackupTest, everything_comes_back_equal_in_either_kind_of_database) {
    fill(database());
    const auto saved = save_and_check("one.styk");
    EXPECT_EQ(saved.totals.at("audit").rows, 1000);
    EXPECT_EQ(saved.totals.at("audit").last_number, 1200);
    EXPECT_EQ(saved.totals.at("location").rows, 3);
    EXPECT_EQ(saved.totals.at("need").rows, 2);

    const auto sqlite = db::open_sqlite({.file = file("restored.db")});
    load(*sqlite, file("one.styk"), saved, now, fresh);
    save(*sqlite, file("two.styk"), now);
    EXPECT_EQ(check(file("two.styk")).totals, saved.totals);

    test::TemporaryDatabase postgresql("postgresql");
    load(postgresql.database(), file("one.styk"), saved, now, over);
    save(postgresql.database(), file("three.styk"), now);
    EXPECT_EQ(check(file("three.styk")).totals, saved.totals);

    EXPECT_EQ(next_position(*sqlite), 1201);
    EXPECT_EQ(next_position(postgresql.database()), 1201);
}

TEST_P(BackupTest, references_hold_after_a_restore_as_before) {
    fill(database());
    const auto saved = save_and_check("one.styk");
    const auto sqlite = db::open_sqlite({.file = file("restored.db")});
    load(*sqlite, file("one.styk"), saved, now, fresh);
    test::TemporaryDatabase postgresql("postgresql");
    load(postgresql.database(), file("one.styk"), saved, now, over);
    for (db::Database* restored : {sqlite.get(), &postgresql.database()}) {
        const auto name_nobody = [](db::Tx& tx) {
            tx.run("UPDATE location SET parent_id = 'nobody' WHERE id = 'root'");
            tx.run("UPDATE location SET parent_id = NULL WHERE id = 'root'");
        };
        // At once, not at the commit.
        if (restored->dialect() == db::Dialect::postgresql) {
            EXPECT_THROW(restored->write(name_nobody), Refusal);
        }
        EXPECT_THROW(
            restored->write([](db::Tx& tx) {
                tx.run("UPDATE location SET parent_id = 'nobody' WHERE id = 'root'");
            }),
            Refusal
        );
    }
}

TEST_P(BackupTest, a_flipped_bit_is_seen_wherever_it_is) {
    fill(database());
    save(database(), file("one.styk"), now);
    const std::string whole = text_of(file("one.styk"));
    const std::size_t step = std::max<std::size_t>(1, whole.size() / 150);
    int looked = 0;
    for (std::size_t at = 0; at < whole.size(); at += step, ++looked) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
        put_text(file("damaged.styk"), damaged);
        EXPECT_THROW((void)check(file("damaged.styk")), Refusal) << "byte " << at;
    }
    EXPECT_GE(looked, 150);
}

TEST_P(BackupTest, a_file_that_ends_early_or_goes_on_is_refused) {
    fill(database());
    save(database(), file("one.styk"), now);
    const std::string whole = text_of(file("one.styk"));
    const std::size_t step = std::max<std::size_t>(1, whole.size() / 100);
    for (std::size_t left = 0; left < whole.size(); left += step) {
        put_text(file("cut.styk"), whole.substr(0, left));
        EXPECT_THROW((void)check(file("cut.styk")), Refusal) << left << " bytes";
    }
    put_text(file("cut.styk"), whole.substr(0, whole.size() - 1));
    EXPECT_THROW((void)check(file("cut.styk")), Refusal);
    put_text(file("long.styk"), whole + "x");
    EXPECT_THROW((void)check(file("long.styk")), Refusal);
}

// The checksum is right, so only the length itself can tell that nothing unpacks to so much.
TEST_P(BackupTest, a_length_that_nothing_unpacks_to_is_refused_before_memory_is_taken_for_it) {
    std::string frame("M\x00\x00\x00\x40\x01\x00\x00\x00x", 10);  // 1 GB out of one byte
    const auto sum = checksum(frame, 0);
    for (unsigned i = 0; i < 8; ++i) {
        frame += static_cast<char>(sum >> (8 * i) & 0xFF);
    }
    put_text(file("long.styk"), "Styk backup 1\n" + frame);
    try {
        (void)check(file("long.styk"));
        FAIL() << "it was taken";
    } catch (const Refusal& refusal) {
        EXPECT_NE(std::string(refusal.what()).find("impossible length"), std::string::npos);
    }
}

TEST_P(BackupTest, a_newer_file_is_refused_with_its_version) {
    const auto write = [&](const std::string& name, std::int64_t schema) {
        ArchiveWriter archive(file(name));
        archive.add(
            Frame::manifest,
            to_json(Manifest{
                .made_at = "x",
                .made_by = "9.9",
                .database = "sqlite",
                .schema = schema,
                .tables = {}
            })
        );
        archive.add(Frame::end, "0");
        archive.finish();
    };
    const auto newest = db::all_migrations().back().version;
    write("known.styk", newest);
    EXPECT_EQ(check(file("known.styk")).manifest.made_by, "9.9");
    write("newer.styk", newest + 1);
    try {
        (void)check(file("newer.styk"));
        FAIL() << "a newer file was taken";
    } catch (const Refusal& refusal) {
        EXPECT_NE(std::string(refusal.what()).find("9.9"), std::string::npos) << refusal.what();
    }
    put_text(file("form.styk"), "Styk backup 2\nwhatever");
    EXPECT_THROW((void)check(file("form.styk")), Refusal);
    put_text(file("other.styk"), "SQLite format 3");
    EXPECT_THROW((void)check(file("other.styk")), Refusal);
}

TEST_P(BackupTest, a_restore_that_fails_leaves_what_was_there) {
    fill(database());
    const auto saved = save_and_check("one.styk");
    test::TemporaryDatabase postgresql("postgresql");
    postgresql.database().write([](db::Tx& tx) { tx.run("DELETE FROM need"); });
    const LoadOptions breaking{.replace = true, .index_texts = [](db::Tx&) { throw Fault("no"); }};
    EXPECT_THROW(load(postgresql.database(), file("one.styk"), saved, now, breaking), Fault);
    EXPECT_THROW(load(postgresql.database(), file("one.styk"), saved, now, fresh), Refusal);
    const auto count = [&](const char* sql) {
        return postgresql.database().read([&](db::Reader& reader) {
            return reader.find_integer(sql).value();
        });
    };
    EXPECT_EQ(count("SELECT COUNT(*) FROM need"), 0);
    EXPECT_EQ(count("SELECT COUNT(*) FROM location"), 0);
}

TEST_P(BackupTest, an_older_database_is_saved_as_it_is_and_brought_forward_when_it_comes_back) {
    const auto newest = db::all_migrations().back().version;
    const auto older = db::open_sqlite({.file = file("older.db")});
    older->write([&](db::Tx& tx) { db::apply_between(tx, 0, 10, now); });
    older->write([](db::Tx& tx) {
        tx.run(
            "INSERT INTO brand (id, revision, created_at, updated_at, key, name) "
            "VALUES ('b', 1, 0, 0, 'b', 'Old')"
        );
    });
    save(*older, file("older.styk"), now);
    const auto contents = check(file("older.styk"));
    EXPECT_EQ(contents.manifest.schema, 10);

    const auto sqlite = db::open_sqlite({.file = file("restored.db")});
    load(*sqlite, file("older.styk"), contents, now, fresh);
    sqlite->read([&](db::Reader& reader) {
        EXPECT_EQ(schema_of(reader), newest);
        EXPECT_EQ(reader.find_text("SELECT name FROM brand"), "Old");
    });
}

TEST_P(BackupTest, what_is_there_is_saved_before_a_migration) {
    const auto newest = db::all_migrations().back().version;
    EXPECT_EQ(save_before_migration(database(), file("backups"), now), std::nullopt);
    database().write([&](db::Tx& tx) {
        tx.run("DELETE FROM schema_migration WHERE version = $1", newest);
    });
    const auto saved = save_before_migration(database(), file("backups"), now);
    EXPECT_EQ(saved.has_value(), database().dialect() == db::Dialect::postgresql);
    if (saved) {
        EXPECT_LT(check(saved->file).manifest.schema, newest);
    }
}

TEST_P(BackupTest, neither_a_file_that_exists_nor_a_half_one_is_left_in_the_way) {
    save(database(), file("one.styk"), now);
    const std::string before = text_of(file("one.styk"));
    EXPECT_THROW(save(database(), file("one.styk"), now), Refusal);
    EXPECT_EQ(text_of(file("one.styk")), before);
    database().write([](db::Tx& tx) { tx.run("DROP TABLE need"); });
    EXPECT_THROW(save(database(), file("two.styk"), now), Fault);
    EXPECT_FALSE(exists(file("two.styk")));
    EXPECT_FALSE(exists(file("two.styk.partial")));
}

TEST_P(BackupTest, the_key_goes_in_only_when_it_is_asked_for) {
    EXPECT_EQ(save_and_check("without.styk").key, std::nullopt);
    save(database(), file("with.styk"), now, "the key");
    EXPECT_EQ(check(file("with.styk")).key, "the key");
}

TEST(PutInPlace, what_was_there_stays_beside_it_with_its_log) {
    const test::TemporaryFolder folder;
    const auto here = folder.path() / "styk.db", there = folder.path() / "fresh.db";
    const auto make = [](const std::filesystem::path& file, const std::string& name) {
        db::open_sqlite({.file = file})->write([&](db::Tx& tx) {
            tx.run("CREATE TABLE is_here (name TEXT)");
            tx.run("INSERT INTO is_here VALUES ($1)", name);
        });
    };
    const auto name_in = [](const std::filesystem::path& file) {
        return db::open_sqlite({.file = file})->read([](db::Reader& reader) {
            return reader.find_text("SELECT name FROM is_here");
        });
    };
    make(here, "old");
    make(there, "new");
    const auto aside = put_in_place(there, here, now);
    ASSERT_TRUE(aside);
    EXPECT_EQ(name_in(here), "new");
    EXPECT_EQ(name_in(*aside), "old");

    put_text(here, "not a database at all");
    put_text(here.string() + "-wal", "a log of nothing");
    make(there, "newer");
    const auto broken = put_in_place(there, here, Instant{now.us + 5'000'000});
    EXPECT_EQ(name_in(here), "newer");
    EXPECT_EQ(text_of(*broken), "not a database at all");
    EXPECT_EQ(text_of(broken->string() + "-wal"), "a log of nothing");
}

}  // namespace
}  // namespace styk::backup
