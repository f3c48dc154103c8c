#include "story/case_sight.h"

namespace styk::story {

casework::CaseSight case_sight(
    const people::Actor& actor,
    const feedback::Directory& directory,
    const casework::Rulebook& rulebook,
    Instant now
) {
    casework::CaseSight out;
    out.everything = actor.has(people::may::read_people);
    if (actor.location) {
        out.places = directory.places_below(actor.location->text());
    }
    if (!actor.user) {
        return out;
    }
    const std::string id = actor.user->text();
    out.users = rulebook.stands_for(id, directory.zone.day_of(now));
    if (actor.role == people::Role::touchpoint_owner) {
        out.touchpoints = directory.touchpoints_of_owner(id);
    }
    const auto* user = rulebook.find_user(id);
    if (user != nullptr && user->department_id) {
        out.departments.push_back(user->department_id->text());
        out.department_fix_now_only = !actor.has(people::may::read_feedback);
    }
    return out;
}

}  // namespace styk::story
