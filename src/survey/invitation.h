// A survey asked of one person. Its token opens the survey once.
#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "survey/survey.h"

namespace styk::customer {
struct Customer;
}

namespace styk::survey {

// Of an anonymous survey only waiting, answered and withdrawn: that somebody began is not kept.
BOOST_DEFINE_ENUM_CLASS(InvitationState, waiting, started, answered, withdrawn)

struct Invitation {
    Id<Invitation> id;
    Id<Survey> survey_id;
    std::string token;  // random, 128 bits as hexadecimal
    std::optional<Id<customer::Customer>> customer_id{};
    std::optional<std::string> language{};
    std::string channel = "email";
    std::optional<std::string> touchpoint{}, location{};
    std::optional<Instant> occurred_at{};  // when what is asked about happened
    std::string hidden;                    // hidden fields as a JSON object; empty: none
    InvitationState state = InvitationState::waiting;
    Instant created_at;
    std::optional<Instant> expires_at{}, answered_at{};

    // Read along with it.
    std::string customer_key, customer_name;
};

[[nodiscard]] inline std::string path_of(const Invitation& invitation) {
    return "/r/" + invitation.token;
}

}  // namespace styk::survey
