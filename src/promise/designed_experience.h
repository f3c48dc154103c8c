// What a touchpoint is to give instead of what it gives now, and how far the firm can give it.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "record/shape.h"

namespace styk::journey {
struct Touchpoint;
}

namespace styk::people {
struct User;
}

namespace styk::promise {

BOOST_DEFINE_ENUM_CLASS(Feasibility, feasible, later, not_feasible)

struct DesignedExperience {
    Id<DesignedExperience> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    Id<journey::Touchpoint> touchpoint_id;  // one each
    std::string now, wanted;
    std::optional<std::string> emotion{};  // key of the emotion aimed at
    // ISO 23592: 1 core value, 2 complaints answered, 3 individual, 4 surprising service
    std::optional<std::int64_t> level{};
    Feasibility feasibility = Feasibility::feasible;
    record::JsonList evidence{};  // [{kind, text, ref}]
    std::optional<Id<people::User>> owner_id{};

    // It stands approved while nothing was changed since: approved_revision is the revision.
    std::optional<Instant> approved_at{};
    std::optional<std::string> approved_by{};
    std::optional<std::int64_t> approved_revision{};

    friend bool operator==(const DesignedExperience&, const DesignedExperience&) = default;
};
BOOST_DESCRIBE_STRUCT(
    DesignedExperience,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     touchpoint_id,
     now,
     wanted,
     emotion,
     level,
     feasibility,
     evidence,
     owner_id,
     approved_at,
     approved_by,
     approved_revision)
)

[[nodiscard]] bool is_approved(const DesignedExperience& design);
[[nodiscard]] Problems check(const DesignedExperience& design);

}  // namespace styk::promise

namespace styk::record {
template <>
const Shape& shape_of<promise::DesignedExperience>();
}  // namespace styk::record
