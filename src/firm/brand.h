#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "record/shape.h"

namespace styk::firm {

struct Brand {
    Id<Brand> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key, name;

    friend bool operator==(const Brand&, const Brand&) = default;
};
BOOST_DESCRIBE_STRUCT(Brand, (), (id, revision, created_at, updated_at, key, name))

}  // namespace styk::firm

namespace styk::record {
template <>
const Shape& shape_of<firm::Brand>();
}  // namespace styk::record
