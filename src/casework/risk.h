// The risk that a customer goes public (capability S123): from what they wrote, and from how long
// they have been waiting.
//
// Words give a case a head start of days; from then on every day counts alike. So the order of
// cases by risk never changes while they grow old, and one indexed instant (Case::risk_at) holds
// it.
#pragma once

#include <string>
#include <vector>

#include "base/instant.h"

namespace styk::casework {

struct RiskSigns {
    bool says_so = false;   // intent public_risk
    bool leaves = false;    // intent churn_risk
    bool is_angry = false;  // emotion anger or resentment
    bool again = false;     // spoke badly within the last ninety days, too
};

struct Risk {
    Instant at;                        // the opening, moved back by the head start
    std::vector<std::string> because;  // intent, words, repeated
};

[[nodiscard]] Risk risk_of(const RiskSigns& signs, Instant opened_at);

// 0..1: 1 where the risk is as high as that of `after_days` twice over; 0.5 and more is flagged.
[[nodiscard]] double risk_score(Instant risk_at, std::int64_t after_days, Instant now);

// Cases whose risk_at is not after this are flagged.
[[nodiscard]] Instant flagged_since(std::int64_t after_days, Instant now);

}  // namespace styk::casework
