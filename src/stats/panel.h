// Experience and money over units (branches, customers) and periods: does a unit earn more in the
// periods when its score is higher? Fixed effects take out all that differs between units for good,
// two-way also what happens to all units in a period. An association, not a proof of cause.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace styk::stats {

// n rows, one for each unit and period seen; not every pair needs to be there.
struct Panel {
    std::vector<std::size_t> unit{};  // 0-based
    std::vector<double> time{};       // a whole number that grows by 1 each period
    Eigen::VectorXd y{};              // n
    Eigen::MatrixXd x{};              // n x k
};

enum class PanelEffects { unit, unit_and_time };

// reason: no_answers, not_finite, too_few_rows (no degrees of freedom left), collinear (a column
// does not vary within units, or is a sum of others). Otherwise all is filled.
struct PanelFit {
    std::string_view reason{};
    std::size_t n = 0, units = 0, periods = 0;
    double freedom = 0;                 // n - units - k, less periods - 1 when two-way
    Eigen::VectorXd coefficients{};     // k: change of y for one unit more of the column
    Eigen::VectorXd standard_errors{};  // k: independent errors of one variance
    // k: errors of one unit go together in any way (Arellano 1987, no small-sample factor); nothing
    // to rely on below about 20 units.
    Eigen::VectorXd clustered_errors{};
    double rss = 0;
    std::optional<double> r2_within{};
};

// Throws Fault when the parts of the panel differ in length.
[[nodiscard]] PanelFit panel_fit(const Panel& panel, PanelEffects effects = PanelEffects::unit);

// Each row's value `periods` earlier in the same unit; nothing where there was none.
[[nodiscard]] std::vector<std::optional<double>> lagged(
    const Panel& panel, std::span<const double> values, int periods
);

// Rows where column `column` of x is replaced by its value `periods` earlier.
[[nodiscard]] Panel with_lag(const Panel& panel, Eigen::Index column, int periods);

// The lag 0..most with the least BIC, n log(rss / n) + k log n, over the rows that all lags have.
// Nothing when no lag can be fitted. Needs 8 periods and 10 units to be worth saying (`enough`).
struct LagChoice {
    int lag = 0;
    PanelFit fit{};
    std::vector<std::optional<double>> bic{};  // by lag
    bool enough = false;
};

[[nodiscard]] std::optional<LagChoice> choose_lag(
    const Panel& panel,
    Eigen::Index column,
    int most = 4,
    PanelEffects effects = PanelEffects::unit_and_time
);

// How much of the variance between measured scores is real: between / (between + mean of v / n), v
// / n the sampling variance of each score. A slope divided by it is freed of measurement error.
// Nothing without variance, or when sampling explains it all.
[[nodiscard]] std::optional<double> reliability(
    std::span<const double> scores, std::span<const double> sampling_variances
);

}  // namespace styk::stats
