#include "stats/driver_bootstrap.h"

#include <algorithm>
#include <cmath>

#include "base/clones.h"
#include "base/result.h"
#include "stats/random.h"

STYK_HOT

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr Index most_drawn_rows = 2000, chunk = 64;

// sums += weight * products over a chunk of rows. Four rows at a time, so that the sums are read
// and written once for four; no reordering beyond that, so every machine gives the same bits.
STYK_CLONES void accumulate(
    const double* products, const double* weights, Index rows, Index size, double* sums
) {
    const double *at[4], *next = products;
    double by[4];
    int filled = 0;
    for (Index i = 0; i < rows; ++i, next += size) {
        if (weights[i] == 0) {
            continue;
        }
        at[filled] = next;
        by[filled] = weights[i];
        if (++filled == 4) {
            for (Index k = 0; k < size; ++k) {
                sums[k] +=
                    by[0] * at[0][k] + by[1] * at[1][k] + (by[2] * at[2][k] + by[3] * at[3][k]);
            }
            filled = 0;
        }
    }
    for (int r = 0; r < filled; ++r) {
        for (Index k = 0; k < size; ++k) {
            sums[k] += by[r] * at[r][k];
        }
    }
}

// Of one row of k values: 1, the values, and their products, lower triangle by rows.
Index size_of_products(Index k) {
    return 1 + k + k * (k + 1) / 2;
}

void write_products(const Eigen::Ref<const Eigen::RowVectorXd>& row, double* to) {
    *to++ = 1;
    for (const double value : row) {
        *to++ = value;
    }
    for (Index i = 0; i < row.size(); ++i) {
        for (Index j = 0; j <= i; ++j) {
            *to++ = row(i) * row(j);
        }
    }
}

// From sums of products about `origin`.
Moments moments_from(const double* sums, const VectorXd& origin) {
    const Index k = origin.size();
    Moments result = empty_moments(k);
    result.n = *sums++;
    if (result.n == 0) {
        return result;
    }
    const Eigen::Map<const VectorXd> first(sums, k);
    result.mean = origin + first / result.n;
    sums += k;
    for (Index i = 0; i < k; ++i) {
        for (Index j = 0; j <= i; ++j) {
            result.m2(i, j) = result.m2(j, i) = *sums++ - first(i) * first(j) / result.n;
        }
    }
    return result;
}

// Weights of a chunk of rows in one replicate.
class Weights {
public:
    Weights(Index rows, const Resampling& how) : seed_(how.seed) {
        if (rows > most_drawn_rows) {
            return;
        }
        Generator generator(how.seed);
        drawn_ = Eigen::Matrix<std::uint16_t, Eigen::Dynamic, Eigen::Dynamic>::Zero(
            rows, static_cast<Index>(how.replicates)
        );
        for (Index replicate = 0; replicate < drawn_.cols(); ++replicate) {
            for (Index draw = 0; draw < rows; ++draw) {
                const auto row = generator.below(static_cast<std::uint64_t>(rows));
                ++drawn_(static_cast<Index>(row), replicate);
            }
        }
    }

    void write(Index first, Index rows, Index replicate, double* to) const {
        for (Index i = 0; i < rows; ++i) {
            to[i] = drawn_.size() > 0 ? drawn_(first + i, replicate)
                                      : poisson_weight(
                                            static_cast<std::uint64_t>(first + i),
                                            static_cast<std::uint64_t>(replicate),
                                            seed_
                                        );
        }
    }

private:
    std::uint64_t seed_;
    Eigen::Matrix<std::uint16_t, Eigen::Dynamic, Eigen::Dynamic> drawn_{};
};

// Position (B + 1) p between order statistics, held inside them.
double percentile(std::vector<double>& sorted, double p) {
    const auto count = static_cast<double>(sorted.size());
    const double place = std::clamp((count + 1) * p, 1.0, count);
    const auto below = static_cast<std::size_t>(place);
    const double above = sorted[std::min(below, sorted.size() - 1)];
    return sorted[below - 1] + (place - static_cast<double>(below)) * (above - sorted[below - 1]);
}

void write_interval(ImportanceInterval& into, const MatrixXd& values, double level) {
    const Index p = values.rows();
    const auto count = static_cast<double>(values.cols());
    const VectorXd mean = values.rowwise().mean();
    into.standard_error =
        ((values.colwise() - mean).rowwise().squaredNorm() / (count - 1)).cwiseSqrt();
    into.lo = into.hi = VectorXd(p);
    into.first_probability = VectorXd::Zero(p);
    for (Index j = 0; j < p; ++j) {
        std::vector<double> sorted(static_cast<std::size_t>(values.cols()));
        VectorXd::Map(sorted.data(), values.cols()) = values.row(j);
        std::ranges::sort(sorted);
        into.lo(j) = percentile(sorted, (1 - level) / 2);
        into.hi(j) = percentile(sorted, (1 + level) / 2);
    }
    for (Index b = 0; b < values.cols(); ++b) {
        Index first = 0;
        values.col(b).maxCoeff(&first);
        ++into.first_probability(first);
    }
    into.first_probability /= count;
}

}  // namespace

