#include "story/feedback_news.h"

#include "feedback/feedback_json.h"
#include "json/json.h"

namespace styk::story {

namespace {

constexpr std::size_t longest_comment = 8000;  // bytes: a message stays below 20 kB

json::Value or_null(const std::optional<double>& value) {
    return value ? json::Value(*value) : json::Value(nullptr);
}

// Never in the middle of a letter.
std::string cut(std::string text) {
    if (text.size() > longest_comment) {
        std::size_t end = longest_comment;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) {
            --end;
        }
        text.resize(end);
    }
    return text;
}

}  // namespace

std::string feedback_data(const feedback::Feedback& feedback) {
    auto all = feedback::to_json(feedback, {.reasons = false, .personal = false});
    json::Object out;
    for (const char* name :
         {"id",
          "kind",
          "source",
          "channel",
          "touchpoint",
          "location",
          "brand",
          "customer_id",
          "occurred_at",
          "received_at",
          "language",
          "ratings",
          "tags",
          "survey",
          "sentiment",
          "topics",
          "intents"}) {
        if (const auto* value = all.if_contains(name)) {
            out[name] = *value;
        }
    }
    const auto* comment = all.if_contains("comment");
    const bool said = comment != nullptr && comment->is_string();
    out["comment"] = said ? json::Value(cut(std::string(comment->get_string()))) : json::Value();
    return json::write(out);
}

void announce_feedback(db::Tx& tx, const Listeners& listeners, const feedback::Feedback& feedback) {
    if (!feedback.import_id.empty()) {
        return;  // what is brought along from elsewhere has happened before
    }
    announce(
        tx,
        listeners,
        {.type = "feedback.received",
         .id = feedback.id.text(),
         .subject = feedback.id.text(),
         .at = feedback.received_at,
         .data = [&] { return feedback_data(feedback); }}
    );
}

void announce_response(db::Tx& tx, const survey::Response& response, Instant now) {
    announce(
        tx,
        {.type = "response.completed",
         .id = response.id.text(),
         .subject = response.id.text(),
         .at = now,
         .data =
             [&] {
                 return json::write(json::Object{
                     {"id", response.id.text()},
                     {"survey_id", response.survey_id.text()},
                     {"feedback_id",
                      response.feedback_id ? json::Value(response.feedback_id->text())
                                           : json::Value(nullptr)},
                     {"language", response.language},
                     {"channel", response.channel}
                 });
             }}
    );
}

void announce_firing(
    db::Tx& tx,
    const Listeners& listeners,
    const insight::Alert& alert,
    const insight::Firing& firing
) {
    announce(
        tx,
        listeners,
        {.type = "alert.raised",
         .id = firing.id,
         .subject = firing.id,
         .at = firing.fired_at,
         .data =
             [&] {
                 return json::write(json::Object{
                     {"id", firing.id},
                     {"alert_id", alert.id.text()},
                     {"name", alert.name},
                     {"metric", alert.metric},
                     {"period", firing.period},
                     {"group", firing.group_key},
                     {"n", firing.n},
                     {"value", firing.value},
                     {"lo", or_null(firing.lo)},
                     {"hi", or_null(firing.hi)},
                     {"limit", firing.limit},
                     {"said", firing.said}
                 });
             }}
    );
}

}  // namespace styk::story
