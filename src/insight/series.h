// Numbers that nobody answered but that belong beside the answers: how fast a page loads, what an
// app store says, how many minutes a room takes. A series has a unit and says which way is better.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <string>

#include "record/shape.h"

namespace styk::insight {

// Which way is better.
BOOST_DEFINE_ENUM_CLASS(SeriesDirection, up, down, none)

struct Series {
    Id<Series> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key, name;
    std::string unit;  // as it is written behind a number: "s", "stars", "€"
    SeriesDirection direction = SeriesDirection::none;
};
BOOST_DESCRIBE_STRUCT(
    Series, (), (id, revision, created_at, updated_at, key, name, unit, direction)
)

struct SeriesPoint {
    std::string key;  // the sender's own; a second point with it replaces the first
    Instant at;
    double value = 0;
};

}  // namespace styk::insight

namespace styk::record {

template <>
const Shape& shape_of<insight::Series>();

}  // namespace styk::record
