// Reads XLSX workbooks as they come in: cells as text, sheet by sheet, row by row. The files come
// from strangers: what would unpack to more than a file of its size should is refused (zip bombs),
// so is XML that declares entities.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace styk::paper {

inline constexpr std::uint64_t most_unpacked = std::uint64_t{2} << 30U;  // bytes of all parts
inline constexpr std::uint64_t most_shared = std::uint64_t{256} << 20U;  // bytes of texts kept
inline constexpr std::uint64_t most_packing = 250;  // times; repetitive sheets reach about 100
inline constexpr std::size_t most_columns = 16'384;
inline constexpr std::int64_t highest_row = 1 << 24;  // programs know of 2^20, some of 2^24

struct SheetRow {
    std::int64_t number = 0;         // from 1, as the program shows it
    std::vector<std::string> cells;  // days as 2026-11-21, with a time behind where there is one
};

class Spreadsheet {
public:
    // `bytes` must outlive it. The message says why it cannot be read.
    [[nodiscard]] static Result<Spreadsheet> open(std::string_view bytes);
    [[nodiscard]] static Result<Spreadsheet> open_file(const std::string& path);

    Spreadsheet(Spreadsheet&& other) noexcept;
    Spreadsheet& operator=(Spreadsheet&& other) noexcept;
    ~Spreadsheet();

    [[nodiscard]] const std::vector<std::string>& names() const;

    // Every row that is written in the file, in its order; false from `visit` ends. Memory: the
    // texts that cells share, and one row.
    Result<bool> read(std::string_view sheet, const std::function<bool(const SheetRow&)>& visit);

private:
    struct Book;
    explicit Spreadsheet(std::unique_ptr<Book> book);
    std::unique_ptr<Book> book_;
};

// A day number of a spreadsheet as text: 45000 -> "2023-03-15", 45000.5 -> "2023-03-15 12:00:00";
// "" beyond the years 1900 to 9999.
[[nodiscard]] std::string spreadsheet_moment(double days, bool from_1904);

// Whether a number format shows days: "yyyy-mm-dd", "d.m.yy h:mm"; not "0.00" or "[Red]0".
[[nodiscard]] bool is_moment_format(std::string_view format);

}  // namespace styk::paper
