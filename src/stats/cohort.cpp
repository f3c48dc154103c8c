#include "stats/cohort.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <unordered_map>

#include "base/result.h"

namespace styk::stats {

namespace {

int floor_div(int a, int b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

// A number that grows by one from period to period.
int number_of(Day day, Period period) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    const int year = static_cast<int>(date.year());
    const int month = year * 12 + static_cast<int>(unsigned{date.month()}) - 1;
    switch (period) {
        case Period::hour:
        case Period::day:
            return day;
        case Period::week:
            return floor_div(day + 3, 7);  // 1970-01-01 was a Thursday
        case Period::month:
            return month;
        case Period::quarter:
            return floor_div(month, 3);
        case Period::year:
            return year;
    }
    return day;
}

Day last_purchase(std::span<const Purchase> purchases) {
    return std::ranges::max_element(purchases, {}, &Purchase::day)->day;
}

std::vector<Purchase> until(std::span<const Purchase> purchases, Day last_day) {
    std::vector<Purchase> kept;
    for (const Purchase& purchase : purchases) {
        if (!std::isfinite(purchase.value)) {
            throw Fault("a purchase of a value that is not finite");
        }
        if (purchase.day <= last_day) {
            kept.push_back(purchase);
        }
    }
    std::ranges::stable_sort(kept, {}, &Purchase::day);
    return kept;
}

void add_shares(Cohort& cohort) {
    const auto n = static_cast<double>(cohort.size);
    cohort.small = cohort.size < 30;
    for (CohortCell& cell : cohort.cells) {
        cell.share = static_cast<double>(cell.active) / n;
        cell.interval = wilson(static_cast<double>(cell.active), n);
    }
}

struct Seen {
    int cohort = 0;
    int last_active = 0;
};

}  // namespace

CohortTable cohort_table(
    std::span<const Purchase> purchases, Period period, std::optional<Day> last_day
) {
    if (purchases.empty()) {
        return {};
    }
    const Day end = last_day.value_or(last_purchase(purchases));
    const int last = number_of(end, period);
    const bool finished = number_of(end + 1, period) != last;
    std::map<int, Cohort> cohorts;
    std::unordered_map<std::uint32_t, Seen> customers;
    for (const Purchase& purchase : until(purchases, end)) {
        const int now = number_of(purchase.day, period);
        const auto [seen, is_new] = customers.try_emplace(purchase.customer, Seen{now, now});
        Seen& customer = seen->second;
        const auto [found, first] = cohorts.try_emplace(customer.cohort);
        Cohort& cohort = found->second;
        if (first) {
            cohort.first_day = first_day_of(period, purchase.day);
            cohort.cells.resize(static_cast<std::size_t>(last - now) + 1);
            cohort.cells.back().finished = finished;
        }
        CohortCell& cell = cohort.cells[static_cast<std::size_t>(now - customer.cohort)];
        cohort.size += is_new ? 1 : 0;
        cell.active += is_new || customer.last_active != now ? 1 : 0;
        cell.revenue += purchase.value;
        customer.last_active = now;
    }
    CohortTable table;
    for (auto& [number, cohort] : cohorts) {
        add_shares(cohort);
        table.periods = std::max(table.periods, cohort.cells.size());
        table.cohorts.push_back(std::move(cohort));
    }
    return table;
}

}  // namespace styk::stats
