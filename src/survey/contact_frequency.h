// How often one person may be asked, over all channels and campaigns: one record a database, with
// defaults that serve until somebody changes them. An invitation with its reminders is one contact.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/shape.h"
#include "survey/survey.h"

namespace styk::survey {

struct ContactFrequency {
    Id<ContactFrequency> id;
    std::int64_t revision = 0;  // 0: the defaults, nothing is stored yet
    Instant created_at, updated_at;

    std::int64_t most = 3, within_days = 90;  // at most so many contacts in so many days
    std::int64_t days_between = 7;            // and so many days from one to the next
    std::vector<std::string> exempt_kinds{};  // kinds of surveys that are counted, never held back
    bool active = true;
};
BOOST_DESCRIBE_STRUCT(
    ContactFrequency,
    (),
    (id, revision, created_at, updated_at, most, within_days, days_between, exempt_kinds, active)
)

// When the next contact may be, given the earlier ones (newest first). Nothing: now.
[[nodiscard]] std::optional<Instant> free_at(
    const ContactFrequency& rule, Kind kind, const std::vector<Instant>& contacts, Instant now
);

}  // namespace styk::survey

namespace styk::record {
template <>
const Shape& shape_of<survey::ContactFrequency>();
}  // namespace styk::record
