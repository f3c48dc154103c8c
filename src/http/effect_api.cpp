#include "http/effect_api.h"

#include <algorithm>
#include <cmath>

#include "http/figure_json.h"
#include "http/figure_routes.h"
#include "http/query.h"
#include "json/json.h"
#include "net/query.h"
#include "stats/power.h"
#include "story/show_same_customers.h"

namespace styk::http {

namespace {

using story::EffectAsked;

constexpr std::string_view own_names[] = {
    "metric", "at", "versus", "worthwhile", "lift", "power", "level", "response_rate"
};

feedback::Filter filter_of(
    const feedback::Directory& directory,
    const record::Parameters& parameters,
    std::string_view within,
    Problems& problems
) {
    std::vector<std::string> others;
    auto filter = feedback::read_filter(directory, parameters, problems, &others);
    for (const auto& name : others) {
        const bool own =
            std::find(std::begin(own_names), std::end(own_names), name) != std::end(own_names);
        if (!own || !within.empty()) {
            problems.push_back(
                {within.empty() ? name : std::string(within), name + " is no name of a filter"}
            );
        }
    }
    return filter;
}

const metric::Metric& metric_of(const feedback::Directory& directory, const Call& call) {
    const auto key = parameter(call, "metric");
    const auto* found = key ? directory.metrics.find(*key) : nullptr;
    if (found == nullptr) {
        throw Refusal(
            Code::invalid,
            "Which metric?",
            {{"metric", key ? "there is no such metric" : "is missing"}}
        );
    }
    return *found;
}

EffectAsked asked_of(const feedback::Directory& directory, const Call& call, bool needs_versus) {
    EffectAsked asked;
    asked.metric = metric_of(directory, call).key;
    asked.worthwhile = real_parameter(call, "worthwhile", 0, 0, 1e6);
    Problems problems;
    const auto at = day_parameter(call, "at");
    asked.at = at.value_or(0);
    if (!at) {
        problems.push_back({"at", "is missing: the day of the change"});
    }
    asked.filter = filter_of(directory, call.parameters(), "", problems);
    if (const auto versus = parameter(call, "versus")) {
        const auto query = net::Query::parse(*versus);
        if (query) {
            asked.versus = filter_of(directory, query->pairs(), "versus", problems);
        } else {
            problems.push_back({"versus", query.error().message});
        }
    } else if (needs_versus) {
        problems.push_back({"versus", "is missing: who was not changed"});
    }
    refuse_if(std::move(problems));
    return asked;
}

json::Object series_json(const story::EffectSeries& series) {
    return {
        {"method", series.step.method},
        {"period", series.period},
        {"step", number_json(series.step.value)},
        {"lo", number_json(series.step.lo)},
        {"hi", number_json(series.step.hi)},
        {"p", number_json(series.step.p)},
        {"slope_before", number_json(series.slope_before)},
        {"slope_change", number_json(series.slope_change)},
        {"effect_now",
         json::Object{
             {"value", number_json(series.now.value)},
             {"lo", number_json(series.now.lo)},
             {"hi", number_json(series.now.hi)},
             {"p", number_json(series.now.p)},
             {"method", series.now.method}
         }},
        {"points_before", series.before},
        {"points_after", series.after},
        {"reason", text_or_null(series.reason)}
    };
}

json::Value comparison_json(const std::optional<story::EffectComparison>& found) {
    if (!found) {
        return nullptr;
    }
    const auto& one = *found;
    return json::Object{
        {"method", "difference_in_differences"},
        {"effect", number_json(one.effect)},
        {"lo", number_json(one.lo)},
        {"hi", number_json(one.hi)},
        {"p", number_json(one.p)},
        {"clusters", one.clusters},
        {"bootstrap", one.bootstrap},
        {"parallel",
         json::Object{
             {"p", number_json(one.parallel_p)},
             {"ok", one.parallel_p ? json::Value(*one.parallel_p > 0.05) : json::Value(nullptr)}
         }},
        {"group_before", estimate_json(one.changed_before)},
        {"group_after", estimate_json(one.changed_after)},
        {"versus_before", estimate_json(one.others_before)},
        {"versus_after", estimate_json(one.others_after)},
        {"reason", text_or_null(one.reason)}
    };
}

std::string_view verdict_of(const stats::Finding& finding) {
    return finding.verdict == stats::Verdict::unknown ? "cannot_tell"
                                                      : stats::name(finding.verdict);
}

// More ratings than this take longer to pair than a page may.
constexpr std::uint64_t most_paired = 300'000;

story::SameCustomers same_customers(
    House& house, const Call& call, const EffectAsked& asked, const story::Effect& found
) {
    story::SameCustomers none;
    const auto directory = house.catalogue.directory();
    if (found.before.tier == stats::Tier::hidden) {
        none.reason = stats::reason::hidden;
    } else if (found.before.n + found.after.n > most_paired) {
        none.reason = "too_many";
    } else {
        return house.database.read([&](db::Reader& reader) {
            return story::show_same_customers(reader, *directory, call.actor, asked, call.at);
        });
    }
    return none;
}

json::Object same_customers_json(const story::SameCustomers& found) {
    const bool hidden = found.reason == stats::reason::hidden;
    const auto count = [&](std::uint64_t n) {
        return hidden ? json::Value(nullptr) : json::Value(n);
    };
    return {
        {"method", found.method},
        {"n_group", count(found.changed)},
        {"n_versus", count(found.others)},
        {"effect", number_json(found.effect)},
        {"lo", number_json(found.lo)},
        {"hi", number_json(found.hi)},
        {"p", number_json(found.p)},
        {"variance_ratio", number_json(found.variance_ratio)},
        {"reason", text_or_null(found.reason)}
    };
}

Answer effect(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto asked = asked_of(*directory, call, false);
    const auto found = story::show_effect(house.engine, *directory, call.actor, asked, call.at);
    return json_answer(
        200,
        json::Object{
            {"before", estimate_json(found.before)},
            {"after", estimate_json(found.after)},
            {"difference",
             json::Object{
                 {"value", number_json(found.difference.value)},
                 {"lo", number_json(found.difference.lo)},
                 {"hi", number_json(found.difference.hi)},
                 {"p", number_json(found.difference.p)},
                 {"test", stats::name(found.difference.test)}
             }},
            {"series", series_json(found.series)},
            {"comparison", comparison_json(found.comparison)},
            {"same_customers", same_customers_json(same_customers(house, call, asked, found))},
            {"guard",
             json::Object{
                 {"regression_to_mean", number_json(found.by_itself)},
                 {"reason", found.by_itself ? json::Value(nullptr) : json::Value("no_single_place")}
             }},
            {"verdict", verdict_of(found.finding)},
            {"could_hide_up_to", number_json(found.finding.could_hide)},
            {"certainty", found.certainty},
            {"reason", text_or_null(found.reason)}
        }
    );
}

Answer watch(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto found = story::watch_effect(
        house.engine, *directory, call.actor, asked_of(*directory, call, true), call.at
    );
    json::Array looks;
    for (const auto& one : found.looks) {
        looks.push_back(json::Object{
            {"day", to_iso_day(one.day)},
            {"n_group", std::llround(one.changed)},
            {"n_versus", std::llround(one.others)},
            {"difference", number_json(one.look.effect)},
            {"lo", number_json(one.look.lo)},
            {"hi", number_json(one.look.hi)},
            {"enough", one.look.enough},
            {"p_always_valid", one.look.p}
        });
    }
    return json_answer(
        200,
        json::Object{
            {"looks", std::move(looks)},
            {"stands", found.since.has_value()},
            {"since", found.since ? json::Value(to_iso_day(*found.since)) : json::Value(nullptr)},
            {"reason", text_or_null(found.reason)}
        }
    );
}

// Answers each of two groups needs to see `lift` with this power.
std::optional<double> answers_needed(
    const stats::MetricRule& rule,
    const stats::Histogram& now,
    double lift,
    const stats::PowerGoal& goal
) {
    const auto counts = stats::net_counts(rule, now);
    const auto n = static_cast<double>(std::max<std::uint64_t>(1, counts.n()));
    const double positive = static_cast<double>(counts.positive) / n;
    const double negative = static_cast<double>(counts.negative) / n;
    switch (rule.kind) {
        case stats::Kind::box:
            return stats::shares_per_group(positive, positive + lift, goal);
        case stats::Kind::net: {
            // Half of the lift by people won over to the top, half by fewer at the bottom.
            const stats::NetShares before{positive, negative};
            const stats::NetShares after{
                std::min(1.0, positive + lift / 2), std::max(0.0, negative - lift / 2)
            };
            return stats::nets_per_group(before, after, goal);
        }
        case stats::Kind::mean:
        case stats::Kind::index:
            break;
    }
    const auto variance = stats::sample_variance(now);
    const double unit =
        rule.kind == stats::Kind::index ? 100.0 / std::max(1, rule.max - rule.min) : 1;
    return variance ? stats::means_per_group(lift, unit * std::sqrt(*variance), goal)
                    : std::nullopt;
}

Answer plan(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto& metric = metric_of(*directory, call);
    Problems problems;
    const auto filter = filter_of(*directory, call.parameters(), "", problems);
    refuse_if(std::move(problems));
    const double lift = real_parameter(call, "lift", 0.05, 1e-6, 100);
    const stats::PowerGoal goal{
        .alpha = 1 - real_parameter(call, "level", 0.95, 0.5, 0.999),
        .power = real_parameter(call, "power", 0.8, 0.5, 0.999)
    };
    const auto tally =
        story::show_tally(house.engine, *directory, call.actor, {{metric.key}, {"week"}, filter});
    const auto& now = tally.totals.front();
    const auto rule = metric::rule_of(metric);
    const bool known = stats::shows_value(now.estimate.tier);
    const auto needed = known ? answers_needed(rule, now.histogram, lift, goal) : std::nullopt;
    const double per_week = tally.rows.empty() ? 0
                                               : static_cast<double>(now.estimate.n) /
                                                     static_cast<double>(tally.rows.size());
    const double response = real_parameter(call, "response_rate", 1, 0.001, 1);
    const auto found =
        needed ? stats::plan(
                     *needed,
                     {.response_rate = response,
                      .invitations_per_week =
                          per_week > 0 ? std::optional(per_week / response) : std::nullopt}
                 )
               : std::nullopt;
    const auto count = [&](std::uint64_t stats::Plan::* member, std::uint64_t times) {
        return found ? json::Value((*found).*member * times) : json::Value(nullptr);
    };
    return json_answer(
        200,
        json::Object{
            {"baseline", estimate_json(now.estimate)},
            {"per_group", count(&stats::Plan::answers_per_group, 1)},
            {"both_groups", count(&stats::Plan::answers_per_group, 2)},
            {"invitations", count(&stats::Plan::invitations, 1)},
            {"weeks", number_json(found ? found->weeks : std::nullopt)},
            {"per_week", per_week},
            {"method",
             rule.kind == stats::Kind::box   ? "two_shares"
             : rule.kind == stats::Kind::net ? "two_nets"
                                             : "two_means"},
            {"reason",
             !known    ? json::Value("too_few")
             : !needed ? json::Value("out_of_scale")
                       : json::Value(nullptr)}
        }
    );
}

}  // namespace

void add_effect_routes(Router& router, House& house) {
    add_figure_routes(
        router,
        house,
        {{"/api/v1/insights/effect",
          effect,
          {.summary = "Did a change work, and how sure is that",
           .gives = "effect",
           .asks = "filter at versus worthwhile"}},
         {"/api/v1/insights/watch",
          watch,
          {.summary = "A change looked at day by day, valid however often one looks",
           .gives = "watch",
           .asks = "filter at versus worthwhile"}},
         {"/api/v1/insights/plan",
          plan,
          {.summary = "How many answers it takes to see a difference of this size",
           .gives = "plan",
           .asks = "filter lift level power response_rate"}}}
    );
}

}  // namespace styk::http
