// What customers can be asked about a promise or a standard: makes the metrics that are missing,
// binds them, and gives the questions for a survey.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "promise/items.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct PromiseItems {
    promise::Promise promise;
    std::vector<promise::Item> items;
};

// `touchpoint_id`: where it is asked; none: of the promise as a whole. Throws Refusal{invalid} when
// there is no such touchpoint.
[[nodiscard]] PromiseItems offer_items(
    const Intake& intake,
    const Id<promise::Promise>& id,
    const std::optional<std::string>& touchpoint_id,
    const db::Change& by
);

struct StandardItem {
    promise::Standard standard;
    promise::Item item;
};

[[nodiscard]] StandardItem offer_item(
    const Intake& intake, const Id<promise::Standard>& id, const db::Change& by
);

}  // namespace styk::story
