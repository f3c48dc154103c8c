// What comments speak of that no topic names is put into groups, behind everybody's back; a person
// makes topics of them, or not.
#pragma once

#include "feedback/theme_store.h"
#include "feedback/topic.h"
#include "story/receive_feedback.h"

namespace styk::story {

inline constexpr std::string_view themes_work = "find_themes";

void ask_themes(db::Tx& tx, Instant due, Instant now, std::int64_t mine = 0);

// Whether the work is due, or being done.
[[nodiscard]] bool is_finding_themes(db::Reader& reader, Instant now);

// Over the latest comments, by language. A theme that was found before keeps its id and what people
// made of it. False when told to stop before the end.
bool find_themes(const Intake& intake, const std::function<bool()>& go_on);

// A topic is made of it; `topic` holds what the person says of it, the rest comes from the theme.
// Refusal{conflict} when it is confirmed already.
feedback::Theme confirm_theme(
    const Intake& intake, const std::string& id, feedback::Topic topic, const db::Change& by
);

// suggested or dismissed.
feedback::Theme set_theme_state(
    const Intake& intake, const std::string& id, const std::string& state, const db::Change& by
);

}  // namespace styk::story
