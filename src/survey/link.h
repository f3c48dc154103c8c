// An open link: whoever has the address may answer. One a place where it hangs, so that the source
// of an answer is known.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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
    std::vector<std::string> sites{};  // that may show it in a frame: "https://shop.example"
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
     sites,
     active)
)

[[nodiscard]] std::string path_of(const Link& link);  // "/s/KEY"

inline constexpr std::size_t most_sites = 20;

// "https://shop.example", "http://localhost:8080", "https://*.shop.example": scheme, host, maybe a
// port, nothing after it.
[[nodiscard]] bool is_site(std::string_view text);

}  // namespace styk::survey

namespace styk::record {
template <>
const Shape& shape_of<survey::Link>();
}  // namespace styk::record
