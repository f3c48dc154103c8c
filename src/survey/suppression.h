// An address that gets no surveys any more, and why.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "record/shape.h"
#include "survey/survey.h"

namespace styk::survey {

struct Campaign;

BOOST_DEFINE_ENUM_CLASS(SuppressionReason, unsubscribed, bounced, complained, staff)

struct Suppression {
    Id<Suppression> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string address;                    // as plain_address makes it
    std::optional<Id<Survey>> survey_id{};  // nothing: no survey at all
    SuppressionReason reason = SuppressionReason::staff;
    std::optional<std::string> note{};
    std::optional<Id<Campaign>> campaign_id{};  // through which it came
};
BOOST_DESCRIBE_STRUCT(
    Suppression,
    (),
    (id, revision, created_at, updated_at, address, survey_id, reason, note, campaign_id)
)

// One way of writing each address: mail in lower case, phones without what separates digits.
[[nodiscard]] std::string plain_address(std::string_view address);

}  // namespace styk::survey

namespace styk::record {
template <>
const Shape& shape_of<survey::Suppression>();
}  // namespace styk::record
