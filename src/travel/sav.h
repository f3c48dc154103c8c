// SPSS system files (.sav), written from the description in PSPP's developer manual ("System File
// Format"): little-endian, UTF-8, compressed by byte codes. Choices become numbers with labels.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "travel/columns.h"

namespace styk::travel {

inline constexpr std::size_t longest_sav_text = 32'767;  // bytes
inline constexpr double sav_not_applicable = -1;         // a missing value by declaration

// One variable as SPSS sees it.
struct SavVariable {
    std::string short_name;  // V1, V2, …
    std::string long_name;   // as people know it, 64 bytes at most, unlike all others
    std::string label;
    ColumnKind kind = ColumnKind::text;
    std::size_t width = 0;  // of a text, bytes; 0: a number
    std::vector<std::pair<double, std::string>> labels;
    bool has_not_applicable = false;
};

// `widths`: of the longest text of each column.
[[nodiscard]] std::vector<SavVariable> sav_variables(
    const std::vector<Column>& columns, const std::vector<std::size_t>& widths
);

// The number that stands for a choice: itself where all are whole numbers, else its place from 1.
[[nodiscard]] std::vector<double> sav_codes(const Column& column);

// A name that SPSS takes: letters, digits, _ and dots, beginning with a letter, no reserved word.
[[nodiscard]] std::string sav_name(std::string_view wanted);

// Everything before the data.
[[nodiscard]] std::string sav_dictionary(
    const std::vector<SavVariable>& variables,
    const std::string& title,
    std::int64_t rows,
    Instant made
);

}  // namespace styk::travel
