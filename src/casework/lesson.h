// What is learned from cases: a tree of causes, lessons that others may use, and patterns that
// somebody has to accept or dispute.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "record/shape.h"

namespace styk::people {
struct User;
}

namespace styk::casework {

struct Case;

struct Cause {
    Id<Cause> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key, name;
    std::optional<Id<Cause>> parent_id{};
    std::int64_t position = 0;
    bool active = true;
};
BOOST_DESCRIBE_STRUCT(
    Cause, (), (id, revision, created_at, updated_at, key, name, parent_id, position, active)
)

inline constexpr std::size_t longest_lesson = 4000;

// A published lesson; what it came from may be gone.
struct Practice {
    Id<Practice> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string text;
    std::optional<std::string> touchpoint{};  // key
    std::optional<Id<Cause>> cause_id{};
    std::optional<Id<Case>> case_id{};
    std::optional<Id<people::User>> author_id{};
    Instant published_at;
    std::int64_t useful = 0;  // people who said that it helped
};
BOOST_DESCRIBE_STRUCT(
    Practice,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     text,
     touchpoint,
     cause_id,
     case_id,
     author_id,
     published_at,
     useful)
)

// operational: mended where it happens; strategic: for those who decide (capability S13).
BOOST_DEFINE_ENUM_CLASS(FindingRoute, operational, strategic)
BOOST_DEFINE_ENUM_CLASS(FindingState, open, accepted, disputed, done)

struct Finding {
    Id<Finding> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string name, text;
    FindingRoute route = FindingRoute::strategic;
    FindingState state = FindingState::open;
    std::optional<std::string> touchpoint{};  // key
    std::optional<Id<people::User>> owner_id{};
    std::optional<std::int64_t> similar_n{};  // customers who said the same when it was proposed
    std::optional<std::string> discussion{};  // what the team said
    record::JsonList actions{};  // [{"text", "owner_id", "due_on", "done"}]: what follows from it
};
BOOST_DESCRIBE_STRUCT(
    Finding,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     name,
     text,
     route,
     state,
     touchpoint,
     owner_id,
     similar_n,
     discussion,
     actions)
)

// Of a finding's actions; pointers are "/actions/0/due_on".
[[nodiscard]] Problems check(const Finding& finding);

// A cause may not stand below itself. `all` are those that there are.
[[nodiscard]] Problems check(const Cause& cause, const std::vector<Cause>& all);

}  // namespace styk::casework

namespace styk::record {
template <>
const Shape& shape_of<casework::Cause>();
template <>
const Shape& shape_of<casework::Practice>();
template <>
const Shape& shape_of<casework::Finding>();
}  // namespace styk::record
