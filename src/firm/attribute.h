// A declared attribute: what stands under this key in `attributes` becomes the dimension
// attribute.KEY.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "record/shape.h"

namespace styk::firm {

BOOST_DEFINE_ENUM_CLASS(AttributeOf, feedback, customer, event)

struct Attribute {
    Id<Attribute> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key, name;
    AttributeOf of = AttributeOf::feedback;

    friend bool operator==(const Attribute&, const Attribute&) = default;
};
BOOST_DESCRIBE_STRUCT(Attribute, (), (id, revision, created_at, updated_at, key, name, of))

}  // namespace styk::firm

namespace styk::record {
template <>
const Shape& shape_of<firm::Attribute>();
}  // namespace styk::record
