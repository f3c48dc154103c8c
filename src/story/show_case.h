// Everything about one case on one screen: who it is, what was said, how their way went, who else
// said so, what may be answered.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/recovery_store.h"
#include "casework/reply_template.h"
#include "casework/rulebook.h"
#include "customer/customer.h"
#include "db/database.h"
#include "feedback/feedback.h"
#include "insight/engine.h"
#include "people/actor.h"
#include "story/case_clock.h"

namespace styk::story {

struct CaseMeans {
    db::Database& database;
    const feedback::Directory& directory;
    const casework::Rulebook& rulebook;
    const insight::Engine& engine;
    const people::Actor& actor;
    Instant now;
};

// One step of the customer's way: an event or a feedback.
struct Moment {
    Instant at;
    std::string touchpoint, event, text, feedback_id;  // "": none
    std::optional<double> emotion{};  // -2..2: the worst rating on its scale, else the comment's
    std::string metric;               // of `value`
    std::optional<std::int64_t> value{};
};

struct PastRating {
    std::string metric, feedback_id;
    std::int64_t value = 0;
    Instant at;
};

struct Similar {
    std::int64_t n = 0;  // feedback of the last `similar_days` days, this one left out
    std::vector<std::pair<std::string, std::int64_t>> by_week;  // key of the ISO week, n
    std::vector<feedback::Feedback> sample;                     // the most alike first
};

inline constexpr int similar_days = 90;

struct CaseView {
    std::optional<feedback::Feedback> feedback{};
    std::vector<feedback::Feedback> joined;  // what else belongs to it
    std::optional<customer::Customer> customer{};
    std::vector<casework::Step> steps;
    std::vector<Moment> journey;      // oldest first
    std::vector<PastRating> history;  // of the case's metric, oldest first
    Similar similar;
    std::vector<casework::Case> merged;
    std::string suggested_template;  // key; "": none
    std::optional<casework::CaseCheck> check{};
    casework::Recovery recovery{};
    std::optional<CaseClock> clock{};
};

[[nodiscard]] CaseView show_case(const CaseMeans& means, const casework::Case& one);

// Feedback that says the same: bad words of the same topics at the same touchpoint; without topics
// bad ratings there.
[[nodiscard]] std::optional<feedback::Filter> similar_filter(
    const CaseMeans& means, const casework::Case& one, const feedback::Feedback& feedback
);

// What fills the blanks of a reply.
[[nodiscard]] std::map<std::string, std::string> reply_values(
    const CaseMeans& means,
    const casework::Case& one,
    const CaseView& view,
    const std::string& language
);

[[nodiscard]] casework::ReplyNeed reply_need(
    const casework::Case& one, const std::optional<feedback::Feedback>& feedback
);

}  // namespace styk::story
