// Whom the firm serves or hopes to: a person, or a contact at a company.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "firm/location.h"
#include "record/shape.h"

namespace styk::customer {

BOOST_DEFINE_ENUM_CLASS(CustomerKind, person, company)

// new_: `new` on the wire (record/convert.h).
BOOST_DEFINE_ENUM_CLASS(  // NOLINT(readability-identifier-naming)
    Lifecycle,
    prospect,
    new_,
    active,
    lapsed,
    former
)

inline constexpr std::size_t longest_customer_key = 200;

struct Customer {
    Id<Customer> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string key;  // what the firm's other systems call them
    CustomerKind kind = CustomerKind::person;
    std::string name;  // empty when only the key is known
    std::optional<std::string> language{}, email{}, phone{};
    Lifecycle lifecycle = Lifecycle::active;
    std::optional<std::string> segment{};
    std::optional<Id<firm::Location>> location_id{};
    record::JsonObject attributes{};

    friend bool operator==(const Customer&, const Customer&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Customer,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     key,
     kind,
     name,
     language,
     email,
     phone,
     lifecycle,
     segment,
     location_id,
     attributes)
)

}  // namespace styk::customer

namespace styk::record {
template <>
const Shape& shape_of<customer::Customer>();
}  // namespace styk::record
