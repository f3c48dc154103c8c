// Which feedback needs somebody, and what follows: a filter of the one vocabulary and actions. The
// same rules judge every feedback on its way in, and the past in a dry run.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "casework/case.h"
#include "casework/targets.h"
#include "feedback/filter.h"
#include "record/shape.h"

namespace styk::casework {

struct CaseRule {
    Id<CaseRule> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key, name;
    bool active = true;
    std::string filter;          // a query string: "metric=nps&score_max=6&value_min=1000"
    record::JsonList actions{};  // [{"kind": "open_case"}]; read_actions reads it
    std::optional<std::int64_t> severity{};  // 1..3, of the cases it opens
    record::JsonObject targets{};
    CaseRoute route = CaseRoute::analysis;
    std::int64_t position = 0;
};
BOOST_DESCRIBE_STRUCT(
    CaseRule,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     key,
     name,
     active,
     filter,
     actions,
     severity,
     targets,
     route,
     position)
)

BOOST_DEFINE_ENUM_CLASS(ActionKind, open_case, assign, notify, tag, send_survey, webhook)
BOOST_DEFINE_ENUM_CLASS(AssignTo, touchpoint_owner, department, user)

struct Action {
    ActionKind kind = ActionKind::open_case;
    CaseKind case_kind = CaseKind::follow_up;  // of open_case
    AssignTo to = AssignTo::touchpoint_owner;  // of assign
    std::string id{};                          // of assign, send_survey, webhook
    std::vector<std::string> user_ids{};       // of notify
    std::string department_id{};               // of notify; "": none
    std::string tag{};                         // of tag
};

// Problems point into the list: "/actions/2/tag".
[[nodiscard]] std::vector<Action> read_actions(const std::string& json, Problems& problems);

// What a filter of a rule asks: the vocabulary, and what the customer must be worth.
struct RuleFilter {
    feedback::Filter filter;
    std::optional<double> value_min{};
};

// Problems point at "/filter". A rule asks of feedback as it comes, so it has no from and no to.
[[nodiscard]] RuleFilter read_rule_filter(
    const feedback::Directory& directory, const std::string& query, Problems& problems
);

// Every problem of a rule but those of other records (users, surveys) that it names.
[[nodiscard]] Problems check(const feedback::Directory& directory, const CaseRule& rule);

// A rule ready to judge.
struct ReadyRule {
    Id<CaseRule> id;
    std::string name;
    RuleFilter asks;
    std::vector<Action> actions;
    std::optional<std::int64_t> severity;
    Targets targets;
    CaseRoute route = CaseRoute::analysis;
};

// Nothing when what it names is gone by now: then it judges nothing.
[[nodiscard]] std::optional<ReadyRule> make_ready(
    const feedback::Directory& directory, const CaseRule& rule
);

}  // namespace styk::casework

namespace styk::record {
template <>
const Shape& shape_of<casework::CaseRule>();
}  // namespace styk::record
