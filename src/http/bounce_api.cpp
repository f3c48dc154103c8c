#include "http/bounce_api.h"

#include "http/figure_json.h"
#include "http/page_query.h"
#include "http/record_api.h"
#include "http/schema_words.h"
#include "http/single_record.h"
#include "http/survey_routes.h"
#include "json/json.h"
#include "record/wire.h"
#include "story/campaign_echo.h"

namespace styk::http {

namespace {

using people::may::administer;
using people::may::read_feedback;
using people::may::read_people;
using people::may::set_up;
using survey::ContactFrequency;
using survey::Suppression;

json::Value or_null(const std::optional<std::string>& text) {
    return text ? json::Value(*text) : json::Value(nullptr);
}

Answer take(House& house, const Call& call) {
    if (!call.request.header("Content-Type").starts_with("message/rfc822")) {
        throw Refusal(Code::unsupported_type, "Send the mail as it came: message/rfc822.");
    }
    const auto bounce = story::take_bounce(house.intake(), call.request.body, call.change());
    return json_answer(
        200,
        json::Object{
            {"kind", bounce.kind},
            {"status", or_null(bounce.status)},
            {"address", or_null(bounce.address)},
            {"recipient_id", or_null(bounce.recipient_id)},
            {"campaign_id", or_null(bounce.campaign_id)},
            {"suppressed", bounce.suppressed}
        }
    );
}

json::Object bounce_json(const survey::Bounce& one) {
    return {
        {"id", one.id},
        {"at", to_rfc3339(one.at)},
        {"kind", one.kind},
        {"status", or_null(one.status)},
        {"address", or_null(one.address)},
        {"said", one.said},
        {"campaign_id", or_null(one.campaign_id)},
        {"recipient_id", or_null(one.recipient_id)},
        {"suppressed", one.suppressed}
    };
}

Answer list(House& house, const Call& call) {
    const auto asked = read_page_query(call);
    const auto all = house.database.read([&](db::Reader& reader) {
        return survey::list_bounces(reader, asked.before, asked.limit + 1);
    });
    const auto cursor_of = [](const auto& one) { return position_cursor(one.position); };
    return list_answer(all, asked.limit, cursor_of, bounce_json);
}

// ---- how often one person may be asked

Answer read_frequency(House& house, const Call&) {
    return single_record_answer(house.database.read(survey::load_contact_frequency));
}

Answer change_frequency(House& house, const Call& call) {
    return change_single_record<ContactFrequency>(
        house, call, survey::load_contact_frequency_to_change, survey::change_contact_frequency
    );
}

void check_suppression(db::Reader& reader, const Suppression& one) {
    if (one.survey_id && !db::find(reader, *one.survey_id)) {
        refuse_if({{"/survey_id", "there is no such survey"}});
    }
}

void add_suppressions(Router& router, House& house) {
    RecordRules<Suppression> rules;
    rules.fill = [](const Call&, Suppression& one) {
        one.address = survey::plain_address(one.address);
        one.reason = survey::SuppressionReason::staff;
    };
    rules.check = check_suppression;
    add_record_routes<Suppression>(router, {house.database, house.clock, house.random}, rules);
}

}  // namespace

void add_bounce_routes(Router& router, House& house) {
    using net::Method;
    add_suppressions(router, house);
    router.add_schema("contact_frequency", record::schema(record::shape_of<ContactFrequency>()));
    router.add_schema(
        "bounce_taken",
        schema_of_words("kind:string status:string? address:string? recipient_id:string? "
                        "campaign_id:string? suppressed:boolean")
    );
    router.add_schema(
        "bounce",
        schema_of_words("id:string at:string kind:string status:string? address:string? "
                        "said:string campaign_id:string? recipient_id:string? suppressed:boolean")
    );
    HouseRoutes routes(router, house);
    routes.add(
        Method::post,
        "/bounces",
        administer,
        take,
        {.summary = "A report of a mail server, as it came (message/rfc822)",
         .gives = "bounce_taken"}
    );
    routes.add(
        Method::get,
        "/bounces",
        read_people,
        list,
        {.summary = "What came back, newest first", .gives = "bounce", .page = true, .asks = "page"}
    );
    routes.add(
        Method::get,
        "/contact_frequency",
        read_feedback,
        read_frequency,
        {.summary = "How often one person may be asked", .gives = "contact_frequency"}
    );
    routes.add(
        Method::patch,
        "/contact_frequency",
        set_up,
        change_frequency,
        {.summary = "Change it", .takes = "contact_frequency", .gives = "contact_frequency"}
    );
}

}  // namespace styk::http
