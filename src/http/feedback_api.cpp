#include "http/feedback_api.h"

#include <fmt/format.h>

#include "casework/case_store.h"
#include "feedback/feedback_json.h"
#include "feedback/feedback_store.h"
#include "feedback/voice.h"
#include "http/inbox_query.h"
#include "http/ndjson.h"
#include "http/once.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/wire.h"
#include "story/scope.h"
#include "story/show_tally.h"

namespace styk::http {

namespace {

using feedback::Feedback;
namespace may = people::may;

Answer feedback_answer(int status, const Feedback& feedback, const Call& call) {
    Answer answer;
    answer.status = status;
    answer.headers.emplace_back("Content-Type", "application/json");
    answer.body = feedback_text(feedback, call.actor);
    return with_etag(std::move(answer), feedback.revision);
}

// Who has no say in how others answer (an employee) may still speak: as a note or as an employee's
// own voice.
void need_own_kind(const people::Actor& actor, const feedback::Draft& draft) {
    if (actor.kind == people::Actor::Kind::user && !actor.has(may::write_feedback) &&
        draft.kind != "note" && draft.kind != "employee_voice") {
        throw Refusal(Code::forbidden, "Your role may write notes and your own voice only.");
    }
}

// Who works in one place speaks of it, unless they say otherwise; else they would not find their
// own note again.
void place_in_scope(const people::Actor& actor, feedback::Draft& draft) {
    if (!draft.location && actor.location) {
        draft.location = actor.location->text();
    }
}

Answer receive_lines(House& house, const Call& call) {
    Problems problems;
    std::vector<feedback::Draft> drafts;
    bool any_voice = false;
    each_line(call.request.body, problems, [&](std::size_t line, const json::Value& value) {
        Problems of_line;
        auto draft = feedback::read_draft(value, of_line);
        need_own_kind(call.actor, draft);
        any_voice = any_voice || draft.kind == "employee_voice";
        draft.line = line;
        if (of_line.empty()) {  // what could not be read is not judged a second time
            drafts.push_back(std::move(draft));
        }
        for (auto& [pointer, message] : of_line) {
            problems.push_back({fmt::format("/{}{}", line, pointer), std::move(message)});
        }
    });
    const auto answer =
        json_answer(200, json::Object{{"added", drafts.size()}, {"problems", json::Array()}});
    remember(call, answer);
    if (any_voice) {
        keep_no_trace(call);
    }
    story::receive_many(house.intake(), drafts, problems, call.change());
    return answer;
}

feedback::Draft read_sent(const Call& call) {
    Problems problems;
    auto draft = feedback::read_draft(call.body(), problems);
    refuse_if(std::move(problems));
    return draft;
}

Answer receive(House& house, const Call& call) {
    if (is_ndjson(call.request.header("Content-Type"))) {
        return receive_lines(house, call);
    }
    auto draft = read_sent(call);
    need_own_kind(call.actor, draft);
    place_in_scope(call.actor, draft);
    const auto received = story::receive_feedback(
        house.intake(),
        draft,
        call.change(),
        [&](db::Tx&, const Feedback& stored) {
            if (feedback::is_voice(stored)) {
                keep_no_trace(call);
            } else if (has_key(call)) {
                remember(call, feedback_answer(201, stored, call));
            }
        }
    );
    return feedback_answer(201, received, call);
}

Feedback load(House& house, db::Reader& reader, const Call& call) {
    auto found = feedback::find(reader, call.id<Feedback>());
    if (!found || !story::is_in_scope(*found, call.actor, *house.catalogue.directory())) {
        throw Refusal(Code::not_found, "There is no such feedback.");
    }
    return *std::move(found);
}

constexpr std::string_view csv_head =
    "id,kind,source,channel,touchpoint,location,brand,customer,occurred_at,language,comment,"
    "ratings,attributes,tags,"
    "handled_at\r\n";

std::string csv_text(const json::Object& of, std::string_view name) {
    const auto& value = of.at(name);
    return value.is_null()     ? ""
           : value.is_string() ? std::string(value.get_string())
                               : json::write(value);
}

std::string csv_row(const Feedback& feedback, const people::Actor& actor) {
    const auto wire = feedback_json(feedback, actor, false);
    std::string row;
    for (const std::string_view name :
         {"id",
          "kind",
          "source",
          "channel",
          "touchpoint",
          "location",
          "brand",
          "customer",
          "occurred_at",
          "language",
          "comment",
          "ratings",
          "attributes",
          "tags",
          "handled_at"}) {
        row += (row.empty() ? "" : ",") + record::csv_cell(csv_text(wire, name));
    }
    return row + "\r\n";
}

Answer list_as_csv(House& house, const people::Actor& actor, InboxQuery asked) {
    Answer answer;
    answer.headers.emplace_back("Content-Type", "text/csv; charset=utf-8");
    answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"feedback.csv\"");
    asked.order.limit = record::max_limit;
    answer.chunks = [&house, actor, asked = std::move(asked), first = true, over = false](
                    ) mutable -> std::optional<std::string> {
        if (over) {
            return {};
        }
        const auto page = house.database.read([&](db::Reader& reader) {
            return feedback::list(reader, asked.filter, asked.order);
        });
        std::string text = first ? "\xEF\xBB\xBF" + std::string(csv_head) : "";
        for (const Feedback& one : page.items) {
            text += csv_row(one, actor);
        }
        first = false;
        over = !page.next_cursor;
        asked.order.after = over ? std::nullopt : record::read_cursor(*page.next_cursor);
        return text;
    };
    return answer;
}

Answer list(House& house, const Call& call) {
    InboxQuery asked = read_inbox_query(house, call);
    if (call.query.find("format") == "csv") {
        return list_as_csv(house, call.actor, std::move(asked));
    }
    const auto page = house.database.read([&](db::Reader& reader) {
        return feedback::list(reader, asked.filter, asked.order);
    });
    json::Array items;
    for (const Feedback& one : page.items) {
        items.push_back(feedback_json(one, call.actor, false));
    }
    json::Object body{{"items", std::move(items)}, {"next_cursor", nullptr}};
    if (page.next_cursor) {
        body["next_cursor"] = *page.next_cursor;
    }
    return json_answer(200, body);
}

// What may be changed after: tags, and whether someone has answered.
void patch(const json::Object& body, Feedback& feedback, Instant now) {
    Problems problems;
    for (const auto& [name, value] : body) {
        if (name == "handled" && value.is_bool()) {
            const bool was = feedback.handled_at.has_value();
            if (value.get_bool() != was) {
                feedback.handled_at = was ? std::nullopt : std::optional(now);
            }
        } else if (name == "tags" && value.is_array()) {
            std::vector<std::string> tags;
            if (!record::read_list(json::write(value), tags) || tags.size() > 50) {
                problems.push_back({"/tags", "must be at most 50 texts"});
            }
            feedback.tags = std::move(tags);
        } else {
            problems.push_back(
                {"/" + json::escape_pointer(name),
                 name == "handled" || name == "tags" ? "is of another type" : "may not be changed"}
            );
        }
    }
    refuse_if(std::move(problems));
}

Answer change(House& house, const Call& call) {
    const json::Value body = call.body();
    Feedback after;
    house.database.write([&](db::Tx& tx) {
        const Feedback before = load(house, tx, call);
        need_revision(call, before.revision);
        after = before;
        patch(json::need_object(body), after, call.at);
        feedback::change(tx, before, after, call.change());
    });
    return feedback_answer(200, after, call);
}

Answer remove(House& house, const Call& call) {
    house.database.write([&](db::Tx& tx) {
        const Feedback before = load(house, tx, call);
        need_revision(call, before.revision);
        casework::forget_feedback(tx, before.id.text());
        feedback::remove(tx, before);
        db::audit(tx, call.change(), "remove", "feedback", before.id.text(), "", "");
    });
    return empty_answer();
}

Answer facets(House& house, const Call& call) {
    const InboxQuery asked = read_inbox_query(house, call);
    const auto directory = house.catalogue.directory();
    const auto total = house.engine.count_records(*directory, "", asked.filter);
    auto with_words = asked.filter;
    with_words.has_comment = true;
    const auto commented = house.engine.count_records(*directory, "", with_words);
    json::Object by;
    for (const char* dimension :
         {"kind",
          "channel",
          "source",
          "touchpoint",
          "language",
          "location",
          "sentiment",
          "topic",
          "emotion",
          "intent"}) {
        json::Array rows;
        for (const auto& row : house.engine.count_records(*directory, dimension, asked.filter)) {
            rows.push_back(json::Object{
                {"key", row.key ? json::Value(*row.key) : json::Value(nullptr)},
                {"count", row.records}
            });
        }
        by[dimension] = std::move(rows);
    }
    return json_answer(
        200,
        json::Object{
            {"total", total.empty() ? 0 : total[0].records},
            {"with_comment", commented.empty() ? 0 : commented[0].records},
            {"by", std::move(by)}
        }
    );
}

constexpr std::string_view path = "/api/v1/feedback";

void add_schemas(Router& router) {
    for (const auto& [name, schema] : feedback::schemas()) {
        router.add_schema(name, json::parse(schema).get_object());
    }
    router.add_schema(
        "label_correction",
        schema_of_words("kind:string key:string value:string user_id:string? user_name:string? "
                        "at:string model:string")
    );
    router.add_schema(
        "feedback_findings",
        schema_of_words("language:string? sentiment:text_sentiment? reason?:string "
                        "topics:[text_topic] intents:[text_label] emotions:[text_label] "
                        "personal_data:[text_personal] profanity:[text_span] "
                        "clauses:[text_clause] model:string? masked:string "
                        "corrected:[label_correction]")
    );
    router.add_schema("facet", schema_of_words("key:string? count:integer"));
    router.add_schema(
        "facets_by",
        schema_of_words("kind:[facet] channel:[facet] source:[facet] touchpoint:[facet] "
                        "language:[facet] location:[facet] sentiment:[facet] topic:[facet] "
                        "emotion:[facet] intent:[facet]")
    );
    router.add_schema("facets", schema_of_words("total:integer with_comment:integer by:facets_by"));
}

void add_inbox_routes(Router& router, House& house) {
    using net::Method;
    router.add(
        Method::post,
        std::string(path),
        only(may::send_feedback),
        with(house, receive),
        {.summary = "Receive feedback: one, or many as NDJSON",
         .takes = "feedback_draft",
         .gives = "feedback",
         .status = 201,
         .lines = "feedback_added"}
    );
    router.add(
        Method::get,
        std::string(path),
        only(may::read_feedback),
        with(house, list),
        {.summary = "The inbox, filtered",
         .gives = "feedback",
         .page = true,
         .csv = true,
         .asks = "filter page sort format"}
    );
    router.add(
        Method::get,
        std::string(path) + "/facets",
        only(may::read_feedback),
        with(house, facets),
        {.summary = "How many of each kind, channel, touchpoint … a filter holds",
         .gives = "facets",
         .asks = "filter page sort format"}
    );
}

void add_one_routes(Router& router, House& house) {
    using net::Method;
    const std::string one = std::string(path) + "/{id}";
    router.add(
        Method::get,
        one,
        only(may::read_feedback),
        [&house](const Call& call) {
            const auto found =
                house.database.read([&](db::Reader& reader) { return load(house, reader, call); });
            return feedback_answer(200, found, call);
        },
        {"Read one", "", "feedback"}
    );
    router.add(
        Method::patch,
        one,
        only(may::write_feedback),
        with(house, change),
        {"Change tags, or mark as answered", "feedback_patch", "feedback"}
    );
    router.add(
        Method::del,
        one,
        only(may::set_up),
        with(house, remove),
        {.summary = "Remove", .status = 204}
    );
}

}  // namespace

void add_feedback_routes(Router& router, House& house) {
    add_schemas(router);
    add_inbox_routes(router, house);
    add_one_routes(router, house);
}

}  // namespace styk::http
