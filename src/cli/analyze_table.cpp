#include "cli/analyze_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>

#include "base/csv.h"
#include "base/result.h"
#include "base/text.h"

namespace styk::cli {

namespace {

constexpr std::size_t piece = std::size_t{1} << 16U, head_size = std::size_t{1} << 18U;
constexpr double most = 1e100;  // squares of more could overflow

[[noreturn]] void refuse_file(const std::string& name, std::string_view problem) {
    throw Refusal(Code::invalid, fmt::format("{} {}.", name, problem));
}

std::string head_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string head(head_size, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(in.gcount()));
    return head;
}

// Where a comma does not part the cells, it may part the decimals.
std::string with_point(std::string_view text, char delimiter) {
    std::string out(text);
    if (delimiter != ',' && out.find('.') == std::string::npos &&
        std::count(out.begin(), out.end(), ',') == 1) {
        out[out.find(',')] = '.';
    }
    return out;
}

std::optional<double> parse_number(const std::string& text) {
    double value = 0;
    const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
    const char* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(begin, end, value);
    const bool whole = begin != end && at == end;
    if (whole && error == std::errc::result_out_of_range) {
        return std::strtod(text.c_str(), nullptr);  // an infinity, or 0 for what is all but 0
    }
    return whole && error == std::errc() ? std::optional(value) : std::nullopt;
}

// "2026-11-21", with or without a time behind ' ' or 'T'.
std::optional<Day> parse_day(std::string_view text) {
    const bool alone = text.size() == 10;
    const bool with_time = text.size() > 10 && (text[10] == ' ' || text[10] == 'T');
    return alone || with_time ? parse_iso_day(text.substr(0, 10)) : std::nullopt;
}

std::optional<double> parse_seconds(std::string_view text) {
    std::string whole(text);
    if (whole.size() > 10 && whole[10] == ' ') {
        whole[10] = 'T';
    }
    for (const char* rest : {"", "Z", ":00Z", "T00:00:00Z"}) {
        if (const auto at = parse_rfc3339(whole + rest)) {
            return static_cast<double>(at->us) * 1e-6;
        }
    }
    return {};
}

}  // namespace

Table::Table(const std::filesystem::path& file, std::string missing_word)
    : name_(file.filename().string()), missing_word_(std::move(missing_word)) {
    delimiter_ = guess_delimiter(head_of(file));
    read(file);
    if (header_.empty()) {
        refuse_file(name_, "is empty");
    }
    if (rows() == 0) {
        refuse_file(name_, "has a header and no rows");
    }
}

void Table::read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        refuse_file(name_, "cannot be read");
    }
    CsvReader reader(delimiter_, [this](const CsvRow& row) {
        if (!row.problem.empty()) {
            refuse_file(name_, fmt::format("row {} {}", row.number, row.problem));
        }
        auto& into = header_.empty() ? header_ : cells_;
        if (!header_.empty()) {
            row_numbers_.push_back(row.number);
        }
        for (const auto cell : row.cells) {
            into.emplace_back(trim(cell));
        }
        return true;
    });
    std::string bytes(piece, '\0');
    bool more = true;
    while (more && (in.read(bytes.data(), static_cast<std::streamsize>(piece)) || in.gcount() > 0)
    ) {
        more =
            reader.feed(std::string_view(bytes).substr(0, static_cast<std::size_t>(in.gcount())));
    }
    if (in.bad() || (!in.eof() && more)) {
        refuse_file(name_, "cannot be read to its end");
    }
    if (more) {
        reader.finish();
    }
    if (const auto& problem = reader.problem()) {
        refuse_file(name_, fmt::format("row {} {}", problem->row, problem->message));
    }
}

std::size_t Table::place_of(std::string_view column) const {
    const auto found = std::find(header_.begin(), header_.end(), column);
    if (found == header_.end()) {
        throw Refusal(
            Code::invalid,
            fmt::format("{} has no column {}. It has: {}.", name_, column, fmt::join(header_, ", "))
        );
    }
    if (std::find(found + 1, header_.end(), column) != header_.end()) {
        refuse_file(name_, fmt::format("has two columns {}", column));
    }
    return static_cast<std::size_t>(found - header_.begin());
}

std::string_view Table::cell(std::size_t row, std::size_t column) const {
    const std::string_view text = cells_[row * header_.size() + column];
    const bool missing = text == "NA" || (!missing_word_.empty() && text == missing_word_);
    return missing ? std::string_view() : text;
}

void Table::refuse(std::size_t row, std::string_view column, std::string_view problem) const {
    throw Refusal(
        Code::invalid, fmt::format("{}: row {}, {}: {}.", name_, row_numbers_[row], column, problem)
    );
}

double Table::number_in(std::string_view text, std::size_t row, std::string_view column) const {
    const auto value = parse_number(with_point(text, delimiter_));
    if (!value) {
        refuse(row, column, fmt::format("\"{}\" is not a number", text));
    }
    if (!std::isfinite(*value)) {
        refuse(row, column, fmt::format("\"{}\" is not a finite number", text));
    }
    if (std::abs(*value) > most) {
        refuse(row, column, fmt::format("{} is too large to reckon with", text));
    }
    return *value;
}

Numbers Table::numbers(std::string_view column) const {
    const auto place = place_of(column);
    Numbers out(rows());
    for (std::size_t row = 0; row < rows(); ++row) {
        if (const auto text = cell(row, place); !text.empty()) {
            out[row] = number_in(text, row, column);
        }
    }
    return out;
}

std::vector<std::string> Table::texts(std::string_view column) const {
    const auto place = place_of(column);
    std::vector<std::string> out;
    out.reserve(rows());
    for (std::size_t row = 0; row < rows(); ++row) {
        out.emplace_back(cell(row, place));
    }
    return out;
}

std::vector<std::optional<Day>> Table::days(std::string_view column) const {
    const auto place = place_of(column);
    std::vector<std::optional<Day>> out(rows());
    for (std::size_t row = 0; row < rows(); ++row) {
        const auto text = cell(row, place);
        out[row] = parse_day(text);
        if (!text.empty() && !out[row]) {
            refuse(row, column, fmt::format("\"{}\" is not a day as in 2026-11-21", text));
        }
    }
    return out;
}

std::vector<std::optional<double>> Table::seconds(std::string_view column) const {
    const auto place = place_of(column);
    std::vector<std::optional<double>> out(rows());
    for (std::size_t row = 0; row < rows(); ++row) {
        const auto text = cell(row, place);
        out[row] = text.empty() ? std::nullopt : parse_seconds(text);
        if (!text.empty() && !out[row]) {
            refuse(row, column, fmt::format("\"{}\" is not a time as in 2026-11-21 18:30", text));
        }
    }
    return out;
}

}  // namespace styk::cli
