// What customers will bring: orders still to come (bgnbd.h) times their value (gamma_gamma.h),
// discounted; and whether the model earns to be shown.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/bgnbd.h"
#include "stats/gamma_gamma.h"

namespace styk::stats {

struct ValueHorizon {
    int months = 12;
    double monthly_discount = 0.01;  // > -1
    double month = 30.0 / 7;         // in the unit of time of the histories (weeks)
};

// E(M | x, m) * sum over months t of [E X(t) - E X(t - 1)] / (1 + d)^t, X the orders after T.
// Nothing when the value of an order is undefined or the horizon makes no sense.
[[nodiscard]] std::optional<double> lifetime_value(
    const BgNbd& orders,
    const GammaGamma& value,
    const PurchaseHistory& customer,
    const ValueHorizon& horizon = {}
);

// Fit on the purchases until `calibration_end`, compared with those of the `weeks` after it.
// reason: no_customers, or the fit's.
struct HoldoutCheck {
    std::string_view reason{};
    BgNbdFit fit{};
    std::size_t customers = 0;  // who had bought by the end of calibration
    double actual_total = 0, predicted_total = 0;
    double mae = 0;        // mean over customers of |predicted - actual| orders
    double naive_mae = 0;  // of "as many repeat orders as in the calibration"
    std::optional<double> correlation{};

    // Below it, no value of a customer is shown.
    [[nodiscard]] bool beats_naive() const { return reason.empty() && mae < naive_mae; }
};

[[nodiscard]] HoldoutCheck holdout_check(
    std::span<const Purchase> purchases, std::uint32_t customers, Day calibration_end, double weeks
);

}  // namespace styk::stats
