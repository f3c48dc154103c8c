#include "http/customer_scope.h"

#include <algorithm>

namespace styk::http {

std::optional<std::vector<std::string>> places_in_scope(
    const people::Actor& actor, const feedback::Directory& directory
) {
    if (!actor.location) {
        return {};
    }
    std::vector<std::string> ids;
    for (const std::string& key : directory.places_below(actor.location->text())) {
        ids.push_back(directory.locations.find(key)->id.text());
    }
    return ids;
}

bool is_in_scope(
    const customer::Customer& customer,
    const people::Actor& actor,
    const feedback::Directory& directory
) {
    const auto places = places_in_scope(actor, directory);
    return !places || (customer.location_id &&
                       std::find(places->begin(), places->end(), customer.location_id->text()) !=
                           places->end());
}

}  // namespace styk::http
