// How much may be said with so few answers. The limits are conventions, so they are configuration,
// not constants.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace styk::stats {

// Wire values, from nothing to everything: none (no answers), hidden (fewer than the anonymity
// threshold: show not even the counts), raw (counts, no score), fragile (greyed value with
// interval, not ranked), normal, solid.
enum class Tier { none, hidden, raw, fragile, normal, solid };

[[nodiscard]] std::string_view name(Tier tier);

// Effective answers needed to leave raw, fragile and normal behind.
struct TierSteps {
    double fragile_from, normal_from, solid_from;
};

struct TierLimits {
    std::uint64_t anonymous_below = 1;  // 1 pooled customers, 10 customers of B2B, 5 employees
    TierSteps share{10, 30, 100};       // proportions, NPS and WR
    TierSteps mean{5, 15, 50};          // means and indices
    double solid_half_width =
        0.10;  // shares and nets are solid only when their interval is this narrow
};

enum class Family { share, mean };

// `n` people decide about anonymity, `n_eff` (after weights and clusters) about the rest.
// `half_width` in units of a share; nothing when there is no interval, which never is solid. Means
// have no limit on it.
[[nodiscard]] Tier tier_of(
    Family family,
    std::uint64_t n,
    double n_eff,
    std::optional<double> half_width,
    const TierLimits& limits
);

[[nodiscard]] constexpr bool shows_counts(Tier tier) {
    return tier >= Tier::raw;
}

[[nodiscard]] constexpr bool shows_value(Tier tier) {
    return tier >= Tier::fragile;
}

[[nodiscard]] constexpr bool ranks(Tier tier) {
    return tier >= Tier::normal;
}  // also: may raise alerts

}  // namespace styk::stats
