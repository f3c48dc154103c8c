// A part of the firm that answers for touchpoints.
#pragma once

#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "record/shape.h"

namespace styk::people {

struct Department {
    Id<Department> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key;
    std::string name;
};

BOOST_DESCRIBE_STRUCT(Department, (), (id, revision, created_at, updated_at, key, name))

}  // namespace styk::people

namespace styk::record {

template <>
const Shape& shape_of<people::Department>();

}  // namespace styk::record
