// What is special in storing promises: what they refer to, and who has read them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/record_store.h"
#include "promise/designed_experience.h"
#include "promise/launch.h"
#include "promise/market_move.h"
#include "promise/promise.h"
#include "promise/standard.h"

namespace styk::promise {

// Touchpoints, metrics, departments, people and promises that a record names are there; its own
// rules hold. Each throws Refusal{invalid} naming every problem.
void check_promise(db::Reader& reader, const Promise& promise);
void check_campaign(db::Reader& reader, const PromiseCampaign& campaign);
void check_design(db::Reader& reader, const DesignedExperience& design);
void check_standard(db::Reader& reader, const Standard& standard);
void check_move(db::Reader& reader, const MarketMove& move);

// Throws Refusal{conflict} while a campaign tells it.
void check_removal(db::Reader& reader, const Promise& promise);

// Throws Refusal{conflict} when a promise, a standard or a designed experience needs it.
void check_removal(db::Reader& reader, const journey::Touchpoint& touchpoint);
void check_removal(db::Reader& reader, const metric::Metric& metric);

// One who has read the words that stand there now.
struct Reading {
    std::string user_id;
    Instant read_at;
};

void put_reading(db::Tx& tx, const Promise& promise, std::string_view user_id, Instant at);
[[nodiscard]] std::vector<Reading> list_readings(db::Reader& reader, const Promise& promise);

// Keys of promises, and of touchpoints whose designed experience the firm cannot give: what the
// check of a survey holds its questions against.
struct SurveyTies {
    std::vector<std::string> promises, not_feasible;
};

[[nodiscard]] SurveyTies load_survey_ties(db::Reader& reader);

}  // namespace styk::promise
