#include "stats/cross_table.h"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>

namespace styk::stats {

std::uint64_t CrossTable::n() const {
    std::uint64_t total = 0;
    for (const auto& [pair, count] : counts) {
        total += count;
    }
    return total;
}

void add(CrossTable& into, std::uint32_t row, std::uint32_t column, std::uint64_t times) {
    if (times > 0) {
        into.counts[{row, column}] += times;
    }
}

void merge(CrossTable& into, const CrossTable& from) {
    for (const auto& [pair, count] : from.counts) {
        into.counts[pair] += count;
    }
}

Eigen::MatrixXd dense(
    const CrossTable& of,
    std::span<const std::uint32_t> rows,
    std::span<const std::uint32_t> columns
) {
    Eigen::MatrixXd result(std::ssize(rows), std::ssize(columns));
    for (Eigen::Index i = 0; i < result.rows(); ++i) {
        for (Eigen::Index j = 0; j < result.cols(); ++j) {
            const auto found = of.counts.find(
                {rows[static_cast<std::size_t>(i)], columns[static_cast<std::size_t>(j)]}
            );
            result(i, j) = found == of.counts.end() ? 0 : static_cast<double>(found->second);
        }
    }
    return result;
}

std::optional<Independence> independence(const Eigen::MatrixXd& counts) {
    const Eigen::Index least = std::min(counts.rows(), counts.cols());
    if (least < 2 || !counts.allFinite() || counts.minCoeff() < 0) {
        return std::nullopt;
    }
    const Eigen::VectorXd rows = counts.rowwise().sum();
    const Eigen::RowVectorXd columns = counts.colwise().sum();
    if (!(rows.minCoeff() > 0) || !(columns.minCoeff() > 0)) {
        return std::nullopt;
    }
    const double n = counts.sum();
    const Eigen::MatrixXd expected = rows * columns / n;
    Independence result{
        .chi_squared = ((counts - expected).array().square() / expected.array()).sum(),
        .df = static_cast<double>((counts.rows() - 1) * (counts.cols() - 1)),
        .least_expected = expected.minCoeff()
    };
    const boost::math::chi_squared distribution(result.df);
    result.p = boost::math::cdf(boost::math::complement(distribution, result.chi_squared));
    result.cramers_v = std::sqrt(result.chi_squared / n / static_cast<double>(least - 1));
    return result;
}

}  // namespace styk::stats
