#include "stats/customer_base.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/result.h"

namespace styk::stats {

namespace {

// Rising by day: each new day is a new order.
void add_in_order(CustomerSummary& customer, const Purchase& purchase) {
    if (customer.order_days == 0) {
        customer.first_day = purchase.day;
    }
    if (customer.order_days == 0 || purchase.day != customer.last_day) {
        ++customer.order_days;
    }
    customer.last_day = purchase.day;
    customer.value += purchase.value;
    if (purchase.day == customer.first_day) {
        customer.first_day_value += purchase.value;
    }
}

}  // namespace

CustomerSummary merge(const CustomerSummary& a, const CustomerSummary& b) {
    if (a.order_days == 0 || b.order_days == 0) {
        return a.order_days == 0 ? b : a;
    }
    CustomerSummary both = a.first_day <= b.first_day ? a : b;
    both.first_day_value = (a.first_day == both.first_day ? a.first_day_value : 0) +
                           (b.first_day == both.first_day ? b.first_day_value : 0);
    both.order_days = a.order_days + b.order_days;
    both.last_day = std::max(a.last_day, b.last_day);
    both.value = a.value + b.value;
    return both;
}

std::vector<CustomerSummary> summarize(
    std::span<const Purchase> purchases, std::uint32_t customers, std::optional<Day> as_of
) {
    std::vector<Purchase> sorted;
    sorted.reserve(purchases.size());
    for (const Purchase& purchase : purchases) {
        if (purchase.customer >= customers || !std::isfinite(purchase.value)) {
            throw Fault("a purchase of an unknown customer, or of a value that is not finite");
        }
        if (!as_of || purchase.day <= *as_of) {
            sorted.push_back(purchase);
        }
    }
    std::ranges::stable_sort(sorted, {}, &Purchase::day);
    std::vector<CustomerSummary> summaries(customers);
    for (const Purchase& purchase : sorted) {
        add_in_order(summaries[purchase.customer], purchase);
    }
    return summaries;
}

std::optional<PurchaseHistory> purchase_history(
    const CustomerSummary& customer, Day as_of, double days_per_unit
) {
    if (customer.order_days == 0 || customer.last_day > as_of || !(days_per_unit > 0)) {
        return std::nullopt;
    }
    PurchaseHistory history;
    history.x = static_cast<double>(customer.order_days - 1);
    history.t_x = (customer.last_day - customer.first_day) / days_per_unit;
    history.age = (as_of - customer.first_day) / days_per_unit;
    if (history.x > 0) {
        history.mean_repeat_value = customer.value_after_first_day() / history.x;
    }
    return history;
}

std::optional<Ratio> ratio(std::span<const double> a, std::span<const double> b) {
    const double sum_a = std::accumulate(a.begin(), a.end(), 0.0);
    const double sum_b = std::accumulate(b.begin(), b.end(), 0.0);
    const auto n = static_cast<double>(a.size());
    if (a.size() != b.size() || !(sum_b > 0) || !std::isfinite(sum_a / sum_b)) {
        return std::nullopt;
    }
    Ratio found{sum_a / sum_b};
    double squares = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double residual = a[i] - found.value * b[i];
        squares += residual * residual;
    }
    if (n >= 2) {
        found.se = std::sqrt(n / (n - 1) * squares) / sum_b;
    }
    return found;
}

std::optional<OrderValue> order_value(std::span<const CustomerSummary> customers) {
    std::vector<double> value, orders;
    OrderValue result;
    for (const CustomerSummary& customer : customers) {
        if (customer.order_days > 0) {
            value.push_back(customer.value);
            orders.push_back(static_cast<double>(customer.order_days));
            result.orders += customer.order_days;
        }
    }
    result.customers = value.size();
    const auto per_order = ratio(value, orders);
    const auto per_customer = ratio(value, std::vector<double>(value.size(), 1.0));
    if (!per_order || !per_customer) {
        return std::nullopt;
    }
    result.average_order_value = *per_order;
    result.revenue_per_customer = *per_customer;
    return result;
}

}  // namespace styk::stats
