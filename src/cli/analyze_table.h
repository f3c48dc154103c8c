// A CSV file in memory, asked by the names of its columns. What cannot be read is refused in words
// that name the row as a spreadsheet counts it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace styk::cli {

// One value a row; nothing where the cell is missing.
using Numbers = std::vector<std::optional<double>>;

class Table {
public:
    // Cells that are empty, "NA" or `missing_word` are missing. Throws Refusal when the file cannot
    // be read, has no rows, or one that is not right.
    Table(const std::filesystem::path& file, std::string missing_word);

    [[nodiscard]] std::size_t rows() const { return row_numbers_.size(); }

    [[nodiscard]] const std::string& name() const { return name_; }

    // These throw Refusal when there is no such column, or a cell is not what it should be.
    [[nodiscard]] Numbers numbers(std::string_view column) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view column) const;  // "": missing
    [[nodiscard]] std::vector<std::optional<Day>> days(std::string_view column) const;
    [[nodiscard]] std::vector<std::optional<double>> seconds(std::string_view column) const;

    // "Row 7, Score: 12 is ...". Row counted from 0.
    [[noreturn]] void refuse(std::size_t row, std::string_view column, std::string_view problem)
        const;

private:
    void read(const std::filesystem::path& file);
    [[nodiscard]] std::size_t place_of(std::string_view column) const;
    [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const;
    [[nodiscard]] double number_in(std::string_view text, std::size_t row, std::string_view column)
        const;

    std::string name_, missing_word_;
    char delimiter_ = ',';
    std::vector<std::string> header_;
    std::vector<std::int64_t> row_numbers_;
    std::vector<std::string> cells_;  // rows x columns
};

}  // namespace styk::cli
