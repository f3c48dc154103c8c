// The demo firm's setup: everything of the year that is not daily life.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "demo/year.h"
#include "json/fwd.h"
#include "record/convert.h"
#include "story/receive_feedback.h"

namespace styk::story {

// What refers to a key in the year gets the id of the record that was just made. All users get the
// one password.
void write_demo_setup(
    db::Tx& tx,
    const Intake& intake,
    const demo::Year& year,
    std::string_view language,
    const std::string& password_hash,
    const db::Change& by
);

[[nodiscard]] json::Object to_json(const demo::Attributes& attributes);

[[nodiscard]] inline std::optional<std::string> if_any(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace styk::story
