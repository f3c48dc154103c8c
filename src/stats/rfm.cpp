#include "stats/rfm.h"

#include <algorithm>
#include <cmath>

#include "base/result.h"

namespace styk::stats {

int rfm_groups(std::size_t customers) {
    return customers < 25 ? 3 : 5;
}

std::vector<int> rank_scores(std::span<const double> values, int groups) {
    std::vector<double> sorted(values.begin(), values.end());
    if (!std::ranges::all_of(sorted, [](double value) { return std::isfinite(value); })) {
        throw Fault("a value that is not finite has no rank");
    }
    std::ranges::sort(sorted);
    std::vector<int> scores;
    scores.reserve(values.size());
    const auto n = static_cast<std::int64_t>(values.size());
    for (const double value : values) {
        const std::int64_t rank = std::ranges::upper_bound(sorted, value) - sorted.begin();
        scores.push_back(static_cast<int>((groups * rank + n - 1) / n));
    }
    return scores;
}

Rfm rfm(std::span<const CustomerSummary> customers, int groups) {
    std::vector<double> last, repeats, value;
    for (const CustomerSummary& customer : customers) {
        if (customer.order_days == 0) {
            throw Fault("a customer without an order has no RFM score");
        }
        last.push_back(customer.last_day);
        repeats.push_back(static_cast<double>(customer.order_days - 1));
        value.push_back(customer.value);
    }
    Rfm result{groups > 0 ? groups : rfm_groups(customers.size())};
    const auto r = rank_scores(last, result.groups);
    const auto f = rank_scores(repeats, result.groups);
    const auto m = rank_scores(value, result.groups);
    for (std::size_t i = 0; i < customers.size(); ++i) {
        result.scores.push_back({r[i], f[i], m[i]});
    }
    return result;
}

std::vector<std::uint64_t> count_scores(const Rfm& rfm, int RfmScore::* of) {
    std::vector<std::uint64_t> counts(static_cast<std::size_t>(rfm.groups));
    for (const RfmScore& score : rfm.scores) {
        ++counts.at(static_cast<std::size_t>(score.*of - 1));
    }
    return counts;
}

}  // namespace styk::stats
