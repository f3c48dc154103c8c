#include "story/case_figures.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "casework/recovery_store.h"
#include "record/convert.h"
#include "stats/survival.h"

namespace styk::story {

namespace {

using casework::Case;

constexpr std::array<std::string_view, 7> groupings{
    "owner", "department", "touchpoint", "week", "month", "kind", "route"
};
constexpr double second_us = 1e6;

template <class T>
std::string text_of(const std::optional<Id<T>>& id) {
    return id ? id->text() : "";
}

std::string key_of(const feedback::Directory& directory, std::string_view by, const Case& one) {
    const auto period = [&](Period step) {
        return period_key(step, first_day_of(step, directory.zone.day_of(one.opened_at)));
    };
    return by == "owner"        ? text_of(one.owner_id)
           : by == "department" ? text_of(one.department_id)
           : by == "touchpoint" ? one.touchpoint
           : by == "week"       ? period(Period::week)
           : by == "month"      ? period(Period::month)
           : by == "kind"       ? std::string(record::name_of_choice(one.kind))
           : by == "route"      ? std::string(record::name_of_choice(one.route))
                                : "";
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

// Merged cases are answered where they went.
void add(Group& group, const Case& one, bool spoke_again, Instant now) {
    ++group.n;
    const bool open = casework::is_open(one);
    group.open += open ? 1 : 0;
    group.overdue += open && one.due_at && *one.due_at < now ? 1 : 0;
    add_lasting(group.answers, one.opened_at, one.answered_at, now);
    add_lasting(group.closings, one.opened_at, one.closed_at, now);
    if (one.answer_by && (one.answered_at || *one.answer_by < now)) {
        ++group.judged;
        group.in_time += one.answered_at && *one.answered_at <= *one.answer_by ? 1 : 0;
    }
    if (!open || one.reopened > 0) {
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

// What is left to be known of a closed case.
struct Closed {
    std::string key, metric;
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
    std::map<std::string, Group> groups;
    Group total;
    database.read([&](db::Reader& reader) {
        const auto again = casework::list_repeated(reader, asked.query.from.value_or(Instant{0}));
        std::unordered_map<std::string, Closed> closed;
        casework::each_case(reader, asked.query, [&](const Case& one) {
            if (one.merged_into) {
                return;
            }
            const auto key = key_of(directory, asked.by, one);
            const bool spoke_again = again.contains(one.id.text());
            add(groups[key], one, spoke_again, now);
            add(total, one, spoke_again, now);
            if (one.closed_at && one.customer_id) {
                closed.emplace(one.id.text(), Closed{key, one.metric});
            }
        });
        casework::each_recovery(
            reader,
            asked.query,
            now,
            [&](const std::string& id, const casework::Recovery& found) {
                const auto of = closed.find(id);
                if (of != closed.end()) {
                    add(groups[of->second.key], of->second.metric, found);
                    add(total, of->second.metric, found);
                }
            }
        );
    });
    CasesShown out;
    out.total = figures_of("", total);
    for (const auto& [key, group] : groups) {
        if (!asked.by.empty()) {
            out.rows.push_back(figures_of(key, group));
        }
    }
    if (asked.by != "week" && asked.by != "month") {
        std::ranges::stable_sort(out.rows, std::ranges::greater(), &CaseFigures::n);
    }
    return out;
}

}  // namespace styk::story
