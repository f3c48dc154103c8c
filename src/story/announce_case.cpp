#include "story/announce_case.h"

#include <algorithm>

#include "casework/case_settings_store.h"
#include "json/json.h"
#include "record/convert.h"
#include "story/announce.h"

namespace styk::story {

namespace {

using casework::Case;
using casework::Step;

template <class V>
json::Value or_null(const std::optional<V>& value) {
    if constexpr (std::is_same_v<V, Instant>) {
        return value ? json::Value(to_rfc3339(*value)) : json::Value(nullptr);
    } else if constexpr (record::is_id<V>) {
        return value ? json::Value(value->text()) : json::Value(nullptr);
    } else {
        return value ? json::Value(*value) : json::Value(nullptr);
    }
}

std::string data_of(db::Tx& tx, const Case& one, const std::vector<Step>& log) {
    const auto settings = casework::load_case_settings(tx);
    json::Array steps;
    for (const Step& step : log) {
        steps.push_back(json::Object{{"kind", step.kind}, {"from", step.before}, {"to", step.after}}
        );
    }
    json::Object out{
        {"id", one.id.text()},
        {"number", casework::number_of(settings.number_prefix, one)},
        {"kind", record::name_of_choice(one.kind)},
        {"state", record::name_of_choice(one.state)},
        {"title", one.title},
        {"touchpoint", one.touchpoint.empty() ? json::Value(nullptr) : json::Value(one.touchpoint)},
        {"location", one.location.empty() ? json::Value(nullptr) : json::Value(one.location)},
        {"feedback_id", or_null(one.feedback_id)},
        {"owner_id", or_null(one.owner_id)},
        {"department_id", or_null(one.department_id)},
        {"severity", or_null(one.severity)},
        {"opened_at", to_rfc3339(one.opened_at)},
        {"due_at", or_null(one.due_at)},
        {"closed_at", or_null(one.closed_at)},
        {"outcome", nullptr},
        {"steps", std::move(steps)}
    };
    if (one.outcome) {
        out["outcome"] = record::name_of_choice(*one.outcome);
    }
    return json::write(out);
}

}  // namespace

void announce_opened(db::Tx& tx, const Case& one) {
    announce(
        tx,
        {.type = "case.opened",
         .id = one.id.text(),
         .subject = one.id.text(),
         .at = one.created_at,
         .data = [&] { return data_of(tx, one, {}); }}
    );
}

void announce_changed(db::Tx& tx, const Case& one, const std::vector<Step>& log) {
    if (log.empty()) {
        return;
    }
    const bool closed = std::any_of(log.begin(), log.end(), [](const Step& step) {
        return step.kind == "state" && step.after == "closed";
    });
    announce(
        tx,
        {.type = closed ? "case.closed" : "case.changed",
         .id = log.back().id,
         .subject = one.id.text(),
         .at = log.back().at,
         .data = [&] { return data_of(tx, one, log); }}
    );
}

}  // namespace styk::story
