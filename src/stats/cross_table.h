// Cross tables: how often each pair (row, column) occurred. Mergeable by addition. Agreement of
// raters (agreement.h), tests of independence and weighting cells are computed from them.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>

namespace styk::stats {

// Codes of a dictionary, sparse. The empty table is neutral for merge.
struct CrossTable {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> counts{};

    friend bool operator==(const CrossTable&, const CrossTable&) = default;

    [[nodiscard]] std::uint64_t n() const;
};

void add(CrossTable& into, std::uint32_t row, std::uint32_t column, std::uint64_t times = 1);
void merge(CrossTable& into, const CrossTable& from);

// Rows and columns in the order of the codes given; pairs of other codes are left out.
[[nodiscard]] Eigen::MatrixXd dense(
    const CrossTable& of,
    std::span<const std::uint32_t> rows,
    std::span<const std::uint32_t> columns
);

// Pearson's chi-squared without correction, (rows - 1)(columns - 1) degrees of freedom; Cramer's V
// = sqrt(chi2 / n / min(rows - 1, columns - 1)). Nothing when there is one row or column only or
// one of them is empty (leave it out first).
struct Independence {
    double chi_squared = 0, df = 0, p = 1, cramers_v = 0;
    double least_expected = 0;  // below 5 the p is rough
};

[[nodiscard]] std::optional<Independence> independence(const Eigen::MatrixXd& counts);

}  // namespace styk::stats
