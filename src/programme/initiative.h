// A change that the firm decided on: who answers for it, until when, what is expected of it, and
// what it came from.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "record/shape.h"

namespace styk::people {
struct User;
}

namespace styk::journey {
struct Journey;
}

namespace styk::casework {
struct Finding;
}

namespace styk::programme {

BOOST_DEFINE_ENUM_CLASS(InitiativeState, planned, running, done, stopped)

// cell: what a journey map says of a step in one lane; pain: that a step hurts.
BOOST_DEFINE_ENUM_CLASS(Origin, cell, pain, idea, finding)

struct Initiative {
    Id<Initiative> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string name;
    std::optional<std::string> description{};
    InitiativeState state = InitiativeState::planned;
    std::optional<Id<people::User>> owner_id{};
    std::vector<std::string> department_ids{}, touchpoint_ids{};
    std::optional<std::string> due_on{}, started_on{}, ended_on{};  // the firm's days
    std::optional<std::string> expected_effect{};

    // Named when it is made; the journey follows from the map. None: somebody's own thought.
    std::optional<Origin> origin{};
    std::optional<Id<journey::Journey>> journey_id{};
    std::optional<std::string> map_id{}, step_id{}, lane{}, idea_id{};
    std::optional<Id<casework::Finding>> finding_id{};  // may also be linked later

    // As it was on that day: what the step or finding was called, its words, the idea's votes.
    std::optional<std::string> origin_name{}, origin_text{};
    std::optional<std::int64_t> origin_votes{};

    friend bool operator==(const Initiative&, const Initiative&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Initiative,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     name,
     description,
     state,
     owner_id,
     department_ids,
     touchpoint_ids,
     due_on,
     started_on,
     ended_on,
     expected_effect,
     origin,
     journey_id,
     map_id,
     step_id,
     lane,
     idea_id,
     finding_id,
     origin_name,
     origin_text,
     origin_votes)
)

inline constexpr std::size_t most_touchpoints = 100, most_departments = 50;

// The days stand as the state has them, none before another; lists are short enough.
[[nodiscard]] Problems check(const Initiative& initiative);

// reopen: what was done or stopped goes on, or is planned again when it never ran.
BOOST_DEFINE_ENUM_CLASS(Move, start, finish, stop, reopen)

// Carries it out as of that day, "2026-11-21". Throws Refusal{conflict} when its state does not
// allow it.
void move(Initiative& initiative, Move what, const std::string& day);

// Whose eyes an initiative is looked at with.
struct InitiativeSight {
    bool everything = false;
    std::string user{}, department{};  // "": none
};

// What comes from maps is for everybody, as the maps are; what comes from findings is not, but for
// those who answer for it.
[[nodiscard]] bool sees(const InitiativeSight& sight, const Initiative& initiative);

}  // namespace styk::programme

namespace styk::record {
template <>
const Shape& shape_of<programme::Initiative>();
}  // namespace styk::record
