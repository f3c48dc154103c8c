// A phase of the customer's way, from first hearing to recommending.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "record/shape.h"

namespace styk::journey {

struct Stage {
    Id<Stage> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key, name;
    std::int64_t position = 0;

    friend bool operator==(const Stage&, const Stage&) = default;
};
BOOST_DESCRIBE_STRUCT(Stage, (), (id, revision, created_at, updated_at, key, name, position))

}  // namespace styk::journey

namespace styk::record {
template <>
const Shape& shape_of<journey::Stage>();
}  // namespace styk::record
