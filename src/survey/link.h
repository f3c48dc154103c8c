// An open link: whoever has the address may answer. One a place where it hangs, so that the source
// of an answer is known.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "survey/survey.h"

namespace styk::survey {

struct Link {
    Id<Link> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    Id<Survey> survey_id;
    std::string key;  // random, 128 bits as hexadecimal
    std::string name;
    std::string channel = "web";
    std::optional<std::string> touchpoint{}, location{}, language{};
    bool active = true;
};
BOOST_DESCRIBE_STRUCT(
    Link,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     survey_id,
     key,
     name,
     channel,
     touchpoint,
     location,
     language,
     active)
)

[[nodiscard]] std::string path_of(const Link& link);  // "/s/KEY"

}  // namespace styk::survey

namespace styk::record {
template <>
const Shape& shape_of<survey::Link>();
}  // namespace styk::record
