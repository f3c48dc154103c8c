// Who leads a department: they hear of its overdue cases and get those that are handed to it. It
// stands in the settings of cases, and is asked and set where departments are.
#include "casework/case_settings_store.h"
#include "casework/rulebook.h"
#include "http/body_fields.h"
#include "http/case_api.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "story/setup.h"

namespace styk::http {

namespace {

std::string with_head(
    const std::string& heads, const std::string& department, const std::optional<std::string>& user
) {
    json::Object all = json::parse(heads).as_object();
    if (user) {
        all[department] = *user;
    } else {
        all.erase(department);
    }
    return json::write(all);
}

json::Object head_json(const std::optional<std::string>& user) {
    return {{"head_id", user ? json::Value(*user) : json::Value(nullptr)}};
}

const people::Department& department_of(const feedback::Directory& directory, const Call& call) {
    const auto* found = directory.departments.find(call.id<people::Department>().text());
    if (found == nullptr) {
        throw Refusal(Code::not_found, "There is no such department.");
    }
    return *found;
}

Answer show(House& house, const Call& call) {
    const auto setup = story::setup_of(house.catalogue);
    return json_answer(
        200, head_json(setup->rulebook->head_of(department_of(*setup, call).id.text()))
    );
}

Answer set(House& house, const Call& call) {
    const json::Value body = call.body();
    BodyFields in(body);
    const auto said = in.patch("user_id");
    if (!said) {
        in.say("user_id", "is missing; null: nobody");
    }
    in.end();
    const auto setup = story::setup_of(house.catalogue);
    const std::string department = department_of(*setup, call).id.text();
    if (*said && setup->rulebook->find_user(**said) == nullptr) {
        refuse_if({{"/user_id", "there is no such user"}});
    }
    const Id<casework::CaseSettings> fresh{make_uuid_v7(house.clock, house.random)};
    house.database.write([&](db::Tx& tx) {
        const auto before = casework::load_case_settings_to_change(tx);
        auto after = before;
        after.heads.text = with_head(before.heads.text, department, *said);
        casework::change_case_settings(tx, before, after, fresh, call.change());
    });
    house.catalogue_changed();
    return json_answer(200, head_json(*said));
}

}  // namespace

void add_department_head_routes(Router& router, House& house) {
    using net::Method;
    router.add_schema("department_head", schema_of_words("head_id:string?"));
    router.add_schema("new_department_head", schema_of_words("user_id:string?"));
    const std::string path = "/api/v1/departments/{id}/head";
    router.add(
        Method::get,
        path,
        only(people::may::read_feedback),
        with(house, show),
        {.summary = "Who leads it", .gives = "department_head"}
    );
    router.add(
        Method::put,
        path,
        only(people::may::set_up),
        with(house, set),
        {.summary = "Who leads it from now on; null: nobody",
         .takes = "new_department_head",
         .gives = "department_head"}
    );
}

}  // namespace styk::http
