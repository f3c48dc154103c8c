// Many comparisons on one screen are one family: p values adjusted so that noise is not taken for
// news. Each function gives the adjusted p of each input, in the input's order; a comparison
// "stands" when adjusted p <= q. Inputs are p values in 0..1 (anything else throws Fault); leave
// out comparisons that have no p.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace styk::stats {

// False discovery rate (Benjamini & Hochberg 1995), independent or positively dependent tests.
// Screens: q = 0.10.
[[nodiscard]] std::vector<double> benjamini_hochberg(std::span<const double> p);

// False discovery rate under any dependence (Benjamini & Yekutieli 2001).
[[nodiscard]] std::vector<double> benjamini_yekutieli(std::span<const double> p);

// Family-wise error (Holm 1979). E-mailed alerts and claims to a board: alpha = 0.05.
[[nodiscard]] std::vector<double> holm(std::span<const double> p);

// Family-wise error (Hochberg 1988), independent tests.
[[nodiscard]] std::vector<double> hochberg(std::span<const double> p);

[[nodiscard]] std::vector<double> bonferroni(std::span<const double> p);

[[nodiscard]] std::size_t count_standing(std::span<const double> adjusted, double limit);

}  // namespace styk::stats
