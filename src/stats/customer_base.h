// What is kept of each customer's purchases, and the figures that need no more: frequency, recency
// and age for BG/NBD, order value, revenue a customer.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/instant.h"

namespace styk::stats {

struct Purchase {
    std::uint32_t customer = 0;  // 0-based
    Day day = 0;                 // of the firm's calendar
    double value = 0;            // money
};

// One customer. Purchases of one day are one order. The default one is neutral for merge; merge is
// exact when the two halves were cut between days (an order day counted in both counts twice).
struct CustomerSummary {
    std::uint64_t order_days = 0;
    Day first_day = 0, last_day = 0;  // of purchases; meaningless when order_days = 0
    double value = 0;                 // of all purchases
    double first_day_value = 0;

    [[nodiscard]] double value_after_first_day() const { return value - first_day_value; }

    friend bool operator==(const CustomerSummary&, const CustomerSummary&) = default;
};

[[nodiscard]] CustomerSummary merge(const CustomerSummary& a, const CustomerSummary& b);

// Of every customer below `customers`, purchases in any order; those after `as_of` (a day) are left
// out. Throws Fault when a purchase names a customer beyond, or a value is not finite.
[[nodiscard]] std::vector<CustomerSummary> summarize(
    std::span<const Purchase> purchases, std::uint32_t customers, std::optional<Day> as_of = {}
);

// The customer as the purchase models see it. Times in units of `days_per_unit` days (weeks: 7).
struct PurchaseHistory {
    double x = 0;                  // repeat order days
    double t_x = 0;                // from the first to the last order; 0 when x = 0
    double age = 0;                // T of the papers: from the first order to as_of
    double mean_repeat_value = 0;  // value after the first day / x; 0 when x = 0
};

// Nothing when the customer had not bought by `as_of`.
[[nodiscard]] std::optional<PurchaseHistory> purchase_history(
    const CustomerSummary& customer, Day as_of, double days_per_unit = 7
);

// Ratio with the linearized standard error by customer: R = sum a / sum b,
// SE = sqrt(n/(n-1) sum (a_i - R b_i)^2) / sum b (Cochran 1977, ch. 6).
struct Ratio {
    double value = 0;
    std::optional<double> se{};  // nothing below two customers
};

[[nodiscard]] std::optional<Ratio> ratio(std::span<const double> a, std::span<const double> b);

// Value of one order (day) and revenue a customer, over the customers who bought. Nothing when
// nobody did.
struct OrderValue {
    std::uint64_t customers = 0, orders = 0;
    Ratio average_order_value{}, revenue_per_customer{};
};

[[nodiscard]] std::optional<OrderValue> order_value(std::span<const CustomerSummary> customers);

}  // namespace styk::stats
