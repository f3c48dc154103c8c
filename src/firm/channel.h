// Over what the firm and its customers meet: web, phone, store …
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "record/shape.h"

namespace styk::firm {

struct Channel {
    Id<Channel> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key, name;
    std::int64_t position = 0;  // order on the screen

    friend bool operator==(const Channel&, const Channel&) = default;
};
BOOST_DESCRIBE_STRUCT(Channel, (), (id, revision, created_at, updated_at, key, name, position))

// The ten a new firm starts with, without ids; it may rename, add and remove.
[[nodiscard]] std::vector<Channel> first_channels();

}  // namespace styk::firm

namespace styk::record {
template <>
const Shape& shape_of<firm::Channel>();
}  // namespace styk::record
