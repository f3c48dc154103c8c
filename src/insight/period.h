// Periods as the wire names them: in `by`, in `period`, and as keys of groups.
#pragma once

#include <optional>
#include <string_view>

#include "base/instant.h"

namespace styk::insight {

// "day", "week", "month", "quarter", "year"; nothing for anything else.
[[nodiscard]] std::optional<Period> period_of(std::string_view name);
[[nodiscard]] std::string_view name_of(Period period);

// The first day of the period that base's period_key named: "2026-W47" is its Monday.
[[nodiscard]] std::optional<Day> first_day_of_key(Period period, std::string_view key);

}  // namespace styk::insight
