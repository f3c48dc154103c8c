// How unequally value is spread over customers: Lorenz curve, Gini, "x % give y %", and what a
// loss-making tail costs. Lorenz 1905; Gini 1912; jackknife of Gini in O(n) after Ogwang 2000.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace styk::stats {

// How many customers have each value (money in any one unit). Mergeable by addition, any order.
// Exact as long as values are kept as they are; with values rounded to 1 % buckets Gini is off by
// less than 0.001.
class ValueHistogram {
public:
    // Throws Fault when the value is not finite.
    void add(double value, std::uint64_t customers = 1);
    void merge(const ValueHistogram& other);

    [[nodiscard]] std::uint64_t customers() const { return customers_; }

    [[nodiscard]] double total() const;

    [[nodiscard]] const std::map<double, std::uint64_t>& counts() const { return counts_; }

    friend bool operator==(const ValueHistogram&, const ValueHistogram&) = default;

private:
    std::map<double, std::uint64_t> counts_;
    std::uint64_t customers_ = 0;
};

[[nodiscard]] ValueHistogram value_histogram(std::span<const double> values);

// The polygon through (share of customers, share of value), customers from the least to the most
// valuable; between two customers it is straight, so a fractional customer is interpolated.
class Lorenz {
public:
    // Needs values >= 0 with a total above 0: see concentration().
    explicit Lorenz(const ValueHistogram& values);

    [[nodiscard]] double share_of_least(double customers) const;  // both shares 0..1
    [[nodiscard]] double share_of_top(double customers) const;

    // The least share of customers, taken from the top, that gives this share of the value.
    [[nodiscard]] double top_customers_for(double share) const;

private:
    std::vector<double> customers_, value_;  // cumulative shares, from 0 to 1
};

// reason: "no_customers", "zero_total", "negative_value" (then look at the whale curve); with
// "one_customer" there are figures that mean nothing (Gini 0), do not show them.
struct Concentration {
    std::uint64_t customers = 0;
    double total = 0;
    std::optional<double> gini{};     // sum (2 i - n - 1) x_i / (n sum x), 0 .. 1 - 1/n
    std::optional<double> gini_se{};  // jackknife; nothing below three customers, and when taking
                                      // one away leaves no value
    std::optional<double> herfindahl{};  // sum of squared shares, 1/n .. 1
    std::optional<Lorenz> lorenz{};
    std::string_view reason{};
};

[[nodiscard]] Concentration concentration(const ValueHistogram& values);

// Cumulative share of the total profit, customers from the most to the least profitable: above 1
// where the rest lose money. Nothing when the total is not above 0 or a value is not finite.
struct WhaleCurve {
    std::vector<double> cumulative_share{};
    double peak_share = 0;
    std::size_t customers_at_peak = 0;  // how many customers bring the peak (the first, on ties)
};

[[nodiscard]] std::optional<WhaleCurve> whale_curve(std::vector<double> profit);

// The investment mirror: customers in equal groups from the most to the least valuable, each
// group's share of value minus its share of cost. Nothing when the lengths differ, there are fewer
// customers than groups, a value or cost is negative or not finite, or a total is 0. Customers of
// equal value stand in the order given.
struct MirrorGroup {
    double value_share = 0, cost_share = 0, gap = 0;
};

[[nodiscard]] std::optional<std::vector<MirrorGroup>> investment_mirror(
    std::span<const double> value, std::span<const double> cost, std::size_t groups = 10
);

}  // namespace styk::stats
