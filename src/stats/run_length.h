// How long a control chart stays silent: the average run length (ARL), in periods until the first
// signal, of independent normal values whose mean lies `shift` standard deviations from the centre.
// ARL at shift 0 is the mean time between false alarms, at a shift the mean time to see it.
#pragma once

#include <optional>

namespace styk::stats {

// 1 / P(|z| > limit). Nothing when limit <= 0.
[[nodiscard]] std::optional<double> shewhart_run_length(double limit = 3, double shift = 0);

// One-sided CUSUM from 0 (Page 1954): L(u) = 1 + L(0) Phi(k - u - shift) + integral over 0..h of
// L(y) phi(y + k - u - shift) dy, solved on Gauss-Legendre nodes. k >= 0, 0 < h <= 50.
[[nodiscard]] std::optional<double> cusum_run_length_one_sided(double k, double h, double shift);

// Both sides together: 1 / ARL = 1 / ARL(shift) + 1 / ARL(-shift).
[[nodiscard]] std::optional<double> cusum_run_length(double k, double h, double shift = 0);

// Two-sided EWMA with its asymptotic limits +- L sqrt(lambda / (2 - lambda)) (Crowder 1987; Lucas &
// Saccucci 1990). 0.001 <= lambda <= 1, L > 0.
[[nodiscard]] std::optional<double> ewma_run_length(double lambda, double limit, double shift = 0);

// Planner: the least limit with a false alarm once in `periods` periods on average (a chart a week
// and one alarm in 5 years: 260). Nothing when periods <= 1 or above 1e9.
[[nodiscard]] std::optional<double> cusum_limit_for(double periods, double k = 0.5);
[[nodiscard]] std::optional<double> ewma_limit_for(double periods, double lambda = 0.1);
[[nodiscard]] std::optional<double> shewhart_limit_for(double periods);

// Expected number of false alarms of `charts` charts of `periods` periods each: the number to stand
// beside the settings of alerts (200 weekly charts at 3 sigma: 28 a year).
[[nodiscard]] double expected_false_alarms(double charts, double periods, double run_length);

}  // namespace styk::stats
