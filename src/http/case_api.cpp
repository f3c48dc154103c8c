#include "http/case_api.h"

#include "casework/case_store.h"
#include "casework/reply_template.h"
#include "casework/risk.h"
#include "casework/rulebook.h"
#include "feedback/feedback_store.h"
#include "http/body_fields.h"
#include "http/case_query.h"
#include "http/inbox_query.h"
#include "http/query.h"
#include "json/json.h"
#include "story/open_case.h"
#include "story/show_case.h"
#include "story/work_case.h"

namespace styk::http {

namespace {

using casework::Case;

Answer case_answer(int status, const CaseWriter& writer, const Case& one) {
    return with_etag(json_answer(status, writer.whole_json(one)), one.revision);
}

json::Object page_json(const CaseWriter& writer, const casework::CasePage& page) {
    return {
        {"items", writer.list_json(page.items)},
        {"next_cursor", page.next_cursor ? json::Value(*page.next_cursor) : json::Value(nullptr)}
    };
}

Answer list(House& house, const Call& call) {
    const CaseWriter writer(house, call);
    auto query = read_case_query(writer, call, {"format"});
    if (call.query.find("format") == "csv") {
        return cases_as_csv(house, std::move(query));
    }
    const auto page = house.database.read([&](db::Reader& reader) {
        return casework::list_cases(reader, query);
    });
    return json_answer(200, page_json(writer, page));
}

Answer counts(House& house, const Call& call) {
    const CaseWriter writer(house, call);
    const auto query = read_case_query(writer, call);
    const auto& zone = writer.directory().zone;
    const casework::CountEdges edges{
        .mine = writer.sight().users,
        .end_of_today = zone.start_of(zone.day_of(call.at) + 1),
        .risky_since =
            casework::flagged_since(writer.rulebook().settings().public_risk_after_days, call.at)
    };
    const auto found = house.database.read([&](db::Reader& reader) {
        return casework::count_cases(reader, query, edges);
    });
    json::Object by;
    for (const auto& [field, keys] : found.by) {
        json::Array rows;
        for (const auto& [key, n] : keys) {
            rows.push_back(json::Object{
                {"key", key.empty() ? json::Value(nullptr) : json::Value(key)}, {"count", n}
            });
        }
        by[field] = std::move(rows);
    }
    for (const char* field :
         {"state", "department", "touchpoint", "owner", "route", "kind", "severity"}) {
        by.emplace(field, json::Array());
    }
    return json_answer(
        200,
        json::Object{
            {"mine", found.mine},
            {"overdue", found.overdue},
            {"due_today", found.due_today},
            {"unassigned", found.unassigned},
            {"unread", found.unread},
            {"public_risk", found.public_risk},
            {"open", found.open},
            {"by", std::move(by)}
        }
    );
}

Answer show(House& house, const Call& call) {
    const CaseWriter writer(house, call);
    return case_answer(200, writer, writer.load(call.id<Case>()));
}

story::NewCase read_new(const json::Value& body) {
    BodyFields in(body);
    story::NewCase out;
    out.kind = in.text("kind").value_or(out.kind);
    out.text = in.text("text");
    out.feedback_id = in.text("feedback_id");
    out.customer = in.text("customer");
    out.customer_name = in.text("customer_name");
    out.customer_email = in.text("customer_email");
    out.touchpoint = in.text("touchpoint");
    out.location = in.text("location");
    out.channel = in.text("channel");
    out.route = in.text("route");
    out.remedy_sought = in.text("remedy_sought");
    out.severity = in.whole("severity");
    out.occurred_at = in.instant("occurred_at");
    in.end();
    return out;
}

Answer open(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto wanted = read_new(body);
    const auto id = story::open_case(house.intake(), wanted, call.actor, call.change());
    const CaseWriter writer(house, call);
    const auto made =
        house.database.read([&](db::Reader& reader) { return casework::load_case(reader, id); });
    return case_answer(201, writer, made);
}

story::CasePatch read_patch(const json::Value& body) {
    BodyFields in(body);
    story::CasePatch out;
    out.owner_id = in.patch("owner_id");
    out.deputy_id = in.patch("deputy_id");
    out.department_id = in.patch("department_id");
    out.touchpoint = in.patch("touchpoint");
    out.title = in.text("title");
    out.kind = in.text("kind");
    out.route = in.text("route");
    out.assessment.severity = in.whole("severity");
    out.assessment.complexity = in.whole("complexity");
    out.assessment.impact = in.whole("impact");
    out.assessment.safety = in.flag("safety");
    out.assessment.remedy_sought = in.text("remedy_sought");
    in.end();
    return out;
}

Answer patch(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto what = read_patch(body);
    const auto revision = call.expected_revision();
    const CaseWriter writer(house, call);
    story::CaseWork work(house.intake(), {writer.sight(), call.change()});
    return case_answer(200, writer, work.patch(call.id<Case>(), revision, what));
}

// Everything that says the same, newest first.
Answer similar(House& house, const Call& call) {
    const CaseWriter writer(house, call);
    const Case one = writer.load(call.id<Case>());
    const auto limit = static_cast<int>(whole_parameter(call, "limit", 50, 1, record::max_limit));
    json::Array items;
    house.database.read([&](db::Reader& reader) {
        const auto own = one.feedback_id ? feedback::find(reader, *one.feedback_id) : std::nullopt;
        const auto filter = own ? story::similar_filter(
                                      {house.database,
                                       writer.directory(),
                                       writer.rulebook(),
                                       house.engine,
                                       call.actor,
                                       call.at},
                                      one,
                                      *own
                                  )
                                : std::nullopt;
        if (!filter) {
            return;
        }
        feedback::ListOrder order;
        order.limit = limit;
        for (const auto& found : feedback::list(reader, *filter, order).items) {
            if (found.id != own->id) {
                items.push_back(feedback_json(found, call.actor, false));
            }
        }
    });
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

casework::ReplyTemplate find_template(
    House& house, const std::optional<std::string>& key, const std::string& suggested
) {
    const std::string wanted = key.value_or(suggested);
    const auto found = house.database.read([&](db::Reader& reader) {
        return db::find_by<casework::ReplyTemplate>(reader, "key", wanted);
    });
    if (!found) {
        refuse_if(
            {{"template", wanted.empty() ? "there is no template yet" : "there is no such template"}
            }
        );
    }
    return *found;
}

// The answer begun: a template filled with what is known.
Answer draft(House& house, const Call& call) {
    const CaseWriter writer(house, call);
    const Case one = writer.load(call.id<Case>());
    const auto view = writer.view(one);
    const auto chosen = find_template(house, parameter(call, "template"), view.suggested_template);
    Problems ignored;
    const auto texts = casework::read_reply_texts(chosen, ignored);
    const auto& firm = writer.directory().firm;
    auto language = parameter(call, "language").value_or(one.language);
    auto found = texts.find(language);
    found = found == texts.end() ? texts.find(firm.language) : found;
    found = found == texts.end() ? texts.begin() : found;
    const auto values = story::reply_values(
        {house.database, writer.directory(), writer.rulebook(), house.engine, call.actor, call.at},
        one,
        view,
        found->first
    );
    const auto subject = casework::fill_blanks(found->second.subject, values);
    const auto body = casework::fill_blanks(found->second.body, values);
    json::Array blanks;
    for (const std::string& name : body.blanks) {
        blanks.push_back(json::Value(name));
    }
    return json_answer(
        200,
        json::Object{
            {"template", chosen.key},
            {"language", found->first},
            {"subject", subject.text},
            {"body", body.text},
            {"blanks", std::move(blanks)}
        }
    );
}

void add_desk_routes(Router& router, House& house) {
    using net::Method;
    const std::string path = "/api/v1/cases";
    const std::string asks = std::string(case_filter_asks) + " sort page";
    router.add(
        Method::get,
        path,
        logged_in,
        with(house, list),
        {.summary = "Cases that this person sees, by deadline, age, value or risk",
         .gives = "case_short",
         .page = true,
         .csv = true,
         .asks = asks + " format"}
    );
    router.add(
        Method::post,
        path,
        only(people::may::write_feedback),
        with(house, open),
        {.summary = "Open a case: of a feedback, or of what a customer said to staff",
         .takes = "new_case",
         .gives = "case",
         .status = 201}
    );
    router.add(
        Method::get,
        path + "/counts",
        logged_in,
        with(house, counts),
        {.summary = "How many open cases wait, for whom and where",
         .gives = "case_counts",
         .asks = asks}
    );
}

void add_one_case_routes(Router& router, House& house) {
    using net::Method;
    const std::string path = "/api/v1/cases/{id}";
    router.add(
        Method::get,
        path,
        logged_in,
        with(house, show),
        {.summary = "Everything about one case", .gives = "case"}
    );
    router.add(
        Method::patch,
        path,
        logged_in,
        with(house, patch),
        {.summary = "Change owner, place or weight of a case",
         .takes = "case_patch",
         .gives = "case"}
    );
    router.add(
        Method::get,
        path + "/similar",
        only(people::may::read_feedback),
        with(house, similar),
        {.summary = "Feedback that says the same",
         .gives = "feedback",
         .page = true,
         .asks = "limit"}
    );
    router.add(
        Method::get,
        path + "/draft",
        logged_in,
        with(house, draft),
        {.summary = "An answer begun from a template",
         .gives = "reply_draft",
         .asks = "template language"}
    );
}

}  // namespace

void add_case_routes(Router& router, House& house) {
    add_case_schemas(router);
    add_desk_routes(router, house);
    add_one_case_routes(router, house);
}

}  // namespace styk::http
