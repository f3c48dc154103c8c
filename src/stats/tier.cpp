#include "stats/tier.h"

namespace styk::stats {

std::string_view name(Tier tier) {
    switch (tier) {
        case Tier::none:
            return "none";
        case Tier::hidden:
            return "hidden";
        case Tier::raw:
            return "raw";
        case Tier::fragile:
            return "fragile";
        case Tier::normal:
            return "normal";
        case Tier::solid:
            return "solid";
    }
    return "none";
}

Tier tier_of(
    Family family,
    std::uint64_t n,
    double n_eff,
    std::optional<double> half_width,
    const TierLimits& limits
) {
    if (n == 0) {
        return Tier::none;
    }
    if (n < limits.anonymous_below) {
        return Tier::hidden;
    }
    const TierSteps& steps = family == Family::share ? limits.share : limits.mean;
    if (n_eff < steps.fragile_from) {
        return Tier::raw;
    }
    if (n_eff < steps.normal_from) {
        return Tier::fragile;
    }
    const bool narrow =
        half_width && (family == Family::mean || *half_width <= limits.solid_half_width);
    return n_eff >= steps.solid_from && narrow ? Tier::solid : Tier::normal;
}

}  // namespace styk::stats
