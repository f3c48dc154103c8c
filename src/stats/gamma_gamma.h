// Gamma-Gamma: what the next order of a customer is worth. Fader & Hardie 2005, note 025. Orders of
// one customer are Gamma(p, nu) with a rate nu of his own, Gamma(q, v) over customers. Supposes
// that how much does not go with how often: look at `correlation`.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "stats/customer_base.h"

namespace styk::stats {

struct GammaGamma {
    double p = 0, q = 0;
    double v = 0;  // in money
};

// reason: no_repeats (nobody with x > 0 and a mean value above 0), bad_history (not finite),
// constant (all mean values equal: nothing to spread).
struct GammaGammaFit {
    std::string_view reason{};
    std::optional<GammaGamma> model{};
    double log_likelihood = 0;
    std::size_t customers = 0;  // with repeat orders of value above 0; the others say nothing
    bool converged = false;
    std::optional<double> population_mean{};  // p v / (q - 1); nothing when q <= 1
    std::optional<double> correlation{};      // of x and mean value, over the customers used
    bool independent = false;                 // |correlation| < .3: otherwise do not use the model
};

// Uses x and mean_repeat_value of the histories.
[[nodiscard]] GammaGammaFit fit_gamma_gamma(std::span<const PurchaseHistory> customers);

// Nothing when a parameter is not above 0 or no customer can be used.
[[nodiscard]] std::optional<double> log_likelihood(
    const GammaGamma& model, std::span<const PurchaseHistory> customers
);

// E(M | x, m) = p (v + m x) / (p x + q - 1): between the customer's own mean and the population's.
// Nothing when p x + q <= 1.
[[nodiscard]] std::optional<double> expected_value(
    const GammaGamma& model, double x, double mean_value
);

}  // namespace styk::stats
