#include "http/promise_json.h"

#include "http/figure_json.h"
#include "http/schema_words.h"
#include "json/json.h"

namespace styk::http {

namespace {

using promise::Promise;

json::Value maybe(const std::optional<std::string>& text) {
    return text ? json::Value(*text) : json::Value(nullptr);
}

json::Object gap_json(const story::GapFigure& gap) {
    const bool hidden = gap.tier == stats::Tier::hidden;
    return {
        {"n", hidden ? json::Value(nullptr) : json::Value(gap.pairs)},
        {"same_feedback", hidden ? json::Value(nullptr) : json::Value(gap.same_feedback)},
        {"value", number_json(gap.value)},
        {"lo", number_json(gap.lo)},
        {"hi", number_json(gap.hi)},
        {"level", gap.level},
        {"p", number_json(gap.p)},
        {"method", gap.method},
        {"by", gap.by},
        {"tier", stats::name(gap.tier)},
        {"reason", text_or_null(gap.reason)}
    };
}

void put_promise(json::Object& out, const Promise& promise, std::string_view language) {
    out["promise_id"] = promise.id.text();
    out["promise"] = promise.key;
    out["text"] = promise::text_in(promise, language);
}

json::Object row_json(
    const Promise& promise, const story::PromiseRow& row, std::string_view language
) {
    json::Object out;
    put_promise(out, promise, language);
    out["touchpoint"] = maybe(row.touchpoint);
    out["segment"] = maybe(row.segment);
    out["gap"] = gap_json(row.found.gap);
    out["expected"] = estimate_json(row.expected);
    out["lived"] = estimate_json(row.lived);
    out["kept"] = estimate_json(row.kept);
    out["kept_from"] = row.kept_from;
    out["below"] = estimate_json(row.found.below);
    out["met"] = estimate_json(row.found.met);
    out["exceeded"] = estimate_json(row.found.exceeded);
    return out;
}

json::Object place_json(const std::vector<Promise>& promises, const story::PromisePlace& place) {
    json::Array ids;
    for (const std::size_t index : place.promises) {
        ids.emplace_back(promises[index].id.text());
    }
    return {
        {"touchpoint", place.touchpoint},
        {"promise_ids", std::move(ids)},
        {"kept", estimate_json(place.kept)},
        {"below", estimate_json(place.below)},
        {"met", estimate_json(place.met)},
        {"exceeded", estimate_json(place.exceeded)}
    };
}

json::Object believed_json(
    const Promise& promise, const story::Believed& believed, std::string_view language
) {
    json::Object out;
    put_promise(out, promise, language);
    out["share"] = estimate_json(believed.share);
    json::Array trend;
    for (const auto& step : believed.trend) {
        auto one = estimate_json(step.share);
        one["week"] = step.week;
        trend.push_back(std::move(one));
    }
    out["trend"] = std::move(trend);
    return out;
}

}  // namespace

json::Object item_json(const promise::Item& item) {
    return {
        {"role", item.role},
        {"metric", metric_json(item.metric)},
        {"is_new", item.is_new},
        {"question", json::parse(item.question)}
    };
}

json::Object promises_json(
    const std::vector<Promise>& promises,
    const story::PromisesShown& shown,
    std::string_view language,
    Instant as_of
) {
    json::Array rows, places, believed;
    for (const auto& row : shown.rows) {
        rows.push_back(row_json(promises[row.promise], row, language));
    }
    for (const auto& place : shown.touchpoints) {
        places.push_back(place_json(promises, place));
    }
    for (const auto& one : shown.believed) {
        believed.push_back(believed_json(promises[one.promise], one, language));
    }
    return {
        {"rows", std::move(rows)},
        {"touchpoints", std::move(places)},
        {"lowest", maybe(shown.lowest)},
        {"believed", std::move(believed)},
        {"reason", promises.empty() ? json::Value("no_promises") : json::Value(nullptr)},
        {"as_of", to_rfc3339(as_of)}
    };
}

json::Array step_promises_json(
    const std::vector<Promise>& promises,
    const story::PromisesShown& shown,
    const std::string& touchpoint,
    std::string_view language
) {
    json::Array out;
    for (const auto& row : shown.rows) {
        if (row.touchpoint == touchpoint) {
            json::Object one;
            put_promise(one, promises[row.promise], language);
            one["kept"] = estimate_json(row.kept);
            one["kept_from"] = row.kept_from;
            one["gap"] = gap_json(row.found.gap);
            out.push_back(std::move(one));
        }
    }
    return out;
}

json::Value step_met_json(const story::PromisesShown& shown, const std::string& touchpoint) {
    for (const auto& place : shown.touchpoints) {
        const bool said = place.met.n > 0 || place.met.tier == stats::Tier::hidden;
        if (place.touchpoint == touchpoint && said) {
            return json::Object{
                {"below", estimate_json(place.below)},
                {"met", estimate_json(place.met)},
                {"exceeded", estimate_json(place.exceeded)}
            };
        }
    }
    return nullptr;
}

void add_promise_schemas(Router& router) {
    const std::pair<std::string_view, std::string_view> schemas[] = {
        {"promise_gap",
         "n:integer? same_feedback:integer? value:number? lo:number? hi:number? level:number "
         "p:number? method:string by:string tier:string reason:string?"},
        {"promise_row",
         "promise_id:string promise:string text:string touchpoint:string? segment:string? "
         "gap:promise_gap expected:estimate lived:estimate kept:estimate kept_from:string "
         "below:estimate met:estimate exceeded:estimate"},
        {"promise_place",
         "touchpoint:string promise_ids:[string] kept:estimate below:estimate met:estimate "
         "exceeded:estimate"},
        {"believed_week",
         "week:string n:integer? value:number? lo:number? hi:number? level:number method:string "
         "tier:string reason:string?"},
        {"promise_believed",
         "promise_id:string promise:string text:string share:estimate trend:[believed_week]"},
        {"promise_gaps",
         "rows:[promise_row] touchpoints:[promise_place] lowest:string? "
         "believed:[promise_believed] reason:string? as_of:string"},
        {"step_promise",
         "promise_id:string promise:string text:string kept:estimate kept_from:string "
         "gap:promise_gap"},
        {"step_met", "below:estimate met:estimate exceeded:estimate"},
        {"promise_read", "read_at:string"},
        {"readers_mine", "asked:boolean read_at:string? parts:[string]"},
        {"readers_department", "department_id:string? name:string? asked:integer read:integer"},
        {"reader", "id:string name:string read_at:string"},
        {"promise_readers",
         "asked:integer read:integer share:estimate mine:readers_mine "
         "departments:[readers_department] people:[reader]"},
        {"survey_item", "role:string metric:metric_head is_new:boolean question:object"},
        {"promise_items_body", "touchpoint_id?:string?"},
        {"promise_items", "promise:promise items:[survey_item]"},
        {"go_live", "override_reason?:string?"}
    };
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
}

}  // namespace styk::http
