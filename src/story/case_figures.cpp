#include "story/case_figures.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "casework/case_facts_store.h"
#include "casework/recovery_store.h"
#include "stats/survival.h"

namespace styk::story {

namespace {

using casework::CaseFacts;

constexpr std::array<std::string_view, 7> groupings{
    "owner", "department", "touchpoint", "week", "month", "kind", "route"
};
constexpr double second_us = 1e6;

// The column that holds the group of a case; "": it is a period of its opening, or none.
std::string_view column_of(std::string_view by) {
    return by == "owner"        ? "owner_id"
           : by == "department" ? "department_id"
           : by == "touchpoint" ? "touchpoint"
           : by == "kind"       ? "kind"
           : by == "route"      ? "route"
                                : "";
}

std::string key_of(
    const feedback::Directory& directory, std::string_view by, const CaseFacts& one
) {
    if (by != "week" && by != "month") {
        return one.group;
    }
    const Period period = by == "week" ? Period::week : Period::month;
    return period_key(period, first_day_of(period, directory.zone.day_of(one.opened_at)));
}

struct Pairs {
    std::vector<double> before, after;
};

// Counts of one group.
struct Group {
    std::int64_t n = 0, open = 0, overdue = 0;
    stats::SurvivalTable answers, closings;
    std::uint64_t in_time = 0, judged = 0, closed = 0, reopened = 0, once = 0, back = 0, known = 0;
    std::map<std::string, Pairs> pairs;  // by metric
};

void add_lasting(
    stats::SurvivalTable& table, Instant from, const std::optional<Instant>& until, Instant now
) {
    const double seconds = static_cast<double>((until.value_or(now) - from).count()) / second_us;
    table.add(std::max(seconds, 0.0), until.has_value());
}

void add(Group& group, const CaseFacts& one, bool spoke_again, Instant now) {
    ++group.n;
    group.open += one.open ? 1 : 0;
    group.overdue += one.open && one.due_at && *one.due_at < now ? 1 : 0;
    add_lasting(group.answers, one.opened_at, one.answered_at, now);
    add_lasting(group.closings, one.opened_at, one.closed_at, now);
    if (one.answer_by && (one.answered_at || *one.answer_by < now)) {
        ++group.judged;
        group.in_time += one.answered_at && *one.answered_at <= *one.answer_by ? 1 : 0;
    }
    if (!one.open || one.reopened > 0) {
        ++group.closed;
        group.reopened += one.reopened > 0 ? 1 : 0;
        group.once += one.reopened == 0 && !spoke_again ? 1 : 0;
    }
}

void add(Group& group, const std::string& metric, const casework::Recovery& found) {
    if (found.before && found.after) {
        auto& pairs = group.pairs[metric];
        pairs.before.push_back(static_cast<double>(*found.before));
        pairs.after.push_back(static_cast<double>(*found.after));
    }
    if (found.stays) {
        ++group.known;
        group.back += *found.stays ? 1 : 0;
    }
}

// Limits of the median: where the limits of the curve pass one half (Brookmeyer & Crowley 1982).
void put_limits(const stats::SurvivalCurve& curve, Lasting& out) {
    for (const auto& step : curve.steps()) {
        const double lo = step.interval ? step.interval->lo : step.survival;
        const double hi = step.interval ? step.interval->hi : step.survival;
        if (!out.lo_s && lo <= 0.5) {
            out.lo_s = step.time;
        }
        if (!out.hi_s && hi <= 0.5) {
            out.hi_s = step.time;
        }
    }
}

Lasting lasting_of(const stats::SurvivalTable& table) {
    Lasting out;
    out.n = table.n();
    out.open = table.n() - table.events();
    // The tier of a share of so many: the same limits everywhere.
    const auto like = stats::share_estimate(table.events(), table.n());
    out.tier = like.tier;
    if (table.events() == 0) {
        out.reason = table.n() == 0 ? stats::reason::no_answers : "none_ended";
        return out;
    }
    const stats::SurvivalCurve curve(table);
    out.median_s = curve.quantile(0.5);
    out.p90_s = curve.quantile(0.9);
    put_limits(curve, out);
    if (!out.median_s) {
        out.reason = "half_under_way";
        out.lo_s.reset();
        out.hi_s.reset();
    }
    return out;
}

Recovered recovered_of(const Group& group) {
    Recovered out;
    const Pairs* most = nullptr;
    for (const auto& [metric, pairs] : group.pairs) {
        out.left_out += static_cast<std::int64_t>(pairs.before.size());
        if (most == nullptr || pairs.before.size() > most->before.size()) {
            most = &pairs;
            out.metric = metric;
        }
    }
    const Pairs none;
    const Pairs& pairs = most == nullptr ? none : *most;
    const auto n = pairs.before.size();
    out.left_out -= static_cast<std::int64_t>(n);
    out.gap = stats::paired_gap(pairs.before, pairs.after);
    out.tier = stats::tier_of(stats::Family::mean, n, static_cast<double>(n), {}, {});
    return out;
}

CaseFigures figures_of(const std::string& key, const Group& group) {
    CaseFigures out;
    out.key = key;
    out.n = group.n;
    out.open = group.open;
    out.overdue = group.overdue;
    out.first_answer = lasting_of(group.answers);
    out.close = lasting_of(group.closings);
    out.within_target = stats::share_estimate(group.in_time, group.judged);
    out.reopened = stats::share_estimate(group.reopened, group.closed);
    out.first_contact = stats::share_estimate(group.once, group.closed);
    out.stays = stats::share_estimate(group.back, group.known);
    out.recovered = recovered_of(group);
    return out;
}

// Where what became of the customer of a closed case belongs.
struct Closed {
    Group* group;
    std::string metric;
};

class Count {
public:
    Count(const feedback::Directory& directory, const CasesAsked& asked, Instant now)
        : directory_(directory), asked_(asked), now_(now) {}

