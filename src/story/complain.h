// A customer complains by the firm's own form: a case is opened at once, and its page is theirs.
#pragma once

#include <optional>
#include <string>

#include "story/receive_feedback.h"

namespace styk::story {

struct Complaint {
    std::string text, remedy;  // what happened; what would put it right ("": not said)
    std::string email, name;   // "": not given
    std::string language;
    std::optional<std::string> touchpoint{};  // key
};

// The token of the page. Throws Refusal{invalid} naming /text or /email.
[[nodiscard]] std::string complain(const Intake& intake, const Complaint& complaint, Instant now);

inline constexpr std::size_t longest_complaint = 10'000;  // bytes

}  // namespace styk::story
