// What a customer hears of their complaint without anybody writing: that it arrived, and when its
// state changes, with the link to its page. Thanks come first: feedback is a gift.
#pragma once

#include <string>
#include <string_view>

#include "casework/case.h"
#include "casework/case_settings.h"
#include "db/reader.h"

namespace styk::story {

// The step that it follows from gives the mail its id, so that the same transaction repeated writes
// the same mail. Nothing goes to who has no address, is machine-like (too many in a day), or when
// the firm does not want it.
// True when a mail is on its way.
bool tell_customer(db::Tx& tx, const casework::Case& one, const casework::Step& step, Instant now);

// Whether a customer hears of it: that it arrived, was acknowledged, is looked into, is closed.
[[nodiscard]] bool is_told(const casework::Step& step);

struct StatusWords {
    std::string subject, text;
};

// What such a message says, without a link. `first`: thanks for telling us.
[[nodiscard]] StatusWords status_words(
    const casework::Case& one,
    const casework::CaseSettings& settings,
    std::string_view language,
    bool first
);

// "en", "pl" or "ru": of the case, else the firm's.
[[nodiscard]] std::string_view spoken(std::string_view wished, std::string_view firms);

// How a state is said to a customer, in that language.
[[nodiscard]] std::string_view state_words(casework::CaseState state, std::string_view language);

}  // namespace styk::story
