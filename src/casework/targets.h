// By when a case is to be acknowledged, answered and closed: minutes of working time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "record/shape.h"

namespace styk::casework {

inline constexpr std::int64_t longest_target = 525'600;

struct Targets {
    std::optional<std::int64_t> acknowledge_minutes{}, answer_minutes{}, close_minutes{};
};

// Of {"answer_minutes": 240}; what is not named, or null, is not set.
[[nodiscard]] Targets read_targets(const std::string& json);
[[nodiscard]] std::string write_targets(const Targets& targets);

// The rule of a record's field that holds them.
[[nodiscard]] record::Rule targets_rule();

// What `own` leaves open is `general`'s.
[[nodiscard]] Targets over(const Targets& own, const Targets& general);

}  // namespace styk::casework
