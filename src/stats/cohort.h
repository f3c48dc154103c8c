// Retention: customers by the period of their first purchase, and how many of them bought again so
// many periods later.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/instant.h"
#include "stats/customer_base.h"
#include "stats/interval.h"

namespace styk::stats {

// One cell: a cohort at an age in periods (0 = the period of the first purchase).
struct CohortCell {
    std::uint64_t active = 0;  // customers with at least one purchase in that period
    double revenue = 0;
    std::optional<double> share{};       // active / cohort size
    std::optional<Interval> interval{};  // Wilson, 95 %
    bool finished = true;  // the period was over on the last day seen; otherwise show it blank
};

// Cells of periods that have not begun are not there.
struct Cohort {
    Day first_day = 0;  // of the period
    std::uint64_t size = 0;
    std::vector<CohortCell> cells{};  // by age, up to the period of the last day seen
    bool small = false;               // below 30 customers: shown grey
};

struct CohortTable {
    std::vector<Cohort> cohorts{};  // by period; periods without new customers are left out
    std::size_t periods = 0;        // ages of the oldest cohort
};

// `last_day`: until when purchases were recorded; without it the last purchase, and later purchases
// are left out; period: day or longer. No purchases: an empty table. Throws Fault on a value that
// is not finite.
[[nodiscard]] CohortTable cohort_table(
    std::span<const Purchase> purchases, Period period, std::optional<Day> last_day = {}
);

}  // namespace styk::stats
