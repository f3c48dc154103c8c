// Many rows of one table in few statements.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "db/reader.h"

namespace styk::survey {

// Rows are written when enough have gathered, and by flush(). Texts are copied.
class BulkInsert {
public:
    // `head`: "INSERT INTO t (a, b)"; `tail`: " ON CONFLICT DO NOTHING" or empty.
    BulkInsert(db::Tx& tx, std::string head, std::size_t columns, std::string tail = {});

    void add(std::initializer_list<db::Param> row);
    void flush();

    [[nodiscard]] std::int64_t written() const { return written_; }

private:
    void run(std::size_t rows);

    db::Tx& tx_;
    std::string head_, tail_;
    std::size_t columns_;
    std::vector<db::Param> params_;
    std::deque<std::string> texts_;
    std::int64_t written_ = 0;
};

// "(VALUES ($3), ($4), …)" for these texts, appended to `params`; padded, so that few different
// statements come to be. Rows, since PostgreSQL hashes those, and compares a list of parameters one
// by one. Matches nothing when there are none. The texts must outlive the statement.
[[nodiscard]] std::string in_list(
    const std::vector<std::string>& texts, std::vector<db::Param>& params
);

}  // namespace styk::survey
