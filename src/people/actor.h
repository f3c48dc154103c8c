// Who a request comes from: a person who is logged in, an API token, or the system itself (its own
// socket, jobs).
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "people/roles.h"

namespace styk::firm {
struct Location;
}

namespace styk::people {

struct User;

struct Actor {
    enum class Kind { nobody, user, token, system };

    Kind kind = Kind::nobody;
    std::string id;  // of the user or token; empty for the system
    std::string name;
    Role role = Role::employee;
    std::optional<Id<User>> user;                // set for a user
    std::optional<Id<firm::Location>> location;  // their scope: this place and what is below it

    [[nodiscard]] record::Roles bits() const { return kind == Kind::nobody ? 0 : bit(role); }

    [[nodiscard]] bool has(record::Roles roles) const { return (bits() & roles) != 0; }

    // "user", "token" or "system", as the audit trail writes it.
    [[nodiscard]] std::string kind_name() const {
        return kind == Kind::user ? "user" : kind == Kind::token ? "token" : "system";
    }
};

[[nodiscard]] inline Actor the_system() {
    Actor system;
    system.kind = Actor::Kind::system;
    system.name = "Styk";
    system.role = Role::administrator;
    return system;
}

}  // namespace styk::people
