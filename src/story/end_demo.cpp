#include "story/end_demo.h"

#include <fmt/format.h>

#include "feedback/topic_store.h"
#include "firm/firm_store.h"
#include "firm/mail_settings_store.h"
#include "metric/metric_store.h"
#include "people/password.h"
#include "people/secret.h"
#include "people/session_store.h"
#include "story/read_comments.h"

namespace styk::story {

namespace {

// Children before parents.
constexpr std::string_view tables[] = {
    "consent",
    "erasure",
    "privacy_settings",
    "webhook_delivery",
    "webhook_event",
    "webhook_lane",
    "webhook",
    "chat_hook",
    "hook_call",
    "case_attachment",
    "case_message",
    "incoming_mail",
    "incoming_mail_mark",
    "incoming_mail_settings",
    "hook_in",
    "practice_use",
    "practice",
    "notification",
    "case_step",
    "case_feedback",
    "customer_case",
    "finding",
    "reply_template",
    "cause",
    "absence",
    "work_calendar",
    "case_settings",
    "case_rule",
    "initiative",
    "journey_news",
    "journey_share",
    "journey_presence",
    "journey_comment",
    "journey_version",
    "journey_edit",
    "journey_step",
    "journey_map",
    "journey",
    "persona",
    "file",
    "campaign_click",
    "campaign_link",
    "campaign_recipient",
    "campaign_run",
    "survey_contact",
    "bounce",
    "suppression",
    "campaign",
    "gateway",
    "contact_frequency",
    "occasion_mark",
    "research_note",
    "market_move",
    "vision",
    "standard_reminder",
    "standard",
    "designed_experience",
    "promise_campaign",
    "promise_reading",
    "promise",
    "holiday",
    "survey_look",
    "response_waiting",
    "response",
    "survey_invitation",
    "survey_link",
    "survey_quota",
    "survey_dismissal",
    "survey_prediction",
    "survey_version",
    "survey_draft",
    "survey",
    "outgoing_attachment",
    "outgoing_mail",
    "mail_settings",
    "alert_seen",
    "alert_firing",
    "alert_check",
    "alert",
    "indicator",
    "mark",
    "assumption",
    "contact_rules",
    "series_alarm",
    "series_point",
    "series",
    "saved_view",
    "board",
    "session",
    "half_log_in",
    "recovery_code",
    "second_step",
    "break_glass",
    "identity",
    "directory_member",
    "directory_group",
    "directory_person",
    "log_in_settings",
    "welcome",
    "api_token",
    "benchmark",
    "attribute",
    "touchpoint_source",
    "touchpoint",
    "stage",
    "rating",
    "correction",
    "reading_state",
    "text_delta_file",
    "text_delta",
    "theme",
    "theme_run",
    "topic",
    "emotion",
    "waiting_voice",
    "feedback",
    "event",
    "customer",
    "person",
    "department",
    "location",
    "brand",
    "channel",
    "metric",
    "import_chunk",
    "import_customer",
    "import",
    "work",
    "idempotency",
    "audit",
    "firm"
};

void remove_everything(db::Tx& tx) {
    // Whoever follows the log hears that each feedback is gone.
    tx.run("DELETE FROM fact_log");
    tx.run("INSERT INTO fact_log (feedback_seq) SELECT seq FROM feedback");
    tx.run(
        tx.dialect() == db::Dialect::sqlite
            ? "INSERT INTO feedback_search (feedback_search) VALUES ('delete-all')"
            : "DELETE FROM feedback_search"
    );
    for (const std::string_view table : tables) {
        tx.run(fmt::format("DELETE FROM \"{}\"", table));
    }
}

struct NewAdministrator {
    people::User user;
    std::string session_token;
};

NewAdministrator prepare_administrator(const Intake& intake, const OwnFirm& own) {
    NewAdministrator out{{}, people::new_session_token(intake.random)};
    out.user.id.uuid = make_uuid_v7(intake.clock, intake.random);
    out.user.email = people::clean_email(own.email);
    out.user.name = own.name;
    out.user.role = people::Role::administrator;
    Problems problems = record::check(record::shape_of<people::User>(), &out.user);
    if (const auto wrong = people::password_problem(own.password, out.user.email)) {
        problems.push_back({"/password", *wrong});
    }
    if (own.firm_name.empty()) {
        problems.push_back({"/firm_name", "is missing"});
    }
    refuse_if(std::move(problems));
    out.user.password_hash = people::hash_password(own.password);
    return out;
}

// The demo's clock and language stay unless the person says otherwise.
void name_firm(firm::Firm& firm, const firm::Firm& demo, const OwnFirm& own) {
    firm.name = own.firm_name;
    firm.time_zone = own.time_zone.empty() ? demo.time_zone : own.time_zone;
    firm.language = own.language.empty() ? demo.language : own.language;
    Problems problems = record::check(record::shape_of<firm::Firm>(), &firm);
    const Problems more = firm::check(firm);
    problems.insert(problems.end(), more.begin(), more.end());
    refuse_if(std::move(problems));
}

}  // namespace

std::span<const std::string_view> tables_of_the_demo() {
    return tables;
}

Entered end_demo(const Intake& intake, const OwnFirm& own, Instant at) {
    auto first = firm::make_first_firm(intake.clock, intake.random);
    const auto metrics = metric::make_first_metrics(intake.clock, intake.random);
    const auto topics = feedback::make_first_topics(intake.clock, intake.random);
    const Id<firm::MailSettings> mail{make_uuid_v7(intake.clock, intake.random)};
    NewAdministrator boss = prepare_administrator(intake, own);
    const db::Change by{{"user", boss.user.id.text(), boss.user.name}, at};
    intake.database.write([&](db::Tx& tx) {
        const auto demo = firm::load_firm(tx);
        if (!demo.demo) {
            throw Refusal(Code::conflict, "This is no demo: nothing is removed.");
        }
        name_firm(first.firm, demo, own);
        remove_everything(tx);
        firm::ensure_firm(tx, first, by);
        metric::ensure_metrics(tx, metrics, by);
        feedback::ensure_topics(tx, topics, by);
        firm::ensure_mail_settings(tx, mail, by);
        db::add(tx, boss.user, by);
        people::add_session(tx, people::hash_secret(boss.session_token), boss.user.id, at);
        ask_reread_if_needed(tx, intake.catalogue, at);
    });
    intake.catalogue.reload();
    return {boss.user, boss.session_token};
}

}  // namespace styk::story
