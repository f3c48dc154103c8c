#include "story/rule_call.h"

#include "json/json.h"
#include "story/feedback_news.h"
#include "story/webhook_store.h"

namespace styk::story {

bool may_be_called(db::Reader& reader, const std::string& lane) {
    return reader.find_integer("SELECT 1 FROM webhook_lane WHERE id = $1 AND events <> ''", lane)
        .has_value();
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
