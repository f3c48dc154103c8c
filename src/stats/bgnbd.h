// BG/NBD: who still buys, and how often, where customers leave without saying so. Fader, Hardie &
// Lee 2005. While a customer is alive, orders come at random with a rate of his own (Gamma(r,
// alpha) over customers, per unit of time); after each order he leaves with a chance of his own
// (Beta(a, b) over customers). Not for contracts, where leaving is known.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/customer_base.h"

namespace styk::stats {

struct BgNbd {
    double r = 0, alpha = 0;  // alpha in the unit of time of the histories
    double a = 0, b = 0;
};

// Customers of equal (x, t_x, T), counted: all the likelihood needs. Mergeable.
struct HistoryCount {
    double x = 0, t_x = 0, age = 0;  // x, t_x and T of the paper
    double customers = 0;

    friend bool operator==(const HistoryCount&, const HistoryCount&) = default;
};

// Sorted, equal ones together.
[[nodiscard]] std::vector<HistoryCount> collapse(std::span<const PurchaseHistory> histories);
[[nodiscard]] std::vector<HistoryCount> merge(
    std::span<const HistoryCount> a, std::span<const HistoryCount> b
);

// Sum over customers of log(A1 A2 (A3 + [x > 0] A4)) (eq. 6 of the paper, by log-sum-exp). Nothing
// when a parameter is not above 0.
[[nodiscard]] std::optional<double> log_likelihood(
    const BgNbd& model, std::span<const HistoryCount> customers
);

// reason: no_customers, bad_history (0 <= t_x <= T, x whole, t_x > 0 when x > 0, T > 0 of someone),
// no_repeats (nobody bought twice).
struct BgNbdFit {
    std::string_view reason{};
    std::optional<BgNbd> model{};
    double log_likelihood = 0;
    double customers = 0, repeaters = 0;
    bool converged = false;
    bool heterogeneous = true;  // false: a or r beyond 1000, customers do not differ that much
    // At least 200 customers, 100 repeaters and twice the median gap between orders as history:
    // otherwise the fit is for the curious, not for decisions.
    bool enough = false;
};

// Maximum likelihood over log parameters from three starts.
[[nodiscard]] BgNbdFit fit_bg_nbd(std::span<const HistoryCount> customers);

// Orders (after the first) of a customer nothing is known of, within t units of time. t >= 0.
[[nodiscard]] double expected_orders(const BgNbd& model, double t);

// Chance that a customer with this history has not left. 1 when x = 0.
[[nodiscard]] double alive(const BgNbd& model, const PurchaseHistory& history);

// Orders of this customer in the t units of time after T.
[[nodiscard]] double expected_orders(const BgNbd& model, const PurchaseHistory& history, double t);

// Gauss's 2F1(a, b; c; z), 0 <= z < 1, c not 0, -1, ..: the series, by Euler's transform above .9.
[[nodiscard]] double hypergeometric(double a, double b, double c, double z);

}  // namespace styk::stats
