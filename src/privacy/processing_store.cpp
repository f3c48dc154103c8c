#include "privacy/processing_store.h"

#include <fmt/format.h>
#include <map>

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

using Words = std::vector<std::string_view>;

// What is done with whose data, where its rows are, and which period it is kept.
struct Doing {
    std::string_view key, subjects;
    Words data;
    std::string_view rows;
    std::int64_t Settings::* days;  // nullptr: as long as there is a use for it
};

std::vector<Doing> doings() {
    return {
        {"customers",
         "customers",
         {"name", "address", "attributes"},
         "customer",
         &Settings::customers_days},
        {"events", "customers", {"events"}, "event", &Settings::customers_days},
        {"surveys",
         "customers",
         {"ratings", "words", "attributes"},
         "response",
         &Settings::comments_days},
        {"campaigns",
         "customers",
         {"name", "address", "clicks"},
         "campaign_recipient",
         &Settings::invitations_days},
        {"feedback",
         "customers",
         {"ratings", "words", "attributes"},
         "feedback",
         &Settings::comments_days},
        {"cases",
         "customers",
         {"name", "address", "words", "messages"},
         "customer_case",
         &Settings::mails_days},
        {"voices",
         "employees",
         {"ratings", "words"},
         "feedback WHERE kind = 'employee_voice'",
         &Settings::comments_days},
        {"users", "users", {"name", "address", "log_ins", "work"}, "person", nullptr},
        {"trail", "users", {"name", "changes"}, "audit", &Settings::audit_days},
    };
}

// Who gets what leaves the house: mail and gateways carry it to people, webhooks and chats to
// programs.
std::map<std::string_view, Receivers> receivers(db::Reader& reader) {
    Receivers mail, told;
    add(reader, mail, "mail_server", mail_server);
    Receivers sending = mail;
    add(reader, sending, "gateway", gateways);
    add(reader, told, "webhook", webhooks);
    add(reader, told, "chat", chats);
    Receivers answering = mail;
    answering.insert(answering.end(), told.begin(), told.end());
    return {{"campaigns", sending}, {"feedback", told}, {"cases", answering}, {"users", mail}};
}

}  // namespace

std::vector<Activity> list_activities(db::Reader& reader, const Settings& settings) {
    auto all = receivers(reader);
    std::vector<Activity> out;
    for (Doing& one : doings()) {
        const bool limited = settings.active && one.days != nullptr;
        out.push_back(
            {one.key,
             one.subjects,
             std::move(one.data),
             count(reader, one.rows),
             limited ? settings.*one.days : 0,
             all[one.key]}
        );
    }
    return out;
}

}  // namespace styk::privacy
