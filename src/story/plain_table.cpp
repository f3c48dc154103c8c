#include "story/plain_table.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>

#include "base/csv.h"
#include "paper/long_sheet.h"
#include "paper/spreadsheet.h"
#include "travel/history.h"

namespace styk::story {

namespace {

using travel::HistoryTable;

// Rows as CSV, each on the line of its number, as wide as the first at least.
class CsvWriter {
public:
    explicit CsvWriter(const std::string& path) : out_(path, std::ios::binary) {}

    void write(std::int64_t number, const HistoryTable::Row& cells) {
        if (number > static_cast<std::int64_t>(paper::most_sheet_rows)) {
            throw Refusal(
                Code::invalid, fmt::format("A sheet has {} rows at most.", paper::most_sheet_rows)
            );
        }
        for (; next_ < number; ++next_) {
            out_ << '\n';
        }
        width_ = width_ == 0 ? cells.size() : width_;
        for (std::size_t i = 0; i < std::max(width_, cells.size()); ++i) {
            out_ << (i == 0 ? "" : ",") << (i < cells.size() ? quoted(cells[i]) : "");
        }
        out_ << '\n';
        next_ = number + 1;
    }

    void finish() {
        out_.close();
        if (!out_) {
            throw Fault("the uploaded table cannot be written anew");
        }
    }

private:
    static std::string quoted(const std::string& text) {
        if (text.find_first_of(",\"\r\n") == std::string::npos) {
            return text;
        }
        std::string out = "\"";
        for (const char c : text) {
            out += c == '"' ? "\"\"" : std::string(1, c);
        }
        return out + "\"";
    }

    std::ofstream out_;
    std::int64_t next_ = 1;
    std::size_t width_ = 0;
};

// The first sheet that has rows.
void write_workbook_to(const std::filesystem::path& file, CsvWriter& to) {
    auto book = paper::Spreadsheet::open_file(file.string());
    if (!book) {
        throw Refusal(Code::invalid, "The file " + book.error().message + ".");
    }
    HistoryTable table([&](std::int64_t number, const HistoryTable::Row& cells) {
        to.write(number, cells);
    });
    bool any = false;
    for (const std::string& name : book->names()) {
        const auto read = book->read(name, [&](const paper::SheetRow& row) {
            any = true;
            table.row(row.number, row.cells);
            return true;
        });
        if (!read) {
            throw Refusal(Code::invalid, "The file " + read.error().message + ".");
        }
        if (any) {
            break;
        }
    }
    table.end();
}

travel::Tool tool_of(std::string_view head) {
    std::vector<HistoryTable::Row> rows;
    CsvReader reader(guess_delimiter(head), [&](const CsvRow& row) {
        rows.emplace_back(row.cells.begin(), row.cells.end());
        return rows.size() < 3;
    });
    reader.feed(head);
    reader.finish();
    return travel::tool_of(rows);
}

void write_table_to(const std::filesystem::path& file, std::string_view head, CsvWriter& to) {
    HistoryTable table([&](std::int64_t number, const HistoryTable::Row& cells) {
        to.write(number, cells);
    });
    CsvReader reader(guess_delimiter(head), [&](const CsvRow& row) {
        table.row(row.number, HistoryTable::Row(row.cells.begin(), row.cells.end()));
        return true;
    });
    std::ifstream in(file, std::ios::binary);
    std::string bytes(std::size_t{1} << 20U, '\0');
    while (in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())), in.gcount() > 0) {
        if (!reader.feed(std::string_view(bytes).substr(0, static_cast<std::size_t>(in.gcount()))
            )) {
            break;
        }
    }
    reader.finish();
    table.end();
    if (reader.problem()) {
        throw Refusal(
            Code::invalid,
            fmt::format("Row {} {}.", reader.problem()->row, reader.problem()->message)
        );
    }
}

}  // namespace

std::unique_ptr<paper::TemporaryFile> make_plain(
    const std::filesystem::path& file, std::string_view head
) {
    const bool workbook = head.starts_with("PK\x03\x04");
    if (!workbook && tool_of(head) == travel::Tool::other) {
        return nullptr;
    }
    auto out = std::make_unique<paper::TemporaryFile>();
    CsvWriter to(out->path());
    workbook ? write_workbook_to(file, to) : write_table_to(file, head, to);
    to.finish();
    return out;
}

}  // namespace styk::story
