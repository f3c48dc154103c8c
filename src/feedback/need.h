// What a customer needed where they spoke: help, reassurance, another choice. A feedback carries
// the key of a need as a tag, "need:support", so that filters, lists and exports know it as any
// other tag.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "record/shape.h"

namespace styk::feedback {

struct Need {
    Id<Need> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key, name;
    std::int64_t position = 0;
};
BOOST_DESCRIBE_STRUCT(Need, (), (id, revision, created_at, updated_at, key, name, position))

inline constexpr std::string_view need_prefix = "need:";

[[nodiscard]] inline std::string tag_of(const Need& need) {
    return std::string(need_prefix) + need.key;
}

}  // namespace styk::feedback

namespace styk::record {

template <>
const Shape& shape_of<feedback::Need>();

}  // namespace styk::record
