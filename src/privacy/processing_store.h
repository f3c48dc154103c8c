// The record of processing activities (GDPR article 30), as the settings and the tables tell it:
// what is done with whose data, who gets it, how long it is kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "db/reader.h"
#include "privacy/settings.h"

namespace styk::privacy {

// Whoever data goes to: mail_server, gateway, webhook, chat.
struct Receiver {
    std::string_view kind;
    std::string name;
};

struct Activity {
    std::string_view key;                     // customers, events, surveys, campaigns …
    std::string_view subjects;                // customers, employees, users
    std::vector<std::string_view> data;       // kinds: name, address, attributes, words, ratings …
    std::int64_t records = 0, kept_days = 0;  // 0 days: until somebody takes it away
    std::vector<Receiver> receivers;
};

[[nodiscard]] std::vector<Activity> list_activities(db::Reader& reader, const Settings& settings);

}  // namespace styk::privacy
