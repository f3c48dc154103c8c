// Writes a whole database into one file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "db/database.h"

namespace styk::backup {

struct Saved {
    std::filesystem::path file;
    std::int64_t bytes = 0, schema = 0, tables = 0, rows = 0;
};

// What is committed at this moment, as one snapshot; the database may be written to meanwhile.
// `key`: the text of the file that opens sealed secrets, to put it in as well. Throws
// Refusal{conflict} when `file` exists, Fault when it cannot be written (nothing is left then), or
// when the database is empty or newer than this program.
Saved save(
    db::Database& database,
    const std::filesystem::path& file,
    Instant now,
    const std::optional<std::string>& key = {}
);

// What save() makes before a migration or a restore, beside earlier ones: FOLDER/WHY-SECONDS.styk.
Saved save_before(
    db::Database& database, const std::filesystem::path& folder, const std::string& why, Instant now
);

// PostgreSQL: saves what an older program left before this one brings the schema forward. Nothing
// when there is nothing to bring forward. SQLite: db::migrate copies the file itself.
[[nodiscard]] std::optional<Saved> save_before_migration(
    db::Database& database, const std::filesystem::path& folder, Instant now
);

}  // namespace styk::backup
