// Sheets of cells as an XLSX file: numbers as numbers, days as days, text as text whatever it looks
// like. The head of each sheet stays in sight.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/instant.h"

namespace styk::paper {

enum class NumberFormat {
    plain,    // as it is
    whole,    // 1,184
    decimal,  // 0.00
    percent,  // 58.4 %, of a share
    points    // +41.2, signed
};

struct NumberCell {
    double value = 0;
    NumberFormat format = NumberFormat::plain;
};

struct DayCell {
    Day day = 0;
};

using Cell = std::variant<std::monostate, std::string, NumberCell, DayCell>;

struct SheetColumn {
    std::string name;
    double width = 14;  // in characters
};

struct Sheet {
    std::string name;  // cut and cleaned as the format wants it, made different from the others
    std::vector<SheetColumn> columns;
    std::vector<std::vector<Cell>> rows;  // [row][column]
};

struct Workbook {
    std::string title, author;
    Instant made;
    std::vector<Sheet> sheets;
};

// The bytes of the file. What is no finite number is left empty. Throws Fault when it cannot be
// written.
[[nodiscard]] std::string write_workbook(const Workbook& workbook);

// At most 31 characters, none of []:*?/\, no apostrophe at an end, unlike `taken` whatever the
// case.
[[nodiscard]] std::string sheet_name(
    const std::string& wanted, const std::vector<std::string>& taken
);

}  // namespace styk::paper
