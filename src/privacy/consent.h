// What a customer agreed to or took back, when, how and to which words. Nothing of it is changed
// after: the newest line of a purpose holds.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "record/shape.h"

namespace styk::customer {
struct Customer;
}

namespace styk::survey {
struct Response;
}

namespace styk::privacy {

BOOST_DEFINE_ENUM_CLASS(ConsentState, given, withdrawn)

struct Consent {
    Id<Consent> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    Id<customer::Customer> customer_id;
    std::string
        purpose;  // "email", "sms", "messenger": to be asked that way; else the firm's own word
    ConsentState state = ConsentState::given;
    std::optional<std::string> wording{}, wording_version{};  // what they agreed to
    std::string way;                                          // "survey", "phone", "paper form" …
    Instant at;
    std::optional<Id<survey::Response>> response_id{};  // in which they said so, when asked there
};
BOOST_DESCRIBE_STRUCT(
    Consent,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     customer_id,
     purpose,
     state,
     wording,
     wording_version,
     way,
     at,
     response_id)
)

}  // namespace styk::privacy

namespace styk::record {
template <>
const Shape& shape_of<privacy::Consent>();
}  // namespace styk::record
