#include "http/alert_api.h"

#include <algorithm>

#include "http/figure_json.h"
#include "http/page_query.h"
#include "http/record_api.h"
#include "http/schema_words.h"
#include "insight/alert_store.h"
#include "insight/period.h"
#include "json/json.h"
#include "people/user.h"
#include "record/wire.h"
#include "story/check_alerts.h"
#include "story/may_see.h"
#include "story/watch_alert.h"

namespace styk::http {

namespace {

using insight::Alert;
using insight::AlertOutlook;
using insight::Firing;
using people::User;

constexpr std::chrono::hours fresh{24 * 14};  // how long a firing asks for attention on Pulse

constexpr std::string_view outlook_schema = R"({
  "charts": {"type": "integer", "description": "that can be judged"},
  "too_few": {"type": "integer", "description": "groups with too few answers to judge"},
  "expected_false_alarms_per_year": {"type": "number", "description": "while nothing changes"},
  "at_most": {"type": "boolean", "description": "the expectation is the worst case"},
  "reason": {"type": ["string", "null"], "description": "why nothing is watched"},
  "last_checked_at": {"type": ["string", "null"], "format": "date-time"},
  "last_fired_at": {"type": ["string", "null"], "format": "date-time"}
})";

constexpr std::string_view firing_words =
    "id:string alert_id:string at:string key:string? period:string n:integer value:number "
    "lo:number? hi:number? limit:number said:string";

bool names(const Alert& alert, const people::Actor& actor) {
    return actor.user &&
           std::find(alert.recipients.begin(), alert.recipients.end(), actor.user->text()) !=
               alert.recipients.end();
}

bool is_own(const Alert& alert, const people::Actor& actor) {
    return actor.user && alert.user_id == actor.user;
}

AlertOutlook outlook_of(House& house, const people::Actor& eyes, const Alert& alert) {
    const auto watched = story::watch_alert(
        house.engine, *house.catalogue.directory(), eyes, alert, house.clock.now()
    );
    return {watched.charts, watched.too_few, watched.false_alarms_a_year, watched.reason};
}

void put_outlook(json::Object& out, const Alert& alert, const AlertOutlook& outlook) {
    out["charts"] = outlook.charts;
    out["too_few"] = outlook.too_few;
    out["expected_false_alarms_per_year"] = outlook.false_alarms_a_year;
    out["at_most"] = alert.rule != insight::AlertRule::limits;
    out["reason"] = text_or_null(outlook.reason);
}

json::Value instant_or_null(const std::optional<Instant>& at) {
    return at ? json::Value(to_rfc3339(*at)) : json::Value(nullptr);
}

void extend(House& house, const Alert& alert, json::Object& out) {
    people::Actor eyes;
    std::optional<Instant> checked, fired;
    const bool is_new = alert.outlook.has_value();  // within the transaction that adds it
    if (!is_new) {
        house.database.read([&](db::Reader& reader) {
            eyes = story::eyes_of(reader, alert);
            const auto check = insight::find_check(reader, alert.id);
            checked = check ? std::optional(check->checked_at) : std::nullopt;
            fired = insight::last_fired_at(reader, alert.id);
        });
    }
    put_outlook(out, alert, is_new ? *alert.outlook : outlook_of(house, eyes, alert));
    out["last_checked_at"] = instant_or_null(checked);
    out["last_fired_at"] = instant_or_null(fired);
}

// Somebody whose scope leaves nothing of what is watched would never hear of it.
void check_recipients(
    db::Reader& reader, const feedback::Directory& directory, const Alert& alert, Problems& problems
) {
    const auto filter = story::filter_of_alert(directory, story::eyes_of(reader, alert), alert);
    for (const std::string& text : alert.recipients) {
        const auto id = Id<User>::parse(text);
        const auto user = id ? db::find(reader, *id) : std::nullopt;
        if (!user) {
            problems.push_back({"/recipients", "there is no user " + text});
        } else if (filter && !story::is_divided(alert) &&
                   !story::may_see(people::actor_of(*user), *filter, directory)) {
            problems.push_back(
                {"/recipients", user->name + " does not see all of this: narrow it to their part"}
            );
        }
    }
}

