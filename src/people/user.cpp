#include "people/user.h"

#include "base/text.h"
#include "record/rules.h"

namespace styk::people {

namespace {

constexpr record::Roles who_knows_people = may::set_up;  // mailbox, whereabouts, presence of others

}  // namespace

std::string clean_email(std::string_view email) {
    return to_lower_ascii(trim(email));
}

Actor actor_of(const User& user) {
    Actor actor;
    actor.kind = Actor::Kind::user;
    actor.id = user.id.text();
    actor.name = user.name;
    actor.role = user.role;
    actor.user = user.id;
    actor.location = user.location_id;
    return actor;
}

}  // namespace styk::people

namespace styk::record {

template <>
const Shape& shape_of<people::User>() {
    using people::User;
    namespace may = people::may;
    static const Shape shape =
        describe<User>("person", "users")
            .field<&User::email>(
                rule::email(),
                searchable | sortable | filterable | unique,
                everybody,
                people::who_knows_people
            )
            .field<&User::name>(rule::length(1, 200), searchable | sortable)
            .field<&User::role>({}, sortable | filterable)
            .field<&User::language>(rule::language())
            .field<&User::theme>()
            .field<&User::density>()
            .field<&User::department_id>({}, filterable)
            .field<&User::location_id>({}, filterable, everybody, people::who_knows_people)
            .field<&User::active>({}, filterable)
            .field<&User::last_seen_at>(
                {}, read_only | sortable, everybody, people::who_knows_people
            )
            .field<&User::password_hash>({}, hidden | read_only)
            .sorted_by("name")
            .may(everybody, may::administer);
    return shape;
}

}  // namespace styk::record
