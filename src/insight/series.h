// Numbers that nobody answered but that belong beside the answers: how fast a page loads, what an
// app store says, how many minutes a room takes. A series has a unit and says which way is better.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "insight/rhythm.h"
#include "record/shape.h"

namespace styk::insight {

// Which way is better.
BOOST_DEFINE_ENUM_CLASS(SeriesDirection, up, down, none)

// What a browser tells of a page by itself (/vitals.js): until the largest thing stood there and
// until the first byte (seconds), how long a press waited (milliseconds), how much the page jumped.
BOOST_DEFINE_ENUM_CLASS(Vital, none, lcp, ttfb, inp, cls)

struct Series {
    Id<Series> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key, name;
    std::string unit;  // as it is written behind a number: "s", "stars", "€"
    SeriesDirection direction = SeriesDirection::none;

    Vital vital = Vital::none;
    std::vector<std::string> sites{};  // whose pages may send it: "https://shop.example"

    std::optional<double> threshold{};  // not to be crossed in a whole period, for certain
    Rhythm period = Rhythm::week;
    std::vector<std::string> recipients{};  // ids of users who are told
};
BOOST_DESCRIBE_STRUCT(
    Series,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     key,
     name,
     unit,
     direction,
     vital,
     sites,
     threshold,
     period,
     recipients)
)

// Rules over more than one field; pointers are "/name".
[[nodiscard]] Problems check(const Series& series);

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
