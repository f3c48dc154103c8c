// Planned looks: a test repeated on growing data, with limits that keep the false alarms of all
// looks together at alpha (Lan & DeMets 1983). The statistic at look k is B_k / sqrt(t_k), B a
// Brownian motion, t_k the share of the final information (answers); the probability of staying
// between the limits is found by recursive integration (Armitage, McPherson & Rowe 1969), here with
// Gauss-Legendre panels, to about 1e-10.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace styk::stats {

// How much of alpha may be gone by the share t of information, each side of a two-sided test with
// half of it. obrien_fleming: 2 - 2 Phi(z_{a/2} / sqrt t), strict early.   pocock:
// a log(1 + (e - 1) t), nearly even.
enum class Spending { obrien_fleming, pocock };

// `alpha` is of one side; 0 < t <= 1.
[[nodiscard]] double spent(Spending spending, double alpha, double t);

struct Looks {
    std::vector<double> information{
    };  // rising shares of the final information, the last at most 1
    double alpha = 0.05;
    bool two_sided = true;
};

[[nodiscard]] std::vector<double> even_looks(int looks);  // 1/K, 2/K .. 1

// The z at or beyond which look k stops. Symmetric when two-sided, else upper limits only. Empty
// when the shares do not rise within (0, 1], there are none or more than 500, or alpha is not in
// (0, 1).
[[nodiscard]] std::vector<double> group_sequential_limits(const Looks& looks, Spending spending);

// P(|Z_k| >= limits[k] at some k) without any effect, Z_k as above; one-sided: P(Z_k >= limits[k]).
// `information` need only rise (numbers of answers will do). A limit may be infinite: no stop at
// that look. Nothing when sizes differ or the information does not rise from above 0.
[[nodiscard]] std::optional<double> crossing_probability(
    std::span<const double> information, std::span<const double> limits, bool two_sided = true
);

}  // namespace styk::stats
