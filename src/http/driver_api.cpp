#include "http/driver_api.h"

#include <fmt/format.h>

#include "http/figure_json.h"
#include "http/figure_routes.h"
#include "http/query.h"
#include "insight/assumption_store.h"
#include "insight/outcome.h"
#include "json/json.h"
#include "stats/stated_importance.h"
#include "story/show_drivers.h"
#include "story/show_lift.h"

namespace styk::http {

namespace {

using insight::Assumption;
using insight::Rated;
using story::Driver;

story::DriverAsked asked_of(const feedback::Directory& directory, const Call& call) {
    story::DriverAsked asked;
    Problems problems;
    bool has_outcome = false;
    for (const auto& [name, value] : call.parameters()) {
        if (name != "outcome" && name != "driver") {
            continue;
        }
        has_outcome = has_outcome || name == "outcome";
        if (name == "outcome") {
            if (auto outcome = insight::read_outcome(directory, name, value)) {
                asked.outcome = *std::move(outcome);
            } else {
                problems.push_back(outcome.error());
            }
        } else if (auto rated = insight::read_rated(directory, name, value)) {
            asked.drivers.push_back(*std::move(rated));
        } else {
            problems.push_back(rated.error());
        }
    }
    if (!has_outcome) {
        problems.push_back({"outcome", "is missing"});
    }
    std::vector<std::string> others;
    asked.filter = feedback::read_filter(directory, call.parameters(), problems, &others);
    for (const auto& name : others) {
        if (name != "outcome" && name != "driver") {
            problems.push_back({name, "is no name of a filter"});
        }
    }
    refuse_if(std::move(problems));
    return asked;
}

json::Object rated_json(const Rated& rated) {
    return {
        {"metric", rated.metric},
        {"touchpoint", rated.touchpoint ? json::Value(*rated.touchpoint) : json::Value(nullptr)}
    };
}

json::Object outcome_json(const insight::DriverOutcome& outcome) {
    const auto& trait = outcome.trait;
    auto out = rated_json(outcome.rated);
    if (trait) {
        out["metric"] = nullptr;
    }
    out["attribute"] = trait ? json::Value(trait->attribute) : json::Value(nullptr);
    out["value"] = trait ? json::Value(trait->value) : json::Value(nullptr);
    return out;
}

json::Object performance_json(const Driver& driver) {
    const auto& of = driver.performance;
    const bool shown = stats::shows_counts(of.tier) && of.n > 0;
    const auto positive = static_cast<double>(of.counts.positive) / static_cast<double>(of.n);
    return {
        {"n", of.tier == stats::Tier::hidden ? json::Value(nullptr) : json::Value(of.n)},
        {"mean", number_json(driver.performance_mean)},
        {"lo", number_json(driver.performance_lo)},
        {"hi", number_json(driver.performance_hi)},
        {"level", of.level},
        {"positive", shown ? json::Value(positive) : json::Value(nullptr)},
        {"tier", stats::name(of.tier)},
        {"reason", text_or_null(of.reason)},
        {"min", driver.scale_min},
        {"max", driver.scale_max}
    };
}

json::Object driver_json(const Driver& driver) {
    auto out = rated_json(driver.rated);
    out["name"] = driver.name;
    out["share"] = driver.share;
    out["lo"] = number_json(driver.lo);
    out["hi"] = number_json(driver.hi);
    out["weight"] = driver.weight;
    out["rank"] = driver.rank;
    out["rank_group"] = driver.rank_group;
    out["probability_first"] = number_json(driver.probability_first);
    out["johnson"] = driver.johnson;
    out["beta"] = number_json(driver.beta);
    out["beta_lo"] = number_json(driver.beta_lo);
    out["beta_hi"] = number_json(driver.beta_hi);
    out["beta_standard"] = number_json(driver.beta_standard);
    out["r"] = driver.r;
    out["vif"] = number_json(driver.inflation);
    out["suppressed"] = driver.suppressed;
    out["n"] = driver.n;
    out["missing_share"] = driver.missing_share;
    out["performance"] = performance_json(driver);
    out["quadrant"] = text_or_null(driver.quadrant);
    out["penalty"] = number_json(driver.penalty);
    out["penalty_p"] = number_json(driver.penalty_p);
    out["reward"] = number_json(driver.reward);
    out["reward_p"] = number_json(driver.reward_p);
    out["kano"] = text_or_null(driver.kano);
    return out;
}

std::string_view name_of(story::MissingRatings missing) {
    switch (missing) {
        case story::MissingRatings::none:
            return "none";
        case story::MissingRatings::listwise:
            return "listwise";
        case story::MissingRatings::not_met:
            return "not_met";
        case story::MissingRatings::em:
            return "em";
    }
    return "none";
}

json::Array warnings_json(const story::Drivers& found) {
    json::Array out;
    for (const auto& warning : found.warnings) {
        json::Array names;
        for (const std::size_t i : warning.drivers) {
            names.emplace_back(found.drivers[i].name);
        }
        out.push_back(json::Object{
            {"key", warning.key},
            {"drivers", std::move(names)},
            {"value", number_json(warning.value)}
        });
    }
    return out;
}

// Beside each driver what staff assumed, and how well the two orders agree.
struct Agreement {
    std::vector<double> assumed, derived;

