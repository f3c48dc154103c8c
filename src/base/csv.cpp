#include "base/csv.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

#include "base/text.h"

namespace styk {

namespace {

constexpr std::size_t largest_part = std::size_t{64} << 10U;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view marks[] = {byte_order_mark, "\xFF\xFE", "\xFE\xFF"};

bool may_become_a_mark(std::string_view begin) {
    return std::any_of(std::begin(marks), std::end(marks), [&](std::string_view mark) {
        return begin.size() < mark.size() && mark.starts_with(begin);
    });
}

std::size_t place(char c) {
    return static_cast<unsigned char>(c);
}

bool has_high_byte(std::string_view text) {
    std::uint64_t seen = 0, word = 0;
    while (text.size() >= sizeof word) {
        std::memcpy(&word, text.data(), sizeof word);
        seen |= word;
        text.remove_prefix(sizeof word);
    }
    for (const char c : text) {
        seen |= static_cast<unsigned char>(c);
    }
    return (seen & 0x8080808080808080ULL) != 0;
}

}  // namespace

CsvReader::CsvReader(char delimiter, Visit visit)
    : delimiter_(delimiter), visit_(std::move(visit)) {
    for (const char c : {delimiter, '"', '\n', '\r'}) {
        special_[place(c)] = true;
    }
}

void CsvReader::fail(std::string message) {
    problem_ = CsvProblem{row_, std::move(message)};
    over_ = true;
}

bool CsvReader::feed(std::string_view bytes) {
    while (!over_ && !bytes.empty()) {
        feed_part(bytes.substr(0, largest_part));
        bytes.remove_prefix(std::min(bytes.size(), largest_part));
    }
    return !over_;
}

bool CsvReader::feed_part(std::string_view bytes) {
    const auto nul = bytes.find('\0');
    buffer_.append(bytes.substr(0, nul));
    if (!skip_mark(nul != std::string_view::npos)) {
        return true;
    }
    scan();
    if (!over_ && nul != std::string_view::npos) {
        fail("holds a NUL byte: this is not a text file, or one in UTF-16. Save it as CSV UTF-8");
    }
    if (!over_ && buffer_.size() - row_begin_ > longest_row) {
        fail("is longer than 1 MiB; is a quote left open?");
    }
    drop_read();
    return !over_;
}

bool CsvReader::skip_mark(bool last) {
    if (!begun_) {
        if (!last && may_become_a_mark(buffer_)) {
            return false;
        }
        begun_ = true;
        if (buffer_.starts_with(marks[1]) || buffer_.starts_with(marks[2])) {
            fail("begins a file in UTF-16. Save it as CSV UTF-8");
        }
        row_begin_ = at_ = cell_begin_ =
            buffer_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    }
    return true;
}

bool CsvReader::finish() {
    skip_mark(true);
    if (over_ || !scan()) {
        return false;
    }
    if (state_ == State::quoted) {
        fail("opens a quote that is never closed");
    } else if (row_begin_ < buffer_.size()) {
        end_cell(state_ == State::quote_in_quoted ? at_ - 1 : at_);
        end_row(at_);
    }
    const bool whole = !over_;
    over_ = true;
    return whole;
}

bool CsvReader::scan() {
    while (!over_ && at_ < buffer_.size()) {
        step();
    }
    return !over_;
}

void CsvReader::step() {
    switch (state_) {
        case State::cell_start:
            if (after_return_ && buffer_[at_] == '\n') {  // the second half of a line's end
                row_begin_ = cell_begin_ = ++at_;
                after_return_ = false;
                break;
            }
            after_return_ = false;
            was_quoted_ = buffer_[at_] == '"';
            at_ += was_quoted_ ? 1 : 0;
            cell_begin_ = at_;
            state_ = was_quoted_ ? State::quoted : State::plain;
            break;
        case State::plain:
            step_plain();
            break;
        case State::quoted:
            step_quoted();
            break;
        case State::quote_in_quoted:
            step_after_quote();
            break;
    }
}

void CsvReader::step_plain() {
    const char* const data = buffer_.data();
    const std::size_t size = buffer_.size();
    std::size_t at = at_;
    while (at < size && !special_[place(data[at])]) {
        ++at;
    }
    at_ = at;
    if (at == size) {
        return;
    }
    const char c = data[at];
    if (c == '"') {
        row_problem_ = "has a quote inside a cell that is not quoted";
        ++at_;
        return;
    }
    end_cell(at);
    ++at_;
    if (c != delimiter_) {
        end_row(at);
        after_return_ = c == '\r';
    }
}

void CsvReader::step_quoted() {
    const auto quote = buffer_.find('"', at_);
    at_ = quote == std::string::npos ? buffer_.size() : quote + 1;
    state_ = quote == std::string::npos ? State::quoted : State::quote_in_quoted;
}

// at_ stands behind a quote: a doubled one goes on, anything but the end of the cell is wrong.
void CsvReader::step_after_quote() {
    const char c = buffer_[at_];
    if (c == '"') {
        doubled_ = true;
        state_ = State::quoted;
        ++at_;
    } else if (c == delimiter_ || c == '\n' || c == '\r') {
        end_cell(at_ - 1);
        ++at_;
        if (c != delimiter_) {
            end_row(at_ - 1);
            after_return_ = c == '\r';
        }
    } else {
        row_problem_ = "has text behind the closing quote of a cell";
        state_ = State::plain;
    }
}

void CsvReader::end_cell(std::size_t end) {
    // A delimiter at the very end of the file leaves an empty cell that was never begun.
    const auto begin = state_ == State::cell_start ? end : cell_begin_;
    cells_.push_back({begin, std::max(begin, end), doubled_});
    doubled_ = false;
    state_ = State::cell_start;
}

void CsvReader::end_row(std::size_t end) {
    if (end - row_begin_ > longest_row) {
        fail("is longer than 1 MiB; is a quote left open?");
        return;
    }
    if (!is_blank()) {
        show(end);
    }
    cells_.clear();
    row_problem_.clear();
    was_quoted_ = false;
    ++row_;
    row_begin_ = cell_begin_ = at_;
}

bool CsvReader::is_blank() const {
    return cells_.size() == 1 && cells_[0].begin == cells_[0].end && !was_quoted_;
}

std::string_view CsvReader::text_of(const Cell& cell) {
    char* const begin = buffer_.data() + cell.begin;
    if (!cell.doubled) {
        return {begin, cell.end - cell.begin};
    }
    char* out = begin;
    for (std::size_t at = cell.begin; at < cell.end; ++at) {
        *out++ = buffer_[at];
        at += buffer_[at] == '"' ? 1U : 0U;
    }
    return {begin, static_cast<std::size_t>(out - begin)};
}

// Cells beyond the header's that hold nothing are what some spreadsheets leave at the end of rows.
void CsvReader::check_width() {
    width_ = width_ == 0 ? texts_.size() : width_;
    while (texts_.size() > width_ && texts_.back().empty()) {
        texts_.pop_back();
    }
    if (texts_.size() != width_ && row_problem_.empty()) {
        row_problem_ = fmt::format("has {} cells, the header has {}", texts_.size(), width_);
    }
}

void CsvReader::show(std::size_t end) {
    const std::string_view row(buffer_.data() + row_begin_, end - row_begin_);
    if (has_high_byte(row) && !is_utf8(row)) {
        row_problem_ = "is not in UTF-8; choose the encoding in which the file was written";
    }
    texts_.clear();
    for (const Cell& cell : cells_) {
        texts_.push_back(text_of(cell));
    }
    check_width();
    over_ = !visit_({row_, texts_, row_problem_});
}

void CsvReader::drop_read() {
    buffer_.erase(0, row_begin_);
    at_ -= row_begin_;
    cell_begin_ -= row_begin_;
    for (Cell& cell : cells_) {
        cell.begin -= row_begin_;
        cell.end -= row_begin_;
    }
    row_begin_ = 0;
}

char guess_delimiter(std::string_view head) {
    char best = ',';
    std::int64_t best_score = 0;
    for (const char delimiter : csv_delimiters) {
        std::int64_t width = 0, alike = 0, rows = 0;
        CsvReader reader(delimiter, [&](const CsvRow& row) {
            width = rows == 0 ? static_cast<std::int64_t>(row.cells.size()) : width;
            alike += row.problem.empty() ? 1 : 0;
            return ++rows < 100;
        });
        reader.feed(head);  // the last row may be cut off, so it is left out
        if (rows == 0) {
            reader.finish();
        }
        const std::int64_t score =
            width < 2 || rows == 0 ? 0
                                   : 1000 * alike / rows * 100 + std::min<std::int64_t>(width, 99);
        if (score > best_score) {
            best_score = score;
            best = delimiter;
        }
    }
    return best;
}

}  // namespace styk
