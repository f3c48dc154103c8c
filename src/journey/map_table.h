// A map as a table that spreadsheets open: a row a step, heads in three languages. What a table
// cannot hold (ids, who said what when) is made anew when it is read.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "journey/map.h"

namespace styk::journey {

// Names of what steps refer to: in a table people write names, and keys are understood too.
struct TableName {
    std::string id, name;  // id: what the document holds: a key, of departments an id
    std::string key{};     // of departments
};

struct TableNames {
    std::vector<TableName> touchpoints, channels, departments, emotions;
};

using Table = std::vector<std::vector<std::string>>;  // the first row is heads

[[nodiscard]] Table write_table(
    const MapDoc& doc, const TableNames& names, std::string_view language
);

// Problems point at "/rows/3/HEAD", rows counted as a spreadsheet does. Columns that are not known
// become lanes of the firm's own.
[[nodiscard]] MapDoc read_table(
    const Table& table,
    const TableNames& names,
    const std::function<std::string()>& new_id,
    Problems& problems
);

}  // namespace styk::journey
