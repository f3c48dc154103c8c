// What `styk doctor` looks at: everything that keeps a firm's data safe and its work going, each
// with what to do where something is wrong. Reads only; every look stands alone, so that one that
// fails hides no other.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "db/database.h"
#include "people/safe.h"

namespace styk::story {

// note: no harm yet; bad: data or work is in danger; unknown: could not be looked at.
enum class Verdict { good, note, bad, unknown };

struct Check {
    std::string name;  // a word
    Verdict verdict = Verdict::good;
    std::string said;
    std::string advice{};  // what to do; "" where there is nothing to do
};

using Checks = std::vector<Check>;

// Where the data lies.
struct DataPlace {
    std::filesystem::path data;
    std::optional<std::filesystem::path> sqlite_file;
    bool served = false;  // a server holds it now
};

struct Patient {
    db::Database& database;
    const Clock& clock;
    const people::Safe& safe;
    std::filesystem::path certificates;
};

// Runs one look; what it throws is a finding of its own.
[[nodiscard]] Checks look(const std::string& name, const std::function<Checks()>& at);

[[nodiscard]] Checks examine_files(const DataPlace& place);  // owner and rights
[[nodiscard]] Checks examine_space(const DataPlace& place, std::int64_t database_bytes);
[[nodiscard]] Checks examine_backups(const DataPlace& place, Instant now);

[[nodiscard]] Checks examine_schema(db::Database& database);
[[nodiscard]] Checks examine_integrity(db::Database& database);
[[nodiscard]] Checks examine_clock(db::Database& database, Instant now);

[[nodiscard]] Checks examine_queue(db::Database& database, Instant now);
[[nodiscard]] Checks examine_deliveries(db::Database& database, Instant now);
[[nodiscard]] Checks examine_secrets(const Patient& patient);
[[nodiscard]] Checks examine_mail(const Patient& patient);

}  // namespace styk::story
