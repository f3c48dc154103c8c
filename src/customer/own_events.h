// Events that Styk itself leaves on timelines, so that campaigns may wait for them. No customer did
// anything there: they are no visit, no touchpoint that was missed, no sign of coming back.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace styk::customer {

inline constexpr std::array<std::string_view, 4> own_event_types{
    "asked_by_rule", "case_answered", "case_closed", "asked_about_finding"
};

// The same as a list of SQL.
inline constexpr std::string_view own_event_list =
    "('asked_by_rule', 'case_answered', 'case_closed', 'asked_about_finding')";

[[nodiscard]] constexpr bool is_own_event(std::string_view type) {
    return std::ranges::find(own_event_types, type) != own_event_types.end();
}

}  // namespace styk::customer
