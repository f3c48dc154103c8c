// All journeys at a glance.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "journey/map_store.h"

namespace styk::story {

struct CurvePoint {
    std::string step_id;
    std::optional<std::string> touchpoint{};
    std::optional<std::int64_t> drawn{};
    std::string name{};
    std::optional<journey::StepMarkState> pain{};  // as people say
    std::string pain_reason{};
};

// What the map of how it is tells by itself; what customers say of it is counted elsewhere.
struct JourneyRow {
    journey::Journey journey;
    std::optional<std::string> map_id{};
    std::int64_t steps = 0;
    std::int64_t pains = 0;                 // that people marked
    std::int64_t unanswered_questions = 0;  // answered no
    std::int64_t partly_answered_questions = 0;
    std::vector<CurvePoint> curve{};
    bool overdue_review = false;
};

// Those that are not archived, in their order.
[[nodiscard]] std::vector<JourneyRow> show_journeys(db::Reader& reader, Instant now);

}  // namespace styk::story
