#include "privacy/register.h"

namespace styk::privacy {

namespace {

using enum Trace;
using enum Chapter;

// A step keeps what figures are counted from: which state followed which.
constexpr std::string_view without_words =
    "text = NULL, by_name = CASE WHEN by_kind = 'customer' THEN '' ELSE by_name END, "
    "by_id = CASE WHEN by_kind = 'customer' THEN '' ELSE by_id END, "
    "before = CASE WHEN kind IN ('state', 'owner', 'escalate') THEN before END, "
    "after = CASE WHEN kind IN ('state', 'owner', 'escalate') THEN after END";
// The secret of the customer's status page goes with them.
constexpr std::string_view case_of_nobody =
    "customer_id = NULL, feedback_id = NULL, title = '…', words = NULL, remedy_sought = NULL, "
    "value = NULL, value_order = -1e300, ask_event = NULL, external_route = NULL, unread = 0, "
    "token = id, revision = revision + 1";
constexpr std::string_view recipient_of_nobody =
    "customer_id = id, address = NULL, occasion = id, event_key = NULL, last_error = NULL, "
    "bounce = NULL, stop = NULL, due_at = NULL, hold_until = NULL, "
    "reason = CASE WHEN state IN ('waiting', 'held', 'queued') THEN 'gone' ELSE reason END, "
    "state = CASE WHEN state IN ('waiting', 'held', 'queued') THEN 'not_sent' ELSE state END";
constexpr std::string_view invitation_of_nobody =
    "customer_id = NULL, token = id, hidden = NULL, occurred_at = NULL, "
    "state = CASE WHEN state = 'answered' THEN state ELSE 'withdrawn' END";

constexpr Part customer_parts[] = {
    {"webhook_delivery", programs, {{"event_id", news}}},
    {"webhook_event", programs, {{"subject", subject}}},
    {"notification", cases, {{"case_id", work_case}}},
    {"case_attachment", cases, {{"case_message_id", message}}},
    {"case_message", cases, {{"case_id", work_case}}},
    {"case_step", cases, {{"case_id", work_case}}, without_words},
    {"case_feedback", cases, {{"case_id", work_case}, {"feedback_id", feedback_id}}},
    {"incoming_mail", mails, {{"sender", address}, {"case_id", work_case}}},
    {"practice", cases, {{"case_id", work_case}}, "case_id = NULL", "case_id = NULL"},
    {"customer_case", cases, {{"id", work_case}}, case_of_nobody},
    {"correction", feedback, {{"feedback_seq", feedback_seq}}, {}, {}, true},
    {"rating", feedback, {{"feedback_seq", feedback_seq}}, {}, {}, true},
    {"response", answers, {{"id", response}}, {}, {}, true},
    {"feedback", feedback, {{"id", feedback_id}}, {}, {}, true},
    {"campaign_click",
     invitations,
     {{"recipient_id", invitation}},
     "recipient_id = NULL",
     "recipient_id = NULL"},
    {"bounce",
     mails,
     {{"address", address}, {"recipient_id", invitation}},
     "address = NULL, recipient_id = NULL, said = '', report = id"},
    {"survey_contact",
     invitations,
     {{"customer_id"}, {"address", address}, {"recipient_id", invitation}}},
    {"campaign_recipient", invitations, {{"customer_id"}, {"address", address}}, recipient_of_nobody
    },
    {"survey_invitation", invitations, {{"customer_id"}}, invitation_of_nobody},
    {"suppression", mails, {{"address", address}}, {}, {}, true},
    {"outgoing_attachment", mails, {{"mail_id", mail}}},
    {"outgoing_mail", mails, {{"recipient", address}}},
    {"import_customer", programs, {{"customer_id"}}},
    {"event", events, {{"customer_id"}}},
    {"consent", consents, {{"customer_id"}}},
    {"audit", trail, {{"record_id", subject}}, {}, {}, true},
    {"customer", profile, {{"id"}}, {}, {}, true},
};

// A user's work stays where others need it, under no name.
constexpr std::string_view nobody = "by_name = '–'";

constexpr Part user_parts[] = {
    {"session", account, {{"user_id"}}},
    {"second_step", account, {{"user_id"}}},
    {"recovery_code", account, {{"user_id"}}},
    {"half_log_in", account, {{"user_id"}}},
    {"identity", account, {{"user_id"}}},
    {"break_glass", account, {{"user_id"}}},
    {"directory_member", account, {{"user_id"}}},
    {"directory_person", account, {{"user_id"}}},
    {"welcome", account, {{"user_id"}}},
    {"saved_view", account, {{"user_id"}}},
    {"board", account, {{"user_id"}}},
    {"alert_seen", account, {{"user_id"}}},
    {"alert", account, {{"user_id"}}},
    {"notification", account, {{"user_id"}}},
    {"promise_reading", account, {{"user_id"}}},
    {"practice_use", account, {{"user_id"}}},
    {"survey_prediction", account, {{"user_id"}}},
    {"journey_presence", account, {{"user_id"}}},
    {"absence", account, {{"user_id"}, {"deputy_id"}}},
    {"outgoing_mail", mails, {{"recipient", address}}},
    {"case_step", work, {{"by_id"}}, nobody, nobody},
    {"case_message", work, {{"by_id"}}, nobody, nobody},
    {"journey_comment", work, {{"by_id"}}, nobody, nobody},
    {"journey_edit", work, {{"by_id"}}, nobody, nobody},
    {"journey_version", work, {{"by_id"}}, nobody, nobody},
    {"journey_news", work, {{"by_id"}}, nobody, nobody},
    {"journey_share", work, {{"created_by"}}, "created_by = NULL", "created_by = NULL"},
    {"journey", work, {{"owner_id"}}, "owner_id = NULL", "owner_id = NULL"},
    {"correction",
     work,
     {{"user_id"}},
     "user_id = NULL, user_name = NULL",
     "user_id = NULL, user_name = NULL"},
    {"customer_case",
     work,
     {{"owner_id"}, {"deputy_id"}},
     "revision = revision",
     "revision = revision"},
    {"finding", work, {{"owner_id"}}, "owner_id = NULL", "owner_id = NULL"},
    {"initiative", work, {{"owner_id"}}, "owner_id = NULL", "owner_id = NULL"},
    {"practice", work, {{"author_id"}}, "author_id = NULL", "author_id = NULL"},
    {"touchpoint", work, {{"owner_id"}}, "owner_id = NULL", "owner_id = NULL"},
    {"standard", work, {{"owner_id"}}, "owner_id = NULL", "owner_id = NULL"},
    {"designed_experience",
     work,
     {{"owner_id"}, {"approved_by"}},
     "owner_id = NULL",
     "owner_id = NULL"},
    {"survey", work, {{"reader_id"}}, "reader_id = NULL", "reader_id = NULL"},
    {"file", work, {{"added_by"}}, "added_by = NULL", "added_by = NULL"},
    {"text_delta", work, {{"adopted_by"}}, "adopted_by = NULL", "adopted_by = NULL"},
    {"erasure", work, {{"by_id"}}, "by_id = NULL", "by_id = NULL"},
    {"audit", trail, {{"actor_id"}, {"record_id"}}, {}, {}, true},
    {"person", profile, {{"id"}}, {}, {}, true},
};

constexpr Carrier texts[] = {
    {"notification", {"title", "text"}},
    {"outgoing_mail", {"subject", "text", "html", "recipient_name", "last_error"}},
    {"webhook_event", {"data"}},
    {"webhook_delivery", {"said"}},
    {"hook_call", {"body", "problems"}},
    {"idempotency", {"body"}},
    {"audit", {"before", "after", "actor_name"}},
    {"import", {"preview", "problems", "name"}},
    {"work", {"payload", "last_error"}},
    {"term", {"value"}},
    {"customer_case", {"title", "words", "lesson", "remedy_sought", "external_route"}},
    {"case_step", {"text", "before", "after"}},
    {"case_message", {"subject", "body", "quoted"}},
    {"practice", {"text", "search"}},
    {"finding", {"text", "name", "discussion", "actions", "search"}},
    {"initiative",
     {"name", "description", "expected_effect", "origin_name", "origin_text", "search"}},
    {"research_note", {"finding", "name", "evidence", "search"}},
    {"persona", {"quotes", "name", "search"}},
    {"journey_map", {"doc"}},
    {"journey_step", {"words", "folded"}},
    {"journey_edit", {"edits", "note"}},
    {"journey_version", {"doc", "note"}},
    {"journey_comment", {"text"}},
    {"market_move", {"text", "name", "search"}},
    {"mark", {"description", "name", "search"}},
    {"absence", {"note", "search"}},
    {"suppression", {"note", "search"}},
    {"campaign", {"audience", "search"}},
    {"saved_view", {"query", "name", "search"}},
    {"board", {"schedule", "note", "search"}},
    {"alert", {"recipients", "query", "search"}},
    {"alert_firing", {"said"}},
    {"series", {"recipients", "search"}},
    {"survey_draft", {"changed_by"}},
    {"survey_version", {"published_by"}},
    {"survey_dismissal", {"author", "reason"}},
    {"promise_campaign", {"overridden_by", "override_reason", "search"}},
    {"vision", {"author", "document"}},
    {"case_settings", {"heads"}},
    {"theme", {"quotes"}},
    {"theme_run", {"duplicates", "phrases"}},
};

constexpr std::string_view impersonal[] = {
    // the firm's own setup
    "firm",
    "location",
    "brand",
    "channel",
    "department",
    "stage",
    "metric",
    "benchmark",
    "attribute",
    "assumption",
    "need",
    "topic",
    "emotion",
    "holiday",
    "promise",
    "standard_reminder",
    "cause",
    "reply_template",
    "case_rule",
    "work_calendar",
    "contact_rules",
    "contact_frequency",
    "gateway",
    "campaign_run",
    "campaign_link",
    "touchpoint_source",
    "survey_link",
    "survey_quota",
    "survey_look",
    "indicator",
    "privacy_settings",
    // how the server reaches others; what must stay secret is sealed
    "mail_settings",
    "incoming_mail_settings",
    "incoming_mail_mark",
    "webhook",
    "webhook_lane",
    "chat_hook",
    "hook_in",
    "api_token",
    "log_in_settings",
    "directory_group",
    // counts and marks
    "alert_check",
    "series_point",
    "series_alarm",
    "occasion_mark",
    "figures_mark",
    "reading_state",
    "text_delta_file",
    "schema_migration",
    // packed facts without names; a story writes them anew without the customer
    "fact_log",
    // bytes of a file on its way in: gone as soon as it is read
    "import_chunk",
    // answers that nobody gave: nothing in them leads to a person
    "response_waiting",
    "waiting_voice"
};

}  // namespace

std::span<const Part> parts_of(Subject subject) {
    return subject == Subject::customer ? std::span<const Part>(customer_parts) : user_parts;
}

std::span<const Carrier> carriers() {
    return texts;
}

std::span<const std::string_view> impersonal_tables() {
    return impersonal;
}

}  // namespace styk::privacy
