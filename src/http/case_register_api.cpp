// The registers of cases: rules with their dry run, settings, calendars, absences, templates,
// causes, practices, findings.
#include <fmt/format.h>

#include "casework/case_rule.h"
#include "casework/case_settings_store.h"
#include "casework/case_store.h"
#include "casework/desk.h"
#include "casework/lesson_store.h"
#include "casework/reply_template.h"
#include "casework/rulebook.h"
#include "feedback/filter.h"
#include "http/body_fields.h"
#include "http/case_api.h"
#include "http/inbox_query.h"
#include "http/record_api.h"
#include "http/schema_words.h"
#include "http/single_record.h"
#include "json/json.h"
#include "people/user.h"
#include "record/wire.h"
#include "story/ask_customers.h"
#include "story/case_events.h"
#include "story/rule_call.h"
#include "story/setup.h"
#include "story/try_case_rules.h"

namespace styk::http {

namespace {

using casework::Absence;
using casework::CaseRule;
using casework::CaseSettings;
using casework::Cause;
using casework::Practice;
using casework::ReplyTemplate;
using casework::WorkCalendar;
namespace may = people::may;

constexpr std::chrono::days usual_past{90};

void check_action(
    House& house,
    db::Reader& reader,
    const casework::Action& action,
    const std::string& pointer,
    Problems& problems
) {
    using casework::ActionKind;
    using casework::AssignTo;
    const auto directory = house.catalogue.directory();
    const auto is_user = [&](const std::string& text) {
        const auto id = Id<people::User>::parse(text);
        return id && db::find(reader, *id);
    };
    const bool to_department =
        action.kind == ActionKind::assign && action.to == AssignTo::department;
    if (to_department && directory->departments.find(action.id) == nullptr) {
        problems.push_back({pointer + "/id", "there is no such department"});
    }
    if (action.kind == ActionKind::assign && action.to == AssignTo::user && !is_user(action.id)) {
        problems.push_back({pointer + "/id", "there is no such user"});
    }
    for (const std::string& one : action.user_ids) {
        if (!is_user(one)) {
            problems.push_back({pointer + "/user_ids", "there is no user " + one});
        }
    }
    if (!action.department_id.empty() &&
        directory->departments.find(action.department_id) == nullptr) {
        problems.push_back({pointer + "/department_id", "there is no such department"});
    }
    if (action.kind == ActionKind::webhook && !story::may_be_called(reader, action.id)) {
        problems.push_back({pointer + "/webhook_id", "no webhook or chat of this id is switched on"}
        );
    }
    if (action.kind == ActionKind::send_survey) {
        const auto* survey = directory->surveys.find(action.id);
        if (survey == nullptr) {
            problems.push_back({pointer + "/survey_id", "there is no such survey"});
        } else if (!story::is_sent_on(reader, story::asked_by_rule, survey->id)) {
            problems.push_back(
                {pointer + "/survey_id",
                 "no running campaign sends this survey on the event asked_by_rule"}
            );
        }
    }
}

void check_rule(House& house, db::Reader& reader, const CaseRule& rule) {
    Problems problems = casework::check(*house.catalogue.directory(), rule);
    if (problems.empty()) {
        Problems ignored;
        const auto actions = casework::read_actions(rule.actions.text, ignored);
        for (std::size_t i = 0; i < actions.size(); ++i) {
            check_action(house, reader, actions[i], fmt::format("/actions/{}", i), problems);
        }
    }
    refuse_if(std::move(problems));
}

void need_user(
    db::Reader& reader, const Id<people::User>& id, const char* pointer, Problems& problems
) {
    if (!db::find(reader, id)) {
        problems.push_back({pointer, "there is no such user"});
    }
}

void check_absence(db::Reader& reader, const Absence& absence) {
    Problems problems = casework::check(absence);
    need_user(reader, absence.user_id, "/user_id", problems);
    need_user(reader, absence.deputy_id, "/deputy_id", problems);
    refuse_if(std::move(problems));
}

void need_touchpoint(House& house, const std::optional<std::string>& key, Problems& problems) {
    if (key && house.catalogue.directory()->touchpoints.find(*key) == nullptr) {
        problems.push_back({"/touchpoint", "there is no such touchpoint"});
    }
}

void check_template(House& house, const ReplyTemplate& one) {
    Problems problems;
    (void)casework::read_reply_texts(one, problems);
    need_touchpoint(house, one.touchpoint, problems);
    if (one.topic && house.catalogue.directory()->topics.find(*one.topic) == nullptr) {
        problems.push_back({"/topic", "there is no such topic"});
    }
    refuse_if(std::move(problems));
}

void check_practice(House& house, db::Reader& reader, const Practice& one) {
    Problems problems;
    need_touchpoint(house, one.touchpoint, problems);
    if (one.cause_id && !db::find(reader, *one.cause_id)) {
        problems.push_back({"/cause_id", "there is no such cause"});
    }
    if (one.case_id && !casework::find_case(reader, *one.case_id)) {
        problems.push_back({"/case_id", "there is no such case"});
    }
    refuse_if(std::move(problems));
}

void keep_used_cause(db::Tx& tx, const Cause& cause) {
    if (casework::is_used(tx, cause.id)) {
        throw Refusal(
            Code::conflict, "Cases or other causes use this cause. Put it out of use instead."
        );
    }
}

std::string number_of(House& house, const casework::Case& one) {
    return casework::number_of(
        story::setup_of(house.catalogue)->rulebook->settings().number_prefix, one
    );
}

void extend_practice(House& house, const Practice& one, json::Object& out) {
    const auto found = one.case_id ? house.database.read([&](db::Reader& reader) {
        return casework::find_case(reader, *one.case_id);
    })
                                   : std::nullopt;
    out["case_number"] = found ? json::Value(number_of(house, *found)) : json::Value(nullptr);
}

template <class T>
void extend_schema(Router& router, std::string_view name, std::string_view more) {
    auto out = record::schema(record::shape_of<T>());
    const auto words = schema_of_words(more);
    for (const auto& [member, schema] : words.at("properties").as_object()) {
        out["properties"].as_object()[member] = schema;
    }
    router.add_schema(name, out);
}

Answer read_settings(House& house, const Call&) {
    return single_record_answer(house.database.read(casework::load_case_settings));
}

Answer change_settings(House& house, const Call& call) {
    auto answer = change_single_record<CaseSettings>(
        house, call, casework::load_case_settings_to_change, casework::change_case_settings
    );
    house.catalogue_changed();
    return answer;
}

json::Object tried_json(const story::Tried& tried, const Call& call, Instant from, Instant to) {
    json::Array owners, sample;
    for (const auto& [owner, n] : tried.by_owner) {
        owners.push_back(json::Object{
            {"user_id", owner.empty() ? json::Value(nullptr) : json::Value(owner)}, {"n", n}
        });
    }
    for (const auto& [feedback, owner] : tried.sample) {
        sample.push_back(json::Object{
            {"feedback", feedback_json(feedback, call.actor, false)},
            {"owner_id", owner.empty() ? json::Value(nullptr) : json::Value(owner)}
        });
    }
    return {
        {"feedback", tried.looked_at},
        {"matched", tried.matched},
        {"per_week", tried.per_week},
        {"would",
         json::Object{
             {"cases", tried.cases},
             {"notifications", tried.notifications},
             {"tags", tried.tags},
             {"surveys", tried.surveys},
             {"webhooks", tried.webhooks}
         }},
        {"by_owner", std::move(owners)},
        {"sample", std::move(sample)},
        {"from", to_rfc3339(from)},
        {"to", to_rfc3339(to)}
    };
}

Answer dry_run(House& house, const Call& call) {
    const json::Value body = call.body();
    BodyFields in(body);
    CaseRule rule;
    rule.filter = in.text("filter").value_or("");
    const auto* actions = in.any("actions");
    rule.actions.text = actions == nullptr ? "" : json::write(*actions);
    const auto* targets = in.any("targets");
    rule.targets.text = targets == nullptr ? "{}" : json::write(*targets);
    rule.severity = in.whole("severity");
    (void)in.text("route");
    const auto directory = house.catalogue.directory();
    const auto moment = [&](const char* name, Instant usual) {
        const auto text = in.text(name);
        const auto at = text ? feedback::read_moment(*directory, *text) : std::nullopt;
        if (text && !at) {
            in.say(name, "must be one date such as 2026-11-21 or an instant");
        }
        return at.value_or(usual);
    };
    const Instant to = moment("to", call.at), from = moment("from", to - usual_past);
    in.end();
    refuse_if(casework::check(*directory, rule));
    const auto ready = casework::make_ready(*directory, rule);
    const auto tried = story::try_case_rule(house.intake(), *ready, call.actor, from, to);
    return json_answer(200, tried_json(tried, call, from, to));
}

// Once a person.
Answer find_useful(House& house, const Call& call) {
    if (!call.actor.user) {
        throw Refusal(Code::forbidden, "Only a person says that something helped.");
    }
    Practice after;
    house.database.write([&](db::Tx& tx) {
        const auto before = db::load(tx, call.id<Practice>());
        const bool first = casework::note_use(tx, before.id, call.actor.user->text());
        after = before;
        if (first) {
            ++after.useful;
            db::change(tx, before, after, call.change());
        }
    });
    auto out = record::to_json(record::shape_of<Practice>(), &after, call.actor.bits());
    extend_practice(house, after, out);
    return with_etag(json_answer(200, out), after.revision);
}

template <class T>
RecordRules<T> setup_rules(House& house) {
    RecordRules<T> rules;
    rules.changed = [&house] { house.catalogue_changed(); };
    return rules;
}

void add_records(Router& router, House& house) {
    const RecordDoors doors{house.database, house.clock, house.random};
    auto rules = setup_rules<CaseRule>(house);
    rules.check = [&house](db::Reader& reader, const CaseRule& one) {
        check_rule(house, reader, one);
    };
    add_record_routes<CaseRule>(router, doors, rules);
    auto calendars = setup_rules<WorkCalendar>(house);
    calendars.check = [](db::Reader&, const WorkCalendar& one) { refuse_if(casework::check(one)); };
    add_record_routes<WorkCalendar>(router, doors, calendars);
    auto absences = setup_rules<Absence>(house);
    absences.check = [](db::Reader& reader, const Absence& one) { check_absence(reader, one); };
    absences.writable = [](const Call& call, const Absence& one) {
        return call.actor.has(may::set_up) || call.actor.user == one.user_id;
    };
    absences.fill = [](const Call& call, Absence& one) {
        if (!call.actor.has(may::set_up) && call.actor.user != one.user_id) {
            throw Refusal(Code::forbidden, "You may only enter absences of your own.");
        }
    };
    add_record_routes<Absence>(router, doors, absences);
    RecordRules<ReplyTemplate> templates;
    templates.check = [&house](db::Reader&, const ReplyTemplate& one) {
        check_template(house, one);
    };
    add_record_routes<ReplyTemplate>(router, doors, templates);
}

void add_lessons(Router& router, House& house) {
    const RecordDoors doors{house.database, house.clock, house.random};
    RecordRules<Cause> causes;
    causes.check = [](db::Reader& reader, const Cause& one) {
        refuse_if(casework::check(one, db::list_all<Cause>(reader)));
    };
    causes.removing = keep_used_cause;
    add_record_routes<Cause>(router, doors, causes);
    RecordRules<Practice> practices;
    practices.fill = [](const Call& call, Practice& one) {
        one.author_id = call.actor.user;
        one.published_at = call.at;
    };
    practices.check = [&house](db::Reader& reader, const Practice& one) {
        check_practice(house, reader, one);
    };
    practices.writable = [](const Call& call, const Practice& one) {
        return call.actor.has(may::set_up) || (call.actor.user && call.actor.user == one.author_id);
    };
    practices.extend = [&house](const Practice& one, json::Object& out) {
        extend_practice(house, one, out);
    };
    add_record_routes<Practice>(router, doors, practices);
    extend_schema<Practice>(router, "practice", "case_number:string?");
}

}  // namespace

void add_case_register_routes(Router& router, House& house) {
    using net::Method;
    add_case_rule_routes(router, house);  // before the record's own: the router takes the first
    add_records(router, house);
    add_department_head_routes(router, house);
    add_lessons(router, house);
    add_finding_routes(router, house);
    router.add_schema("case_settings", record::schema(record::shape_of<CaseSettings>()));
    router.add(
        Method::post,
        "/api/v1/case_rules/dry_run",
        only(may::read_people),
        with(house, dry_run),
        {.summary = "What a rule would have done to the past; nothing is written",
         .takes = "case_rule_draft",
         .gives = "case_rule_tried"}
    );
    router.add(
        Method::get,
        "/api/v1/case_settings",
        only(may::read_feedback),
        with(house, read_settings),
        {.summary = "Deadlines, levels and what customers are told", .gives = "case_settings"}
    );
    router.add(
        Method::patch,
        "/api/v1/case_settings",
        only(may::set_up),
        with(house, change_settings),
        {.summary = "Change them", .takes = "case_settings", .gives = "case_settings"}
    );
    router.add(
        Method::post,
        "/api/v1/practices/{id}/useful",
        logged_in,
        with(house, find_useful),
        {.summary = "It helped me; counted once a person", .gives = "practice"}
    );
}

}  // namespace styk::http
