#include "http/inbox_query.h"

#include <algorithm>

#include "feedback/feedback_json.h"
#include "json/json.h"
#include "people/roles.h"
#include "story/scope.h"

namespace styk::http {

namespace {

void read_order(
    const std::string& name, const std::string& text, feedback::ListOrder& order, Problems& problems
) {
    if (name == "limit") {
        const auto limit = record::read_limit(text);
        limit ? void(order.limit = *limit) : problems.push_back(limit.error());
    } else if (name == "cursor") {
        order.after = record::read_cursor(text);
        const bool right = order.after && order.after->id.size() < 19 && !order.after->id.empty() &&
                           order.after->id.find_first_not_of("0123456789") == std::string::npos;
        if (!right) {
            problems.push_back({"cursor", "is not a cursor of this list"});
        }
    } else if (name == "sort") {
        order.oldest_first = text == "occurred_at";
        if (!order.oldest_first && text != "-occurred_at") {
            problems.push_back({"sort", "must be occurred_at or -occurred_at"});
        }
    }
}

}  // namespace

InboxQuery read_inbox_query(
    House& house, const Call& call, const std::vector<std::string_view>& also
) {
    InboxQuery asked;
    Problems problems;
    record::Parameters rest;
    for (const auto& [name, text] : call.parameters()) {
        if (name == "limit" || name == "cursor" || name == "sort") {
            read_order(name, text, asked.order, problems);
        } else if (name != "format" && std::find(also.begin(), also.end(), name) == also.end()) {
            rest.emplace_back(name, text);
        }
    }
    const auto directory = house.catalogue.directory();
    asked.filter = feedback::read_filter(*directory, rest, problems);
    refuse_if(std::move(problems));
    story::narrow_to_scope(asked.filter, call.actor, *directory);
    return asked;
}

json::Object feedback_json(
    const feedback::Feedback& feedback, const people::Actor& actor, bool reasons
) {
    return feedback::to_json(
        feedback, {.reasons = reasons, .personal = actor.has(people::may::read_people)}
    );
}

std::string feedback_text(const feedback::Feedback& feedback, const people::Actor& actor) {
    return feedback::write_json(feedback, {.personal = actor.has(people::may::read_people)});
}

}  // namespace styk::http
