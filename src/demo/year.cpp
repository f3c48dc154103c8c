#include "demo/year.h"

#include <algorithm>

#include "demo/contacts.h"
#include "demo/daily.h"
#include "demo/firm.h"
#include "demo/plot.h"
#include "demo/stays.h"

namespace styk::demo {

namespace {

Plot plot_of(const Workshop& shop) {
    const auto& calendar = shop.calendar;
    return {
        calendar.start_of(shop.turns.check_in_system),
        calendar.start_of(shop.turns.breakfast_cook),
        calendar.start_of(shop.turns.alarm_from),
        calendar.start_of(shop.turns.alarm_to),
        "claim-overdue",
    };
}

void live_a_year(Workshop& shop) {
    Stays stays(shop);
    Daily daily(shop);
    Contacts contacts(shop);
    const int longest_answer = 4;  // days between leaving and answering
    for (Day day = shop.calendar.first() - longest_answer; day <= shop.calendar.today(); ++day) {
        stays.check_out(day);
        if (day >= shop.calendar.first()) {
            daily.live(day);
            contacts.live(day);
        }
    }
    tell_plot(shop);
}

template <class T>
void sort_by_time(std::vector<T>& all) {
    std::ranges::sort(all, [](const T& a, const T& b) {
        return std::tie(a.occurred_at, a.key) < std::tie(b.occurred_at, b.key);
    });
}

}  // namespace

Year make_year(Instant now, std::uint64_t seed) {
    Workshop shop(now, seed);
    set_up_firm(shop.year);
    live_a_year(shop);
    auto& year = shop.year;
    year.from = shop.calendar.start_of(shop.calendar.first());
    year.to = now;
    year.plot = plot_of(shop);
    year.marks = marks_of(shop.turns);
    year.customers = shop.guests.settle(shop.calendar.today());
    sort_by_time(year.events);
    sort_by_time(year.feedback);
    return std::move(year);
}

}  // namespace styk::demo
