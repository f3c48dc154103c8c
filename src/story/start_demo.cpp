#include "story/start_demo.h"

#include <algorithm>
#include <unordered_map>

#include "customer/event_store.h"
#include "feedback/facts_store.h"
#include "firm/firm_store.h"
#include "json/json.h"
#include "people/password.h"
#include "story/demo_campaign.h"
#include "story/demo_cases.h"
#include "story/demo_initiatives.h"
#include "story/demo_journeys.h"
#include "story/demo_promises.h"
#include "story/demo_setup.h"
#include "story/demo_surveys.h"
#include "story/release_voices.h"

namespace styk::story {

namespace {

constexpr std::string_view demo_password = "bursztyn-demo";

feedback::Draft draft_of(const demo::Feedback& one) {
    feedback::Draft draft;
    draft.kind = one.kind;
    draft.source = one.source;
    draft.survey = demo_survey_of(one);
    draft.channel = one.channel;
    draft.touchpoint = if_any(one.touchpoint);
    draft.location = if_any(one.location);
    draft.brand = if_any(one.brand);
    draft.customer = if_any(one.customer);
    draft.occurred_at = one.occurred_at;
    draft.comment = if_any(one.comment);
    draft.language = if_any(one.language);
    for (const auto& [metric, touchpoint, value] : one.ratings) {
        draft.ratings.push_back(
            {metric, if_any(touchpoint), feedback::RatingState::given, value, "/ratings"}
        );
    }
    draft.attributes = one.attributes.empty() ? "" : json::write(to_json(one.attributes));
    draft.tags = one.tags;
    return draft;
}

// What staff read out of the words of who was unhappy at this touchpoint; "" of others.
std::string_view need_in(const demo::Feedback& one) {
    const bool unhappy =
        !one.comment.empty() && std::ranges::any_of(one.ratings, [&](const auto& rating) {
            return rating.metric == "csat" && rating.touchpoint == one.touchpoint &&
                   rating.value <= 2;
        });
    const auto at = unhappy ? std::string_view(one.touchpoint) : std::string_view();
    return at == "checks_in" || at == "room" || at == "wifi"     ? "need:support"
           : at == "books" || at == "website" || at == "parking" ? "need:assurance"
           : at == "breakfast" || at == "spa" || at == "bar"     ? "need:options"
                                                                 : "";
}

constexpr int one_in_marked = 3;  // staff mark every third

std::vector<Prepared> prepare_feedback(const Intake& intake, const demo::Year& year) {
    const auto directory = intake.catalogue.directory();
    std::vector<feedback::Draft> drafts;
    std::vector<feedback::Feedback> checked;
    Problems problems;
    int needs = 0;
    for (const auto& one : year.feedback) {
        drafts.push_back(draft_of(one));
        const auto need = need_in(one);
        if (!need.empty() && needs++ % one_in_marked == 0) {
            drafts.back().tags.emplace_back(need);
        }
        checked.push_back(feedback::check(*directory, drafts.back(), year.to, problems));
    }
    refuse_if(std::move(problems));
    auto prepared = prepare(intake, std::move(checked), drafts);
    for (std::size_t i = 0; i < prepared.size(); ++i) {
        prepared[i].feedback.received_at = year.feedback[i].received_at;
        prepared[i].feedback.handled_at = year.feedback[i].handled_at;
        (void)feedback::pack_facts(intake.terms, *directory, prepared[i].feedback);
    }
    return prepared;
}

customer::Event event_of(
    const Intake& intake,
    const demo::Event& one,
    const std::unordered_map<std::string, Id<customer::Customer>>& customers
) {
    customer::Event event;
    event.id.uuid = make_uuid_v7(intake.clock, intake.random);
    event.key = one.key;
    event.type = one.type;
    if (!one.customer.empty()) {
        event.customer_id = customers.at(one.customer);
    }
    event.touchpoint = if_any(one.touchpoint);
    event.channel = one.channel;
    event.occurred_at = one.occurred_at;
    event.received_at = one.occurred_at;
    if (one.duration_s) {
        event.duration_s = *one.duration_s;
    }
    event.case_key = if_any(one.case_key);
    event.order_key = if_any(one.order);
    if (!one.attributes.empty()) {
        event.attributes = record::JsonObject{json::write(to_json(one.attributes))};
    }
    return event;
}

std::unordered_map<std::string, Id<customer::Customer>> customer_ids(db::Reader& reader) {
    std::unordered_map<std::string, Id<customer::Customer>> ids;
    reader.query("SELECT key, id FROM customer", [&](const db::Row& row) {
        ids.emplace(row.string(0), Id<customer::Customer>::parse(row.text(1)).value());
    });
    return ids;
}

std::vector<feedback::Feedback> write_life(
    const Intake& intake, const demo::Year& year, const db::Change& by
) {
    auto prepared = prepare_feedback(intake, year);
    std::vector<customer::Event> events;
    events.reserve(year.events.size());
    const auto customers = intake.database.read(customer_ids);
    for (const auto& one : year.events) {
        events.push_back(event_of(intake, one, customers));
    }
    const auto directory = intake.catalogue.directory();
    std::vector<feedback::Feedback> stored;
    intake.database.write([&](db::Tx& tx) {
        for (customer::Event event : events) {
            (void)customer::put(tx, event);
        }
        write(tx, intake, *directory, prepared, by);
        stored.clear();
        stored.reserve(prepared.size());
        for (const Prepared& one : prepared) {
            stored.push_back(one.feedback);
        }
        write_demo_responses(tx, intake, year, stored);
    });
    release_voices(intake, by.at);
    return stored;
}

struct Found {
    bool demo = false, anything = false, feedback = false;
};

Found look(db::Reader& reader) {
    const auto any = [&](std::string_view sql) { return reader.find_integer(sql).has_value(); };
    return {
        .demo = firm::load_firm(reader).demo,
        .anything = any("SELECT 1 FROM person LIMIT 1") ||
                    any("SELECT 1 FROM touchpoint LIMIT 1") ||
                    any("SELECT 1 FROM feedback LIMIT 1") || any("SELECT 1 FROM customer LIMIT 1"),
        .feedback = any("SELECT 1 FROM feedback LIMIT 1")
    };
}

}  // namespace

DemoLogin start_demo(const Intake& intake, std::string_view language, std::uint64_t seed) {
    const Instant now = intake.clock.now();
    demo::Year year = demo::make_year(now, seed);
    live_demo_promises(year);
    const auto boss = std::find_if(year.users.begin(), year.users.end(), [](const demo::User& one) {
        return one.role == "administrator";
    });
    DemoLogin login{boss->email, std::string(demo_password)};
    const Found found = intake.database.read(look);
    if (found.demo && found.feedback) {
        return login;
    }
    if (found.anything && !found.demo) {
        throw Refusal(
            Code::conflict,
            "This database holds a firm of its own. Give the demo another folder with --data."
        );
    }
    const db::Change by{{"system", "", "Styk"}, now};
    if (!found.demo) {
        const std::string hash = people::hash_password(demo_password);
        intake.database.write([&](db::Tx& tx) {
            write_demo_setup(tx, intake, year, language, hash, by);
            write_demo_surveys(tx, intake, language, by);
            write_demo_promises(tx, intake, year, language, by);
        });
    }
    intake.catalogue.reload();
    if (!found.demo) {
        write_demo_journeys(intake, language, by);
    }
    const auto stored = write_life(intake, year, by);
    write_demo_cases(intake, year, stored, language, by);
    write_demo_initiatives(intake, year, language, by);
    write_demo_campaign(intake, "after_stay", language, by);
    return login;
}

}  // namespace styk::story
