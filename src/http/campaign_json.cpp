#include "http/campaign_json.h"

#include <array>

#include "http/figure_json.h"
#include "json/json.h"
#include "story/survey_counts.h"

namespace styk::http {

namespace {

using survey::Standing;

json::Value instant_or_null(const std::optional<Instant>& at) {
    return at ? json::Value(to_rfc3339(*at)) : json::Value(nullptr);
}

json::Value or_null(const std::optional<std::string>& text) {
    return text ? json::Value(*text) : json::Value(nullptr);
}

json::Object named(const survey::Person& one) {
    return {{"key", one.key}, {"name", one.name}};
}

json::Array reasons_json(const std::map<std::string, story::DryRun::Reason>& reasons) {
    json::Array out;
    for (const auto& [reason, of] : reasons) {
        json::Array customers;
        for (const auto& one : of.first) {
            customers.push_back(named(one));
        }
        out.push_back(
            json::Object{{"reason", reason}, {"n", of.n}, {"customers", std::move(customers)}}
        );
    }
    return out;
}

json::Array problems_json(const Problems& problems) {
    json::Array out;
    for (const Problem& one : problems) {
        out.push_back(json::Object{{"pointer", one.pointer}, {"message", one.message}});
    }
    return out;
}

json::Array first_json(const story::DryRun& run) {
    json::Array out;
    for (const auto& [person, language] : run.first) {
        json::Object one = named(person);
        one["address"] = or_null(person.email ? person.email : person.phone);
        one["language"] = language;
        out.push_back(std::move(one));
    }
    return out;
}

json::Array links_json(const std::vector<survey::LinkClicks>& clicks) {
    json::Array out;
    for (const auto& one : clicks) {
        out.push_back(json::Object{
            {"url", text_or_null(one.url)},
            {"people", one.people},
            {"clicks", one.clicks},
            {"machine", one.machine}
        });
    }
    return out;
}

json::Object clicks_json(const std::vector<survey::LinkClicks>& clicks, std::int64_t people) {
    std::int64_t all = 0, machine = 0;
    for (const auto& one : clicks) {
        all += one.clicks;
        machine += one.machine;
    }
    return {{"people", people}, {"clicks", all}, {"machine", machine}};
}

}  // namespace

json::Object dry_run_json(const story::DryRun& run, Instant at) {
    json::Array languages, waves;
    for (const auto& [language, n] : run.languages) {
        languages.push_back(json::Object{{"language", language}, {"n", n}});
    }
    for (const auto& wave : run.waves) {
        waves.push_back(json::Object{{"at", instant_or_null(wave.at)}, {"n", wave.n}});
    }
    return {
        {"would_get", run.would_get},
        {"would_not", run.audience - run.would_get},
        {"audience", run.audience},
        {"reasons", reasons_json(run.reasons)},
        {"languages", std::move(languages)},
        {"waves", std::move(waves)},
        {"first", first_json(run)},
        {"problems", problems_json(run.problems)},
        {"as_of", to_rfc3339(at)}
    };
}

json::Object counts_json(
    const survey::CampaignCounts& counts,
    const std::vector<survey::LinkClicks>& clicks,
    bool anonymous,
    const std::optional<Instant>& next
) {
    std::int64_t people = counts.clicked_people;
    for (const auto& one : clicks) {
        people += anonymous ? one.people : 0;
    }
    json::Object out{{"recipients", counts.recipients}};
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Standing>>([&](auto one) {
        const auto found = counts.by_standing.find(one.value);
        out[one.name] = found == counts.by_standing.end() ? 0 : found->second;
    });
    json::Array reasons;
    for (const auto& [reason, n] : counts.reasons) {
        reasons.push_back(json::Object{{"reason", reason}, {"n", n}});
    }
    out["reasons"] = std::move(reasons);
    out["delivered"] = counts.delivered;
    out["rate"] =
        estimate_json(story::share_of(counts.answered_of_delivered, counts.delivered, {}));
    out["click_rate"] =
        estimate_json(story::share_of(std::min(people, counts.delivered), counts.delivered, {}));
    out["clicks"] = clicks_json(clicks, people);
    out["links"] = links_json(clicks);
    out["reminders"] = counts.reminders;
    out["next_at"] = instant_or_null(next);
    return out;
}

json::Object recipient_json(const survey::Recipient& one) {
    return {
        {"id", one.id},
        {"customer", text_or_null(one.customer_key)},
        {"customer_name", text_or_null(one.customer_name)},
        {"address", or_null(one.address)},
        {"language", one.language},
        {"wave", one.wave},
        {"state", record::name_of_choice(survey::standing_of(one))},
        {"reason", or_null(one.reason)},
        {"due_at", instant_or_null(one.due_at)},
        {"sent_at", instant_or_null(one.sent_at)},
        {"reminders", one.reminders},
        {"reminded_at", instant_or_null(one.reminded_at)},
        {"clicked_at", instant_or_null(one.clicked_at)},
        {"clicks", one.clicks},
        {"answered_at", instant_or_null(one.answered_at)},
        {"bounced_at", instant_or_null(one.bounced_at)},
        {"bounce", or_null(one.bounce)},
        {"attempts", one.attempts},
        {"last_error", or_null(one.last_error)},
        {"event", or_null(one.event_key)}
    };
}

std::string_view outcome_name(courier::Delivery::Outcome outcome) {
    constexpr std::array<std::string_view, 4> names{"accepted", "refused", "later", "no_service"};
    return names.at(static_cast<std::size_t>(outcome));
}

std::vector<std::pair<std::string_view, std::string_view>> campaign_schemas() {
    return {
        {"campaign_person", "key:string name:string"},
        {"campaign_first", "key:string name:string address:string? language:string"},
        {"campaign_left_out", "reason:string n:integer customers:[campaign_person]"},
        {"campaign_reason", "reason:string n:integer"},
        {"campaign_language", "language:string n:integer"},
        {"campaign_wave", "at:string? n:integer"},
        {"campaign_problem", "pointer:string message:string"},
        {"campaign_dry_run",
         "would_get:integer would_not:integer audience:integer reasons:[campaign_left_out] "
         "languages:[campaign_language] waves:[campaign_wave] first:[campaign_first] "
         "problems:[campaign_problem] as_of:string"},
        {"campaign_preview", "language:string subject:string text:string html:string?"},
        {"campaign_trial",
         "outcome:string said:string transcript:[string] subject:string text:string"},
        {"campaign_clicks", "people:integer clicks:integer machine:integer"},
        {"campaign_link", "url:string? people:integer clicks:integer machine:integer"},
        {"campaign_counts",
         "recipients:integer waiting:integer held:integer queued:integer sent:integer "
         "clicked:integer started:integer answered:integer bounced:integer unsubscribed:integer "
         "not_sent:integer reasons:[campaign_reason] delivered:integer rate:estimate "
         "click_rate:estimate clicks:campaign_clicks links:[campaign_link] reminders:integer "
         "next_at:string?"},
        {"campaign_recipient",
         "id:string customer:string? customer_name:string? address:string? language:string "
         "wave:integer state:string reason:string? due_at:string? sent_at:string? "
         "reminders:integer reminded_at:string? clicked_at:string? clicks:integer "
         "answered_at:string? bounced_at:string? bounce:string? attempts:integer "
         "last_error:string? event:string?"},
        {"campaign_count",
         "campaign_id:string recipients:integer sent:integer answered:integer bounced:integer "
         "rate:estimate click_rate:estimate?"},
        {"campaign_text",
         "language:string purpose:string channel:string subject:string greeting:string "
         "body:string button:string"}
    };
}

}  // namespace styk::http
