// RFM: how recently, how often and how much a customer bought, each as a score from 1 to 5
// (Hughes 1994). score = ceil(k rank / n) with the highest rank of equal values.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stats/customer_base.h"

namespace styk::stats {

struct RfmScore {
    int recency = 0, frequency = 0, monetary = 0;  // 1 (worst) .. groups (best)

    friend bool operator==(const RfmScore&, const RfmScore&) = default;
};

struct Rfm {
    int groups = 5;
    std::vector<RfmScore> scores{};  // in the order of the customers given
};

// Quintiles; thirds below 25 customers, since a fifth of them is no group.
[[nodiscard]] int rfm_groups(std::size_t customers);

// Ranks among the values given: ceil(groups rank / n), ties all at the highest rank. Values must be
// finite (throws Fault).
[[nodiscard]] std::vector<int> rank_scores(std::span<const double> values, int groups);

// Recency by the last order day, frequency by repeat orders, monetary by the value of all orders.
// Customers without an order must be left out (throws Fault). groups = 0: rfm_groups.
[[nodiscard]] Rfm rfm(std::span<const CustomerSummary> customers, int groups = 0);

// Customers with each score 1..groups; [0] is score 1.
[[nodiscard]] std::vector<std::uint64_t> count_scores(const Rfm& rfm, int RfmScore::* of);

}  // namespace styk::stats
