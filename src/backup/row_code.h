// A row as bytes: the same bytes for the same values, whichever database they come from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "backup/table.h"

namespace styk::backup {

// Appends one row: its length, then per column 0 for nothing or 1 and the value: integers zigzag in
// groups of seven bits, reals as their eight bytes, texts and bytes with their length before.
// Answers the checksum of the row, of which a table's digest is the sum.
std::uint64_t write_row(const db::Row& row, const Table& table, std::string& out);

// Takes the next row off `bytes`; the views of texts are into it. False where it makes no sense.
struct StoredRow {
    std::vector<db::Param> values;
    std::uint64_t sum = 0;
};

[[nodiscard]] bool read_row(std::string_view& bytes, const Table& table, StoredRow& row);

}  // namespace styk::backup
