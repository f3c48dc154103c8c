// Findings: patterns that somebody has to accept or dispute, the customers behind them, and what a
// review looks at.
#include <algorithm>
#include <fmt/format.h>

#include "casework/case_store.h"
#include "casework/lesson_store.h"
#include "casework/pattern_store.h"
#include "casework/rulebook.h"
#include "http/body_fields.h"
#include "http/case_api.h"
#include "http/case_query.h"
#include "http/difference_json.h"
#include "http/figure_json.h"
#include "http/inbox_query.h"
#include "http/query.h"
#include "http/record_api.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/user.h"
#include "programme/initiative_store.h"
#include "record/wire.h"
#include "stats/difference.h"
#include "stats/share_estimate.h"
#include "story/ask_customers.h"
#include "story/setup.h"

namespace styk::http {

namespace {

namespace may = people::may;
using casework::Case;
using casework::Finding;
using casework::Pattern;

constexpr std::chrono::days usual_period{30};
constexpr std::size_t most_patterns = 50;
constexpr int most_examples = 5;

// Whoever reads the finding does not see every case of it: then its place and day stand for words.
std::string title_of(House& house, const Case& one) {
    const auto directory = house.catalogue.directory();
    const auto* touchpoint =
        one.touchpoint.empty() ? nullptr : directory->touchpoints.find(one.touchpoint);
    const auto day = to_iso_day(directory->zone.day_of(one.opened_at));
    return touchpoint == nullptr ? day : fmt::format("{} · {}", touchpoint->name, day);
}

json::Object head_json(House& house, const Case& one, const casework::CaseSight* sight) {
    const bool seen = sight != nullptr && casework::sees(*sight, one);
    const auto setup = story::setup_of(house.catalogue);
    return {
        {"id", one.id.text()},
        {"number", casework::number_of(setup->rulebook->settings().number_prefix, one)},
        {"title", seen ? one.title : title_of(house, one)}
    };
}

void put_cases(
    House& house, const Finding& one, const casework::CaseSight* sight, json::Object& out
) {
    json::Array cases;
    const auto found = house.database.read([&](db::Reader& reader) {
        return casework::list_of_finding(reader, one.id.text());
    });
    for (const Case& of : found) {
        cases.push_back(head_json(house, of, sight));
    }
    out["cases"] = std::move(cases);
}

Answer show(House& house, const Call& call) {
    const CaseWriter writer(house, call);
    const auto one = house.database.read([&](db::Reader& reader) {
        return db::load(reader, call.id<Finding>());
    });
    auto out = record::to_json(record::shape_of<Finding>(), &one, call.actor.bits());
    put_cases(house, one, &writer.sight(), out);
    return with_etag(json_answer(200, out), one.revision);
}

// The customers behind a finding are asked what they think of it.
Answer ask(House& house, const Call& call) {
    const json::Value body = call.body();
    BodyFields in(body);
    const auto id = in.text("survey_id");
    const auto* survey = id ? house.catalogue.directory()->surveys.find(*id) : nullptr;
    if (survey == nullptr) {
        in.say("survey_id", id ? "there is no such survey" : "is missing");
    }
    in.end();
    const auto finding = house.database.read([&](db::Reader& reader) {
        if (!story::is_sent_on(reader, story::asked_about_finding, survey->id)) {
            refuse_if(
                {{"/survey_id",
                  "no running campaign sends this survey on the event asked_about_finding"}}
            );
        }
        return db::load(reader, call.id<Finding>());
    });
    const int asked = story::ask_customers(house.intake(), finding.id, survey->key, call.at);
    return json_answer(200, json::Object{{"asked", asked}});
}

Answer replies(House& house, const Call& call) {
    json::Array items;
    house.database.read([&](db::Reader& reader) {
        const auto finding = db::load(reader, call.id<Finding>());
        for (const auto& one : story::list_replies(reader, finding.id)) {
            items.push_back(feedback_json(one, call.actor, false));
        }
    });
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

// ---- the list for a review

// What a review is about: a period, and the equally long one before it.
struct Review {
    casework::CaseQuery query;  // both periods
    Instant from, to;
    casework::Patterns found;
};

Review read_review(House& house, const CaseWriter& writer, const Call& call) {
    Review out;
    out.query = read_case_query(writer, call);
    out.to = out.query.to.value_or(call.at);
    out.from = out.query.from.value_or(out.to - usual_period);
    if (out.from >= out.to) {
        refuse_if({{"from", "must be before to"}});
    }
    out.query.from = Instant{out.from.us - (out.to.us - out.from.us)};
    out.query.to = out.to;
    out.found = house.database.read([&](db::Reader& reader) {
        return casework::find_patterns(reader, out.query, out.from);
    });
    return out;
}

stats::Share share_of(std::int64_t part, std::int64_t all) {
    return {static_cast<std::uint64_t>(part), static_cast<std::uint64_t>(all)};
}

json::Value change_json(const Review& review, const Pattern& one) {
    return difference_json(stats::share_difference(
        share_of(one.n, review.found.n), share_of(one.before, review.found.before)
    ));
}

json::Array examples_json(
    House& house, const CaseWriter& writer, const Review& review, const Pattern& one
) {
    casework::CaseQuery query = review.query;
    query.from = review.from;
    query.cause = {one.cause_id};
    query.touchpoint = {one.touchpoint};
    query.order = casework::CaseOrder::newest;
    query.limit = most_examples;
    const auto page = house.database.read([&](db::Reader& reader) {
        return casework::list_cases(reader, query);
    });
    json::Array out;
    for (const Case& of : page.items) {
        if (!of.merged_into) {  // counted where it went
            out.push_back(head_json(house, of, &writer.sight()));
        }
    }
    return out;
}

json::Array findings_json(db::Reader& reader, const Pattern& one) {
    json::Array out;
    for (const std::string& text : one.finding_ids) {
        const auto id = Id<Finding>::parse(text);
        if (const auto found = id ? db::find(reader, *id) : std::nullopt) {
            out.push_back(json::Object{
                {"id", text},
                {"name", found->name},
                {"state", record::name_of_choice(found->state)},
                {"route", record::name_of_choice(found->route)}
            });
        }
    }
    return out;
}

json::Object pattern_json(
    House& house, const CaseWriter& writer, const Review& review, const Pattern& one
) {
    json::Object out;
    house.database.read([&](db::Reader& reader) {
        const auto id = Id<casework::Cause>::parse(one.cause_id);
        const auto cause = id ? db::find(reader, *id) : std::nullopt;
        out["cause_id"] = one.cause_id;
        out["cause"] = cause ? json::Value(cause->name) : json::Value(nullptr);
        out["findings"] = findings_json(reader, one);
    });
    out["touchpoint"] = text_or_null(one.touchpoint);
    out["n"] = one.n;
    const auto share = share_of(one.n, review.found.n);
    out["share"] = estimate_json(stats::share_estimate(share.k, share.n));
    out["before"] = one.before;
    out["change"] = change_json(review, one);
    out["cases"] = examples_json(house, writer, review, one);
    return out;
}

// Patterns of the period with their cases, whether they grow, and what became of them.
Answer review(House& house, const Call& call) {
    const CaseWriter writer(house, call);
    const auto asked = read_review(house, writer, call);
    const auto& [rows, n, before, unanalysed] = asked.found;
    const std::size_t shown = std::min(rows.size(), most_patterns);
    json::Array patterns;
    for (std::size_t i = 0; i < shown; ++i) {
        patterns.push_back(pattern_json(house, writer, asked, rows[i]));
    }
    return json_answer(
        200,
        json::Object{
            {"from", to_rfc3339(asked.from)},
            {"to", to_rfc3339(asked.to)},
            {"compared_from", to_rfc3339(*asked.query.from)},
            {"n", n},
            {"before", before},
            {"unanalysed", unanalysed},
            {"patterns", std::move(patterns)},
            {"left_out", rows.size() - shown},
            {"as_of", to_rfc3339(call.at)},
            {"reason", n == 0 ? json::Value("no_cases") : json::Value(nullptr)}
        }
    );
}

void check(House& house, db::Reader& reader, const Finding& one) {
    Problems problems = casework::check(one);
    const auto& touchpoints = house.catalogue.directory()->touchpoints;
    if (one.touchpoint && touchpoints.find(*one.touchpoint) == nullptr) {
        problems.push_back({"/touchpoint", "there is no such touchpoint"});
    }
    if (one.owner_id && !db::find(reader, *one.owner_id)) {
        problems.push_back({"/owner_id", "there is no such user"});
    }
    refuse_if(std::move(problems));
}

void add_records(Router& router, House& house) {
    RecordRules<Finding> rules;
    rules.check = [&house](db::Reader& reader, const Finding& one) { check(house, reader, one); };
    rules.removing = [](db::Tx& tx, const Finding& one) {
        casework::leave_cases(tx, one.id);
        programme::leave_finding(tx, one.id);
    };
    rules.extend = [&house](const Finding& one, json::Object& out) {
        put_cases(house, one, nullptr, out);
    };
    add_record_routes<Finding>(router, {house.database, house.clock, house.random}, rules);
    auto schema = record::schema(record::shape_of<Finding>());
    const auto more = schema_of_words("cases:[case_head]");
    for (const auto& [member, part] : more.at("properties").as_object()) {
        schema["properties"].as_object()[member] = part;
    }
    router.add_schema("finding", schema);
}

void add_schemas(Router& router) {
    router.add_schema("finding_ask", schema_of_words("survey_id:string"));
    router.add_schema("finding_asked", schema_of_words("asked:integer"));
    router.add_schema(
        "finding_head", schema_of_words("id:string name:string state:string route:string")
    );
    router.add_schema(
        "case_pattern",
        schema_of_words("cause_id:string cause:string? touchpoint:string? n:integer share:estimate "
                        "before:integer change:case_contact_difference? findings:[finding_head] "
                        "cases:[case_head]")
    );
    router.add_schema(
        "findings_review",
        schema_of_words("from:string to:string compared_from:string n:integer before:integer "
                        "unanalysed:integer patterns:[case_pattern] left_out:integer as_of:string "
                        "reason:string?")
    );
}

}  // namespace

void add_finding_routes(Router& router, House& house) {
    using net::Method;
    add_schemas(router);
    // Before the record's own routes: the router takes the first.
    router.add(
        Method::get,
        "/api/v1/findings/review",
        only(may::read_feedback),
        with(house, review),
        {.summary = "What came more than once in a period, and what became of it: for the review",
         .gives = "findings_review",
         .asks = std::string(case_filter_asks)}
    );
    router.add(
        Method::get,
        "/api/v1/findings/{id}",
        only(may::read_feedback),
        with(house, show),
        {.summary = "One finding with its cases", .gives = "finding"}
    );
    add_records(router, house);
    router.add(
        Method::post,
        "/api/v1/findings/{id}/ask",
        only(may::read_people),
        with(house, ask),
        {.summary = "Ask the customers behind a finding what they think of it",
         .takes = "finding_ask",
         .gives = "finding_asked"}
    );
    router.add(
        Method::get,
        "/api/v1/findings/{id}/replies",
        only(may::read_people),
        with(house, replies),
        {.summary = "What they answered", .gives = "feedback", .page = true}
    );
}

}  // namespace styk::http
