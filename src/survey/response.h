// One filled survey, or one that is being filled.
#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "survey/invitation.h"
#include "survey/link.h"
#include "survey/value.h"

namespace styk::feedback {
struct Feedback;
}

namespace styk::survey {

// screened_out: it was not meant for them; over_quota: there were enough already. Neither is
// counted.
BOOST_DEFINE_ENUM_CLASS(ResponseState, partial, complete, screened_out, over_quota)

// Beside the hidden fields that a survey declares: the user who asked and wrote down the answers.
inline constexpr std::string_view interviewer_field = "interviewer";

struct Response {
    std::int64_t seq = 0;
    Id<Response> id;
    Id<Survey> survey_id;
    std::int64_t version = 0;
    ResponseState state = ResponseState::partial;
    std::string token;    // SHA-256 of what resumes it
    std::string receipt;  // SHA-256 of what deletes it
    std::optional<Id<Invitation>> invitation_id{};
    std::optional<Id<Link>> link_id{};
    std::optional<Id<customer::Customer>> customer_id{};
    std::string language, channel;
    std::string touchpoint, location, brand;  // keys; empty: none
    Map hidden, answers;
    std::string page, question;  // where it stands, and what was answered last
    Map seconds;                 // spent, a page
    std::optional<Instant> occurred_at{};
    Instant started_at, changed_at;
    std::optional<Instant> completed_at{};
    std::string quota;  // the key of the quota that was full
    std::optional<Id<feedback::Feedback>> feedback_id{};
    std::string import_id{}, external_key{};  // of another tool: the file, and its name there
    std::string lot{};  // of those it was let out with, who look like it; empty: in no lot
};

}  // namespace styk::survey
