// "Start with my own firm": the demo goes, with one click.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "story/log_in.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct OwnFirm {
    std::string firm_name, name, email, password;
    std::string time_zone, language;  // empty: as the demo had them
};

// What is emptied: every table but those that say what the product itself brings or counts.
[[nodiscard]] std::span<const std::string_view> tables_of_the_demo();

// Removes every record of the demo and begins the person's own firm with them as its administrator,
// logged in. Throws Refusal{conflict} when this is no demo, {invalid} naming each problem; then
// nothing is removed.
Entered end_demo(const Intake& intake, const OwnFirm& own, Instant at);

}  // namespace styk::story
