#include "http/click_api.h"

#include "http/difference_json.h"
#include "http/figure_json.h"
#include "http/query.h"
#include "http/schema_words.h"
#include "http/survey_routes.h"
#include "json/json.h"
#include "story/click_course.h"

namespace styk::http {

namespace {

json::Object click_course_json(
    const story::ClickCourse& found, const std::optional<Instant>& since
) {
    json::Array weeks;
    for (const auto& week : found.weeks) {
        auto one = estimate_json(week.rate);
        one["key"] = week.key;
        weeks.push_back(std::move(one));
    }
    return {
        {"from", to_rfc3339(found.from)},
        {"to", to_rfc3339(found.to)},
        {"since", since ? json::Value(to_rfc3339(*since)) : json::Value(nullptr)},
        {"window_days", story::click_window.count()},
        {"before", estimate_json(found.before)},
        {"after", estimate_json(found.after)},
        {"waiting", found.waiting},
        {"difference", difference_json(found.difference)},
        {"by_week", std::move(weeks)},
        {"reason", text_or_null(found.reason)}
    };
}

std::optional<Instant> moment_in(
    const feedback::Directory& directory,
    const Call& call,
    std::string_view name,
    Problems& problems
) {
    const auto text = parameter(call, name);
    const auto at = text ? feedback::read_moment(directory, *text) : std::optional<Instant>();
    if (text && !at) {
        problems.push_back({std::string(name), "must be one date such as 2026-11-21 or an instant"}
        );
    }
    return at;
}

story::ClickAsked read_asked(const feedback::Directory& directory, const Call& call) {
    Problems problems;
    story::ClickAsked asked{call.id<survey::Survey>()};
    asked.from = moment_in(directory, call, "from", problems);
    asked.to = moment_in(directory, call, "to", problems);
    asked.since = moment_in(directory, call, "since", problems);
    if (const auto text = parameter(call, "campaign")) {
        asked.campaign = Id<survey::Campaign>::parse(*text);
        if (!asked.campaign) {
            problems.push_back({"campaign", "must be the id of a campaign"});
        }
    }
    refuse_if(std::move(problems));
    return asked;
}

Answer click_course(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto asked = read_asked(*directory, call);
    const auto found = story::show_click_course(house.database, *directory, asked, call.at);
    auto out = click_course_json(found, asked.since);
    out["as_of"] = to_rfc3339(call.at);
    return json_answer(200, out);
}

}  // namespace

void add_click_routes(Router& router, House& house) {
    router.add_schema(
        "click_week",
        schema_of_words("key:string n:integer? value:number? lo:number? hi:number? level:number "
                        "method:string tier:string reason:string?")
    );
    router.add_schema(
        "click_difference",
        schema_of_words("value:number lo:number? hi:number? p:number? method:string stands:boolean")
    );
    router.add_schema(
        "click_course",
        schema_of_words("from:string to:string since:string? window_days:integer before:estimate "
                        "after:estimate waiting:integer difference:click_difference? "
                        "by_week:[click_week] as_of:string reason:string?")
    );
    HouseRoutes(router, house)
        .add(
            net::Method::get,
            "/surveys/{id}/click_course",
            people::may::read_feedback,
            click_course,
            {.summary = "Of those it was sent to, how many clicked: week by week, before a change "
                        "and since",
             .gives = "click_course",
             .asks = "campaign from to since"}
        );
}

}  // namespace styk::http
