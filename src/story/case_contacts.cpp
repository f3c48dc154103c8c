#include "story/case_contacts.h"

#include <algorithm>
#include <map>

#include "casework/case_contact_store.h"
#include "customer/contact_store.h"
#include "stats/interval.h"

namespace styk::story {

namespace {

using casework::contact_window;

constexpr std::chrono::days usual_past{180};
constexpr double enough_a_step = 5;  // cases, for a mean with an interval worth drawing

// Welford's sums.
struct Sum {
    double n = 0, mean = 0, m2 = 0;
    std::int64_t contacts = 0;

    void add(std::int64_t count) {
        const double value = static_cast<double>(count);
        const double off = value - mean;
        n += 1;
        mean += off / n;
        m2 += off * (value - mean);
        contacts += count;
    }

    // Chan, Golub and LeVeque (1979).
    void add(const Sum& other) {
        const double off = other.mean - mean, all = n + other.n;
        m2 += other.m2 + off * off * n * other.n / all;
        mean += off * other.n / all;
        n = all;
        contacts += other.contacts;
    }

    [[nodiscard]] stats::Summary summary() const { return {n, mean, n > 1 ? m2 / (n - 1) : 0}; }
};

ContactMean mean_of(const Sum& sum) {
    ContactMean out;
    out.n = static_cast<std::uint64_t>(sum.n);
    out.contacts = sum.contacts;
    out.tier = stats::tier_of(stats::Family::mean, out.n, sum.n, {}, {});
    if (out.n == 0) {
        out.reason = "no_cases";
        return out;
    }
    out.per_case = sum.mean;
    const auto of = sum.summary();
    if (const auto interval = stats::t_interval(of.n, of.mean, of.variance)) {
        out.lo = std::max(interval->lo, 0.0);
        out.hi = interval->hi;
    } else {
        out.reason = "no_interval";
    }
    return out;
}

std::vector<std::string> contact_types(const customer::ContactRules& rules) {
    auto out = rules.started;
    out.insert(out.end(), rules.answered.begin(), rules.answered.end());
    out.insert(out.end(), rules.abandoned.begin(), rules.abandoned.end());
    return out;
}

struct Sums {
    Sum before, after;
    std::int64_t between = 0;
    std::map<Day, Sum> days;
};

Sums count(
    db::Reader& reader,
    const feedback::Directory& directory,
    const casework::CaseQuery& query,
    const std::optional<Instant>& since
) {
    Sums out;
    casework::each_case_contacts(
        reader,
        query,
        contact_types(customer::load_contact_rules(reader)),
        [&](Instant opened, std::int64_t contacts) {
            out.days[directory.zone.day_of(opened)].add(contacts);
            if (!since || opened + contact_window <= *since) {
                out.before.add(contacts);
            } else if (opened >= *since) {
                out.after.add(contacts);
            } else {
                ++out.between;
            }
        }
    );
    return out;
}

std::map<Day, Sum> by_period(Period period, const std::map<Day, Sum>& days) {
    std::map<Day, Sum> out;
    for (const auto& [day, sum] : days) {
        out[first_day_of(period, day)].add(sum);
    }
    return out;
}

double cases_a_day(const std::map<Day, Sum>& days) {
    double cases = 0;
    for (const auto& [day, sum] : days) {
        cases += sum.n;
    }
    return cases / (days.rbegin()->first - days.begin()->first + 1);
}

Period period_for(const std::map<Day, Sum>& days) {
    constexpr double week = 7, month = 30.4;  // days
    const double daily = days.empty() ? enough_a_step : cases_a_day(days);
    return daily * week >= enough_a_step    ? Period::week
           : daily * month >= enough_a_step ? Period::month
                                            : Period::quarter;
}

}  // namespace

CaseContacts show_case_contacts(
    db::Database& database,
    const feedback::Directory& directory,
    casework::CaseQuery query,
    std::optional<Instant> since,
    Instant now
) {
    Sums sums;
    CaseContacts out;
    database.read([&](db::Reader& reader) {
        out.since = since ? since : casework::find_first_status(reader);
        query.from = query.from.value_or(out.since.value_or(now) - usual_past);
        query.to = std::min(query.to.value_or(now), now - contact_window);
        sums = count(reader, directory, query, out.since);
    });
    out.from = *query.from;
    out.to = *query.to;
    out.between = sums.between;
    out.before = mean_of(sums.before);
    out.after = mean_of(sums.after);
    if (out.before.n > 0 && out.after.n > 0) {
        out.difference = stats::mean_difference(sums.after.summary(), sums.before.summary());
    }
    out.period = period_for(sums.days);
    for (const auto& [day, sum] : by_period(out.period, sums.days)) {
        out.steps.push_back({period_key(out.period, day), mean_of(sum)});
    }
    out.reason = !out.since ? "never_told" : "";
    return out;
}

}  // namespace styk::story
