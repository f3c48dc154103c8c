// What a visitor's browser measured of one page of the firm's own sites, into the series that ask
// for it.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "insight/series.h"
#include "story/receive_feedback.h"

namespace styk::story {

// A page can be sent by anybody, so no series takes more than this from browsers in an hour: enough
// for a mean, too little to fill a disk.
inline constexpr std::int64_t most_vitals_an_hour = 600;

// "https://*.shop.example" is every name below it and no other; the rest is letter by letter.
[[nodiscard]] bool is_of_site(std::string_view origin, std::string_view site);

// Each in the unit of insight::Vital. Values that no page has are left out. False when no series
// takes anything from pages of this origin.
[[nodiscard]] bool take_vitals(
    const Intake& intake,
    const std::string& origin,
    const std::map<insight::Vital, double>& values,
    Instant now
);

}  // namespace styk::story
