// Reads CSV (RFC 4180) as it comes in, in pieces of any size. Memory stays below two rows of the
// longest kind.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace styk {

inline constexpr std::size_t longest_row = std::size_t{1} << 20U;  // bytes
inline constexpr std::string_view csv_delimiters = ",;\t|";

struct CsvRow {
    std::int64_t number = 0;  // as a spreadsheet counts: the first row of the file is 1
    std::span<const std::string_view> cells;  // last until the visitor returns
    std::string_view problem;  // "": none; else what is wrong with the row as a whole
};

// Why the rest of the file cannot be read.
struct CsvProblem {
    std::int64_t row = 0;
    std::string message;
};

// The first row that is not empty is the header and gives the number of cells; empty rows are
// counted, not shown. A row that is not right (too few or too many cells, a quote where none may
// stand) is shown with its problem; after one that cannot be told from the next (an open quote,
// more than longest_row, no text at all) reading ends.
class CsvReader {
public:
    using Visit = std::function<bool(const CsvRow&)>;  // false: no more, please

    CsvReader(char delimiter, Visit visit);

    // UTF-8, with or without a byte order mark. False: it is over, what follows is not looked at.
    bool feed(std::string_view bytes);
    bool finish();

    [[nodiscard]] const std::optional<CsvProblem>& problem() const { return problem_; }

    // The row that is being read.
    [[nodiscard]] std::int64_t row() const { return row_; }

private:
    enum class State { cell_start, plain, quoted, quote_in_quoted };

    struct Cell {
        std::size_t begin, end;
        bool doubled;  // holds "" that stands for "
    };

    bool feed_part(std::string_view bytes);
    bool skip_mark(bool last);
    bool scan();
    void step();
    void step_plain();
    void step_quoted();
    void step_after_quote();
    void end_cell(std::size_t end);
    void end_row(std::size_t end);
    void show(std::size_t end);
    [[nodiscard]] std::string_view text_of(const Cell& cell);
    [[nodiscard]] bool is_blank() const;
    void check_width();
    void drop_read();
    void fail(std::string message);

    char delimiter_;
    Visit visit_;
    bool special_[256] = {};  // bytes that end a stretch of plain text

    std::string buffer_;  // from the beginning of the row that is being read
    std::size_t row_begin_ = 0, at_ = 0, cell_begin_ = 0;
    State state_ = State::cell_start;
    bool begun_ = false, after_return_ = false, was_quoted_ = false, doubled_ = false,
         over_ = false;
    std::vector<Cell> cells_;
    std::vector<std::string_view> texts_;
    std::size_t width_ = 0;
    std::int64_t row_ = 1;
    std::string row_problem_;
    std::optional<CsvProblem> problem_;
};

// The delimiter under which the rows of a file's beginning are alike.
[[nodiscard]] char guess_delimiter(std::string_view head);

}  // namespace styk
