// A day on which the firm does not work although the week says so.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "record/shape.h"

namespace styk::firm {

struct Holiday {
    Id<Holiday> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string date;  // the firm's day, "2026-12-25"; none twice
    std::string name;

    friend bool operator==(const Holiday&, const Holiday&) = default;
};
BOOST_DESCRIBE_STRUCT(Holiday, (), (id, revision, created_at, updated_at, date, name))

}  // namespace styk::firm

namespace styk::record {
template <>
const Shape& shape_of<firm::Holiday>();
}  // namespace styk::record
