// Something that happened, on the time axis of every trend: a change of ours, an event, a
// competitor, a campaign. Figures are read against it; that it caused anything is for a test to
// say.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "record/shape.h"

namespace styk::insight {

// reading: comments are read otherwise from then on. market: a move of the register of market
// moves.
BOOST_DEFINE_ENUM_CLASS(MarkKind, change, event, competitor, campaign, reading, market)

struct Mark {
    Id<Mark> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string at;  // the firm's day, "2026-08-20"
    std::string name;
    std::optional<std::string> description{};
    MarkKind kind = MarkKind::change;
    std::optional<std::string> touchpoint{}, location{};  // keys; none: everywhere
};
BOOST_DESCRIBE_STRUCT(
    Mark,
    (),
    (id, revision, created_at, updated_at, at, name, description, kind, touchpoint, location)
)

}  // namespace styk::insight

namespace styk::record {

template <>
const Shape& shape_of<insight::Mark>();

}  // namespace styk::record
