// One long table as an XLSX file, written row by row: memory holds one row, the rest goes to a
// temporary file. Beyond the rows that a sheet may have, another sheet goes on.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/instant.h"

namespace styk::paper {

inline constexpr std::size_t most_sheet_rows = 1'048'576;  // the head among them
inline constexpr std::size_t most_sheet_columns = 16'384;

class LongSheet {
public:
    // At most most_sheet_columns names. Throws Fault when nothing can be written.
    LongSheet(const std::string& title, Instant made, std::vector<std::string> names);
    LongSheet(const LongSheet&) = delete;
    LongSheet& operator=(const LongSheet&) = delete;
    ~LongSheet();

    // Cells of the row that is being written.
    void text(std::size_t column, const std::string& words);
    void number(std::size_t column, double value);  // what is not finite stays empty
    void day(std::size_t column, Day value);
    void moment(std::size_t column, Instant at);
    void end_row();

    // A short one behind the table; all of its cells are text.
    void extra_sheet(std::string name, std::vector<std::vector<std::string>> rows);

    void finish();

    // After finish(): the next part of the file; "" when that was all.
    [[nodiscard]] std::string next_piece();

private:
    struct Book;
    std::unique_ptr<Book> book_;
};

}  // namespace styk::paper
