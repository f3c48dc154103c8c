#include "stats/dominance.h"

#include <bit>
#include <cmath>
#include <cstdint>

#include "base/result.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double same = 1e-12;

// Subsets that differ from `chosen` in the variables of `rest` (drivers first .. p-1, swept by the
// chosen ones).
void fill(
    const DriverCorrelations& rest, Index first, std::uint64_t chosen, double r2, VectorXd& into
) {
    if (first == 0 && chosen == 0) {
        into(0) = 0;
    }
    for (Index j = first; j < rest.drivers(); ++j) {
        const std::uint64_t with = chosen | std::uint64_t{1} << j;
        const double variance = rest.among(j, j), outcome = rest.with_outcome(j);
        if (!(variance > aliased_below)) {
            into(static_cast<Index>(with)) = r2;
            fill(rest, j + 1, with, r2, into);
            continue;
        }
        const double more = r2 + outcome * outcome / variance;
        into(static_cast<Index>(with)) = more;
        const Index later = rest.drivers() - j - 1;
        if (later > 0) {
            DriverCorrelations next = rest;
            const VectorXd along = rest.among.col(j).tail(later);
            next.with_outcome.tail(later) -= along * (outcome / variance);
            next.among.bottomRightCorner(later, later).noalias() -=
                along * (along.transpose() / variance);
            fill(next, j + 1, with, more, into);
        }
    }
}

MatrixXd additions_by_size(const VectorXd& r2, Index p) {
    MatrixXd sums = MatrixXd::Zero(p, p), counts = MatrixXd::Zero(p, p);
    for (Index subset = 0; subset < r2.size(); ++subset) {
        const auto size = std::popcount(static_cast<std::uint64_t>(subset));
        for (Index j = 0; j < p; ++j) {
            const Index bit = Index{1} << j;
            if ((subset & bit) == 0) {
                sums(j, size) += r2(subset | bit) - r2(subset);
                counts(j, size) += 1;
            }
        }
    }
    return sums.cwiseQuotient(counts);
}

// What all comparisons of two drivers say together: +1, -1, or 0 when they disagree.
class Verdict {
public:
    void compare(double a, double b) {
        above_ = above_ && a > b + same;
        below_ = below_ && b > a + same;
    }

    [[nodiscard]] bool open() const { return above_ || below_; }

    void write(MatrixXd& into, Index i, Index j) const {
        into(i, j) = above_ ? 1 : below_ ? 0 : 0.5;
        into(j, i) = 1 - into(i, j);
    }

private:
    bool above_ = true, below_ = true;
};

Verdict compare_completely(const VectorXd& r2, Index i, Index j) {
    Verdict verdict;
    const Index a = Index{1} << i, b = Index{1} << j;
    for (Index subset = 0; subset < r2.size() && verdict.open(); ++subset) {
        if ((subset & (a | b)) == 0) {
            verdict.compare(r2(subset | a), r2(subset | b));
        }
    }
    return verdict;
}

Verdict compare_rows(const MatrixXd& values, Index i, Index j) {
    Verdict verdict;
    for (Index column = 0; column < values.cols(); ++column) {
        verdict.compare(values(i, column), values(j, column));
    }
    return verdict;
}

}  // namespace

VectorXd r2_of_all_subsets(const DriverCorrelations& of) {
    if (of.drivers() > max_dominance_drivers) {
        throw Fault("stats: too many drivers for all subsets");
    }
    VectorXd result(Index{1} << of.drivers());
    fill(of, 0, 0, 0, result);
    return result;
}

Dominance dominance(const DriverCorrelations& of) {
    const Index p = of.drivers();
    if (!of.reason.empty() || p == 0 || p > max_dominance_drivers) {
        Dominance nothing;
        nothing.reason = !of.reason.empty() ? of.reason
                         : p == 0           ? reason::no_drivers
                                            : reason::too_many_drivers;
        return nothing;
    }
    const VectorXd r2 = r2_of_all_subsets(of);
    const MatrixXd none = MatrixXd::Constant(p, p, 0.5);
    Dominance result{
        .by_size = additions_by_size(r2, p), .complete = none, .conditional = none, .general = none
    };
    const MatrixXd shares = result.by_size.rowwise().mean();
    for (Index i = 0; i < p; ++i) {
        for (Index j = i + 1; j < p; ++j) {
            compare_completely(r2, i, j).write(result.complete, i, j);
            compare_rows(result.by_size, i, j).write(result.conditional, i, j);
            compare_rows(shares, i, j).write(result.general, i, j);
        }
    }
    return result;
}

}  // namespace styk::stats
