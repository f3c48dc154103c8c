#include "http/promise_api.h"

#include <algorithm>

#include "base/text.h"
#include "http/figure_json.h"
#include "http/promise_json.h"
#include "http/query.h"
#include "http/record_api.h"
#include "http/refuse.h"
#include "http/survey_routes.h"
#include "json/json.h"
#include "people/roles.h"
#include "promise/promise_store.h"
#include "record/wire.h"
#include "story/offer_items.h"
#include "story/promise_readers.h"

namespace styk::http {

namespace {

using people::may::read_figures;
using people::may::read_people;
using people::may::set_up;
using promise::Promise;
using promise::PromiseCampaign;

template <class T>
Answer record_answer(int status, const T& record) {
    return with_etag(
        json_answer(status, record::to_json(record::shape_of<T>(), &record)), record.revision
    );
}

// ---- gaps

story::PairKeys keys_of(const Call& call, Problems& problems) {
    story::PairKeys by;
    for (const auto& [name, value] : call.parameters()) {
        if (name != "by") {
            continue;
        }
        for (const std::string_view one : split(value, ',')) {
            by.touchpoint = by.touchpoint || one == "touchpoint";
            by.segment = by.segment || one == "segment";
            if (one != "touchpoint" && one != "segment") {
                problems.push_back({"by", "must be touchpoint or segment"});
            }
        }
    }
    return by;
}

bool is_named(const Call& call, const Promise& promise) {
    bool any = false;
    for (const auto& [name, value] : call.parameters()) {
        if (name == "promise") {
            any = true;
            if (value == promise.key || value == promise.id.text()) {
                return true;
            }
        }
    }
    return !any;
}

std::vector<Promise> promises_asked(House& house, const Call& call, Problems& problems) {
    const auto state = parameter(call, "state").value_or("live");
    const auto wanted = record::choice_of<promise::PromiseState>(state);
    if (!wanted && state != "all") {
        problems.push_back({"state", "must be live, draft, withdrawn or all"});
    }
    auto promises = house.database.read(db::list_all<Promise>);
    std::erase_if(promises, [&](const Promise& one) {
        return (wanted && one.state != *wanted) || !is_named(call, one);
    });
    return promises;
}

std::string language_of(House& house, const Call& call) {
    return parameter(call, "titles").value_or(house.catalogue.directory()->firm.language);
}

Answer gaps(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    Problems problems;
    std::vector<std::string> others;
    story::PromisesAsked asked;
    asked.filter = feedback::read_filter(*directory, call.parameters(), problems, &others);
    for (const auto& name : others) {
        if (name != "by" && name != "promise" && name != "state" && name != "titles") {
            problems.push_back({name, "is no name of a filter"});
        }
    }
    asked.by = keys_of(call, problems);
    asked.promises = promises_asked(house, call, problems);
    refuse_if(std::move(problems));
    const auto shown =
        story::show_promises(house.database, house.engine, *directory, call.actor, asked);
    return json_answer(
        200, promises_json(asked.promises, shown, language_of(house, call), call.at)
    );
}

// ---- readers

Answer read_promise(House& house, const Call& call) {
    if (!call.actor.user) {
        throw Refusal(Code::forbidden, "Only a person can have read it.");
    }
    house.database.write([&](db::Tx& tx) {
        const auto promise = db::load(tx, call.id<Promise>());
        promise::put_reading(tx, promise, call.actor.id, call.at);
    });
    return json_answer(200, json::Object{{"read_at", to_rfc3339(call.at)}});
}

json::Value when(const std::optional<Instant>& at) {
    return at ? json::Value(to_rfc3339(*at)) : json::Value(nullptr);
}

json::Value maybe(const std::optional<std::string>& text) {
    return text ? json::Value(*text) : json::Value(nullptr);
}

Answer readers(House& house, const Call& call) {
    const auto found = house.database.read([&](db::Reader& reader) {
        return story::promise_readers(reader, db::load(reader, call.id<Promise>()), call.actor);
    });
    json::Array departments, people;
    for (const auto& one : found.departments) {
        departments.push_back(json::Object{
            {"department_id", maybe(one.department_id)},
            {"name", maybe(one.name)},
            {"asked", one.asked},
            {"read", one.read}
        });
    }
    if (call.actor.has(read_people)) {
        for (const auto& one : found.people) {
            people.push_back(json::Object{
                {"id", one.id}, {"name", one.name}, {"read_at", to_rfc3339(one.read_at)}
            });
        }
    }
    json::Object mine{
        {"asked", found.asks_me},
        {"read_at", when(found.read_by_me)},
        {"parts", json::Array(found.my_parts.begin(), found.my_parts.end())}
    };
    return json_answer(
        200,
        json::Object{
            {"asked", found.asked},
            {"read", found.read},
            {"share", estimate_json(found.share)},
            {"mine", std::move(mine)},
            {"departments", std::move(departments)},
            {"people", std::move(people)}
        }
    );
}

// ---- items

// The member of a body that may be left out; refuses any other member.
std::optional<std::string> only_member(const Call& call, std::string_view member) {
    const json::Value body = call.body();
    std::optional<std::string> out;
    for (const auto& [name, value] : json::need_object(body)) {
        const std::string pointer = "/" + json::escape_pointer(name);
        if (name != member) {
            refuse(pointer, "is not known here");
        }
        if (value.is_null()) {
            continue;
        }
        if (!value.is_string()) {
            refuse(pointer, "must be a text");
        }
        out = std::string(value.get_string());
    }
    return out;
}

Answer offer(House& house, const Call& call) {
    const auto touchpoint = only_member(call, "touchpoint_id");
    const auto offered =
        story::offer_items(house.intake(), call.id<Promise>(), touchpoint, call.change());
    json::Array items;
    for (const auto& one : offered.items) {
        items.push_back(item_json(one));
    }
    return json_answer(
        200,
        json::Object{
            {"promise", record::to_json(record::shape_of<Promise>(), &offered.promise)},
            {"items", std::move(items)}
        }
    );
}

// ---- campaigns

// Over open changes only with a reason, which stays in the record and in the audit trail.
void launch(PromiseCampaign& campaign, const std::optional<std::string>& reason, const Call& call) {
    auto open = promise::open_changes(campaign);
    if (!open.empty() && !reason) {
        throw Refusal(
            Code::conflict,
            "Not everything that this campaign promises is done. Finish it, or say why it goes "
            "live "
            "anyway.",
            std::move(open)
        );
    }
    if (!open.empty()) {
        campaign.override_reason = reason;
        campaign.overridden_by = call.actor.name;
    }
    campaign.state = promise::CampaignState::live;
    campaign.live_at = call.at;
}

void need_state(const PromiseCampaign& campaign, promise::CampaignState state, const char* why) {
    if (campaign.state != state) {
        throw Refusal(Code::conflict, why);
    }
}

template <class Work>
Answer change_campaign(House& house, const Call& call, const Work& work) {
    PromiseCampaign after;
    house.database.write([&](db::Tx& tx) {
        const auto before = db::load(tx, call.id<PromiseCampaign>());
        after = before;
        work(after);
        db::change(tx, before, after, call.change());
    });
    return record_answer(200, after);
}

Answer go_live(House& house, const Call& call) {
    const auto reason = only_member(call, "override_reason");
    if (reason && (trim(*reason).empty() || count_code_points(*reason) > 1000)) {
        refuse("/override_reason", "must have 1 to 1000 characters");
    }
    return change_campaign(house, call, [&](PromiseCampaign& campaign) {
        need_state(campaign, promise::CampaignState::draft, "This campaign has gone live already.");
        launch(campaign, reason, call);
    });
}

Answer end_campaign(House& house, const Call& call) {
    return change_campaign(house, call, [](PromiseCampaign& campaign) {
        need_state(campaign, promise::CampaignState::live, "Only a campaign that is live can end.");
        campaign.state = promise::CampaignState::over;
    });
}

void add_campaign_routes(HouseRoutes& routes) {
    routes.add(
        net::Method::post,
        "/promise_campaigns/{id}/go_live",
        read_people,
        go_live,
        {.summary = "Go live, once its changes are done; over open ones only with a reason",
         .takes = "go_live",
         .gives = "promise_campaign"}
    );
    routes.add(
        net::Method::post,
        "/promise_campaigns/{id}/end",
        read_people,
        end_campaign,
        {.summary = "It is over", .gives = "promise_campaign"}
    );
}

void add_reading_routes_of_promises(HouseRoutes& routes) {
    routes.add(
        net::Method::post,
        "/promises/{id}/read",
        read_figures,
        read_promise,
        {.summary = "I have read what it means for me", .gives = "promise_read"}
    );
    routes.add(
        net::Method::get,
        "/promises/{id}/readers",
        read_figures,
        readers,
        {.summary = "Who has read it, of those it is for", .gives = "promise_readers"}
    );
}

}  // namespace

void add_promise_routes(Router& router, House& house) {
    add_promise_schemas(router);
    HouseRoutes routes(router, house);
    routes.add(
        net::Method::get,
        "/promises/gaps",
        read_figures,
        gaps,
        {.summary =
             "What was lived against what was promised, the worst gap first; who believes it",
         .gives = "promise_gaps",
         .asks = "filter by promise state titles"}
    );
    add_reading_routes_of_promises(routes);
    routes.add(
        net::Method::post,
        "/promises/{id}/items",
        set_up,
        offer,
        {.summary = "Metrics and survey questions about it",
         .takes = "promise_items_body",
         .gives = "promise_items"}
    );
    const RecordDoors doors{house.database, house.clock, house.random};
    add_record_routes<Promise>(
        router,
        doors,
        {.check = promise::check_promise,
         .removing = [](db::Tx& tx, const Promise& one) { promise::check_removal(tx, one); }}
    );
    add_campaign_routes(routes);
    add_record_routes<PromiseCampaign>(router, doors, {.check = promise::check_campaign});
}

}  // namespace styk::http