void check(House& house, db::Reader& reader, const Alert& alert) {
    const auto directory = house.catalogue.directory();
    Problems problems = story::check_alert(*directory, alert);
    check_recipients(reader, *directory, alert, problems);
    refuse_if(std::move(problems));
}

// Whose eyes: a program with a scope has none that last.
void fill(House& house, const Call& call, Alert& alert) {
    const bool scoped = call.actor.location || call.actor.role == people::Role::touchpoint_owner;
    if (!call.actor.user && scoped) {
        throw Refusal(
            Code::forbidden, "An alert looks with somebody's eyes. Log in as that person."
        );
    }
    alert.user_id = call.actor.user;
    const bool right = story::check_alert(*house.catalogue.directory(), alert).empty();
    alert.outlook = right ? outlook_of(house, call.actor, alert) : AlertOutlook{};
}

RecordRules<Alert> rules_of(House& house) {
    RecordRules<Alert> rules;
    rules.fill = [&house](const Call& call, Alert& alert) { fill(house, call, alert); };
    rules.check = [&house](db::Reader& reader, const Alert& alert) { check(house, reader, alert); };
    rules.entails = [](db::Tx& tx, const Call& call) {
        story::ask_check_alerts(tx, call.at, call.at);
    };
    rules.visible = [](const people::Actor& actor, const Alert& alert) {
        return actor.has(people::may::read_people) || is_own(alert, actor) || names(alert, actor);
    };
    rules.writable = [](const Call& call, const Alert& alert) {
        return call.actor.has(people::may::set_up) || is_own(alert, call.actor);
    };
    rules.extend = [&house](const Alert& alert, json::Object& out) { extend(house, alert, out); };
    return rules;
}

json::Object schema() {
    auto out = record::schema(record::shape_of<Alert>());
    const auto more = json::parse(outlook_schema);
    for (const auto& [name, schema] : more.get_object()) {
        out["properties"].as_object()[name] = schema;
    }
    return out;
}

// A draft, not stored: what would be expected of it.
Answer expect(House& house, const Call& call) {
    const json::Value body = call.body();
    json::Object draft = json::need_object(body);
    draft.emplace("name", "draft");
    Alert alert;
    Problems problems = record::read_json(
        record::shape_of<Alert>(), draft, &alert, record::Intent::add, call.actor.bits()
    );
    const auto more = story::check_alert(*house.catalogue.directory(), alert);
    problems.insert(problems.end(), more.begin(), more.end());
    refuse_if(std::move(problems));
    json::Object out;
    put_outlook(out, alert, outlook_of(house, call.actor, alert));
    return json_answer(200, out);
}

json::Object firing_json(const Firing& firing) {
    return {
        {"id", firing.id},
        {"alert_id", firing.alert_id.text()},
        {"at", to_rfc3339(firing.fired_at)},
        {"key", text_or_null(firing.group_key)},
        {"period", firing.period},
        {"n", firing.n},
        {"value", firing.value},
        {"lo", number_json(firing.lo)},
        {"hi", number_json(firing.hi)},
        {"limit", firing.limit},
        {"said", firing.said}
    };
}

// What this actor may be told of what an alert found.
class Told {
public:
    Told(House& house, db::Reader& reader, const people::Actor& actor, const Alert& alert)
        : directory_(house.catalogue.directory()),
          actor_(actor),
          alert_(alert),
          filter_(story::filter_of_alert(*directory_, story::eyes_of(reader, alert), alert)) {}

    [[nodiscard]] bool may(const Firing& firing) const {
        if (!filter_) {
            return false;
        }
        const auto filter =
            story::filter_of_group(*filter_, alert_.by.value_or(""), firing.group_key, *directory_);
        return story::may_see(actor_, filter, *directory_);
    }

private:
    std::shared_ptr<const feedback::Directory> directory_;
    const people::Actor& actor_;
    const Alert& alert_;
    std::optional<feedback::Filter> filter_;
};

Alert load_visible(db::Reader& reader, const Call& call) {
    const auto alert = db::find(reader, call.id<Alert>());
    const bool visible = alert && (call.actor.has(people::may::read_people) ||
                                   is_own(*alert, call.actor) || names(*alert, call.actor));
    if (!visible) {
        throw Refusal(Code::not_found, "There is no such alert.");
    }
    return *alert;
}

