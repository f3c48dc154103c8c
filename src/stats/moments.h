// Moments: everything that means, spreads, correlations and linear models need, in one object that
// can be counted in pieces and added up in any order. Centred throughout: a raw sum of squares
// loses all digits of 1e9 + small (Chan, Golub & LeVeque 1983).
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace styk::stats {

// Of p variables. The default one (n = 0, no variables) is neutral for merge.
struct Moments {
    double n = 0;            // rows; with weights their sum (a weight is a number of equal rows)
    Eigen::VectorXd mean{};  // p, in the unit of each variable
    Eigen::MatrixXd m2{};    // p x p, symmetric: sum of (x - mean)(x - mean)'

    [[nodiscard]] Eigen::Index variables() const { return mean.size(); }
};

[[nodiscard]] Moments empty_moments(Eigen::Index variables);

// One row. Throws Fault when it has another number of variables, a value is not finite (leave
// missing answers out, or count them with PatternMoments) or the weight is negative or not finite.
// A weight of 0 changes nothing.
void add(Moments& into, std::span<const double> row, double weight = 1);

// Chan: d = m_b - m_a; m = m_a + d n_b / n; M2 = M2_a + M2_b + d d' n_a n_b / n. Throws Fault when
// both have rows and the variables differ in number. Associative and commutative up to rounding:
// merge in a fixed order where the same bits are wanted.
void merge(Moments& into, const Moments& from);

// All rows at once (rows x variables), in blocks of fixed size merged in a fixed order: the same
// bits whoever calls it, an error of a few units in the last place.
[[nodiscard]] Moments moments_of(const Eigen::Ref<const Eigen::MatrixXd>& rows);

// The same of some of the variables, in the order given.
[[nodiscard]] Moments select(const Moments& of, std::span<const Eigen::Index> variables);

// Divisor n - 1; nothing when n <= 1.
[[nodiscard]] std::optional<Eigen::MatrixXd> covariance(const Moments& of);
[[nodiscard]] std::optional<Eigen::VectorXd> standard_deviations(const Moments& of);

// Nothing when n <= 1 or a variable does not vary: more than rounding, 1e-12 of the size of its
// mean.
[[nodiscard]] std::optional<Eigen::MatrixXd> correlation(const Moments& of);
[[nodiscard]] bool varies(const Moments& of, Eigen::Index variable);

// Version byte, then little-endian numbers. from_bytes gives nothing on anything else.
[[nodiscard]] std::string to_bytes(const Moments& moments);
[[nodiscard]] std::optional<Moments> moments_from_bytes(std::string_view bytes);

// Rows with holes, counted by which variables are there: listwise, pairwise and EM need only this,
// no rows. Bit j of a pattern: variable j is there; its Moments hold those variables in rising
// order. At most 64 variables.
struct PatternMoments {
    Eigen::Index variables = 0;
    std::map<std::uint64_t, Moments> by_pattern{};  // pattern 0: rows where nothing is there
};

void add(PatternMoments& into, std::span<const std::optional<double>> row);
void merge(PatternMoments& into, const PatternMoments& from);
[[nodiscard]] double rows_of(const PatternMoments& of);

// Rows where everything is there.
[[nodiscard]] Moments listwise(const PatternMoments& of);

// Moments of variables a and b over the rows where both are there.
[[nodiscard]] Moments pairwise(const PatternMoments& of, Eigen::Index a, Eigen::Index b);

}  // namespace styk::stats
