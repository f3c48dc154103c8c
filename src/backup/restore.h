// Reads a backup: checks it, and puts it into a database of either kind.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "backup/manifest.h"
#include "base/instant.h"
#include "db/database.h"

namespace styk::backup {

struct Contents {
    Manifest manifest;
    std::map<std::string, Total> totals;  // by table
    std::int64_t rows = 0;
    std::optional<std::string> key{};  // the file that opens what is sealed
};

// Reads all of it. Throws Refusal{invalid} when it is not whole and sound, or newer than this
// program; changes nothing.
[[nodiscard]] Contents check(const std::filesystem::path& file);

struct LoadOptions {
    bool replace = false;  // drop what is there
    // Makes the full-text index anew, at the newest schema.
    std::function<void(db::Tx&)> index_texts;
};

// Puts what check() has seen into `database`, in one transaction: all is there afterwards, or what
// was there before. Reads every table back and compares. Throws Refusal{conflict} when the database
// is not empty and may not be replaced.
void load(
    db::Database& database,
    const std::filesystem::path& file,
    const Contents& contents,
    Instant now,
    const LoadOptions& options
);

// Puts the sound SQLite file `fresh` where `file` is; what was there stays beside it under the name
// that is answered. No process may have either open.
std::optional<std::filesystem::path> put_in_place(
    const std::filesystem::path& fresh, const std::filesystem::path& file, Instant now
);

}  // namespace styk::backup
