// Which customers an actor sees: those who belong to the actor's place or below it, when there is
// one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "customer/customer.h"
#include "feedback/directory.h"
#include "people/actor.h"

namespace styk::http {

// Ids of locations; nothing: all customers.
[[nodiscard]] std::optional<std::vector<std::string>> places_in_scope(
    const people::Actor& actor, const feedback::Directory& directory
);

[[nodiscard]] bool is_in_scope(
    const customer::Customer& customer,
    const people::Actor& actor,
    const feedback::Directory& directory
);

}  // namespace styk::http
