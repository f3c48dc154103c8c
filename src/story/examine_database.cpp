#include <fmt/format.h>
#include <sys/timex.h>

#include "base/result.h"
#include "db/migrate.h"
#include "story/examine.h"

namespace styk::story {

namespace {

constexpr std::size_t most_lines = 5;
constexpr std::chrono::seconds clocks_may_differ{5};
constexpr std::chrono::minutes in_the_future{2};

// What the pages of the file themselves say.
std::vector<std::string> damage_of_sqlite(db::Reader& reader) {
    std::vector<std::string> lines;
    reader.query("PRAGMA integrity_check(20)", [&](const db::Row& row) {
        if (row.text(0) != "ok") {
            lines.push_back(row.string(0));
        }
    });
    reader.query("PRAGMA foreign_key_check", [&](const db::Row& row) {
        lines.push_back(
            fmt::format("a row of {} names a row of {} that is not there", row.text(0), row.text(2))
        );
    });
    return lines;
}

bool has_amcheck(db::Reader& reader) {
    return reader.find_integer("SELECT COUNT(*) FROM pg_extension WHERE extname = 'amcheck'") == 1;
}

// Indexes that were not finished.
std::vector<std::string> damage_of_postgresql(db::Reader& reader) {
    std::vector<std::string> lines;
    reader.query(
        "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class c ON c.oid = indexrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE NOT indisvalid AND n.nspname = current_schema()",
        [&](const db::Row& row) {
            lines.push_back(fmt::format("the index {} is not valid", row.text(0)));
        }
    );
    return lines;
}

// Each index against its table; the first that is wrong ends the look.
std::optional<std::string> damage_of_indexes(db::Database& database) {
    try {
        database.read([](db::Reader& reader) {
            reader.query(
                "SELECT bt_index_check(c.oid) FROM pg_class c "
                "JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am a ON a.oid = c.relam "
                "WHERE c.relkind = 'i' AND a.amname = 'btree' AND n.nspname = current_schema()",
                [](const db::Row&) {}
            );
        });
    } catch (const Fault& fault) {
        return fault.what();
    }
    return {};
}

struct Probe {
    std::string_view what;
    std::string_view sql;  // how many
};

// Rows that belong together although no rule of the database says so.
constexpr Probe probes[] = {
    {"ratings without their feedback",
     "SELECT COUNT(*) FROM rating r WHERE NOT EXISTS "
     "(SELECT 1 FROM feedback f WHERE f.seq = r.feedback_seq)"},
    {"facts without their feedback",
     "SELECT COUNT(*) FROM fact_log l WHERE facts IS NOT NULL AND NOT EXISTS "
     "(SELECT 1 FROM feedback f WHERE f.seq = l.feedback_seq)"},
    {"feedback that is not counted",
     "SELECT COUNT(*) FROM feedback f WHERE NOT EXISTS "
     "(SELECT 1 FROM fact_log l WHERE l.feedback_seq = f.seq AND l.facts IS NOT NULL)"},
};

std::string join(const std::vector<std::string>& lines) {
    std::string out;
    for (std::size_t i = 0; i < std::min(lines.size(), most_lines); ++i) {
        out += (i == 0 ? "" : "; ") + lines[i];
    }
    return lines.size() > most_lines ? fmt::format("{}; {} more", out, lines.size() - most_lines)
                                     : out;
}

bool kernel_says_synchronised() {
    timex state{};
    return ::adjtimex(&state) != TIME_ERROR;
}

std::optional<Instant> time_of_database(db::Reader& reader) {
    if (reader.dialect() == db::Dialect::sqlite) {
        return {};
    }
    const auto us =
        reader.find_integer("SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::bigint");
    return us ? std::optional(Instant{*us}) : std::nullopt;
}

}  // namespace

Checks examine_schema(db::Database& database) {
    const std::int64_t newest = db::all_migrations().back().version;
    const auto is = database.read([](db::Reader& reader) {
        return reader.find_integer("SELECT MAX(version) FROM schema_migration").value_or(0);
    });
    if (is == newest) {
        return {{"schema", Verdict::good, fmt::format("{}, the newest of this program", is)}};
    }
    if (is > newest) {
        return {
            {"schema",
             Verdict::bad,
             fmt::format("{}, but this program knows up to {}", is, newest),
             "Start the newer program, or restore a backup from before the upgrade."}
        };
    }
    return {
        {"schema",
         Verdict::note,
         fmt::format("{}, this program wants {}", is, newest),
         "The next start brings it forward, after a backup."}
    };
}

Checks examine_integrity(db::Database& database) {
    const bool sqlite = database.dialect() == db::Dialect::sqlite;
    const bool deep = sqlite || database.read(has_amcheck);
    auto lines = database.read([&](db::Reader& reader) {
        auto found = sqlite ? damage_of_sqlite(reader) : damage_of_postgresql(reader);
        for (const auto& [what, sql] : probes) {
            if (const auto n = reader.find_integer(sql).value_or(0); n > 0) {
                found.push_back(fmt::format("{} {}", n, what));
            }
        }
        return found;
    });
    if (const auto damage = sqlite || !deep ? std::nullopt : damage_of_indexes(database)) {
        lines.push_back(*damage);
    }
    if (!lines.empty()) {
        return {
            {"integrity",
             Verdict::bad,
             join(lines),
             "Stop the server, keep a copy of everything as it is, and restore the last good "
             "backup."}
        };
    }
    return {
        {"integrity",
         Verdict::good,
         deep ? "every page and reference is in order" : "references are in order",
         deep ? "" : "CREATE EXTENSION amcheck lets the indexes be looked at as well."}
    };
}

Checks examine_clock(db::Database& database, Instant now) {
    constexpr std::string_view advice = "Let a time service (systemd-timesyncd, chrony) set it.";
    const auto [there, newest] = database.read([](db::Reader& reader) {
        return std::pair(
            time_of_database(reader), reader.find_integer("SELECT MAX(at) FROM audit").value_or(0)
        );
    });
    const auto apart = there ? std::chrono::abs(*there - now) : std::chrono::microseconds(0);
    if (apart > clocks_may_differ) {
        return {
            {"clock",
             Verdict::bad,
             fmt::format(
                 "{} s away from that of PostgreSQL",
                 std::chrono::duration_cast<std::chrono::seconds>(apart).count()
             ),
             std::string(advice)}
        };
    }
    if (newest > (now + in_the_future).us) {
        return {
            {"clock",
             Verdict::bad,
             fmt::format("before the newest change, of {}", to_rfc3339({newest})),
             std::string(advice)}
        };
    }
    if (!kernel_says_synchronised()) {
        return {{"clock", Verdict::note, "nothing keeps it right", std::string(advice)}};
    }
    return {
        {"clock",
         Verdict::good,
         fmt::format("right, {}", to_rfc3339({now.us / 1'000'000 * 1'000'000}))}
    };
}

}  // namespace styk::story