std::vector<Moments> resample(const MatrixXd& rows, const Resampling& how) {
    const Index n = rows.rows(), size = size_of_products(rows.cols());
    const VectorXd origin = moments_of(rows).mean;  // also refuses what is not finite
    const auto replicates = static_cast<Index>(how.replicates);
    const Weights weights(n, how);
    MatrixXd sums = MatrixXd::Zero(size, replicates), products(size, chunk);
    VectorXd weight(chunk);
    for (Index first = 0; first < n; first += chunk) {
        const Index here = std::min(chunk, n - first);
        for (Index i = 0; i < here; ++i) {
            write_products(rows.row(first + i) - origin.transpose(), products.col(i).data());
        }
        for (Index b = 0; b < replicates; ++b) {
            weights.write(first, here, b, weight.data());
            accumulate(products.data(), weight.data(), here, size, sums.col(b).data());
        }
    }
    std::vector<Moments> result;
    result.reserve(static_cast<std::size_t>(replicates));
    for (Index b = 0; b < replicates; ++b) {
        result.push_back(moments_from(sums.col(b).data(), origin));
    }
    return result;
}

std::vector<Moments> resample(std::span<const Moments> blocks, const Resampling& how) {
    Moments all;
    for (const auto& block : blocks) {
        merge(all, block);
    }
    const Index k = all.variables(), size = size_of_products(k);
    const auto count = static_cast<Index>(blocks.size());
    MatrixXd products = MatrixXd::Zero(size, count);
    for (Index i = 0; i < count; ++i) {
        const Moments& block = blocks[static_cast<std::size_t>(i)];
        if (block.n > 0) {
            const VectorXd away = block.mean - all.mean;
            const MatrixXd second = block.m2 + block.n * away * away.transpose();
            double* to = products.col(i).data();
            *to++ = block.n;
            VectorXd::Map(to, k) = block.n * away;
            to += k;
            for (Index r = 0; r < k; ++r) {
                to = std::copy_n(second.col(r).data(), r + 1, to);
            }
        }
    }
    std::vector<Moments> result;
    VectorXd weight(count), sums(size);
    for (std::size_t b = 0; b < how.replicates; ++b) {
        for (Index i = 0; i < count; ++i) {
            weight(i) = poisson_weight(static_cast<std::uint64_t>(i), b, how.seed);
        }
        sums.setZero();
        accumulate(products.data(), weight.data(), count, size, sums.data());
        result.push_back(moments_from(sums.data(), all.mean));
    }
    return result;
}

ImportanceInterval importance_interval(
    const Moments& all,
    std::span<const Moments> replicates,
    Index outcome,
    std::span<const Index> drivers,
    const Measure& measure,
    double level
) {
    ImportanceInterval result;
    const auto of_all = driver_correlations(all, outcome, drivers);
    result.reason = of_all.reason;
    if (!result.reason.empty()) {
        return result;
    }
    result.estimate = measure(of_all);
    MatrixXd values(of_all.drivers(), static_cast<Index>(replicates.size()));
    Index used = 0;
    for (const auto& replicate : replicates) {
        const auto correlations = driver_correlations(replicate, outcome, drivers);
        if (correlations.reason.empty()) {
            values.col(used++) = measure(correlations);
        }
    }
    result.replicates = static_cast<std::size_t>(used);
    if (used < 2 || 2 * used < values.cols() || values.rows() == 0) {
        result.reason = reason::no_interval;
        return result;
    }
    write_interval(result, values.leftCols(used), level);
    return result;
}

std::vector<int> rank_groups(const ImportanceInterval& of) {
    const Index p = of.lo.size();
    std::vector<int> groups(static_cast<std::size_t>(p));
    for (int group = 1; std::ranges::count(groups, 0) > 0; ++group) {
        Index leader = -1;
        for (Index j = 0; j < p; ++j) {
            const bool open = groups[static_cast<std::size_t>(j)] == 0;
            leader = open && (leader < 0 || of.estimate(j) > of.estimate(leader)) ? j : leader;
        }
        for (Index j = 0; j < p; ++j) {
            int& mine = groups[static_cast<std::size_t>(j)];
            mine = mine == 0 && (j == leader || of.hi(j) >= of.lo(leader)) ? group : mine;
        }
    }
    return groups;
}

}  // namespace styk::stats
