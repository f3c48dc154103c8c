// An invented typical customer: how a group of them thinks. A firm may do without any.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "record/shape.h"

namespace styk::journey {

struct File;

struct Persona {
    Id<Persona> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string key, name;
    std::optional<Id<File>> picture_id{};
    std::optional<std::string> age{};  // as people say it: "35", "about forty"
    std::vector<std::string> habits{}, goals{}, quotes{};
    record::JsonObject attributes{};       // texts, numbers and flags by free names
    std::optional<std::string> segment{};  // a filter as a query string: the real people like this
    std::int64_t position = 0;

    friend bool operator==(const Persona&, const Persona&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Persona,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     key,
     name,
     picture_id,
     age,
     habits,
     goals,
     quotes,
     attributes,
     segment,
     position)
)

}  // namespace styk::journey

namespace styk::record {
template <>
const Shape& shape_of<journey::Persona>();
}  // namespace styk::record
