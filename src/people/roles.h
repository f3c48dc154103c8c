// What a person may do follows from one role; record/ compares these bits without knowing them.
#pragma once

#include <boost/describe/enum.hpp>
#include <string_view>
#include <vector>

#include "record/shape.h"

namespace styk::people {

// Wire values. Each role reads what its row in docs/roles.md says.
BOOST_DEFINE_ENUM_CLASS(Role, administrator, cx_manager, analyst, touchpoint_owner, employee)

[[nodiscard]] constexpr record::Roles bit(Role role) {
    return record::Roles{1} << static_cast<unsigned>(role);
}

namespace may {
inline constexpr record::Roles administer = bit(Role::administrator);
inline constexpr record::Roles set_up = administer | bit(Role::cx_manager);
inline constexpr record::Roles read_people =
    set_up | bit(Role::analyst);  // customers, whole feedback
inline constexpr record::Roles read_feedback = read_people | bit(Role::touchpoint_owner);
inline constexpr record::Roles write_feedback = read_feedback;     // notes, tags, handled
inline constexpr record::Roles send_feedback = record::everybody;  // staff notes, employee voice
inline constexpr record::Roles read_figures = record::everybody;
inline constexpr record::Roles import_files = set_up;
inline constexpr record::Roles read_audit = administer;
}  // namespace may

// The words by which the session tells the console what to offer; the doors check for themselves.
[[nodiscard]] std::vector<std::string_view> rights_of(Role role);

}  // namespace styk::people