    void read(db::Reader& reader) {
        const auto again = casework::list_repeated(reader, asked_.query.from.value_or(Instant{0}));
        casework::each_case_facts(
            reader,
            asked_.query,
            column_of(asked_.by),
            [&](const CaseFacts& one) { take(one, again.contains(one.seq)); }
        );
        casework::each_recovery(
            reader,
            asked_.query,
            now_,
            [&](std::int64_t seq, const casework::Recovery& found) { take(seq, found); }
        );
    }

    [[nodiscard]] CasesShown show() const {
        CasesShown out;
        out.total = figures_of("", total_);
        for (const auto& [key, group] : groups_) {
            if (!asked_.by.empty()) {
                out.rows.push_back(figures_of(key, group));
            }
        }
        if (asked_.by != "week" && asked_.by != "month") {
            std::ranges::stable_sort(out.rows, std::ranges::greater(), &CaseFigures::n);
        }
        return out;
    }

private:
    void take(const CaseFacts& one, bool spoke_again) {
        Group& group = groups_[key_of(directory_, asked_.by, one)];
        add(group, one, spoke_again, now_);
        add(total_, one, spoke_again, now_);
        if (one.closed_at && one.has_customer) {
            closed_.emplace(one.seq, Closed{&group, one.metric});
        }
    }

    void take(std::int64_t seq, const casework::Recovery& found) {
        const auto of = closed_.find(seq);
        if (of != closed_.end()) {
            add(*of->second.group, of->second.metric, found);
            add(total_, of->second.metric, found);
        }
    }

    const feedback::Directory& directory_;
    const CasesAsked& asked_;
    Instant now_;
    std::map<std::string, Group> groups_;  // whose addresses stay
    Group total_;
    std::unordered_map<std::int64_t, Closed> closed_;  // by number
};

}  // namespace

bool is_case_grouping(std::string_view name) {
    return std::ranges::find(groupings, name) != groupings.end();
}

CasesShown show_case_figures(
    db::Database& database,
    const feedback::Directory& directory,
    const CasesAsked& asked,
    Instant now
) {
    Count count(directory, asked, now);
    database.read([&](db::Reader& reader) { count.read(reader); });
    return count.show();
}

}  // namespace styk::story
