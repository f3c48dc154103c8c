#include "stats/concentration.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/result.h"

namespace styk::stats {

namespace {

using Exact = long double;

// y at x on the polygon (xs rising). Beyond the ends: the end.
double along(const std::vector<double>& xs, const std::vector<double>& ys, double x) {
    const auto above = std::ranges::upper_bound(xs, x);
    if (above == xs.begin()) {
        return ys.front();
    }
    if (above == xs.end()) {
        return ys.back();
    }
    const auto i = static_cast<std::size_t>(above - xs.begin());
    const double span = xs[i] - xs[i - 1];
    return std::lerp(ys[i - 1], ys[i], span > 0 ? (x - xs[i - 1]) / span : 1.0);
}

// sum of (2 i - n - 1) x_i over the customers, ranks i from the least.
Exact rank_weighted_sum(const ValueHistogram& values) {
    Exact sum = 0, before = 0;
    const auto n = static_cast<Exact>(values.customers());
    for (const auto& [value, count] : values.counts()) {
        const auto c = static_cast<Exact>(count);
        sum += value * c * (2 * before + c - n);
        before += c;
    }
    return sum;
}

// Gini without one customer, for each customer, from running sums: a customer of rank i leaves the
// ranks above it one lower.
std::optional<double> jackknife_gini(const ValueHistogram& values, Exact total, Exact weighted) {
    const auto n = static_cast<Exact>(values.customers());
    Exact rank = 1, below = 0, mean = 0, seen = 0, m2 = 0;
    for (const auto& [value, count] : values.counts()) {
        const Exact left = total - value;
        if (n < 3 || !(left > 0)) {
            return std::nullopt;
        }
        const Exact above = left - below;
        const Exact g = (weighted - (2 * rank - n - 1) * value + below - above) / ((n - 1) * left);
        const auto c = static_cast<Exact>(count);
        const Exact d = g - mean;
        mean += d * c / (seen + c);
        m2 += d * d * c * seen / (seen + c);
        seen += c;
        rank += c;
        below += c * value;
    }
    return static_cast<double>(std::sqrt((n - 1) / n * m2));
}

Exact squared_shares(const ValueHistogram& values, Exact total) {
    Exact sum = 0;
    for (const auto& [value, count] : values.counts()) {
        const Exact share = value / total;
        sum += share * share * static_cast<Exact>(count);
    }
    return sum;
}

std::string_view why_not(const ValueHistogram& values, double total) {
    if (values.customers() == 0) {
        return "no_customers";
    }
    if (values.counts().begin()->first < 0) {
        return "negative_value";
    }
    return total > 0 ? "" : "zero_total";
}

bool all_finite_not_negative(std::span<const double> values) {
    return std::ranges::all_of(values, [](double value) {
        return std::isfinite(value) && value >= 0;
    });
}

}  // namespace

void ValueHistogram::add(double value, std::uint64_t customers) {
    if (!std::isfinite(value)) {
        throw Fault("a value that is not finite cannot be counted");
    }
    if (customers > 0) {
        counts_[value] += customers;
        customers_ += customers;
    }
}

void ValueHistogram::merge(const ValueHistogram& other) {
    for (const auto& [value, count] : other.counts()) {
        add(value, count);
    }
}

double ValueHistogram::total() const {
    Exact sum = 0;
    for (const auto& [value, count] : counts_) {
        sum += static_cast<Exact>(value) * static_cast<Exact>(count);
    }
    return static_cast<double>(sum);
}

ValueHistogram value_histogram(std::span<const double> values) {
    ValueHistogram histogram;
    for (const double value : values) {
        histogram.add(value);
    }
    return histogram;
}

Lorenz::Lorenz(const ValueHistogram& values) : customers_{0}, value_{0} {
    const auto n = static_cast<Exact>(values.customers());
    const Exact total = values.total();
    Exact customers = 0, value = 0;
    for (const auto& [each, count] : values.counts()) {
        customers += static_cast<Exact>(count);
        value += static_cast<Exact>(count) * each;
        customers_.push_back(static_cast<double>(customers / n));
        value_.push_back(std::min(1.0, static_cast<double>(value / total)));
    }
    value_.back() = 1;
}

double Lorenz::share_of_least(double customers) const {
    return along(customers_, value_, customers);
}

double Lorenz::share_of_top(double customers) const {
    return 1 - share_of_least(1 - customers);
}

double Lorenz::top_customers_for(double share) const {
    return 1 - along(value_, customers_, 1 - share);
}

Concentration concentration(const ValueHistogram& values) {
    Concentration result{values.customers(), values.total()};
    result.reason = why_not(values, result.total);
    if (!result.reason.empty()) {
        return result;
    }
    if (!std::isfinite(result.total)) {
        result.reason = "too_large";
        return result;
    }
    const Exact total = result.total;
    const Exact weighted = rank_weighted_sum(values);
    const auto n = static_cast<Exact>(result.customers);
    result.gini = static_cast<double>(weighted / (n * total));
    result.gini_se = jackknife_gini(values, total, weighted);
    result.herfindahl = static_cast<double>(squared_shares(values, total));
    result.lorenz.emplace(values);
    result.reason = result.customers == 1 ? "one_customer" : "";
    return result;
}

std::optional<WhaleCurve> whale_curve(std::vector<double> profit) {
    const Exact total = std::accumulate(profit.begin(), profit.end(), Exact{0});
    if (!(total > 0) || !std::isfinite(total)) {
        return std::nullopt;
    }
    std::ranges::sort(profit, std::greater<>());
    WhaleCurve curve;
    Exact sum = 0;
    for (const double each : profit) {
        sum += each;
        curve.cumulative_share.push_back(static_cast<double>(sum / total));
    }
    const auto peak = std::ranges::max_element(curve.cumulative_share);
    curve.peak_share = *peak;
    curve.customers_at_peak = static_cast<std::size_t>(peak - curve.cumulative_share.begin()) + 1;
    return curve;
}

std::optional<std::vector<MirrorGroup>> investment_mirror(
    std::span<const double> value, std::span<const double> cost, std::size_t groups
) {
    const std::size_t n = value.size();
    const double values = std::accumulate(value.begin(), value.end(), 0.0);
    const double costs = std::accumulate(cost.begin(), cost.end(), 0.0);
    if (n != cost.size() || groups == 0 || n < groups || !all_finite_not_negative(value) ||
        !all_finite_not_negative(cost) || !(values > 0) || !(costs > 0)) {
        return std::nullopt;
    }
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return value[i]; });
    std::vector<MirrorGroup> mirror(groups);
    for (std::size_t i = 0; i < n; ++i) {
        MirrorGroup& group = mirror[i * groups / n];
        group.value_share += value[order[i]] / values;
        group.cost_share += cost[order[i]] / costs;
        group.gap = group.value_share - group.cost_share;
    }
    return mirror;
}

}  // namespace styk::stats
