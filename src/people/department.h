// A part of the firm that answers for touchpoints.
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "record/shape.h"

namespace styk::people {

struct User;

struct Department {
    Id<Department> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key;
    std::string name;
    std::optional<Id<User>> head_id{};  // hears of its overdue cases
};

BOOST_DESCRIBE_STRUCT(Department, (), (id, revision, created_at, updated_at, key, name, head_id))

}  // namespace styk::people

namespace styk::record {

template <>
const Shape& shape_of<people::Department>();

}  // namespace styk::record
