#include "paper/long_sheet.h"

#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <xlsxwriter.h>

#include "base/result.h"
#include "paper/temporary_file.h"

namespace styk::paper {

namespace {

constexpr std::size_t longest_cell = 32'767, piece = std::size_t{1} << 18U;
constexpr double epoch_days = 25'569;  // 1 January 1970 as a spreadsheet counts
constexpr double day_us = 86'400e6;

void check(lxw_error error) {
    if (error != LXW_NO_ERROR) {
        throw Fault(fmt::format("libxlsxwriter: {}", lxw_strerror(error)));
    }
}

// At most as many code points as a cell may hold; the library refuses control characters.
std::string fitting(const std::string& words) {
    std::string out;
    std::size_t count = 0;
    for (const char c : words) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U && count++ == longest_cell) {
            break;
        }
        out += byte < 0x20U && c != '\n' && c != '\t' && c != '\r' ? ' ' : c;
    }
    return out;
}

}  // namespace

struct LongSheet::Book {
    TemporaryFile file;
    lxw_workbook* book = nullptr;  // freed by workbook_close
    lxw_worksheet* sheet = nullptr;
    lxw_format *head = nullptr, *day = nullptr, *moment = nullptr;
    std::vector<std::string> names;
    std::string title;
    std::string extra_name;
    std::vector<std::vector<std::string>> extra;
    std::size_t row = 0, sheets = 0;
    std::ifstream out;

    void next_sheet() {
        ++sheets;
        const std::string name = sheets == 1 ? "Responses" : fmt::format("Responses {}", sheets);
        sheet = workbook_add_worksheet(book, name.c_str());
        if (sheet == nullptr) {
            throw Fault("libxlsxwriter refuses a sheet named " + name);
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            check(worksheet_write_string(
                sheet, 0, static_cast<lxw_col_t>(i), fitting(names[i]).c_str(), head
            ));
        }
        worksheet_freeze_panes(sheet, 1, 0);
        row = 1;
    }

    void number(std::size_t column, double value, lxw_format* format) const {
        if (std::isfinite(value)) {
            check(worksheet_write_number(
                sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), value, format
            ));
        }
    }
};

LongSheet::LongSheet(const std::string& title, Instant made, std::vector<std::string> names)
    : book_(std::make_unique<Book>()) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    book_->names = std::move(names);
    book_->title = title;
    book_->book = workbook_new_opt(book_->file.path().c_str(), &options);
    if (book_->book == nullptr) {
        throw Fault("libxlsxwriter cannot make a workbook");
    }
    lxw_doc_properties properties{};
    properties.title = const_cast<char*>(book_->title.c_str());  // only read
    properties.created = static_cast<time_t>(made.us / 1'000'000);
    check(workbook_set_properties(book_->book, &properties));
    book_->head = workbook_add_format(book_->book);
    format_set_bold(book_->head);
    book_->day = workbook_add_format(book_->book);
    format_set_num_format(book_->day, "yyyy-mm-dd");
    book_->moment = workbook_add_format(book_->book);
    format_set_num_format(book_->moment, "yyyy-mm-dd hh:mm:ss");
    book_->next_sheet();
}

LongSheet::~LongSheet() {
    if (book_->book != nullptr) {
        (void)workbook_close(book_->book);
    }
}

void LongSheet::text(std::size_t column, const std::string& words) {
    check(worksheet_write_string(
        book_->sheet,
        static_cast<lxw_row_t>(book_->row),
        static_cast<lxw_col_t>(column),
        fitting(words).c_str(),
        nullptr
    ));
}

void LongSheet::number(std::size_t column, double value) {
    book_->number(column, value, nullptr);
}

void LongSheet::day(std::size_t column, Day value) {
    book_->number(column, static_cast<double>(value) + epoch_days, book_->day);
}

void LongSheet::moment(std::size_t column, Instant at) {
    book_->number(column, static_cast<double>(at.us) / day_us + epoch_days, book_->moment);
}

void LongSheet::end_row() {
    if (++book_->row == most_sheet_rows) {
        book_->next_sheet();
    }
}

void LongSheet::extra_sheet(std::string name, std::vector<std::vector<std::string>> rows) {
    book_->extra_name = std::move(name);
    book_->extra = std::move(rows);
}

void LongSheet::finish() {
    if (!book_->extra.empty()) {
        lxw_worksheet* sheet = workbook_add_worksheet(book_->book, book_->extra_name.c_str());
        for (std::size_t r = 0; sheet != nullptr && r < book_->extra.size(); ++r) {
            for (std::size_t c = 0; c < book_->extra[r].size(); ++c) {
                check(worksheet_write_string(
                    sheet,
                    static_cast<lxw_row_t>(r),
                    static_cast<lxw_col_t>(c),
                    fitting(book_->extra[r][c]).c_str(),
                    r == 0 ? book_->head : nullptr
                ));
            }
        }
    }
    lxw_workbook* closing = book_->book;
    book_->book = nullptr;
    check(workbook_close(closing));
    book_->out.open(book_->file.path(), std::ios::binary);
}

std::string LongSheet::next_piece() {
    std::string bytes(piece, '\0');
    book_->out.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(book_->out.gcount()));
    return bytes;
}

}  // namespace styk::paper
