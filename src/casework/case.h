// The work of closing the loop with one customer, in the states of ISO 10002. Cases are many and
// written on the way of every answer, so they are no described record: case_store is their SQL.
#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"

namespace styk::people {
struct Department;
struct User;
}  // namespace styk::people

namespace styk::customer {
struct Customer;
}

namespace styk::feedback {
struct Feedback;
}

namespace styk::casework {

struct CaseRule;
struct Cause;
struct Finding;

// complaint: asks for remedy, stands in the register; follow_up: feedback that somebody answers.
BOOST_DEFINE_ENUM_CLASS(CaseKind, complaint, follow_up)

// fix_now: a department that mends single cases at once; analysis: looked at for its cause.
BOOST_DEFINE_ENUM_CLASS(CaseRoute, fix_now, analysis)

// ISO 10002:2018; the order is that of the way.
BOOST_DEFINE_ENUM_CLASS(CaseState, received, acknowledged, assessed, investigated, answered, closed)

// kept_open_external: the customer does not accept, and was told where else to turn.
BOOST_DEFINE_ENUM_CLASS(CaseOutcome, accepted, kept_open_external)

inline constexpr std::size_t longest_case_title = 200, longest_case_text = 10'000;

struct Case {
    std::int64_t seq = 0;  // the row, and the number that people say
    Id<Case> id;
    std::int64_t revision = 0;
    CaseKind kind = CaseKind::follow_up;
    CaseRoute route = CaseRoute::analysis;
    CaseState state = CaseState::received;
    std::optional<CaseOutcome> outcome{};
    std::string title;
    std::string language;  // of the customer; "": not known
    std::string words;     // what the customer said, personal data as stars, the first 300 letters
    std::string metric;    // the rating that opened it; "": none
    std::optional<std::int64_t> score{};
    std::optional<Id<feedback::Feedback>> feedback_id{};
    std::optional<Id<customer::Customer>> customer_id{};
    std::string touchpoint, location, segment, source;  // keys, as they were; "": none
    std::optional<double> value{};                      // of the customer, the firm's currency
    std::optional<Id<people::User>> owner_id{}, deputy_id{};
    std::optional<Id<people::Department>> department_id{};
    std::optional<std::int64_t> severity{}, complexity{}, impact{};  // 1..3
    bool safety = false;
    Instant risk_at;  // see risk.h
    std::vector<std::string> risk_because{};
    std::optional<std::string> remedy_sought{};

    Instant opened_at, created_at, updated_at;
    std::optional<Instant> acknowledge_by{}, answer_by{}, close_by{};
    std::optional<Instant> acknowledged_at{}, answered_at{}, closed_at{};
    std::optional<Instant> due_at{};       // the next deadline still open
    std::optional<Instant> escalate_at{};  // when the next level hears of it
    std::int64_t escalated = 0;            // levels that heard of it
    std::int64_t reopened = 0;
    bool unread = false;  // the customer wrote, nobody answered yet

    std::optional<Id<CaseRule>> rule_id{};
    std::string why;  // the rule's name when it opened; "": a person
    std::optional<Id<Cause>> cause_id{};
    std::optional<std::string> lesson{}, external_route{};
    std::optional<Id<Finding>> finding_id{};
    std::optional<Id<Case>> merged_into{};
    std::string ask_event;  // key of the event that asked whether the answer was right; "": none
    std::string token;      // of the customer's status page, 128 bits as hexadecimal
};

// Who did something, as the log names them.
struct StepAuthor {
    std::string kind = "system";  // user, token, system or customer
    std::string id{}, name{};
};

// One row of the log of a case.
struct Step {
    std::int64_t position = 0;
    std::string id;
    Id<Case> case_id;
    Instant at;
    StepAuthor by;
    std::string
        kind;  // state, owner, note, message, merge, escalate, assess, rule, finding, status …
    std::string before{}, after{}, text{};  // "": none
};

[[nodiscard]] inline bool is_open(const Case& one) {
    return one.state != CaseState::closed;
}

// "C-2481": what people say and write.
[[nodiscard]] std::string number_of(std::string_view prefix, const Case& one);

// Which deadline is the next: acknowledge, answer or close; "" when it is closed.
[[nodiscard]] std::string_view next_duty(const Case& one);

// Sets due_at to the deadline of the next duty.
void set_due(Case& one);

// Goes to a later state: sets the instants that this state answers for (an answer acknowledges,
// too). Throws Refusal{conflict} when the case stands there already, is past it, or is closed.
void advance(Case& one, CaseState to, Instant at);

// Text shortened to `most` code points, with an ellipsis; line breaks become blanks.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

}  // namespace styk::casework
