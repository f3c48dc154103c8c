// A change that reached some units and not others, without drawing lots: the change of the treated
// minus the change of the comparison group (Card & Krueger 1994; Wooldridge 2010, ch. 6). It
// supposes that both would have moved alike; event_study shows whether they did before.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

namespace styk::stats {

// One variable of the rows of one cell: centred, mergeable.
struct CellSums {
    double n = 0, mean = 0, m2 = 0;
};

void add(CellSums& into, double value);
void merge(CellSums& into, const CellSums& from);

struct CellKey {
    int period = 0;
    bool treated = false;

    friend auto operator<=>(const CellKey&, const CellKey&) = default;
};

// All that the figures below need; mergeable. A cluster is the unit that got the change (branch,
// region), or the customer who answered more than once.
struct ComparisonSums {
    std::map<CellKey, CellSums> cells{};
    std::map<std::uint64_t, std::map<CellKey, CellSums>> clusters{};
};

// Throws Fault when the value is not finite. Give a cluster for every row or for none.
void add(
    ComparisonSums& into, CellKey key, double value, std::optional<std::uint64_t> cluster = {}
);
void merge(ComparisonSums& into, const ComparisonSums& from);

// In this order wherever there are four.
enum Cell { control_pre, treated_pre, control_post, treated_post };

// Least squares of y on treated, post and their product, whose coefficient is `effect`.
struct DifferenceInDifferences {
    std::string_view reason{};  // no_contrast: a cell is empty; the counts are there all the same
    std::array<double, 4> n{};
    std::array<std::optional<double>, 4> means{};
    std::optional<double> effect{};
    // Nothing with four rows or fewer, or when no row differs from its cell's mean.
    std::optional<double> se_ols{}, t_ols{};
    std::optional<double> se_hc1{};        // White, times n / (n - 4)
    std::optional<double> se_hc3{};        // residual / (1 - leverage); nothing with a cell of one
    std::optional<double> se_clustered{};  // G/(G-1) (n-1)/(n-4); nothing below two clusters
    double clusters = 0;
    // By the clustered error and t with G - 1 degrees of freedom when clusters are given, else by
    // hc1 and n - 4. Below 20 clusters take wild_bootstrap instead.
    std::optional<double> p{}, lo{}, hi{};
};

// Periods below `first_post` are "before".
[[nodiscard]] DifferenceInDifferences difference_in_differences(
    const ComparisonSums& sums, int first_post = 1, double level = 0.95
);

struct WildSetting {
    int draws = 999;
    std::uint64_t seed = 1;
    double level = 0.95;
};

// Wild cluster bootstrap-t with the null imposed and one sign a cluster (Cameron, Gelbach & Miller
// 2008): p of "no effect", the interval of all effects not refused. All 2^G signs when those are
// no more than the draws. An end of the interval is nothing when no effect however far is refused
// (below six clusters at 95 %, or when few clusters are treated).
struct WildBootstrap {
    double p = 1;
    std::optional<double> lo{}, hi{};
    int draws = 0;
    bool all_signs = false;
};

// Nothing when there is no clustered error, or fewer than two clusters.
[[nodiscard]] std::optional<WildBootstrap> wild_bootstrap(
    const ComparisonSums& sums, int first_post = 1, const WildSetting& setting = {}
);

}  // namespace styk::stats
