#include "stats/customer_value.h"

#include <cmath>

#include "stats/ranks.h"

namespace styk::stats {

namespace {

// Order days of each customer in (after, until].
std::vector<double> orders_between(
    std::span<const Purchase> purchases, std::uint32_t customers, Day after, double until
) {
    std::vector<Purchase> kept;
    for (const Purchase& purchase : purchases) {
        if (purchase.day > after && purchase.day <= until) {
            kept.push_back(purchase);
        }
    }
    std::vector<double> orders;
    for (const CustomerSummary& customer : summarize(kept, customers)) {
        orders.push_back(static_cast<double>(customer.order_days));
    }
    return orders;
}

void score(
    HoldoutCheck& check,
    std::span<const double> actual,
    std::span<const double> predicted,
    std::span<const double> naive
) {
    const auto n = static_cast<double>(actual.size());
    for (std::size_t i = 0; i < actual.size(); ++i) {
        check.actual_total += actual[i];
        check.predicted_total += predicted[i];
        check.mae += std::abs(predicted[i] - actual[i]) / n;
        check.naive_mae += std::abs(naive[i] - actual[i]) / n;
    }
    check.correlation = pearson(predicted, actual);
}

}  // namespace

std::optional<double> lifetime_value(
    const BgNbd& orders,
    const GammaGamma& value,
    const PurchaseHistory& customer,
    const ValueHorizon& horizon
) {
    const auto worth = expected_value(value, customer.x, customer.mean_repeat_value);
    if (!worth || horizon.months < 0 || !(horizon.month > 0) || !(horizon.monthly_discount > -1)) {
        return std::nullopt;
    }
    double sum = 0, before = 0;
    for (int month = 1; month <= horizon.months; ++month) {
        const double until = expected_orders(orders, customer, month * horizon.month);
        sum += (until - before) / std::pow(1 + horizon.monthly_discount, month);
        before = until;
    }
    return *worth * sum;
}

HoldoutCheck holdout_check(
    std::span<const Purchase> purchases, std::uint32_t customers, Day calibration_end, double weeks
) {
    HoldoutCheck check;
    const auto later =
        orders_between(purchases, customers, calibration_end, calibration_end + 7 * weeks);
    const auto summaries = summarize(purchases, customers, calibration_end);
    std::vector<PurchaseHistory> histories;
    std::vector<double> actual, predicted, naive;
    for (std::size_t i = 0; i < summaries.size(); ++i) {
        if (const auto history = purchase_history(summaries[i], calibration_end)) {
            histories.push_back(*history);
            actual.push_back(later[i]);
            naive.push_back(history->x);
        }
    }
    check.customers = histories.size();
    check.fit = fit_bg_nbd(collapse(histories));
    check.reason = check.fit.reason;
    if (check.reason.empty()) {
        for (const PurchaseHistory& history : histories) {
            predicted.push_back(expected_orders(*check.fit.model, history, weeks));
        }
        score(check, actual, predicted, naive);
    }
    return check;
}

}  // namespace styk::stats
