// Many rows of one table, and questions about many at once, in few statements. SQLite is given a
// parameter a value, PostgreSQL an array a column: it would read and plan each parameter by itself.
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

    // Texts, whole numbers, fractions and nulls; a column holds one kind of them.
    void add(std::initializer_list<db::Param> row);
    void flush();

    [[nodiscard]] std::int64_t written() const { return written_; }

private:
    void run(std::size_t rows);
    void run_values(std::size_t rows);
    void run_arrays(std::size_t rows);

    db::Tx& tx_;
    std::string head_, tail_;
    std::size_t columns_;
    std::vector<db::Param> params_;
    std::deque<std::string> texts_;
    std::int64_t written_ = 0;
};

// These texts as what stands behind IN, appended to `params`; matches nothing when there are none.
// Must outlive the statement, as must the texts. Rows in both databases, since PostgreSQL hashes
// those, and compares parameters one by one.
class InList {
public:
    InList(
        const db::Reader& reader,
        const std::vector<std::string>& texts,
        std::vector<db::Param>& params
    );
    InList(const InList&) = delete;
    InList& operator=(const InList&) = delete;
    ~InList() = default;

    [[nodiscard]] const std::string& sql() const { return sql_; }

private:
    std::string sql_, array_;
};

}  // namespace styk::survey
