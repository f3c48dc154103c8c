#include "story/case_events.h"

#include <fmt/format.h>

#include "json/json.h"
#include "record/convert.h"

namespace styk::story {

namespace {

// The channel of what happens inside the firm; every new firm has it.
constexpr const char* inside = "other";

customer::Event made(const EventMeans& means, std::string_view type, const json::Object& more) {
    customer::Event event;
    event.id.uuid = make_uuid_v7(means.clock, means.random);
    event.key = fmt::format("{}-{}", type, event.id.text());
    event.type = type;
    event.channel = inside;
    event.occurred_at = event.received_at = means.at;
    event.attributes = record::JsonObject{json::write(more)};
    return event;
}

}  // namespace

customer::Event rule_event(
    const EventMeans& means,
    const feedback::Feedback& feedback,
    const std::string& rule,
    const std::string& survey
) {
    auto event = made(means, asked_by_rule, {{"rule", rule}, {"survey", survey}});
    event.customer_id = feedback.customer_id;
    return event;
}

customer::Event finding_event(
    const EventMeans& means, const Id<customer::Customer>& customer, const std::string& survey
) {
    auto event = made(means, "asked_about_finding", {{"survey", survey}});
    event.customer_id = customer;
    return event;
}

customer::Event case_event(
    const EventMeans& means, const casework::Case& one, std::string_view type
) {
    json::Object more{{"case", one.id.text()}, {"kind", record::name_of_choice(one.kind)}};
    if (one.outcome) {
        more["outcome"] = record::name_of_choice(*one.outcome);
    }
    auto event = made(means, type, more);
    event.customer_id = one.customer_id;
    if (!one.touchpoint.empty()) {
        event.touchpoint = one.touchpoint;
    }
    event.case_key = one.id.text();
    return event;
}

}  // namespace styk::story
