#include "care.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <sstream>
#include <sys/stat.h>

#include "backup/restore.h"
#include "backup/save.h"
#include "care_key.h"
#include "cli/doctor.h"
#include "cli/workplace.h"
#include "db/migrate.h"
#include "feedback/search_index_store.h"
#include "story/examine.h"

namespace styk {

namespace {

namespace fs = std::filesystem;

// Of an existing database; nothing is made or brought forward.
std::unique_ptr<db::Database> open_existing(const Place& place) {
    if (!place.is_sqlite()) {
        return db::open_postgres({.url = place.database_url(), .connections = 2});
    }
    const auto file = place.sqlite_file();
    if (!fs::exists(file)) {
        throw Refusal(
            Code::not_found,
            fmt::format("There is no database {}. Name its folder with --data.", file.string())
        );
    }
    return db::open_sqlite({.file = file, .group_commit = true, .readers = 2});
}

// "2026-11-22T17:05:01Z" -> "20261122T170501Z"; sorts by age.
std::string stamp(Instant now) {
    std::string text = to_rfc3339({now.us / 1'000'000 * 1'000'000});
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

std::vector<fs::path> dated_backups(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with("styk-") && name.ends_with(".styk")) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

void remove_oldest(const fs::path& folder, std::size_t keep) {
    const auto files = dated_backups(folder);
    for (std::size_t i = 0; i + keep < files.size(); ++i) {
        fs::remove(files[i]);
        fmt::print("removed {}\n", files[i].string());
    }
}

void say_about_key(const Place& place, bool with_key) {
    if (fs::exists(place.key()) && !with_key) {
        fmt::print(
            "What is sealed in it (passwords of servers, secrets of webhooks) opens only with {}, "
            "which is not in it:\nkeep a copy of that file somewhere else.\n",
            place.key().string()
        );
    }
}

// Whoever serves PostgreSQL would go on with what it has in memory.
void need_nobody_else(db::Database& database) {
    const auto others = database.read([](db::Reader& reader) {
        return reader.find_integer(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND "
            "application_name = 'styk' AND pid <> pg_backend_pid()"
        );
    });
    if (others.value_or(0) > 0) {
        throw Refusal(
            Code::conflict,
            fmt::format(
                "Stop every server on this database first: {} connections are open.", *others
            )
        );
    }
}

backup::LoadOptions load_options(bool replace) {
    return {.replace = replace, .index_texts = feedback::index_all_comments};
}

void remove_sqlite(const fs::path& file) {
    for (const char* part : {"", "-wal", "-shm"}) {
        std::error_code none;
        fs::remove(file.string() + part, none);
    }
}

// Built beside, so that what is there stays until the new one is whole.
void restore_sqlite(const RestoreCommand& command, const backup::Contents& contents, Instant now) {
    const auto file = command.place.sqlite_file();
    const fs::path fresh = file.string() + ".restoring";
    remove_sqlite(fresh);
    try {
        backup::load(
            *db::open_sqlite({.file = fresh}), command.file, contents, now, load_options(false)
        );
    } catch (...) {
        remove_sqlite(fresh);
        throw;
    }
    if (const auto before = backup::put_in_place(fresh, file, now)) {
        fmt::print("What was there before is {} now.\n", before->string());
    }
}

void restore_postgres(
    const RestoreCommand& command, const backup::Contents& contents, Instant now
) {
    const auto database =
        db::open_postgres({.url = command.place.database_url(), .connections = 1});
    need_nobody_else(*database);
    const bool full =
        database->read([](db::Reader& reader) { return backup::schema_of(reader); }) > 0;
    if (full && command.replace) {
        // With connections of its own: statements that were prepared for the old tables go with
        // them.
        const auto old = db::open_postgres({.url = command.place.database_url(), .connections = 1});
        const auto saved =
            backup::save_before(*old, command.place.data / "backups", "before-restore", now);
        fmt::print("What was there before is in {}.\n", saved.file.string());
    }
    backup::load(*database, command.file, contents, now, load_options(command.replace));
}

void need_empty(const RestoreCommand& command) {
    const bool full = command.place.is_sqlite()
                          ? fs::exists(command.place.sqlite_file())
                          : open_existing(command.place)->read([](db::Reader& reader) {
                                return backup::schema_of(reader);
                            }) > 0;
    if (full && !command.replace) {
        throw Refusal(
            Code::conflict,
            "There is a database already. With --replace it is put aside, and this one takes its "
            "place."
        );
    }
}

void describe(const backup::Contents& contents) {
    const auto& made = contents.manifest;
    fmt::print(
        "made {} by Styk {} from {}, schema {}: {} rows in {} tables{}\n",
        made.made_at,
        made.made_by,
        made.database,
        made.schema,
        contents.rows,
        made.tables.size(),
        contents.key ? ", with the key" : ""
    );
}

bool is_served(const Place& place) {
    const bool once = fs::exists(place.socket());
    return once && (!place.is_sqlite() || !Lock::take(place));
}

story::Checks examine_database(
    const DoctorCommand& command, const story::DataPlace& where, const Clock& clock
) {
    SystemRandom random;
    const people::Safe safe(command.place.key(), environment("STYK_SECRET_KEY"), random);
    const auto database = open_existing(command.place);
    const Instant now = clock.now();
    const story::Patient patient{*database, clock, safe, environment("SSL_CERT_FILE")};
    const std::pair<const char*, std::function<story::Checks()>> looks[] = {
        {"schema", [&] { return story::examine_schema(*database); }},
        {"integrity", [&] { return story::examine_integrity(*database); }},
        {"disk", [&] { return story::examine_space(where, database->bytes()); }},
        {"clock", [&] { return story::examine_clock(*database, now); }},
        {"secrets", [&] { return story::examine_secrets(patient); }},
        {"mail server", [&] { return story::examine_mail(patient); }},
        {"queue", [&] { return story::examine_queue(*database, now); }},
        {"outbox", [&] { return story::examine_deliveries(*database, now); }},
    };
    story::Checks all;
    for (const auto& [name, at] : looks) {
        std::ranges::move(story::look(name, at), std::back_inserter(all));
    }
    return all;
}

// How far the running server has counted, and whether it answers at all.
story::Checks ask_server(const Place& place) {
    if (!is_served(place)) {
        return {{"server", story::Verdict::note, "none runs on this folder", "styk serve"}};
    }
    const auto reply = cli::ask_over_socket(place.socket())({.method = "GET", .path = "/healthz"});
    if (reply.status != 200) {
        return {
            {"server",
             story::Verdict::bad,
             fmt::format("it answers {}", reply.status),
             "Its log says why."}
        };
    }
    return {{"server", story::Verdict::good, "it answers"}};
}

}  // namespace

int back_up(const BackupCommand& command) {
    const Instant now = SystemClock().now();
    const auto database = open_existing(command.place);
    const auto folder = command.place.data / "backups";
    const auto file =
        command.file.empty() ? folder / fmt::format("styk-{}.styk", stamp(now)) : command.file;
    const auto key = command.with_key ? std::optional(read_key(command.place)) : std::nullopt;
    const auto saved = backup::save(*database, file, now, key);
    fmt::print(
        "{}: {} rows of {} tables, schema {}, {} bytes\n",
        saved.file.string(),
        saved.rows,
        saved.tables,
        saved.schema,
        saved.bytes
    );
    say_about_key(command.place, command.with_key);
    if (command.keep > 0 && command.file.empty()) {
        remove_oldest(folder, static_cast<std::size_t>(command.keep));
    }
    return 0;
}

int restore(const RestoreCommand& command) {
    const Instant now = SystemClock().now();
    const auto contents = backup::check(command.file);
    describe(contents);
    if (command.check_only) {
        fmt::print("It is whole and sound.\n");
        return 0;
    }
    const auto lock = command.place.is_sqlite() ? Lock::take(command.place) : std::nullopt;
    if (command.place.is_sqlite() && !lock) {
        throw Refusal(
            Code::conflict, fmt::format("Stop the server on {} first.", command.place.data.string())
        );
    }
    fs::create_directories(command.place.data);
    need_empty(command);
    if (contents.key) {
        need_room_for_key(command.place, *contents.key, command.replace);
    }
    command.place.is_sqlite() ? restore_sqlite(command, contents, now)
                              : restore_postgres(command, contents, now);
    if (contents.key) {
        put_key(command.place, *contents.key, now);
    }
    fmt::print("Restored {} rows; each table was read back and is equal.\n", contents.rows);
    const auto newest = db::all_migrations().back().version;
    if (contents.manifest.schema < newest) {
        fmt::print("Brought from schema {} to {}.\n", contents.manifest.schema, newest);
    }
    return 0;
}

int see_doctor(const DoctorCommand& command) {
    const SystemClock clock;
    const auto& place = command.place;
    const story::DataPlace where{
        place.data, place.is_sqlite() ? std::optional(place.sqlite_file()) : std::nullopt, false
    };
    auto all = story::look("files", [&] { return story::examine_files(where); });
    const auto add = [&](const char* name, const std::function<story::Checks()>& at) {
        std::ranges::move(story::look(name, at), std::back_inserter(all));
    };
    add("server", [&] { return ask_server(place); });
    try {
        std::ranges::move(examine_database(command, where, clock), std::back_inserter(all));
    } catch (const std::exception& error) {
        all.push_back(
            {"database",
             story::Verdict::bad,
             error.what(),
             "Is it there, running, and reachable by this user? The rest could not be looked at."}
        );
    }
    add("backup", [&] { return story::examine_backups(where, clock.now()); });
    return cli::tell_checks(all, command.as_json, std::cout);
}

}  // namespace styk
