#include "story/scope.h"

#include <algorithm>

namespace styk::story {

namespace {

bool has(const std::vector<std::string>& keys, const std::string& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool sees_own_touchpoints_only(const people::Actor& actor) {
    return actor.role == people::Role::touchpoint_owner;
}

// A token of that role owns none.
std::vector<std::string> own_touchpoints(
    const people::Actor& actor, const feedback::Directory& directory
) {
    return actor.user ? directory.touchpoints_of_owner(actor.user->text())
                      : std::vector<std::string>();
}

}  // namespace

void narrow_to_scope(
    feedback::Filter& filter, const people::Actor& actor, const feedback::Directory& directory
) {
    if (sees_own_touchpoints_only(actor)) {
        filter.clauses.push_back(
            {.criterion = feedback::Criterion::touchpoint,
             .attribute = {},
             .values = own_touchpoints(actor, directory)}
        );
    }
    if (actor.location) {
        filter.clauses.push_back(
            {.criterion = feedback::Criterion::location,
             .attribute = {},
             .values = directory.places_below(actor.location->text())}
        );
    }
}

bool is_in_scope(
    const feedback::Feedback& feedback,
    const people::Actor& actor,
    const feedback::Directory& directory
) {
    if (actor.location && !has(directory.places_below(actor.location->text()), feedback.location)) {
        return false;
    }
    if (!sees_own_touchpoints_only(actor)) {
        return true;
    }
    const auto own = own_touchpoints(actor, directory);
    return has(own, feedback.touchpoint) ||
           std::any_of(
               feedback.ratings.begin(),
               feedback.ratings.end(),
               [&](const feedback::Rating& one) { return has(own, one.touchpoint); }
           );
}

}  // namespace styk::story
