#include "http/codebook_api.h"

#include <fmt/format.h>

#include "http/figure_json.h"
#include "http/inbox_query.h"
#include "http/query.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "story/code_topic.h"

namespace styk::http {

namespace {

namespace may = people::may;
using Ids = std::vector<Id<feedback::Feedback>>;

constexpr std::size_t most_at_once = 200;

constexpr std::pair<std::string_view, std::string_view> schemas[] = {
    {"codebook_item", "feedback:feedback probability:number because:[text_span]"},
    {"codebook_judged", "agreed:integer disagreed:integer"},
    {"codebook", "topic:string items:[codebook_item] judged:codebook_judged agreement:estimate"},
    {"codebook_done", "accepted:integer rejected:integer judged:codebook_judged agreement:estimate"
    },
};

constexpr std::string_view judge_schema =
    R"({"type": "object", "additionalProperties": false, "required": ["topic"],
    "properties": {"topic": {"type": "string"}, "accept": {"type": "array", "items": {"type": "string"}, "maxItems": 200},
    "reject": {"type": "array", "items": {"type": "string"}, "maxItems": 200}}})";

std::string need_topic(const feedback::Directory& directory, std::string_view named) {
    const auto* topic = directory.topics.find(named);
    if (topic == nullptr) {
        throw Refusal(
            Code::invalid,
            "Say which topic.",
            {{"topic", fmt::format("there is no topic {}", named)}}
        );
    }
    return topic->key;
}

json::Object judged_json(const feedback::Judged& judged) {
    return {{"agreed", judged.agreed}, {"disagreed", judged.disagreed}};
}

json::Object item_json(const story::Suggestion& one, const people::Actor& actor) {
    json::Array because;
    for (const auto& span : one.because) {
        because.push_back(json::Object{{"from", span.from}, {"to", span.to}});
    }
    return {
        {"feedback", feedback_json(one.feedback, actor, false)},
        {"probability", one.probability},
        {"because", std::move(because)}
    };
}

Answer show(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto topic = need_topic(*directory, parameter(call, "coded").value_or(""));
    const auto asked = read_inbox_query(house, call, {"coded"});
    const auto found = story::show_codebook(
        house.database, topic, asked.filter, static_cast<std::size_t>(asked.order.limit)
    );
    json::Array items;
    for (const auto& one : found.items) {
        items.push_back(item_json(one, call.actor));
    }
    return json_answer(
        200,
        json::Object{
            {"topic", topic},
            {"items", std::move(items)},
            {"judged", judged_json(found.judged)},
            {"agreement", estimate_json(found.agreement)}
        }
    );
}

Ids ids_in(const json::Object& body, std::string_view name, Problems& problems) {
    Ids ids;
    const auto* list = body.if_contains(name);
    if (list == nullptr || list->is_null()) {
        return ids;
    }
    const std::string pointer = fmt::format("/{}", name);
    if (!list->is_array() || list->get_array().size() > most_at_once) {
        problems.push_back({pointer, fmt::format("must be a list of at most {} ids", most_at_once)}
        );
        return ids;
    }
    for (const auto& one : list->get_array()) {
        const auto id = one.is_string()
                            ? Id<feedback::Feedback>::parse(std::string_view(one.get_string()))
                            : std::nullopt;
        if (!id) {
            problems.push_back({pointer, "must hold ids of feedback"});
            return ids;
        }
        ids.push_back(*id);
    }
    return ids;
}

Answer judge(House& house, const Call& call) {
    const json::Value sent = call.body();
    const auto& body = json::need_object(sent);
    Problems problems;
    for (const auto& [name, value] : body) {
        if (name != "topic" && name != "accept" && name != "reject") {
            problems.push_back({"/" + json::escape_pointer(name), "is not known here"});
        }
    }
    const auto accept = ids_in(body, "accept", problems), reject = ids_in(body, "reject", problems);
    refuse_if(std::move(problems));
    const auto* named = body.if_contains("topic");
    const auto topic = need_topic(
        *house.catalogue.directory(),
        named != nullptr && named->is_string() ? std::string_view(named->get_string()) : ""
    );
    const auto intake = house.intake();
    const auto by = call.change();
    const auto accepted = story::judge_topic(intake, call.actor, topic, accept, true, by);
    const auto rejected = story::judge_topic(intake, call.actor, topic, reject, false, by);
    const auto judged = house.database.read([&](db::Reader& reader) {
        return feedback::count_judged(reader, topic);
    });
    return json_answer(
        200,
        json::Object{
            {"accepted", accepted},
            {"rejected", rejected},
            {"judged", judged_json(judged)},
            {"agreement", estimate_json(story::agreement_of(judged))}
        }
    );
}

}  // namespace

void add_codebook_routes(Router& router, House& house) {
    const std::string path = "/api/v1/text/codebook";
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
    router.add_schema("codebook_judge", json::parse(judge_schema).get_object());
    router.add(
        net::Method::get,
        path,
        only(may::read_feedback),
        with(house, show),
        {.summary = "Comments in which a topic was found, the least sure first, and how often "
                    "people agree",
         .gives = "codebook",
         .asks = "filter page coded"}
    );
    router.add(
        net::Method::post,
        path,
        only(may::write_feedback),
        with(house, judge),
        {.summary = "Accept or reject a topic in many comments at once",
         .takes = "codebook_judge",
         .gives = "codebook_done"}
    );
}

}  // namespace styk::http
