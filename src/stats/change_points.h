// Where the mean of a series changes for good. A break is given as the number of values before it
// (1-based: the index of the last value of the old regime). Take seasons out first: a season looks
// like many breaks. Errors are taken as independent and equally spread; positive autocorrelation
// makes too many breaks.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "stats/series.h"

namespace styk::stats {

// Exact least squares for each number of breaks by dynamic programming (Bai & Perron 2003), the
// number by BIC = n (log 2 pi + 1 + log(rss / n)) + 2 (breaks + 1) log n. O(n^2 breaks) time; for n
// above 5000 use penalized_breaks.
struct SegmentedMean {
    std::vector<std::size_t> breaks{};         // of the chosen number, rising
    std::vector<double> rss{};                 // [number of breaks], 0 included
    std::vector<std::optional<double>> bic{};  // [number of breaks]; nothing where rss is 0
    std::string_view reason{};                 // too_short: n < 2 min_segment or n < 3; bad_option
};

// `min_segment` values a segment at least (default: a tenth of n, 5 at least); at most `max_breaks`
// (default: ceil(n / min_segment) - 2, one at least).
[[nodiscard]] SegmentedMean segmented_mean(
    Series values,
    std::optional<std::size_t> min_segment = {},
    std::optional<std::size_t> max_breaks = {}
);
[[nodiscard]] std::size_t default_min_segment(std::size_t n);

// PELT (Killick, Fearnhead & Eckley 2012): the segmentation with the least sum of squares plus
// `penalty` a break, exact; about O(n) when there are many breaks, O(n^2) when there are none.
struct PenalizedMean {
    std::vector<std::size_t> breaks{};
    double cost = 0;  // sum of squares + penalty x breaks
    double penalty = 0;
    std::string_view reason{};  // too_short: n < 2; bad_option: penalty <= 0
};

[[nodiscard]] PenalizedMean penalized_mean(Series values, double penalty);

// factor log(n) s^2 with s from the differences, so that breaks do not inflate it: s = 1.4826
// median|d - median(d)| / sqrt 2. Nothing when n < 3 or s = 0 (more than half of the steps equal).
[[nodiscard]] std::optional<double> break_penalty(Series values, double factor = 2);

// Pettitt 1979: one break at an unknown place, by ranks. K = max |U_t|, U_t = 2 (rank sum of the
// first t) - t (n + 1); p is approximate, 2 exp(-6 K^2 / (n^3 + n^2)), at most 1.
struct Pettitt {
    double k = 0;
    std::size_t at = 0;
    double p = 1;
};

[[nodiscard]] std::optional<Pettitt> pettitt(Series values);  // nothing when n < 3 or constant

}  // namespace styk::stats
