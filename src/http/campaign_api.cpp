#include "http/campaign_api.h"

#include <algorithm>

#include "customer/customer_store.h"
#include "http/campaign_json.h"
#include "http/customer_scope.h"
#include "http/figure_json.h"
#include "http/page_query.h"
#include "http/record_api.h"
#include "http/refuse.h"
#include "http/schema_words.h"
#include "http/survey_routes.h"
#include "json/json.h"
#include "record/list_query.h"
#include "record/rules.h"
#include "record/wire.h"
#include "story/campaign_words.h"
#include "story/control_campaign.h"
#include "story/send_mail.h"
#include "story/survey_counts.h"
#include "survey/gateway.h"

namespace styk::http {

namespace {

using people::may::read_feedback;
using people::may::read_people;
using people::may::set_up;
using survey::Campaign;
using survey::CampaignState;

Answer campaign_answer(const Campaign& campaign) {
    return with_etag(
        json_answer(200, record::to_json(record::shape_of<Campaign>(), &campaign)),
        campaign.revision
    );
}

Campaign load_campaign(House& house, const Call& call) {
    return house.database.read([&](db::Reader& reader) {
        return db::load(reader, call.id<Campaign>());
    });
}

Answer start(House& house, const Call& call) {
    (void)house.catalogue.refresh();
    return campaign_answer(story::start_campaign(house.intake(), call.id<Campaign>(), call.change())
    );
}

template <CampaignState To>
Answer become(House& house, const Call& call) {
    return campaign_answer(
        story::change_campaign_state(house.intake(), call.id<Campaign>(), To, call.change())
    );
}

// Everybody is counted; named is only who belongs to the viewer's place.
void leave_out_of_sight(story::DryRun& run, const std::optional<std::vector<std::string>>& places) {
    if (!places) {
        return;
    }
    const auto is_hidden = [&](const survey::Person& one) {
        return !one.location_id ||
               std::find(places->begin(), places->end(), *one.location_id) == places->end();
    };
    for (auto& [name, reason] : run.reasons) {
        std::erase_if(reason.first, is_hidden);
    }
    std::erase_if(run.first, [&](const auto& one) { return is_hidden(one.first); });
}

Answer dry_run(House& house, const Call& call) {
    const auto campaign = load_campaign(house, call);
    auto found = story::dry_run(house.intake(), campaign, call.at);
    leave_out_of_sight(found, places_in_scope(call.actor, *house.catalogue.directory()));
    return json_answer(200, dry_run_json(found, call.at));
}

// ---- how a message will look

// As if there were no such customer: who looks on is of another place.
void need_in_sight(House& house, const Call& call, const std::string& customer) {
    const auto found = house.database.read([&](db::Reader& reader) {
        return customer::find_customer(reader, customer);
    });
    if (found && !is_in_scope(*found, call.actor, *house.catalogue.directory())) {
        refuse_if({{"/customer", "there is no such customer"}});
    }
}

story::TrialAsked read_trial(
    House& house,
    const Call& call,
    const std::string& language,
    const std::string& customer,
    const std::string& purpose
) {
    if (!customer.empty()) {
        need_in_sight(house, call, customer);
    }
    story::TrialAsked asked{language, customer};
    const auto found = record::choice_of<survey::Purpose>(purpose);
    if (!purpose.empty() && !found) {
        refuse_if({{"/purpose", "must be invitation or reminder"}});
    }
    asked.purpose = found.value_or(survey::Purpose::invitation);
    return asked;
}

Answer preview(House& house, const Call& call) {
    const auto word = [&](std::string_view name) {
        return std::string(call.query.find(name).value_or(""));
    };
    const auto asked = read_trial(house, call, word("language"), word("customer"), word("purpose"));
    const auto trial = story::preview_message(house.intake(), load_campaign(house, call), asked);
    return json_answer(
        200,
        json::Object{
            {"language", trial.language},
            {"subject", trial.message.subject},
            {"text", trial.message.text},
            {"html", text_or_null(trial.message.html)}
        }
    );
}

std::string text_in(const json::Object& body, std::string_view name) {
    const auto* value = body.if_contains(name);
    if (value == nullptr || value->is_null()) {
        return {};
    }
    if (!value->is_string()) {
        refuse_if({{"/" + std::string(name), "must be a text"}});
    }
    return std::string(value->get_string());
}

json::Object trial_json(const story::Trial& trial) {
    return {
        {"subject", trial.message.subject},
        {"text", trial.message.text},
        {"transcript", json::Array()}
    };
}

json::Object post_trial(
    House& house,
    const Call& call,
    const Campaign& campaign,
    const story::Trial& trial,
    const std::string& to
) {
    if (!record::rule::is_email(to)) {
        refuse_if({{"/to", "must be an e-mail address"}});
    }
    story::PersonalMail mail;
    mail.id = make_uuid_v7(house.clock, house.random).text();
    mail.to = to;
    mail.to_name = trial.to_name;
    mail.subject = trial.message.subject;
    mail.text = trial.message.text;
    mail.html = trial.message.html;
    mail.date = call.at;
    mail.from_name = campaign.from_name;
    mail.reply_to = campaign.reply_to;
    const auto found = house.postman.try_out(mail);
    json::Object out = trial_json(trial);
    out["outcome"] = outcome_name(found.outcome);
    out["said"] = found.said;
    out["transcript"] = json::Array(found.transcript.begin(), found.transcript.end());
    return out;
}

json::Object text_trial(
    House& house, const Campaign& campaign, const story::Trial& trial, const std::string& to
) {
    const std::string phone = survey::plain_phone(to);
    if (phone.size() < 5) {
        refuse_if({{"/to", "must be a phone number"}});
    }
    const auto gateway = house.database.read([&](db::Reader& reader) {
        return db::load(reader, campaign.gateway_id.value());
    });
    const auto id = make_uuid_v7(house.clock, house.random).text();
    const auto found =
        story::ask_gateway(house.safe, gateway, phone, trial.message.text, id, trial.to_name);
    json::Object out = trial_json(trial);
    out["outcome"] = found.outcome;
    out["said"] = found.said;
    return out;
}

Answer try_out(House& house, const Call& call) {
    const json::Value value = call.body();
    const auto& body = json::need_object(value);
    const auto campaign = load_campaign(house, call);
    const auto asked = read_trial(
        house, call, text_in(body, "language"), text_in(body, "customer"), text_in(body, "purpose")
    );
    const auto trial = story::preview_message(house.intake(), campaign, asked);
    const std::string to = text_in(body, "to");
    const bool mail = campaign.channel == survey::CampaignChannel::email;
    return json_answer(
        200,
        mail ? post_trial(house, call, campaign, trial, to) : text_trial(house, campaign, trial, to)
    );
}

// ---- watching

Answer counts(House& house, const Call& call) {
    const std::string id = call.id<Campaign>().text();
    survey::CampaignCounts found;
    std::vector<survey::LinkClicks> clicks;
    std::optional<Instant> next;
    bool anonymous = false;
    house.database.read([&](db::Reader& reader) {
        const auto campaign = db::load(reader, call.id<Campaign>());
        anonymous = db::load(reader, campaign.survey_id).mode == survey::Mode::anonymous;
        found = survey::count_recipients(reader, id);
        clicks = survey::count_clicks(reader, id);
        next = survey::next_due(reader, id);
    });
    return json_answer(200, counts_json(found, clicks, anonymous, next));
}

Answer all_counts(House& house, const Call&) {
    json::Array items;
    for (const auto& one : house.database.read(survey::count_all_campaigns)) {
        const auto delivered = std::max<std::int64_t>(0, one.sent - one.bounced);
        const auto share = [&](std::int64_t of) {
            return estimate_json(story::share_of(std::min(of, delivered), delivered, {}));
        };
        items.push_back(json::Object{
            {"campaign_id", one.campaign_id},
            {"recipients", one.recipients},
            {"sent", one.sent},
            {"answered", one.answered},
            {"bounced", one.bounced},
            {"rate", share(one.answered)},
            {"click_rate", one.clicked ? json::Value(share(*one.clicked)) : json::Value(nullptr)}
        });
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

survey::RecipientQuery recipient_query(const Call& call) {
    survey::RecipientQuery query;
    Problems problems;
    for (const auto& [name, text] : call.parameters()) {
        if (name == "state") {
            query.standing = record::choice_of<survey::Standing>(text);
            if (!query.standing) {
                problems.push_back({"state", "is no state of a recipient"});
            }
        } else if (name == "q") {
            query.q = text;
        } else {
            read_page_parameter(name, text, query.limit, query.after, problems);
        }
    }
    refuse_if(std::move(problems));
    return query;
}

Answer recipients(House& house, const Call& call) {
    auto query = recipient_query(call);
    query.places = places_in_scope(call.actor, *house.catalogue.directory());
    const auto all = house.database.read([&](db::Reader& reader) {
        const auto campaign = db::load(reader, call.id<Campaign>());
        return survey::list_recipients(reader, campaign.id.text(), query);
    });
    return list_answer(all, query.limit, [](const auto& one) { return one.id; }, recipient_json);
}

Answer built_in_texts(House&, const Call& call) {
    const auto asked = call.query.find("kind");
    const auto kind = asked ? record::choice_of<survey::Kind>(*asked) : survey::Kind::after_contact;
    if (!kind) {
        refuse("kind", "is no kind of survey");
    }
    json::Array items;
    for (const auto& one : story::built_in_texts(*kind)) {
        items.push_back(json::Object{
            {"language", one.language},
            {"purpose", record::name_of_choice(one.purpose)},
            {"channel", one.short_message ? "sms" : "email"},
            {"subject", one.subject},
            {"greeting", one.greeting},
            {"body", one.body},
            {"button", one.button}
        });
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

void add_records(Router& router, House& house) {
    RecordRules<Campaign> rules;
    rules.check = story::check_campaign;
    rules.removing = [](db::Tx&, const Campaign& campaign) {
        if (campaign.state != CampaignState::draft) {
            throw Refusal(Code::conflict, "This campaign has been started. Cancel it instead.");
        }
    };
    add_record_routes<Campaign>(router, {house.database, house.clock, house.random}, rules);
}

void add_steps(HouseRoutes& routes) {
    using net::Method;
    const auto add = [&](const char* path, HouseRoutes::Handler handler, const char* summary) {
        routes.add(Method::post, path, set_up, handler, {.summary = summary, .gives = "campaign"});
    };
    add("/campaigns/{id}/start", start, "Send it");
    add("/campaigns/{id}/pause", become<CampaignState::paused>, "Nothing goes out for now");
    add("/campaigns/{id}/resume", become<CampaignState::sending>, "Go on sending");
    add("/campaigns/{id}/finish", become<CampaignState::finished>, "Nothing more goes out");
    add("/campaigns/{id}/cancel",
        become<CampaignState::cancelled>,
        "Nothing more goes out, what is open is withdrawn");
}

void add_trials(HouseRoutes& routes) {
    using net::Method;
    routes.add(
        Method::get,
        "/campaigns/{id}/dry_run",
        read_people,
        dry_run,
        {.summary = "Who would get it, who not and why", .gives = "campaign_dry_run"}
    );
    routes.add(
        Method::get,
        "/campaigns/{id}/preview",
        read_feedback,
        preview,
        {.summary = "A message as it would be",
         .gives = "campaign_preview",
         .asks = "language customer purpose"}
    );
    routes.add(
        Method::post,
        "/campaigns/{id}/test",
        set_up,
        try_out,
        {.summary = "Send it to oneself now: {to, language?, customer?, purpose?}",
         .gives = "campaign_trial",
         .again = Again::done_anew}
    );
}

}  // namespace

void add_campaign_routes(Router& router, House& house) {
    using net::Method;
    HouseRoutes routes(router, house);
    for (const auto& [name, words] : campaign_schemas()) {
        router.add_schema(name, schema_of_words(words));
    }
    add_records(router, house);
    add_steps(routes);
    add_trials(routes);
    routes.add(
        Method::get,
        "/campaigns/{id}/counts",
        read_feedback,
        counts,
        {.summary = "What became of it", .gives = "campaign_counts"}
    );
    routes.add(
        Method::get,
        "/campaigns/{id}/recipients",
        read_people,
        recipients,
        {.summary = "What became of each person",
         .gives = "campaign_recipient",
         .page = true,
         .asks = "page state q"}
    );
    routes.add(
        Method::get,
        "/campaign_counts",
        read_feedback,
        all_counts,
        {.summary = "Every campaign in numbers", .gives = "campaign_count", .page = true}
    );
    routes.add(
        Method::get,
        "/campaign_texts",
        read_feedback,
        built_in_texts,
        {.summary = "What is said where nobody wrote anything",
         .gives = "campaign_text",
         .page = true,
         .asks = "kind"}
    );
}

}  // namespace styk::http
