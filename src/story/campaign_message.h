// One message of a campaign to one person: its words filled in and laid out. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time_zone.h"
#include "survey/campaign_store.h"
#include "survey/definition.h"

namespace styk::story {

// What is the same for every message of a campaign.
struct Letterhead {
    const survey::Campaign& campaign;
    const survey::Survey& survey;
    const survey::Definition& definition;
    std::vector<survey::MessageText> texts;
    std::string firm, address;  // address: "https://cx.example.org", where links lead
    const TimeZone& zone;
    std::map<std::string, std::int64_t> links{};  // numbers of the addresses in the texts
    std::string words{};                          // of the firm (firm/terms.h)
};

struct Addressee {
    survey::Person person;
    std::string language;
    survey::Purpose purpose = survey::Purpose::invitation;
    std::string token, stop;  // of the invitation; of the unsubscribe link
    std::optional<Instant> expires_at{};
    std::string open_at{};  // where it opens, when not at /r/TOKEN (a trial)
};

struct CampaignMessage {
    std::string subject, text, html;  // short messages have a text alone
    std::string unsubscribe;
};

[[nodiscard]] CampaignMessage write_message(const Letterhead& head, const Addressee& to);

// Every web address in the bodies of the texts, each once.
[[nodiscard]] std::vector<std::string> addresses_in(const std::vector<survey::MessageText>& texts);

}  // namespace styk::story
