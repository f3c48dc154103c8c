// Someone who may log in.
#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/instant.h"
#include "people/actor.h"
#include "people/department.h"
#include "people/roles.h"
#include "record/shape.h"

namespace styk::people {

BOOST_DEFINE_ENUM_CLASS(Theme, system, light, dark)
BOOST_DEFINE_ENUM_CLASS(Density, comfortable, compact)

struct User {
    Id<User> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string email;  // as clean_email leaves it
    std::string name;
    Role role = Role::employee;
    std::optional<std::string> language;  // none: the firm's
    Theme theme = Theme::system;
    Density density = Density::comfortable;
    std::optional<Id<Department>> department_id;
    std::optional<Id<firm::Location>> location_id;  // their scope: this place and what is below it
    bool active = true;
    std::optional<Instant> last_seen_at;
    std::optional<std::string> password_hash;  // none until the invitation is accepted
};

BOOST_DESCRIBE_STRUCT(
    User,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     email,
     name,
     role,
     language,
     theme,
     density,
     department_id,
     location_id,
     active,
     last_seen_at,
     password_hash)
)

// One spelling for one mailbox: no space around it, ASCII letters small.
[[nodiscard]] std::string clean_email(std::string_view email);

[[nodiscard]] Actor actor_of(const User& user);

}  // namespace styk::people

namespace styk::record {

template <>
const Shape& shape_of<people::User>();

}  // namespace styk::record
