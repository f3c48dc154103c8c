// What was found out without a survey: an interview, a usability test, a day beside a customer. It
// says how many people stand behind it, for it is no figure.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "record/shape.h"

namespace styk::insight {

BOOST_DEFINE_ENUM_CLASS(
    ResearchMethod,
    interview,
    usability_test,
    observation,
    diary,
    focus_group,
    card_sorting,
    experiment,
    desk_research,
    other
)

struct ResearchNote {
    Id<ResearchNote> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string name;
    ResearchMethod method = ResearchMethod::interview;
    std::optional<std::int64_t> people{};  // how many took part
    std::string held_on;                   // the firm's day, "2026-08-20"
    std::string finding;
    std::optional<std::string> evidence{};    // where the recording or report lies: an address
    std::optional<std::string> touchpoint{};  // key
    std::optional<std::string> persona{};     // as the firm calls it
};
BOOST_DESCRIBE_STRUCT(
    ResearchNote,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     name,
     method,
     people,
     held_on,
     finding,
     evidence,
     touchpoint,
     persona)
)

}  // namespace styk::insight

namespace styk::record {

template <>
const Shape& shape_of<insight::ResearchNote>();

}  // namespace styk::record