    [[nodiscard]] std::optional<double> spearman() const {
        return stats::stated_importance(assumed, derived).spearman;
    }
};

json::Object drivers_json(const story::Drivers& found, const std::vector<Assumption>& assumptions) {
    json::Array drivers;
    Agreement agreement;
    for (const auto& driver : found.drivers) {
        auto one = driver_json(driver);
        const auto* assumed = insight::find(assumptions, driver.rated);
        one["assumed"] =
            assumed == nullptr ? json::Value(nullptr) : json::Value(assumed->importance);
        if (assumed != nullptr) {
            agreement.assumed.push_back(static_cast<double>(assumed->importance));
            agreement.derived.push_back(driver.share);
        }
        drivers.push_back(std::move(one));
    }
    return {
        {"outcome", outcome_json(found.outcome)},
        {"n", found.n},
        {"n_complete", found.n_complete},
        {"tier", stats::name(found.tier)},
        {"method", found.method},
        {"r2", number_json(found.r2)},
        {"r2_adjusted", number_json(found.r2_adjusted)},
        {"missing", name_of(found.missing)},
        {"bootstrap", json::Object{{"replicates", found.replicates}}},
        {"drivers", std::move(drivers)},
        {"cuts",
         json::Object{
             {"importance", number_json(found.cut_importance)},
             {"performance", number_json(found.cut_performance)}
         }},
        {"base",
         json::Object{{"mean", number_json(found.base_mean)}, {"score", estimate_json(found.base)}}
        },
        {"agreement", json::Object{{"spearman_assumed", number_json(agreement.spearman())}}},
        {"warnings", warnings_json(found)},
        {"reason", text_or_null(found.reason)}
    };
}

json::Object lift_json(const story::LiftOfOne& one) {
    auto out = rated_json(one.rated);
    out["when_bad"] = estimate_json(one.when_bad);
    out["when_not"] = estimate_json(one.when_not);
    out["difference"] = number_json(one.difference.value);
    out["lo"] = number_json(one.difference.lo);
    out["hi"] = number_json(one.difference.hi);
    out["p"] = number_json(one.difference.p);
    out["p_adjusted"] = number_json(one.p_adjusted);
    out["stands"] = one.stands;
    out["frequency"] = one.frequency;
    return out;
}

Answer lift(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto asked = asked_of(*directory, call);
    if (asked.outcome.trait) {
        throw Refusal(
            Code::invalid, "Only a rating can be lifted.", {{"outcome", "must be a metric"}}
        );
    }
    const auto found =
        story::show_lift(house.engine, *directory, call.actor, asked.outcome.rated, asked.filter);
    json::Array touchpoints;
    for (const auto& one : found.touchpoints) {
        touchpoints.push_back(lift_json(one));
    }
    return json_answer(
        200,
        json::Object{
            {"all_good", estimate_json(found.all_good)},
            {"one_bad", estimate_json(found.one_bad)},
            {"several_bad", estimate_json(found.several_bad)},
            {"difference", number_json(found.difference.value)},
            {"lo", number_json(found.difference.lo)},
            {"hi", number_json(found.difference.hi)},
            {"p", number_json(found.difference.p)},
            {"n_journeys", found.n},
            {"touchpoints", std::move(touchpoints)},
            {"reason", text_or_null(found.reason)}
        }
    );
}

std::vector<Assumption> assumptions_of(House& house) {
    return house.database.read([](db::Reader& reader) { return insight::load_assumptions(reader); }
    );
}

Answer drivers(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto found =
        story::show_drivers(house.engine, *directory, call.actor, asked_of(*directory, call));
    return json_answer(200, drivers_json(found, assumptions_of(house)));
}

Answer show_assumed(House& house, const Call&) {
    json::Array items;
    for (const auto& one : assumptions_of(house)) {
        auto item = rated_json(one.rated);
        item["importance"] = one.importance;
        items.push_back(std::move(item));
    }
    return json_answer(200, json::Object{{"items", std::move(items)}});
}

std::vector<Assumption> read_assumptions(
    const feedback::Directory& directory, const json::Value& body
) {
    std::vector<Assumption> out;
    Problems problems;
    const auto* items = json::need_object(body).if_contains("items");
    if (items == nullptr || !items->is_array()) {
        throw Refusal(Code::invalid, "Nothing to write down.", {{"/items", "must be an array"}});
    }
    for (std::size_t i = 0; i < items->get_array().size(); ++i) {
        auto one =
            insight::read_assumption(items->get_array()[i], fmt::format("/items/{}", i), problems);
        if (one && directory.metrics.find(one->rated.metric) == nullptr) {
            problems.push_back({fmt::format("/items/{}/metric", i), "there is no such metric"});
        }
        if (one && one->rated.touchpoint &&
            directory.touchpoints.find(*one->rated.touchpoint) == nullptr) {
            problems.push_back(
                {fmt::format("/items/{}/touchpoint", i), "there is no such touchpoint"}
            );
        }
        if (one) {
            out.push_back(*std::move(one));
        }
    }
    refuse_if(std::move(problems));
    return out;
}

Answer write_assumed(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto wanted = read_assumptions(*directory, call.body());
    house.database.write([&](db::Tx& tx) {
        insight::replace_assumptions(tx, wanted, call.change());
    });
    return show_assumed(house, call);
}

}  // namespace

void add_driver_routes(Router& router, House& house) {
    add_figure_routes(
        router,
        house,
        {{"/api/v1/insights/drivers",
          drivers,
          {.summary = "What decides about an outcome: weights with intervals, beside performance",
           .gives = "drivers",
           .asks = "filter outcome driver"}},
         {"/api/v1/insights/lift",
          lift,
          {.summary = "An outcome where all was fine, one thing was bad, several were",
           .gives = "lift",
           .asks = "filter outcome"}},
         {"/api/v1/insights/assumed",
          show_assumed,
          {.summary = "How important staff think each thing is, 0 to 10", .gives = "assumptions"}}}
    );
    router.add(
        net::Method::put,
        "/api/v1/insights/assumed",
        only(people::may::set_up),
        with(house, write_assumed),
        {.summary = "Write down what staff assume; replaces what was there",
         .takes = "assumptions",
         .gives = "assumptions"}
    );
}

}  // namespace styk::http
