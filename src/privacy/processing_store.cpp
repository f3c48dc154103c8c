#include "privacy/processing_store.h"

#include <fmt/format.h>

namespace styk::privacy {

namespace {

using Receivers = std::vector<Receiver>;

void add(db::Reader& reader, Receivers& to, std::string_view kind, std::string_view select) {
    reader.query(select, [&](const db::Row& row) { to.push_back({kind, row.string(0)}); });
}

constexpr std::string_view mail_server = "SELECT host FROM mail_settings WHERE host IS NOT NULL";
constexpr std::string_view gateways = "SELECT name FROM gateway WHERE active = 1 ORDER BY name";
constexpr std::string_view webhooks = "SELECT name FROM webhook WHERE active = 1 ORDER BY name";
constexpr std::string_view chats = "SELECT name FROM chat_hook WHERE active = 1 ORDER BY name";

std::int64_t count(db::Reader& reader, std::string_view from) {
    return reader.find_integer(fmt::format("SELECT COUNT(*) FROM {}", from)).value_or(0);
}

}  // namespace

std::vector<Activity> list_activities(db::Reader& reader, const Settings& settings) {
    Receivers mail, sending, told;
    add(reader, mail, "mail_server", mail_server);
    sending = mail;
    add(reader, sending, "gateway", gateways);
    add(reader, told, "webhook", webhooks);
    add(reader, told, "chat", chats);
    Receivers answering = mail;
    answering.insert(answering.end(), told.begin(), told.end());
    const auto kept = [&](std::int64_t days) { return settings.active ? days : 0; };
    std::vector<Activity> out;
    const auto activity = [&](std::string_view key,
                              std::string_view subjects,
                              std::vector<std::string_view> data,
                              std::string_view from,
                              std::int64_t days,
                              const Receivers& receivers) {
        out.push_back({key, subjects, std::move(data), count(reader, from), days, receivers});
    };
    activity(
        "customers",
        "customers",
        {"name", "address", "attributes"},
        "customer",
        kept(settings.customers_days),
        {}
    );
    activity("events", "customers", {"events"}, "event", kept(settings.customers_days), {});
    activity(
        "surveys",
        "customers",
        {"ratings", "words", "attributes"},
        "response",
        kept(settings.comments_days),
        {}
    );
    activity(
        "campaigns",
        "customers",
        {"name", "address", "clicks"},
        "campaign_recipient",
        kept(settings.invitations_days),
        sending
    );
    activity(
        "feedback",
        "customers",
        {"ratings", "words", "attributes"},
        "feedback",
        kept(settings.comments_days),
        told
    );
    activity(
        "cases",
        "customers",
        {"name", "address", "words", "messages"},
        "customer_case",
        kept(settings.mails_days),
        answering
    );
    activity(
        "voices",
        "employees",
        {"ratings", "words"},
        "feedback WHERE kind = 'employee_voice'",
        kept(settings.comments_days),
        {}
    );
    activity("users", "users", {"name", "address", "log_ins", "work"}, "person", 0, mail);
    activity("trail", "users", {"name", "changes"}, "audit", kept(settings.audit_days), {});
    return out;
}

}  // namespace styk::privacy
