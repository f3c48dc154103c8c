#include "http/people_api.h"

#include <algorithm>

#include "http/audit_api.h"
#include "http/page_query.h"
#include "http/record_api.h"
#include "http/schema_words.h"
#include "insight/alert_store.h"
#include "journey/touchpoint.h"
#include "json/json.h"
#include "people/api_token.h"
#include "people/session_store.h"
#include "people/user_store.h"
#include "programme/initiative_store.h"
#include "record/wire.h"
#include "story/add_token.h"
#include "story/add_user.h"
#include "story/check_places.h"
#include "story/send_welcome.h"

namespace styk::http {

namespace {

using journey::Touchpoint;
using people::ApiToken;
using people::Department;
using people::User;

story::Means means_of(House& house) {
    return {house.database, house.clock, house.random};
}

Answer add_user(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto added =
        story::add_user(means_of(house), json::need_object(body), call.actor, call.change());
    return with_etag(json_answer(201, added), added.at("revision").as_int64());
}

Answer add_token(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto added =
        story::add_token(means_of(house), json::need_object(body), call.actor, call.change());
    return with_etag(json_answer(201, added), added.at("revision").as_int64());
}

// {id} may be the e-mail too: the operator at the command line knows no id.
Id<User> find_user_id(House& house, const Call& call) {
    const std::string& named = call.path_values.at(0);
    if (named.find('@') == std::string::npos) {
        return call.id<User>();
    }
    const auto user = house.database.read([&](db::Reader& reader) {
        return people::find_user_by_email(reader, named);
    });
    if (!user) {
        throw Refusal(Code::not_found, "There is no user with this e-mail.");
    }
    return user->id;
}

Answer reset_user(House& house, const Call& call) {
    const auto id = find_user_id(house, call);
    const auto path = story::send_welcome(means_of(house), id, call.change());
    return json_answer(200, json::Object{{"welcome_url", path}});
}

Answer user_answer(const User& user, const Call& call) {
    const auto body = record::to_json(record::shape_of<User>(), &user, call.actor.bits());
    return with_etag(json_answer(200, body), user.revision);
}

// By hand, since a user who is switched off is also shown out, and an administrator must stay.
Answer change_user(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto& patch = json::need_object(body);
    User after;
    house.database.write([&](db::Tx& tx) {
        const User before = db::load(tx, call.id<User>());
        need_revision(call, before.revision);
        after = before;
        refuse_if(record::read_json(
            record::shape_of<User>(), patch, &after, record::Intent::change, call.actor.bits()
        ));
        after.email = people::clean_email(after.email);
        story::check_places(tx, after);
        people::keep_an_administrator(tx, before, &after);
        if (!after.active) {
            people::end_sessions(tx, after.id);
        }
        db::change(tx, before, after, call.change());
    });
    house.authenticator.forget();
    return user_answer(after, call);
}

void remove_user(db::Tx& tx, const User& user) {
    people::keep_an_administrator(tx, user, nullptr);
    insight::release_alerts(tx, user.id.text());
    for (const auto& touchpoint : db::list_all<Touchpoint>(tx)) {
        if (touchpoint.owner_id == user.id) {
            throw Refusal(
                Code::conflict,
                "This user answers for the touchpoint " + touchpoint.name +
                    ". Give it to somebody else first, or make the user inactive."
            );
        }
    }
}

void remove_department(db::Tx& tx, const Department& department) {
    if (people::has_people(tx, department.id)) {
        throw Refusal(Code::conflict, "There are people in this department. Move them first.");
    }
    for (const auto& touchpoint : db::list_all<Touchpoint>(tx)) {
        for (const auto& part : journey::departments_of(touchpoint)) {
            if (part.department_id == department.id) {
                throw Refusal(
                    Code::conflict,
                    "This department has a part in the touchpoint " + touchpoint.name +
                        ". Take it out there first."
                );
            }
        }
    }
}

void add_user_routes(Router& router, House& house) {
    const Access administrator = only(people::may::administer);
    router.add(
        net::Method::post,
        "/api/v1/users",
        administrator,
        [&house](const Call& call) { return add_user(house, call); },
        {.summary = "Add; the answer carries welcome_url",
         .takes = "person",
         .gives = "person",
         .status = 201,
         .again = Again::told_once}
    );
    router.add(
        net::Method::post,
        "/api/v1/users/{id}/reset",
        administrator,
        [&house](const Call& call) { return reset_user(house, call); },
        {.summary = "A new one-time link for somebody who cannot log in", .again = Again::told_once}
    );
    // Before the routes of the record, whose own PATCH is the same path: the router takes the
    // first.
    router.add(
        net::Method::patch,
        "/api/v1/users/{id}",
        administrator,
        [&house](const Call& call) { return change_user(house, call); },
        {.summary = "Change (JSON Merge Patch)", .takes = "person", .gives = "person"}
    );
    RecordRules<User> rules;
    rules.removing = remove_user;
    rules.changed = [&house] { house.authenticator.forget(); };
    rules.may_add = false;
    add_record_routes<User>(router, {house.database, house.clock, house.random}, rules);
}

void add_token_routes(Router& router, House& house) {
    router.add(
        net::Method::post,
        "/api/v1/tokens",
        only(people::may::administer),
        [&house](const Call& call) { return add_token(house, call); },
        {.summary = "Add; the answer carries the token, this once",
         .takes = "api_token",
         .gives = "api_token",
         .status = 201,
         .again = Again::told_once}
    );
    RecordRules<ApiToken> rules;
    rules.check = [](db::Reader& reader, const ApiToken& token) {
        story::check_places(reader, token);
    };
    rules.changed = [&house] { house.authenticator.forget(); };
    rules.may_add = false;
    add_record_routes<ApiToken>(router, {house.database, house.clock, house.random}, rules);
}

void add_department_routes(Router& router, House& house) {
    RecordRules<Department> rules;
    rules.removing = [](db::Tx& tx, const Department& department) {
        remove_department(tx, department);
        programme::leave_department(tx, department.id);
    };
    rules.changed = [&house] { house.catalogue_changed(); };
    add_record_routes<Department>(router, {house.database, house.clock, house.random}, rules);
}

}  // namespace

void add_people_routes(Router& router, House& house) {
    add_user_routes(router, house);
    add_token_routes(router, house);
    add_department_routes(router, house);
    add_audit_routes(router, house);
}

}  // namespace styk::http
