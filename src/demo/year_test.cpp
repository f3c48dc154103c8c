#include "demo/year.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <numbers>
#include <set>

#include "base/text.h"
#include "base/time_zone.h"
#include "demo/calendar.h"

namespace styk::demo {

namespace {

using namespace std::chrono_literals;
using Cell = std::pair<std::string, std::string>;  // touchpoint, location

Instant noon() {
    return *parse_rfc3339("2026-11-21T15:30:00Z");
}

const Year& sample() {
    static const Year year = make_year(noon(), 1);
    return year;
}

struct Share {
    int n = 0, good = 0;

    [[nodiscard]] double value() const { return static_cast<double>(good) / n; }
};

std::map<Cell, Share> csat_between(const Year& year, Instant from, Instant to) {
    std::map<Cell, Share> cells;
    for (const auto& feedback : year.feedback) {
        if (feedback.occurred_at < from || feedback.occurred_at >= to) {
            continue;
        }
        for (const auto& rating : feedback.ratings) {
            if (rating.metric == "csat") {
                auto& cell = cells[{rating.touchpoint, feedback.location}];
                ++cell.n;
                cell.good += rating.value >= 4 ? 1 : 0;
            }
        }
    }
    return cells;
}

double p_value(const Share& a, const Share& b) {
    const double pooled = static_cast<double>(a.good + b.good) / (a.n + b.n);
    const double error = std::sqrt(pooled * (1 - pooled) * (1.0 / a.n + 1.0 / b.n));
    return std::erfc(std::abs(a.value() - b.value()) / error / std::numbers::sqrt2);
}

// What a screen does: the last 90 days against the 90 before, Benjamini-Hochberg at q = .10.
std::set<Cell> standing_changes(const Year& year) {
    auto before = csat_between(year, year.to - 180 * 24h, year.to - 90 * 24h);
    std::vector<std::pair<double, Cell>> tests;
    for (const auto& [cell, after] : csat_between(year, year.to - 90 * 24h, year.to)) {
        tests.emplace_back(p_value(before[cell], after), cell);
    }
    std::ranges::sort(tests);
    std::size_t stand = 0;
    for (std::size_t i = 0; i < tests.size(); ++i) {
        const double limit = 0.10 * static_cast<double>(i + 1) / static_cast<double>(tests.size());
        stand = tests[i].first <= limit ? i + 1 : stand;
    }
    std::set<Cell> cells;
    for (std::size_t i = 0; i < stand; ++i) {
        cells.insert(tests[i].second);
    }
    return cells;
}

struct Mean {
    int n = 0;
    double value = 0;
};

Mean mean_of(const Year& year, std::string_view metric, std::string_view touchpoint) {
    Mean mean;
    for (const auto& feedback : year.feedback) {
        for (const auto& rating : feedback.ratings) {
            if (rating.metric == metric && rating.touchpoint == touchpoint) {
                ++mean.n;
                mean.value += (rating.value - mean.value) / mean.n;
            }
        }
    }
    return mean;
}

template <class T>
std::set<std::string> keys_of(const std::vector<T>& all) {
    std::set<std::string> keys;
    for (const auto& one : all) {
        EXPECT_TRUE(keys.insert(one.key).second) << one.key << " stands twice";
        EXPECT_TRUE(is_key(one.key)) << one.key;
    }
    return keys;
}

template <class T>
std::ptrdiff_t count_kind(const std::vector<T>& all, std::string_view kind) {
    return std::ranges::count(all, kind, &T::kind);
}

std::string fingerprint(const Feedback& f) {
    std::string text = f.key + f.kind + f.customer + f.comment + std::to_string(f.occurred_at.us);
    for (const auto& rating : f.ratings) {
        text += rating.metric + rating.touchpoint + std::to_string(rating.value);
    }
    return text;
}

std::vector<std::string> fingerprints(const Year& year) {
    std::vector<std::string> all;
    std::ranges::transform(year.feedback, std::back_inserter(all), fingerprint);
    for (const auto& event : year.events) {
        all.push_back(
            event.key + event.type + event.customer + std::to_string(event.occurred_at.us)
        );
    }
    for (const auto& customer : year.customers) {
        all.push_back(customer.key + customer.name + customer.lifecycle + customer.segment);
    }
    std::ranges::sort(all);
    return all;
}

}  // namespace

TEST(Year, is_the_same_for_the_same_day_and_seed) {
    EXPECT_EQ(fingerprints(make_year(noon(), 1)), fingerprints(sample()));
}

TEST(Year, is_another_for_another_seed) {
    EXPECT_NE(fingerprints(make_year(noon(), 2)), fingerprints(sample()));
}

TEST(Year, only_gains_what_happens_later_on_the_same_day) {
    const auto morning = fingerprints(make_year(noon() - 6h, 1));
    const auto afternoon = fingerprints(sample());
    EXPECT_LT(morning.size(), afternoon.size());
    EXPECT_TRUE(std::ranges::includes(afternoon, morning));
}

TEST(Year, has_the_size_of_a_small_firm) {
    const auto& year = sample();
    EXPECT_EQ(year.customers.size(), 2400U);
    EXPECT_NEAR(static_cast<double>(year.feedback.size()), 9000, 500);
    EXPECT_NEAR(static_cast<double>(count_kind(year.feedback, "complaint")), 96, 5);
    EXPECT_NEAR(static_cast<double>(count_kind(year.feedback, "employee_voice")), 84, 14);
    EXPECT_GT(count_kind(year.feedback, "review"), 100);
    EXPECT_GT(count_kind(year.feedback, "note"), 100);
    const auto silent = std::ranges::count(year.feedback, "", &Feedback::comment);
    EXPECT_NEAR(
        1 - static_cast<double>(silent) / static_cast<double>(year.feedback.size()), .35, .04
    );
}

TEST(Year, happens_between_its_ends_and_in_order) {
    const auto& year = sample();
    EXPECT_EQ((year.to - year.from) / 24h, 364);
    for (const auto& f : year.feedback) {
        EXPECT_TRUE(
            year.from <= f.occurred_at && f.occurred_at <= f.received_at && f.received_at <= year.to
        ) << f.key;
        EXPECT_TRUE(!f.handled_at || (f.received_at < *f.handled_at && *f.handled_at <= year.to))
            << f.key;
    }
    for (const auto& e : year.events) {
        EXPECT_TRUE(year.from <= e.occurred_at && e.occurred_at <= year.to) << e.key;
    }
    EXPECT_TRUE(std::ranges::is_sorted(year.feedback, {}, &Feedback::occurred_at));
    EXPECT_TRUE(std::ranges::is_sorted(year.events, {}, &Event::occurred_at));
    EXPECT_GT(year.feedback.back().occurred_at, year.to - 12h);
}

TEST(Year, marks_both_changes_and_the_false_alarm_where_and_when_they_were) {
    const auto& year = sample();
    const auto touchpoints = keys_of(year.touchpoints), locations = keys_of(year.locations);
    const TimeZone zone(year.firm.time_zone);
    const auto marked = [&](Instant at, std::string_view touchpoint, std::string_view location) {
        return std::ranges::any_of(year.marks, [&](const Mark& mark) {
            const Day apart = parse_iso_day(mark.at).value() - zone.day_of(at);
            return mark.touchpoint == touchpoint && mark.location == location && apart >= 0 &&
                   apart <= 1;
        });
    };
    EXPECT_TRUE(marked(year.plot.check_in_system_at, "checks_in", "gdansk"));
    EXPECT_TRUE(marked(year.plot.breakfast_cook_at, "breakfast", "sopot"));
    EXPECT_TRUE(marked(year.plot.false_alarm_from, "spa", "zakopane"));
    EXPECT_TRUE(std::ranges::is_sorted(year.marks, {}, &Mark::at));
    for (const auto& mark : year.marks) {
        EXPECT_TRUE(touchpoints.contains(mark.touchpoint) && locations.contains(mark.location));
        for (const auto& name : {mark.name, mark.description}) {
            EXPECT_FALSE(name.en.empty() || name.pl.empty() || name.ru.empty());
        }
    }
}

TEST(Year, names_only_keys_that_exist) {
    const auto& year = sample();
    const auto touchpoints = keys_of(year.touchpoints), locations = keys_of(year.locations);
    const auto customers = keys_of(year.customers), channels = keys_of(year.channels);
    const auto brands = keys_of(year.brands);
    auto metrics = keys_of(year.metrics);
    metrics.insert({"nps", "csat", "ces"});
    const auto known = [](const auto& keys, const std::string& key) {
        return key.empty() || keys.contains(key);
    };
    keys_of(year.feedback);
    keys_of(year.events);
    for (const auto& f : year.feedback) {
        EXPECT_TRUE(locations.contains(f.location) && brands.contains(f.brand)) << f.key;
        EXPECT_TRUE(known(touchpoints, f.touchpoint) && known(customers, f.customer)) << f.key;
        EXPECT_TRUE(channels.contains(f.channel)) << f.key;
        for (const auto& rating : f.ratings) {
            EXPECT_TRUE(metrics.contains(rating.metric) && known(touchpoints, rating.touchpoint))
                << f.key;
        }
    }
    for (const auto& e : year.events) {
        EXPECT_TRUE(known(touchpoints, e.touchpoint) && known(customers, e.customer)) << e.key;
        EXPECT_TRUE(channels.contains(e.channel) && known(locations, e.location)) << e.key;
    }
}

TEST(Year, rates_within_the_scales) {
    const std::map<std::string, std::pair<int, int>> scales{
        {"nps", {0, 10}},
        {"csat", {1, 5}},
        {"ces", {1, 7}},
        {"expected", {1, 5}},
        {"lived", {1, 5}},
        {"work_here", {0, 10}}
    };
    for (const auto& f : sample().feedback) {
        for (const auto& rating : f.ratings) {
            const auto [min, max] = scales.at(rating.metric);
            EXPECT_TRUE(min <= rating.value && rating.value <= max)
                << f.key << " " << rating.metric;
        }
    }
}

TEST(Year, has_comments_that_are_whole_and_do_not_repeat_within_eight_weeks) {
    std::map<std::string, Instant> last;
    for (const auto& f : sample().feedback) {
        EXPECT_TRUE(is_utf8(f.comment) && count_code_points(f.comment) <= 600) << f.comment;
        EXPECT_EQ(f.comment.find_first_of("{|}#"), std::string::npos) << f.comment;
        EXPECT_EQ(f.comment, trim(f.comment));
        EXPECT_TRUE(
            f.comment.empty() || std::set<std::string>({"pl", "ru", "en"}).contains(f.language)
        ) << f.key;
        const auto before = last.find(f.comment);
        if (before != last.end() && count_code_points(f.comment) > 24) {
            EXPECT_GT((f.occurred_at - before->second) / 24h, 55) << f.comment;
        }
        last[f.comment] = f.occurred_at;
    }
}

TEST(Year, knows_every_guest_by_an_address_that_reaches_nobody) {
    std::set<std::string> emails;
    for (const auto& customer : sample().customers) {
        EXPECT_NE(customer.email.find("@example."), std::string::npos) << customer.email;
        EXPECT_TRUE(emails.insert(customer.email).second) << customer.email;
        EXPECT_TRUE(std::ranges::all_of(customer.email, [](char c) { return c > 32 && c < 127; }))
            << customer.email;
    }
    EXPECT_GT(std::ranges::count(sample().customers, "prospect", &Customer::lifecycle), 150);
    EXPECT_GT(std::ranges::count(sample().customers, "active", &Customer::lifecycle), 1000);
}

TEST(Plot, shows_both_real_changes_and_hardly_anything_else) {
    const Cell check_in{"checks_in", "gdansk"}, breakfast{"breakfast", "sopot"};
    for (const auto* day :
         {"2026-11-21T15:30:00Z",
          "2027-01-15T08:00:00Z",
          "2027-04-02T12:00:00Z",
          "2027-07-30T19:00:00Z"}) {
        const auto cells = standing_changes(make_year(*parse_rfc3339(day), 1));
        EXPECT_TRUE(cells.contains(check_in)) << day;
        EXPECT_TRUE(cells.contains(breakfast)) << day;
        EXPECT_LE(cells.size(), 3U) << day;  // the procedure lets one in ten be false
    }
}

TEST(Plot, has_enough_answers_where_it_matters) {
    const auto& year = sample();
    EXPECT_EQ(csat_between(year, year.from, year.to).size(), 14U * 4U);
    for (const auto& cell :
         {Cell{"checks_in", "gdansk"}, Cell{"breakfast", "sopot"}, Cell{"room", "riga"}}) {
        EXPECT_GE(csat_between(year, year.to - 90 * 24h, year.to)[cell].n, 150) << cell.first;
        EXPECT_GE(csat_between(year, year.to - 180 * 24h, year.to - 90 * 24h)[cell].n, 150)
            << cell.first;
    }
}

TEST(Plot, turns_check_in_down_in_gdansk_and_breakfast_up_in_sopot) {
    const auto& year = sample();
    const auto share = [&](const Cell& cell, Instant from, Instant to) {
        return csat_between(year, from, to)[cell].value();
    };
    const Cell check_in{"checks_in", "gdansk"}, breakfast{"breakfast", "sopot"};
    EXPECT_NEAR(share(check_in, year.from, year.plot.check_in_system_at), .62, .04);
    EXPECT_NEAR(share(check_in, year.plot.check_in_system_at + 5 * 24h, year.to), .46, .06);
    EXPECT_NEAR(share(breakfast, year.from, year.plot.breakfast_cook_at), .80, .04);
    EXPECT_NEAR(share(breakfast, year.plot.breakfast_cook_at + 5 * 24h, year.to), .93, .04);
    EXPECT_EQ((year.to - year.plot.check_in_system_at) / 24h, 77);
    EXPECT_EQ((year.to - year.plot.breakfast_cook_at) / 24h, 84);
}

TEST(Plot, has_one_week_of_spa_that_looks_bad_and_is_not) {
    const auto& year = sample();
    const Cell spa{"spa", "zakopane"};
    const auto bad = csat_between(year, year.plot.false_alarm_from, year.plot.false_alarm_to)[spa];
    const auto next =
        csat_between(year, year.plot.false_alarm_to, year.plot.false_alarm_to + 7 * 24h)[spa];
    EXPECT_EQ(bad.n, 12);
    EXPECT_EQ(bad.good, 7);
    EXPECT_EQ(next.n, 12);
    EXPECT_EQ(next.good, 10);
    EXPECT_NEAR(csat_between(year, year.from, year.plot.false_alarm_from)[spa].value(), .82, .05);
    EXPECT_FALSE(standing_changes(year).contains(spa));
}

TEST(Plot, breaks_the_promise_at_check_in_and_keeps_it_at_breakfast) {
    const auto lived = mean_of(sample(), "lived", "checks_in");
    EXPECT_NEAR(mean_of(sample(), "expected", "checks_in").value, 4.6, .1);
    EXPECT_NEAR(lived.value, 3.1, .15);
    EXPECT_GT(lived.n, 1000);
    const auto hoped = mean_of(sample(), "expected", "breakfast");
    EXPECT_NEAR(hoped.value, mean_of(sample(), "lived", "breakfast").value, .12);
}

TEST(Plot, leaves_three_complaints_open_and_one_of_them_far_too_long) {
    const auto& year = sample();
    std::vector<const Feedback*> open;
    for (const auto& f : year.feedback) {
        if (f.kind == "complaint" && !f.handled_at) {
            open.push_back(&f);
        }
    }
    ASSERT_EQ(open.size(), 3U);
    EXPECT_EQ(open[0]->key, year.plot.overdue);
    EXPECT_EQ((year.to - open[0]->received_at) / 24h, 16);
    EXPECT_EQ(open[0]->location + open[0]->language, "rigaru");
    EXPECT_NE(open[0]->comment.find("мини-бар"), std::string::npos);
    const auto guest = std::ranges::find(year.customers, open[0]->customer, &Customer::key);
    ASSERT_NE(guest, year.customers.end());
    EXPECT_EQ(guest->language, "ru");
    EXPECT_LT((year.to - open[1]->received_at) / 24h, 6);
}

TEST(Plot, lets_the_four_hotels_differ) {
    const auto& year = sample();
    auto cells = csat_between(year, year.from, year.to);
    const auto leads = [&](const std::string& touchpoint, const std::string& hotel, int sign) {
        for (const std::string other : {"gdansk", "sopot", "zakopane", "riga"}) {
            const double lead =
                cells[{touchpoint, hotel}].value() - cells[{touchpoint, other}].value();
            EXPECT_TRUE(other == hotel || sign * lead > 0) << touchpoint << " " << other;
        }
    };
    leads("breakfast", "sopot", 1);
    leads("room", "riga", 1);
    leads("checks_in", "gdansk", -1);
    leads("wifi", "zakopane", -1);
    leads("parking", "sopot", -1);
}

TEST(Setup, leaves_the_gaps_that_coverage_must_show) {
    const auto& year = sample();
    std::set<std::string> heard, without_accountable, without_owner, external, silent;
    for (const auto& f : year.feedback) {
        heard.insert(f.touchpoint);
        for (const auto& rating : f.ratings) {
            heard.insert(rating.touchpoint);
        }
    }
    for (const auto& touchpoint : year.touchpoints) {
        const auto accountable =
            std::ranges::count(touchpoint.departments, "accountable", &Involved::role);
        EXPECT_LE(accountable, 1) << touchpoint.key;
        if (touchpoint.external) {
            external.insert(touchpoint.key);
        } else if (accountable == 0) {
            without_accountable.insert(touchpoint.key);
        }
        if (touchpoint.owner.empty()) {
            without_owner.insert(touchpoint.key);
        }
        if (!heard.contains(touchpoint.key)) {
            silent.insert(touchpoint.key);
        }
    }
    EXPECT_EQ(without_accountable, std::set<std::string>{"wifi"});
    EXPECT_EQ(without_owner, std::set<std::string>{"parking"});
    EXPECT_EQ(external, std::set<std::string>{"travels"});
    EXPECT_EQ(silent, std::set<std::string>{"invoice"});
}

TEST(Setup, names_only_keys_that_exist) {
    const auto& year = sample();
    const auto stages = keys_of(year.stages), channels = keys_of(year.channels),
               departments = keys_of(year.departments);
    const auto locations = keys_of(year.locations);
    std::set<std::string> emails;
    for (const auto& user : year.users) {
        emails.insert(user.email);
        EXPECT_TRUE(departments.contains(user.department)) << user.email;
        EXPECT_TRUE(user.location.empty() || locations.contains(user.location)) << user.email;
    }
    for (const auto& touchpoint : year.touchpoints) {
        EXPECT_TRUE(stages.contains(touchpoint.stage)) << touchpoint.key;
        EXPECT_TRUE(touchpoint.owner.empty() || emails.contains(touchpoint.owner))
            << touchpoint.key;
        for (const auto& channel : touchpoint.channels) {
            EXPECT_TRUE(channels.contains(channel)) << touchpoint.key;
        }
        for (const auto& involved : touchpoint.departments) {
            EXPECT_TRUE(departments.contains(involved.department)) << touchpoint.key;
        }
    }
}

TEST(Setup, leaves_two_event_types_for_the_console_to_suggest) {
    std::set<std::string> unbound;
    for (const auto& event : sample().events) {
        if (event.touchpoint.empty()) {
            unbound.insert(event.type);
        }
    }
    EXPECT_EQ(unbound, (std::set<std::string>{"gift_voucher_page", "lost_property_form"}));
}

// Seconds of all phone contacts in these hours, on Mondays or on the other days.
std::vector<int> waits_of(bool monday, int from_hour, int to_hour, std::string_view channel) {
    const TimeZone zone("Europe/Warsaw");
    std::vector<int> waits;
    for (const auto& event : sample().events) {
        const bool queued = event.type == "contact_answered" || event.type == "contact_abandoned";
        if (!queued || event.channel != channel) {
            continue;
        }
        const Instant came = event.occurred_at - std::chrono::seconds(event.duration_s.value());
        const int hour = zone.hour_of(came);
        if ((Calendar::weekday_of(zone.day_of(came)) == 1) == monday && hour >= from_hour &&
            hour < to_hour) {
            waits.push_back(*event.duration_s);
        }
    }
    std::ranges::sort(waits);
    return waits;
}

TEST(Contacts, wait_long_on_monday_mornings_alone) {
    const auto bad = waits_of(true, 9, 12, "phone"), same_hours = waits_of(false, 9, 12, "phone"),
               evening = waits_of(true, 14, 20, "phone");
    ASSERT_GT(bad.size(), 100U);
    EXPECT_NEAR(bad[bad.size() / 2], 85, 25);
    EXPECT_NEAR(same_hours[same_hours.size() / 2], 13, 3);
    EXPECT_NEAR(evening[evening.size() / 2], 13, 4);
    const auto chats = waits_of(true, 9, 12, "chat");
    EXPECT_LT(chats[chats.size() / 2], 40);
}

TEST(Contacts, about_the_invoice_come_back_most_often) {
    std::map<std::string, int> first, again;
    std::map<std::pair<std::string, std::string>, Instant> last;
    for (const auto& event : sample().events) {
        if (event.type != "contact_answered" || event.customer.empty()) {
            continue;
        }
        const auto topic = event.attributes.at("topic");
        const auto known = last.find({event.customer, topic});
        ++first[topic];
        again[topic] += known != last.end() && event.occurred_at - known->second < 24h * 7 ? 1 : 0;
        last[{event.customer, topic}] = event.occurred_at;
    }
    const auto share = [&](const std::string& topic) {
        return static_cast<double>(again[topic]) / first[topic];
    };
    EXPECT_GT(share("invoice"), .2);
    EXPECT_GT(share("invoice"), 2 * share("booking"));
}

}  // namespace styk::demo
