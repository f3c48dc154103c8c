// A table being read: what stands in which column of the present row, and what is wrong with it.
// For map_table_read alone.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "journey/map_table.h"
#include "journey/map_table_words.h"

namespace styk::journey::table {

class TableCells {
public:
    TableCells(const Table& table, Problems& problems) : table_(table), problems_(problems) {}

protected:
    void say(Column column, std::string message);
    void say_at(std::size_t row, Column column, std::string message);
    [[nodiscard]] std::string cell(Column column) const;
    [[nodiscard]] std::string cell_at(std::size_t at) const;
    [[nodiscard]] Texts lines(Column column) const;
    // Names apart by line breaks, or by ; or , as people write them.
    [[nodiscard]] Texts words(Column column) const;
    std::optional<std::int64_t> number(Column column);
    bool flag(Column column);

    const Table& table_;
    Problems& problems_;
    std::size_t row_ = 0;
    std::map<Column, std::size_t> columns_;
};

}  // namespace styk::journey::table
