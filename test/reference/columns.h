// Columns of a case's table as models take them: names given or by custom, text as dummies,
// expressions of series.
#pragma once

#include <Eigen/Core>
#include <string>
#include <string_view>
#include <vector>

#include "reference/reference.h"

namespace styk::reference {

// The column that input `key` names; the column called `custom` when the key is absent or is words.
[[nodiscard]] std::string column_named(
    const Input& input, const Table& table, std::string_view key, std::string_view custom
);

[[nodiscard]] bool is_numeric(const Table& table, std::string_view column);  // missing cells aside

// Different texts of a column, sorted: by number when all are numbers. Missing cells left out.
[[nodiscard]] std::vector<std::string> levels_of(const Table& table, std::string_view column);

// Each row's place among `levels`; -1 for a missing cell.
[[nodiscard]] std::vector<int> places_in(
    const std::vector<std::string>& levels, const std::vector<std::string>& cells
);

// 0 and 1 from 0/1, 1/2, true/false or two texts, the later one in the alphabet being 1; NaN where
// missing.
[[nodiscard]] std::vector<double> binary(const Table& table, std::string_view column);

struct Design {
    std::vector<std::string> names{};
    std::vector<std::vector<double>> columns{};  // NaN where missing
};

// A column of numbers as it is; one of text as a dummy for each level but the first, named column +
// level.
void add_column(Design& design, const Table& table, const std::string& column);

[[nodiscard]] Eigen::MatrixXd matrix_of(const std::vector<std::vector<double>>& columns);

// "diff(log(sales))": names of columns under diff, log, sqrt, exp. Throws Fault on anything else.
[[nodiscard]] std::vector<double> series_of(const Table& table, std::string_view expression);

// Seconds since 1970 from a number, an RFC 3339 instant, "2017-01-02 11:41:53" or a day; NaN when
// missing.
[[nodiscard]] double seconds_of(const std::string& cell);

// Undefined: null under each key.
[[nodiscard]] Output nulls(std::initializer_list<std::string_view> keys);

}  // namespace styk::reference
