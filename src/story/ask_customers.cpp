#include "story/ask_customers.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "casework/case_store.h"
#include "casework/lesson_store.h"
#include "customer/event_store.h"
#include "db/record_store.h"
#include "feedback/feedback_store.h"
#include "json/json.h"
#include "story/case_events.h"
#include "survey/campaign.h"

namespace styk::story {

namespace {

std::set<std::string> customers_of(db::Reader& reader, const Id<casework::Finding>& finding) {
    std::set<std::string> out;
    for (const casework::Case& one : casework::list_of_finding(reader, finding.text())) {
        if (one.customer_id) {
            out.insert(one.customer_id->text());
        }
    }
    return out;
}

}  // namespace

std::string key_of_asked(const Id<casework::Finding>& finding, const std::string& customer) {
    return fmt::format("{}-{}-{}", asked_about_finding, finding.text(), customer);
}

bool is_sent_on(db::Reader& reader, std::string_view event, const Id<survey::Survey>& survey) {
    return std::ranges::any_of(
        db::list_all<survey::Campaign>(reader),
        [&](const survey::Campaign& one) {
            return one.survey_id == survey && one.event_type == event &&
                   one.state == survey::CampaignState::sending;
        }
    );
}

int ask_customers(
    const Intake& intake,
    const Id<casework::Finding>& finding,
    const std::string& survey,
    Instant at
) {
    std::vector<customer::Event> events;
    intake.database.read([&](db::Reader& reader) {
        for (const std::string& id : customers_of(reader, finding)) {
            if (customer::find_event(reader, key_of_asked(finding, id))) {
                continue;
            }
            auto event = finding_event(
                {intake.random, intake.clock, at}, *Id<customer::Customer>::parse(id), survey
            );
            event.key = key_of_asked(finding, id);
            events.push_back(std::move(event));
        }
    });
    intake.database.write([&](db::Tx& tx) {
        for (customer::Event event : events) {
            (void)customer::put(tx, event);
        }
    });
    return static_cast<int>(events.size());
}

std::vector<feedback::Feedback> list_replies(
    db::Reader& reader, const Id<casework::Finding>& finding
) {
    std::vector<std::string> keys;
    for (const std::string& id : customers_of(reader, finding)) {
        keys.push_back(key_of_asked(finding, id));
    }
    auto replies = feedback::load_many(reader, casework::list_answers_to(reader, keys));
    std::ranges::sort(replies, std::ranges::greater(), &feedback::Feedback::occurred_at);
    return replies;
}

}  // namespace styk::story
