#include "story/rule_call.h"

#include <algorithm>
#include <fmt/format.h>

#include "casework/case_rule.h"
#include "db/record_store.h"
#include "json/json.h"
#include "story/feedback_news.h"
#include "story/webhook_store.h"

namespace styk::story {

bool may_be_called(db::Reader& reader, const std::string& lane) {
    return reader.find_integer("SELECT 1 FROM webhook_lane WHERE id = $1 AND events <> ''", lane)
        .has_value();
}

namespace {

bool calls(const casework::CaseRule& rule, const std::string& lane) {
    Problems ignored;  // they were checked when it was written
    return std::ranges::any_of(
        casework::read_actions(rule.actions.text, ignored),
        [&](const casework::Action& action) {
            return action.kind == casework::ActionKind::webhook && action.id == lane;
        }
    );
}

}  // namespace

void check_uncalled(db::Reader& reader, const std::string& lane) {
    std::vector<std::string> names;
    for (const auto& rule : db::list_all<casework::CaseRule>(reader)) {
        if (calls(rule, lane)) {
            names.push_back(rule.name);
        }
    }
    if (!names.empty()) {
        throw Refusal(
            Code::conflict,
            fmt::format("Rules call it: {}. Take it out of them first.", fmt::join(names, ", "))
        );
    }
}

void put_rule_call(
    db::Tx& tx,
    const RuleCall& call,
    const feedback::Feedback& feedback,
    const std::optional<Id<casework::Case>>& opened
) {
    if (!may_be_called(tx, call.lane)) {
        return;
    }
    json::Object data = json::parse(feedback_data(feedback)).as_object();
    data["rule"] = json::Object{{"id", call.rule_id.text()}, {"name", call.rule_name}};
    data["case_id"] = opened ? json::Value(opened->text()) : json::Value(nullptr);
    add_event(tx, call.id, rule_matched, feedback.id.text(), call.at, json::write(data));
    owe_to(tx, call.id, call.lane, call.at);
}

}  // namespace styk::story
