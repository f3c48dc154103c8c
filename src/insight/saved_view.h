// A filtered page that someone wants to find again: its own, or shared with everybody.
#pragma once

#include <boost/describe/class.hpp>

#include "record/shape.h"

namespace styk::people {
struct User;
}

namespace styk::insight {

struct SavedView {
    Id<SavedView> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string name;
    std::string page;   // "feedback", "insights"
    std::string query;  // the address behind the question mark
    bool shared = false;
    std::optional<Id<people::User>> user_id;  // whose it is; none: made with a token
};
BOOST_DESCRIBE_STRUCT(
    SavedView, (), (id, revision, created_at, updated_at, name, page, query, shared, user_id)
)

}  // namespace styk::insight

namespace styk::record {

template <>
const Shape& shape_of<insight::SavedView>();

}  // namespace styk::record
