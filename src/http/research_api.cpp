#include "http/research_api.h"

#include "feedback/need.h"
#include "http/figure_json.h"
#include "http/query.h"
#include "http/record_api.h"
#include "http/refuse.h"
#include "http/schema_words.h"
#include "http/survey_routes.h"
#include "insight/research_note.h"
#include "journey/share_store.h"
#include "json/json.h"
#include "people/roles.h"
#include "story/count_needs.h"
#include "story/find_unused.h"
#include "story/guard.h"

namespace styk::http {

namespace {

using feedback::Need;
using insight::ResearchNote;
using people::may::read_feedback;

constexpr std::string_view our_files = "/api/v1/files/";

// An address elsewhere, or a file that was put in here.
bool is_evidence(db::Reader& reader, std::string_view address) {
    if (!address.starts_with(our_files)) {
        return address.starts_with("https://") || address.starts_with("http://");
    }
    const auto id = Id<journey::File>::parse(address.substr(our_files.size()));
    return id && journey::find_file(reader, *id);
}

void check_note(
    db::Reader& reader, const feedback::Directory& directory, const ResearchNote& note
) {
    Problems problems;
    if (note.touchpoint && directory.touchpoints.find(*note.touchpoint) == nullptr) {
        problems.push_back({"/touchpoint", "there is no such touchpoint"});
    }
    if (note.evidence && !is_evidence(reader, *note.evidence)) {
        problems.push_back({"/evidence", "must be an address such as https://… or one of our files"}
        );
    }
    refuse_if(std::move(problems));
}

// ---- needs

std::vector<Need> all_needs(House& house) {
    auto needs = house.database.read(db::list_all<Need>);
    std::ranges::stable_sort(needs, std::less{}, &Need::position);
    return needs;
}

json::Object need_json(const Need& need) {
    return {{"key", need.key}, {"name", need.name}};
}

Answer count_needs(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    Problems problems;
    insight::Question question;
    question.filter = feedback::read_filter(*directory, call.parameters(), problems);
    refuse_if(std::move(problems));
    const auto filter = story::figures_filter(question, call.actor, *directory);
    const auto needs = all_needs(house);
    const auto rows = story::count_needs(
        house.engine, *directory, filter, needs, story::limits_for(question, *directory)
    );
    json::Array items, names;
    for (const Need& need : needs) {
        names.push_back(need_json(need));
    }
    for (const auto& row : rows) {
        json::Array shares;
        for (std::size_t i = 0; i < needs.size(); ++i) {
            auto share = estimate_json(row.shares[i]);
            share["need"] = needs[i].key;
            share["marked"] = row.marked[i];
            shares.push_back(std::move(share));
        }
        items.push_back(json::Object{
            {"touchpoint", text_or_null(row.touchpoint.value_or(""))},
            {"feedback", row.feedback},
            {"shares", std::move(shares)}
        });
    }
    const json::Value reason = rows.empty() ? json::Value("no_answers") : json::Value(nullptr);
    return json_answer(
        200,
        json::Object{
            {"needs", std::move(names)},
            {"rows", std::move(items)},
            {"reason", reason},
            {"as_of", to_rfc3339(call.at)}
        }
    );
}

// ---- what nobody uses

json::Object collected_json(const story::CollectedQuestion& one, Instant now) {
    json::Array uses;
    for (const auto& use : one.uses) {
        uses.push_back(json::Object{{"kind", use.kind}, {"name", use.name}});
    }
    return {
        {"survey_id", one.survey_id},
        {"survey", one.survey},
        {"question", one.name},
        {"title", one.title},
        {"type", one.type},
        {"answered", one.answered},
        {"looked_at", one.looked_at ? json::Value(to_rfc3339(*one.looked_at)) : json::Value()},
        {"uses", std::move(uses)},
        {"used", one.used(now)}
    };
}

Answer list_collected(House& house, const Call& call) {
    const auto titles = parameter(call, "titles");
    const auto found = story::find_collected(
        house.intake(), titles.value_or(house.catalogue.directory()->firm.language), call.at
    );
    json::Array items;
    for (const auto& one : found) {
        items.push_back(collected_json(one, call.at));
    }
    const json::Value reason = found.empty() ? json::Value("no_answers") : json::Value(nullptr);
    return json_answer(
        200,
        json::Object{
            {"days", story::use_days},
            {"items", std::move(items)},
            {"reason", reason},
            {"as_of", to_rfc3339(call.at)}
        }
    );
}

void add_schemas(Router& router) {
    const std::pair<std::string_view, std::string_view> schemas[] = {
        {"need_name", "key:string name:string"},
        {"need_share",
         "need:string marked:integer n:integer? value:number? lo:number? hi:number? level:number "
         "method:string "
         "tier:string reason:string?"},
        {"need_row", "touchpoint:string? feedback:integer shares:[need_share]"},
        {"need_counts", "needs:[need_name] rows:[need_row] reason:string? as_of:string"},
        {"use_of_question", "kind:string name:string"},
        {"collected_question",
         "survey_id:string survey:string question:string title:string type:string "
         "answered:integer looked_at:string? uses:[use_of_question] used:boolean"},
        {"collected", "days:integer items:[collected_question] reason:string? as_of:string"}
    };
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
}

}  // namespace

void add_research_routes(Router& router, House& house) {
    add_schemas(router);
    RecordRules<ResearchNote> rules;
    rules.check = [&house](db::Reader& reader, const ResearchNote& note) {
        check_note(reader, *house.catalogue.directory(), note);
    };
    add_record_routes<ResearchNote>(router, {house.database, house.clock, house.random}, rules);
    add_record_routes<Need>(router, {house.database, house.clock, house.random}, {});
    HouseRoutes routes(router, house);
    routes.add(
        net::Method::get,
        "/insights/needs",
        read_feedback,
        count_needs,
        {.summary = "What customers need, touchpoint by touchpoint: shares of the feedback there",
         .gives = "need_counts",
         .asks = "filter"}
    );
    routes.add(
        net::Method::get,
        "/insights/collected",
        read_feedback,
        list_collected,
        {.summary = "Questions that were answered lately, those first that nobody uses",
         .gives = "collected",
         .asks = "titles"}
    );
}

}  // namespace styk::http
