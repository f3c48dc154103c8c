// Where the firm is: a tree of regions and branches. Scores of a place include what is below it.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "record/shape.h"

namespace styk::firm {

BOOST_DEFINE_ENUM_CLASS(LocationKind, region, branch)

struct Location {
    Id<Location> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key, name;
    std::optional<Id<Location>> parent_id{};
    LocationKind kind = LocationKind::branch;

    friend bool operator==(const Location&, const Location&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Location, (), (id, revision, created_at, updated_at, key, name, parent_id, kind)
)

}  // namespace styk::firm

namespace styk::record {
template <>
const Shape& shape_of<firm::Location>();
}  // namespace styk::record
