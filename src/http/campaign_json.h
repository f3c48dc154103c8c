// Campaigns on the wire.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "json/fwd.h"
#include "story/control_campaign.h"
#include "story/send_mail.h"

namespace styk::http {

[[nodiscard]] json::Object dry_run_json(const story::DryRun& run, Instant at);

// Of an anonymous survey who clicked is not known, so clicks stand for people.
[[nodiscard]] json::Object counts_json(
    const survey::CampaignCounts& counts,
    const std::vector<survey::LinkClicks>& clicks,
    bool anonymous,
    const std::optional<Instant>& next
);
[[nodiscard]] json::Object recipient_json(const survey::Recipient& recipient);
[[nodiscard]] std::string_view outcome_name(courier::Delivery::Outcome outcome);

// Names and shapes (schema_words.h).
[[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> campaign_schemas();

}  // namespace styk::http
