// Responses as files that are written row by row: what is ready goes out at once.
#pragma once

#include <boost/describe/enum.hpp>
#include <memory>
#include <string>
#include <vector>

#include "travel/columns.h"

namespace styk::travel {

BOOST_DEFINE_ENUM_CLASS(AnswerFormat, csv, xlsx, jsonl, sav)

struct AnswerFileRules {
    bool labels = false;     // titles of choices rather than their values (csv, xlsx)
    bool long_rows = false;  // csv: a row for each answer
    char delimiter = ',';    // csv
    bool mark = true;        // csv: a byte order mark, so that Excel sees UTF-8
    std::string name;        // of the survey
    std::int64_t rows = 0;   // that will come
    Instant made;
};

class AnswerFile {
public:
    AnswerFile() = default;
    AnswerFile(const AnswerFile&) = delete;
    AnswerFile& operator=(const AnswerFile&) = delete;
    virtual ~AnswerFile() = default;

    // Formats that must know the longest text before the first row see every row twice: then this
    // is called for each before.
    [[nodiscard]] virtual bool looks_first() const { return false; }

    virtual void look(const std::vector<Cell>&) {}

    // What each adds to the file; "" while nothing is ready.
    [[nodiscard]] virtual std::string begin() = 0;
    [[nodiscard]] virtual std::string row(const std::vector<Cell>& cells) = 0;

    // The next piece of what is left; "" when that was all.
    [[nodiscard]] virtual std::string end() { return {}; }
};

// `columns` must outlive it.
[[nodiscard]] std::unique_ptr<AnswerFile> make_csv(
    const std::vector<Column>& columns, const AnswerFileRules& rules
);
[[nodiscard]] std::unique_ptr<AnswerFile> make_jsonl(const std::vector<Column>& columns);
[[nodiscard]] std::unique_ptr<AnswerFile> make_xlsx(
    const std::vector<Column>& columns, const AnswerFileRules& rules
);
[[nodiscard]] std::unique_ptr<AnswerFile> make_sav(
    const std::vector<Column>& columns, const AnswerFileRules& rules
);

// How many rows a response fills in the file.
[[nodiscard]] std::int64_t rows_of(
    const std::vector<Column>& columns, const AnswerFileRules& rules, const std::vector<Cell>& cells
);

}  // namespace styk::travel
