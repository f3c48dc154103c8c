// What drivers are to explain: a rating, or whether the feedback carries a value of an attribute
// ("satisfied" and not "neutral or dissatisfied").
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "insight/engine.h"

namespace styk::insight {

struct Trait {
    std::string attribute, value;
};

struct DriverOutcome {
    Rated rated;
    std::optional<Trait> trait{};  // instead of a rating

    [[nodiscard]] bool is(const Rated& other) const { return !trait && rated == other; }
};

// "csat@checks_in": a metric at a touchpoint; without @ the metric alone. A Problem at `name` says
// what there is none of.
[[nodiscard]] Result<Rated> read_rated(
    const feedback::Directory& directory, std::string_view name, std::string_view text
);

// The same, or "attribute.KEY=VALUE".
[[nodiscard]] Result<DriverOutcome> read_outcome(
    const feedback::Directory& directory, std::string_view name, std::string_view text
);

}  // namespace styk::insight