Answer history(House& house, const Call& call) {
    const auto asked = read_page_query(call);
    json::Array items;
    json::Value next = nullptr;
    house.database.read([&](db::Reader& reader) {
        const Alert alert = load_visible(reader, call);
        const Told told(house, reader, call.actor, alert);
        auto found = insight::list_firings(reader, alert.id, asked.before, asked.limit + 1);
        if (found.size() > static_cast<std::size_t>(asked.limit)) {
            found.pop_back();
            next = record::write_cursor({found.back().position, ""});
        }
        for (const Firing& firing : found) {
            if (told.may(firing)) {
                items.push_back(firing_json(firing));
            }
        }
    });
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", next}});
}

json::Object fresh_json(const Firing& firing, const Alert& alert, const metric::Metric& metric) {
    auto item = firing_json(firing);
    item["name"] = alert.name;
    item["metric"] = metric_json(metric);
    item["query"] = alert.query;
    item["by"] = text_or_null(alert.by.value_or(""));
    item["every"] = insight::name_of(insight::period_of(alert.period));
    return item;
}

json::Array fresh_firings(House& house, db::Reader& reader, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto alerts = db::list_all<Alert>(reader);
    json::Array items;
    for (const Firing& firing :
         insight::list_fresh_firings(reader, call.at - fresh, call.actor.user->text())) {
        const auto alert = std::ranges::find(alerts, firing.alert_id, &Alert::id);
        const bool theirs =
            alert != alerts.end() && (names(*alert, call.actor) || is_own(*alert, call.actor));
        const auto* metric = theirs ? directory->metrics.find(alert->metric) : nullptr;
        if (metric != nullptr && Told(house, reader, call.actor, *alert).may(firing)) {
            items.push_back(fresh_json(firing, *alert, *metric));
        }
    }
    return items;
}

// What asks for this person's attention: firings of alerts that are theirs or name them.
Answer firings(House& house, const Call& call) {
    json::Array items;
    if (call.actor.user) {
        items = house.database.read([&](db::Reader& reader) {
            return fresh_firings(house, reader, call);
        });
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Answer put_aside(House& house, const Call& call) {
    const std::string id = call.id<Firing>().text();
    if (!call.actor.user) {
        throw Refusal(Code::forbidden, "Only a person puts something aside.");
    }
    house.database.write([&](db::Tx& tx) {
        if (!insight::put_aside(tx, id, call.actor.user->text())) {
            throw Refusal(Code::not_found, "There is no such alarm.");
        }
    });
    return empty_answer();
}

}  // namespace

void add_alert_routes(Router& router, House& house) {
    add_record_routes<Alert>(router, {house.database, house.clock, house.random}, rules_of(house));
    router.add_schema("alert", schema());  // instead of the bare record's
    router.add_schema(
        "alert_outlook",
        schema_of_words("charts:integer too_few:integer expected_false_alarms_per_year:number "
                        "at_most:boolean reason:string?")
    );
    router.add_schema("firing", schema_of_words(firing_words));
    router.add_schema(
        "fresh_firing",
        schema_of_words(
            std::string(firing_words) +
            " name:string metric:metric_head query:string by:string? every:string"
        )
    );
    router.add(
        net::Method::post,
        "/api/v1/alerts/expect",
        only(record::shape_of<Alert>().writers),
        with(house, expect),
        {.summary = "What is to be expected of an alert that is being written; nothing is stored",
         .takes = "alert",
         .gives = "alert_outlook"}
    );
    router.add(
        net::Method::get,
        "/api/v1/alerts/firings",
        logged_in,
        with(house, firings),
        {.summary = "What alerts found lately for this person and was not put aside",
         .gives = "fresh_firing",
         .page = true}
    );
    router.add(
        net::Method::post,
        "/api/v1/alerts/firings/{id}/seen",
        logged_in,
        with(house, put_aside),
        {.summary = "Put it aside", .status = 204}
    );
    router.add(
        net::Method::get,
        "/api/v1/alerts/{id}/history",
        only(record::shape_of<Alert>().readers),
        with(house, history),
        {.summary = "What an alert found, newest first",
         .gives = "firing",
         .page = true,
         .asks = "page"}
    );
}

}  // namespace styk::http
