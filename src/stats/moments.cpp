#include "stats/moments.h"

#include <Eigen/Dense>
#include <bit>
#include <cmath>
#include <vector>

#include "base/result.h"
#include "stats/bytes.h"

namespace styk::stats {

namespace {

using Eigen::Index;

constexpr char version = 1;
constexpr std::size_t max_variables = 4096;
constexpr Index block = 256;

// Around the first row, so that a common offset costs no digits; the second pass takes away what
// the mean lost.
Moments moments_of_block(const Eigen::Ref<const Eigen::MatrixXd>& rows) {
    const auto n = static_cast<double>(rows.rows());
    const Eigen::RowVectorXd origin = rows.row(0);
    Eigen::MatrixXd away = rows.rowwise() - origin;
    const Eigen::RowVectorXd mean = away.colwise().sum() / n;
    away.rowwise() -= mean;
    const Eigen::RowVectorXd lost = away.colwise().sum();
    Moments result{.n = n, .mean = (origin + mean + lost / n).transpose()};
    result.m2 = away.transpose() * away - lost.transpose() * lost / n;
    return result;
}

std::uint64_t bit(Index variable) {
    return std::uint64_t{1} << variable;
}

// Where `variable` stands among those of the pattern.
Index place_in(std::uint64_t pattern, Index variable) {
    return std::popcount(pattern & (bit(variable) - 1));
}

}  // namespace

Moments empty_moments(Index variables) {
    return {
        .mean = Eigen::VectorXd::Zero(variables), .m2 = Eigen::MatrixXd::Zero(variables, variables)
    };
}

void add(Moments& into, std::span<const double> row, double weight) {
    const Eigen::Map<const Eigen::VectorXd> x(row.data(), static_cast<Index>(row.size()));
    if (!x.allFinite() || !std::isfinite(weight) || weight < 0) {
        throw Fault("stats: a row of moments is not finite");
    }
    if (into.n == 0 && into.variables() == 0) {
        into = empty_moments(x.size());
    } else if (into.variables() != x.size()) {
        throw Fault("stats: a row of moments has another number of variables");
    }
    if (weight == 0) {
        return;
    }
    const double n = into.n + weight;
    const Eigen::VectorXd away = x - into.mean;
    into.mean += away * (weight / n);
    into.m2.noalias() += (into.n * weight / n) * away * away.transpose();
    into.n = n;
}

void merge(Moments& into, const Moments& from) {
    if (from.n == 0) {
        if (into.n == 0 && into.variables() == 0) {
            into = from;
        }
        return;
    }
    if (into.n == 0) {
        into = from;
        return;
    }
    if (into.variables() != from.variables()) {
        throw Fault("stats: moments of different variables cannot be added up");
    }
    const double n = into.n + from.n;
    const Eigen::VectorXd away = from.mean - into.mean;
    into.mean += away * (from.n / n);
    into.m2 += from.m2 + (into.n * from.n / n) * away * away.transpose();
    into.n = n;
}

Moments moments_of(const Eigen::Ref<const Eigen::MatrixXd>& rows) {
    if (!rows.allFinite()) {
        throw Fault("stats: a row of moments is not finite");
    }
    if (rows.rows() == 0) {
        return empty_moments(rows.cols());
    }
    if (rows.rows() <= block) {
        return moments_of_block(rows);
    }
    const Index blocks = (rows.rows() + block - 1) / block, first = blocks / 2 * block;
    Moments result = moments_of(rows.topRows(first));
    merge(result, moments_of(rows.bottomRows(rows.rows() - first)));
    return result;
}

Moments select(const Moments& of, std::span<const Index> variables) {
    const auto p = static_cast<Index>(variables.size());
    Moments result{.n = of.n, .mean = Eigen::VectorXd(p), .m2 = Eigen::MatrixXd(p, p)};
    for (Index i = 0; i < p; ++i) {
        const Index from = variables[static_cast<std::size_t>(i)];
        result.mean(i) = of.mean(from);
        for (Index j = 0; j < p; ++j) {
            result.m2(i, j) = of.m2(from, variables[static_cast<std::size_t>(j)]);
        }
    }
    return result;
}

std::optional<Eigen::MatrixXd> covariance(const Moments& of) {
    if (!(of.n > 1)) {
        return std::nullopt;
    }
    return Eigen::MatrixXd(of.m2 / (of.n - 1));
}

std::optional<Eigen::VectorXd> standard_deviations(const Moments& of) {
    if (!(of.n > 1)) {
        return std::nullopt;
    }
    return Eigen::VectorXd((of.m2.diagonal().cwiseMax(0) / (of.n - 1)).cwiseSqrt());
}

bool varies(const Moments& of, Index variable) {
    const double spread = std::sqrt(std::max(0.0, of.m2(variable, variable)) / std::max(of.n, 1.0));
    return std::isfinite(spread) && spread > 1e-12 * std::abs(of.mean(variable));
}

std::optional<Eigen::MatrixXd> correlation(const Moments& of) {
    if (!(of.n > 1)) {
        return std::nullopt;
    }
    for (Index i = 0; i < of.variables(); ++i) {
        if (!varies(of, i)) {
            return std::nullopt;
        }
    }
    const Eigen::VectorXd scale = of.m2.diagonal().cwiseSqrt().cwiseInverse();
    Eigen::MatrixXd result = scale.asDiagonal() * of.m2 * scale.asDiagonal();
    result = result.cwiseMax(-1).cwiseMin(1);
    result.diagonal().setOnes();
    return result;
}

std::string to_bytes(const Moments& moments) {
    std::string out(1, version);
    put(out, static_cast<std::uint64_t>(moments.variables()));
    put(out, moments.n);
    for (const double value : moments.mean) {
        put(out, value);
    }
    for (Index j = 0; j < moments.variables(); ++j) {
        for (Index i = 0; i <= j; ++i) {
            put(out, moments.m2(i, j));
        }
    }
    return out;
}

std::optional<Moments> moments_from_bytes(std::string_view bytes) {
    constexpr std::size_t head = 17;
    if (bytes.size() < head || bytes[0] != version) {
        return std::nullopt;
    }
    const std::uint64_t p = get(bytes, 1);
    if (p > max_variables || bytes.size() != head + 8 * (p + p * (p + 1) / 2)) {
        return std::nullopt;
    }
    Moments result = empty_moments(static_cast<Index>(p));
    std::size_t at = head;
    const auto next = [&] {
        at += 8;
        return get_double(bytes, at - 8);
    };
    result.n = get_double(bytes, 9);
    for (double& value : result.mean) {
        value = next();
    }
    for (Index j = 0; j < result.variables(); ++j) {
        for (Index i = 0; i <= j; ++i) {
            result.m2(i, j) = result.m2(j, i) = next();
        }
    }
    const bool sound = result.n >= 0 && std::isfinite(result.n) && result.mean.allFinite() &&
                       result.m2.allFinite();
    return sound ? std::optional(result) : std::nullopt;
}

void add(PatternMoments& into, std::span<const std::optional<double>> row) {
    const auto p = static_cast<Index>(row.size());
    if (p > 64 || (into.variables != 0 && into.variables != p)) {
        throw Fault("stats: a row of pattern moments has another number of variables, or over 64");
    }
    into.variables = p;
    std::uint64_t pattern = 0;
    std::vector<double> there;
    for (Index i = 0; i < p; ++i) {
        if (const auto& value = row[static_cast<std::size_t>(i)]) {
            pattern |= bit(i);
            there.push_back(*value);
        }
    }
    auto& moments = into.by_pattern[pattern];
    if (there.empty()) {
        ++moments.n;
    } else {
        add(moments, there);
    }
}

void merge(PatternMoments& into, const PatternMoments& from) {
    if (from.variables == 0) {
        return;
    }
    if (into.variables != 0 && into.variables != from.variables) {
        throw Fault("stats: pattern moments of different variables cannot be added up");
    }
    into.variables = from.variables;
    for (const auto& [pattern, moments] : from.by_pattern) {
        merge(into.by_pattern[pattern], moments);
    }
}

double rows_of(const PatternMoments& of) {
    double rows = 0;
    for (const auto& [pattern, moments] : of.by_pattern) {
        rows += moments.n;
    }
    return rows;
}

Moments listwise(const PatternMoments& of) {
    const std::uint64_t all = of.variables == 64 ? ~std::uint64_t{0} : bit(of.variables) - 1;
    const auto found = of.by_pattern.find(all);
    return found == of.by_pattern.end() ? empty_moments(of.variables) : found->second;
}

Moments pairwise(const PatternMoments& of, Index a, Index b) {
    Moments result = empty_moments(2);
    for (const auto& [pattern, moments] : of.by_pattern) {
        if ((pattern & bit(a)) != 0 && (pattern & bit(b)) != 0) {
            const std::array places{place_in(pattern, a), place_in(pattern, b)};
            merge(result, select(moments, places));
        }
    }
    return result;
}

}  // namespace styk::stats
