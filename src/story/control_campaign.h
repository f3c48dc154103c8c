// A campaign is tried out, started, stopped.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "story/choose_recipients.h"
#include "story/send_campaign.h"

namespace styk::story {

// What else there must be: the survey, the gateway. Throws Refusal{invalid, conflict}.
void check_campaign(db::Reader& reader, const survey::Campaign& campaign);

// What would keep it from starting; pointers are "/field".
[[nodiscard]] Problems start_problems(
    db::Reader& reader, const survey::Campaign& campaign, Instant now
);

// Throws Refusal{conflict} when it is no draft, {invalid} with start_problems.
[[nodiscard]] survey::Campaign start_campaign(
    const Intake& intake, const Id<survey::Campaign>& id, const db::Change& by
);

// pause, resume, finish, cancel. Throws Refusal{conflict}.
[[nodiscard]] survey::Campaign change_campaign_state(
    const Intake& intake,
    const Id<survey::Campaign>& id,
    survey::CampaignState to,
    const db::Change& by
);

struct DryRun {
    struct Reason {
        std::int64_t n = 0;
        std::vector<survey::Person> first;
    };

    struct Wave {
        std::optional<Instant> at;
        std::int64_t n = 0;
    };

    std::int64_t audience = 0, would_get = 0;
    std::map<std::string, Reason> reasons;
    std::map<std::string, std::int64_t> languages;
    std::vector<Wave> waves;
    std::vector<std::pair<survey::Person, std::string>> first;  // with their language
    Problems problems;
};

// Who would get it and who not, and why. Nothing is written.
[[nodiscard]] DryRun dry_run(const Intake& intake, const survey::Campaign& campaign, Instant now);

struct TrialAsked {
    std::string language, customer;  // either may be empty
    survey::Purpose purpose = survey::Purpose::invitation;
};

struct Trial {
    std::string language, to_name;
    CampaignMessage message;
};

// The message as it would be; its links lead to the preview.
[[nodiscard]] Trial preview_message(
    const Intake& intake, const survey::Campaign& campaign, const TrialAsked& asked
);

}  // namespace styk::story
