#include "http/standard_api.h"

#include <algorithm>

#include "http/figure_json.h"
#include "http/promise_json.h"
#include "http/query.h"
#include "http/record_api.h"
#include "http/schema_words.h"
#include "http/survey_routes.h"
#include "insight/period.h"
#include "json/json.h"
#include "people/roles.h"
#include "promise/promise_store.h"
#include "record/wire.h"
#include "story/offer_items.h"
#include "story/remind_gestures.h"
#include "story/show_contacts.h"
#include "story/show_standards.h"

namespace styk::http {

namespace {

using people::may::read_figures;
using people::may::set_up;
using promise::Standard;

constexpr std::string_view asks =
    "from to touchpoint stage department owner channel customer lifecycle segment location by "
    "standard";

bool is_named(const Call& call, const Standard& standard) {
    bool any = false;
    for (const auto& [name, value] : call.parameters()) {
        if (name == "standard") {
            any = true;
            if (value == standard.key || value == standard.id.text()) {
                return true;
            }
        }
    }
    return !any;
}

std::optional<Period> period_of(const Call& call, Problems& problems) {
    const auto text = parameter(call, "by");
    if (!text) {
        return {};
    }
    const auto period = insight::period_of(*text);
    if (!period || *period == Period::hour) {
        problems.push_back({"by", "must be day, week, month, quarter or year"});
    }
    return period;
}

story::StandardsAsked asked_of(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    story::StandardsAsked asked;
    Problems problems;
    std::vector<std::string> others;
    asked.filter = feedback::read_filter(*directory, call.parameters(), problems, &others);
    for (const auto& name : others) {
        if (name != "by" && name != "standard") {
            problems.push_back({name, "is no name of a filter"});
        }
    }
    asked.by = period_of(call, problems);
    auto unknown = story::check_contact_filter(asked.filter);
    problems.insert(problems.end(), unknown.begin(), unknown.end());
    refuse_if(std::move(problems));
    asked.standards = house.database.read(db::list_all<Standard>);
    std::erase_if(asked.standards, [&](const Standard& one) { return !is_named(call, one); });
    return asked;
}

// n, kept, share with its interval, standing; nothing to count back from when it is hidden.
void put_adherence(json::Object& out, const story::Adherence& found) {
    put_estimate(out, found.share);
    out["share"] = out["value"];
    out.erase("value");
    const bool hidden = found.share.tier == stats::Tier::hidden;
    out["kept"] = hidden ? json::Value(nullptr) : json::Value(found.kept);
    out["standing"] = found.standing;
}

void put_quantile(
    json::Object& out, const std::string& name, const stats::QuantileEstimate& found
) {
    out[name + "_s"] = number_json(found.value);
    out[name + "_lo"] = number_json(found.lo);
    out[name + "_hi"] = number_json(found.hi);
}

json::Array series_json(const story::StandardRow& row) {
    json::Array out;
    for (const auto& step : row.steps) {
        json::Object one{{"key", step.key}, {"from", to_iso_day(step.first_day)}};
        put_adherence(one, step.found);
        out.push_back(std::move(one));
    }
    return out;
}

json::Object row_json(const Standard& standard, const story::StandardRow& row) {
    json::Object out{
        {"standard_id", standard.id.text()},
        {"standard", standard.key},
        {"name", standard.name},
        {"target_share", standard.target_share},
        {"open", row.open},
        {"unlinked", row.unlinked},
        {"without", row.without},
        {"timed", row.timed}
    };
    put_adherence(out, row.found);
    put_quantile(out, "median", row.median);
    put_quantile(out, "p90", row.p90);
    out["reason"] = text_or_null(row.reason);
    out["answers"] = row.answers ? json::Value(estimate_json(*row.answers)) : json::Value(nullptr);
    out["series"] = series_json(row);
    return out;
}

Answer adherence(House& house, const Call& call) {
    const auto asked = asked_of(house, call);
    const auto shown = story::show_standards(
        house.database, house.engine, *house.catalogue.directory(), call.actor, asked, call.at
    );
    json::Array rows;
    for (const auto& row : shown.rows) {
        rows.push_back(row_json(asked.standards[row.standard], row));
    }
    return json_answer(
        200,
        json::Object{
            {"from", to_rfc3339(shown.from)},
            {"to", to_rfc3339(shown.to)},
            {"rows", std::move(rows)},
            {"reason", shown.rows.empty() ? json::Value("no_standards") : json::Value(nullptr)},
            {"as_of", to_rfc3339(call.at)}
        }
    );
}

Answer gestures(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto found = house.database.read([&](db::Reader& reader) {
        return story::list_gestures(reader, *directory, call.at);
    });
    json::Array items;
    for (const auto& one : found) {
        items.push_back(json::Object{
            {"standard_id", one.standard.id.text()},
            {"name", one.standard.name},
            {"day", to_iso_day(one.day)},
            {"remind_from", to_iso_day(one.remind_from)},
            {"owner_id", text_or_null(one.owner_id)},
            {"owner_name", text_or_null(one.owner_name)},
            {"told", one.told}
        });
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Answer offer(House& house, const Call& call) {
    const auto offered = story::offer_item(house.intake(), call.id<Standard>(), call.change());
    return json_answer(
        200,
        json::Object{
            {"standard", record::to_json(record::shape_of<Standard>(), &offered.standard)},
            {"item", item_json(offered.item)}
        }
    );
}

void add_schemas(Router& router) {
    const std::pair<std::string_view, std::string_view> schemas[] = {
        {"adherence_step",
         "key:string from:string n:integer? kept:integer? share:number? lo:number? hi:number? "
         "level:number method:string tier:string standing:string reason:string?"},
        {"adherence_row",
         "standard_id:string standard:string name:string target_share:number open:integer "
         "unlinked:integer without:integer timed:integer n:integer? kept:integer? share:number? "
         "lo:number? hi:number? level:number method:string tier:string standing:string "
         "median_s:number? median_lo:number? median_hi:number? p90_s:number? p90_lo:number? "
         "p90_hi:number? reason:string? answers:estimate? series:[adherence_step]"},
        {"adherence", "from:string to:string rows:[adherence_row] reason:string? as_of:string"},
        {"gesture",
         "standard_id:string name:string day:string remind_from:string owner_id:string? "
         "owner_name:string? told:boolean"},
        {"standard_item", "standard:standard item:survey_item"}
    };
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
}

}  // namespace

void add_standard_routes(Router& router, House& house) {
    add_schemas(router);
    HouseRoutes routes(router, house);
    routes.add(
        net::Method::get,
        "/standards/adherence",
        read_figures,
        adherence,
        {.summary = "How often each standard was kept, from events, beside what customers say",
         .gives = "adherence",
         .asks = std::string(asks)}
    );
    routes.add(
        net::Method::get,
        "/standards/gestures",
        read_figures,
        gestures,
        {.summary = "Gestures with a day of their own, the nearest first",
         .gives = "gesture",
         .page = true}
    );
    routes.add(
        net::Method::post,
        "/standards/{id}/item",
        set_up,
        offer,
        {.summary = "A metric and a survey question about it", .gives = "standard_item"}
    );
    add_record_routes<Standard>(
        router, {house.database, house.clock, house.random}, {.check = promise::check_standard}
    );
}

}  // namespace styk::http
