// What a backup says of itself: first of all, and at the end of each table.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "backup/table.h"

namespace styk::backup {

struct Manifest {
    std::string made_at;      // RFC 3339
    std::string made_by;      // the version of Styk
    std::string database;     // sqlite or postgresql
    std::int64_t schema = 0;  // the newest migration
    std::vector<Table> tables;
};

// What a table came to. digest: the sum of the checksums of its rows.
struct Total {
    std::int64_t rows = 0;
    std::uint64_t digest = 0;
    std::optional<std::int64_t> last_number{};  // of its counter

    friend bool operator==(const Total&, const Total&) = default;
};

[[nodiscard]] std::string to_json(const Manifest& manifest);
[[nodiscard]] std::string to_json(const Total& total);

// Throw Refusal when the text is not what the other two write.
[[nodiscard]] Manifest read_manifest(const std::string& text);
[[nodiscard]] Total read_total(const std::string& text);

}  // namespace styk::backup
