#include "paper/workbook.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <xlsxwriter.h>

#include "base/result.h"
#include "base/text.h"
#include "paper/temporary_file.h"

namespace styk::paper {

namespace {

constexpr std::size_t longest_name = 31, longest_cell = 32'767;
constexpr Day excel_epoch = -25'569;  // day 0 of a spreadsheet, 30 December 1899

const char* excel_format(NumberFormat format) {
    switch (format) {
        case NumberFormat::plain:
            return "General";
        case NumberFormat::whole:
            return "#,##0";
        case NumberFormat::decimal:
            return "0.00";
        case NumberFormat::percent:
            return "0.0%";
        case NumberFormat::points:
            return "+0.0;-0.0;0.0";
    }
    return "General";
}

// The first so many code points.
std::string cut(const std::string& text, std::size_t most) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U && count++ == most) {
            return text.substr(0, i);
        }
    }
    return text;
}

class Writer {
public:
    Writer(const Workbook& workbook, const std::string& path) : workbook_(workbook) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        book_ = workbook_new_opt(path.c_str(), &options);
        if (book_ == nullptr) {
            throw Fault("libxlsxwriter cannot make a workbook");
        }
        head_ = workbook_add_format(book_);
        format_set_bold(head_);
        format_set_text_wrap(head_);
        day_ = workbook_add_format(book_);
        format_set_num_format(day_, "yyyy-mm-dd");
    }

    void write() {
        lxw_doc_properties properties{};
        // The library only reads them.
        properties.title = const_cast<char*>(workbook_.title.c_str());
        properties.author = const_cast<char*>(workbook_.author.c_str());
        properties.created = static_cast<time_t>(workbook_.made.us / 1'000'000);
        check(workbook_set_properties(book_, &properties));
        std::vector<std::string> names;
        for (const Sheet& sheet : workbook_.sheets) {
            names.push_back(sheet_name(sheet.name, names));
            this->sheet(sheet, names.back());
        }
        check(workbook_close(book_));
    }

private:
    static void check(lxw_error error) {
        if (error != LXW_NO_ERROR) {
            throw Fault(fmt::format("libxlsxwriter: {}", lxw_strerror(error)));
        }
    }

    void sheet(const Sheet& sheet, const std::string& name) {
        lxw_worksheet* to = workbook_add_worksheet(book_, name.c_str());
        if (to == nullptr) {
            throw Fault("libxlsxwriter refuses a sheet named " + name);
        }
        for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
            const auto at = static_cast<lxw_col_t>(i);
            check(worksheet_set_column(to, at, at, sheet.columns[i].width, nullptr));
            text(to, 0, at, sheet.columns[i].name, head_);
        }
        worksheet_freeze_panes(to, 1, 0);
        for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
            for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
                cell(
                    to, static_cast<lxw_row_t>(r + 1), static_cast<lxw_col_t>(c), sheet.rows[r][c]
                );
            }
        }
    }

    void cell(lxw_worksheet* to, lxw_row_t row, lxw_col_t column, const Cell& cell) {
        if (const auto* words = std::get_if<std::string>(&cell)) {
            text(to, row, column, *words, nullptr);
        } else if (const auto* number = std::get_if<NumberCell>(&cell)) {
            if (std::isfinite(number->value)) {
                check(worksheet_write_number(
                    to, row, column, number->value, format_of(number->format)
                ));
            }
        } else if (const auto* day = std::get_if<DayCell>(&cell)) {
            check(worksheet_write_number(
                to, row, column, static_cast<double>(day->day - excel_epoch), day_
            ));
        }
    }

    // Always a string, never a formula or a link.
    static void text(
        lxw_worksheet* to,
        lxw_row_t row,
        lxw_col_t column,
        const std::string& words,
        lxw_format* format
    ) {
        check(worksheet_write_string(to, row, column, cut(words, longest_cell).c_str(), format));
    }

    lxw_format* format_of(NumberFormat format) {
        auto& found = formats_[format];
        if (found == nullptr) {
            found = workbook_add_format(book_);
            format_set_num_format(found, excel_format(format));
        }
        return found;
    }

    const Workbook& workbook_;
    lxw_workbook* book_ = nullptr;  // freed by workbook_close
    lxw_format *head_ = nullptr, *day_ = nullptr;
    std::map<NumberFormat, lxw_format*> formats_;
};

bool is_taken(const std::string& name, const std::vector<std::string>& taken) {
    return std::any_of(taken.begin(), taken.end(), [&](const std::string& one) {
        return fold_for_search(one) == fold_for_search(name);
    });
}

}  // namespace

std::string sheet_name(const std::string& wanted, const std::vector<std::string>& taken) {
    std::string clean;
    for (const char c : wanted) {
        const bool forbidden = std::string_view("[]:*?/\\").find(c) != std::string_view::npos;
        clean += forbidden || static_cast<unsigned char>(c) < 0x20U ? ' ' : c;
    }
    while (clean.starts_with('\'')) {
        clean.erase(0, 1);
    }
    clean = cut(std::string(trim(clean)), longest_name);
    while (clean.ends_with('\'')) {
        clean.pop_back();
    }
    clean = clean.empty() ? "-" : clean;
    auto name = clean;
    for (int n = 2; is_taken(name, taken); ++n) {
        const auto tail = fmt::format(" {}", n);
        name = cut(clean, longest_name - tail.size()) + tail;
    }
    return name;
}

std::string write_workbook(const Workbook& workbook) {
    const TemporaryFile file;
    Writer(workbook, file.path()).write();
    return file.read();
}

}  // namespace styk::paper
