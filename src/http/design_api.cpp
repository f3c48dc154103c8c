#include "http/design_api.h"

#include "http/figure_json.h"
#include "http/record_api.h"
#include "http/schema_words.h"
#include "http/survey_routes.h"
#include "json/json.h"
#include "people/roles.h"
#include "promise/promise_store.h"
#include "promise/vision_store.h"
#include "record/wire.h"
#include "story/show_vision.h"

namespace styk::http {

namespace {

using people::may::read_figures;
using people::may::read_people;
using promise::DesignedExperience;
using promise::MarketMove;
using promise::VisionVersion;

// ---- designed experiences

json::Object design_json(const DesignedExperience& design) {
    auto out = record::to_json(record::shape_of<DesignedExperience>(), &design);
    out["approved"] = promise::is_approved(design);
    return out;
}

Answer approve(House& house, const Call& call) {
    DesignedExperience after;
    house.database.write([&](db::Tx& tx) {
        const auto before = db::load(tx, call.id<DesignedExperience>());
        after = before;
        after.approved_at = call.at;
        after.approved_by = call.actor.name;
        after.approved_revision = before.revision + 1;
        db::change(tx, before, after, call.change());
    });
    return with_etag(json_answer(200, design_json(after)), after.revision);
}

// ---- vision

json::Object version_json(const VisionVersion& version) {
    auto out = promise::to_json(version.vision);
    out["revision"] = version.number;
    const bool written = version.number > 0;
    out["changed_at"] = written ? json::Value(to_rfc3339(version.at)) : json::Value(nullptr);
    out["changed_by"] = written ? json::Value(version.author) : json::Value(nullptr);
    return out;
}

json::Array felt_json(House& house, const Call& call, const promise::Vision& vision) {
    const auto directory = house.catalogue.directory();
    Problems problems;
    const auto filter = feedback::read_filter(*directory, call.parameters(), problems);
    refuse_if(std::move(problems));
    json::Array out;
    for (const auto& one :
         story::show_vision(house.engine, *directory, call.actor, vision, filter)) {
        auto felt = estimate_json(one.share);
        felt["emotion"] = one.emotion;
        const bool hidden = one.share.tier == stats::Tier::hidden;
        felt["told"] = hidden ? json::Value(nullptr) : json::Value(one.told);
        out.push_back(std::move(felt));
    }
    return out;
}

Answer vision_answer(House& house, const Call& call, const VisionVersion& version) {
    auto out = version_json(version);
    out["felt"] = felt_json(house, call, version.vision);
    out["as_of"] = to_rfc3339(call.at);
    return with_etag(json_answer(200, out), version.number);
}

Answer read_vision(House& house, const Call& call) {
    return vision_answer(house, call, house.database.read(promise::load_vision));
}

Answer write_vision(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto revision = call.expected_revision();
    Problems problems;
    const auto vision = promise::read_vision(body, problems);
    refuse_if(std::move(problems));
    VisionVersion made;
    house.database.write([&](db::Tx& tx) {
        made = promise::add_vision(tx, revision, vision, call.change());
    });
    return vision_answer(house, call, made);
}

Answer list_versions(House& house, const Call&) {
    json::Array items;
    for (const auto& one : house.database.read(promise::list_visions)) {
        items.push_back(
            json::Object{{"number", one.number}, {"at", to_rfc3339(one.at)}, {"by", one.author}}
        );
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Answer read_version(House& house, const Call& call) {
    const std::string& text = call.path_values.at(0);
    const bool number = !text.empty() && text.size() < 10 &&
                        text.find_first_not_of("0123456789") == std::string::npos;
    const auto found = number ? house.database.read([&](db::Reader& reader) {
        return promise::find_vision(reader, std::stoll(text));
    })
                              : std::nullopt;
    if (!found) {
        throw Refusal(Code::not_found, "There is no such version.");
    }
    return json_answer(200, version_json(*found));
}

void add_schemas(Router& router) {
    const std::pair<std::string_view, std::string_view> schemas[] = {
        {"target_emotion", "emotion:string touchpoint_ids:[string] text:string"},
        {"vision_body", "positioning?:string? advantage?:string? emotions?:[target_emotion]"},
        {"vision_version",
         "revision:integer positioning:string advantage:string emotions:[target_emotion] "
         "changed_at:string? changed_by:string?"},
        {"vision_change", "number:integer at:string by:string"},
        {"emotion_felt",
         "emotion:string told:integer? n:integer? value:number? lo:number? hi:number? "
         "level:number method:string tier:string reason:string?"},
        {"vision",
         "revision:integer positioning:string advantage:string emotions:[target_emotion] "
         "changed_at:string? changed_by:string? felt:[emotion_felt] as_of:string"}
    };
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
}

void add_vision_routes(HouseRoutes& routes) {
    using net::Method;
    routes.add(
        Method::get,
        "/vision",
        read_figures,
        read_vision,
        {.summary = "Which experience customers are to have, and how often they speak of it",
         .gives = "vision",
         .asks = "filter"}
    );
    routes.add(
        Method::put,
        "/vision",
        read_people,
        write_vision,
        {.summary = "Write its next version", .takes = "vision_body", .gives = "vision"}
    );
    routes.add(
        Method::get,
        "/vision/versions",
        read_figures,
        list_versions,
        {.summary = "Who changed it when", .gives = "vision_change", .page = true}
    );
    routes.add(
        Method::get,
        "/vision/versions/{number}",
        read_figures,
        read_version,
        {.summary = "One version", .gives = "vision_version"}
    );
}

}  // namespace

void add_design_routes(Router& router, House& house) {
    add_schemas(router);
    HouseRoutes routes(router, house);
    routes.add(
        net::Method::post,
        "/designed_experiences/{id}/approve",
        people::may::set_up,
        approve,
        {.summary = "Approve it as it stands", .gives = "designed_experience"}
    );
    const RecordDoors doors{house.database, house.clock, house.random};
    add_record_routes<DesignedExperience>(
        router,
        doors,
        {.check = promise::check_design,
         .extend = [](const DesignedExperience& design,
                      json::Object& out) { out["approved"] = promise::is_approved(design); }}
    );
    add_vision_routes(routes);
    add_record_routes<MarketMove>(router, doors, {.check = promise::check_move});
}

}  // namespace styk::http
