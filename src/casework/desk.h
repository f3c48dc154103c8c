// When a department works, and who stands in for whom.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "record/shape.h"

namespace styk::people {
struct Department;
struct User;
}  // namespace styk::people

namespace styk::casework {

// Working hours of a department that are not the firm's.
struct WorkCalendar {
    Id<WorkCalendar> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key, name;
    std::optional<Id<people::Department>> department_id{};
    std::vector<std::int64_t> days{1, 2, 3, 4, 5};  // ISO 8601: 1 is Monday
    std::string from = "09:00", to = "17:00";
    bool holidays = true;  // the firm's holidays are free here, too
};
BOOST_DESCRIBE_STRUCT(
    WorkCalendar,
    (),
    (id, revision, created_at, updated_at, key, name, department_id, days, from, to, holidays)
)

// Somebody is away; both days included, the firm's.
struct Absence {
    Id<Absence> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    Id<people::User> user_id{};
    std::string from, to;
    Id<people::User> deputy_id{};
    std::optional<std::string> note{};
};
BOOST_DESCRIBE_STRUCT(
    Absence, (), (id, revision, created_at, updated_at, user_id, from, to, deputy_id, note)
)

// Rules over more than one field; pointers are "/name".
[[nodiscard]] Problems check(const WorkCalendar& calendar);
[[nodiscard]] Problems check(const Absence& absence);

}  // namespace styk::casework

namespace styk::record {
template <>
const Shape& shape_of<casework::WorkCalendar>();
template <>
const Shape& shape_of<casework::Absence>();
}  // namespace styk::record
