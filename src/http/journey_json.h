// Answers about journeys and their maps as JSON.
#pragma once

#include <vector>

#include "http/call.h"
#include "journey/edit_store.h"
#include "journey/map_store.h"
#include "journey/talk_store.h"
#include "json/json.h"
#include "story/edit_map.h"

namespace styk::http {

template <class T>
[[nodiscard]] json::Value or_null(const std::optional<T>& value) {
    return value ? json::Value(*value) : json::Value(nullptr);
}

[[nodiscard]] inline json::Value or_null(const std::optional<Instant>& at) {
    return at ? json::Value(to_rfc3339(*at)) : json::Value(nullptr);
}

[[nodiscard]] json::Object author_json(const journey::Doing& by);
[[nodiscard]] json::Object head_json(const journey::MapHead& head);
[[nodiscard]] json::Array people_json(const std::vector<journey::Presence>& people);
[[nodiscard]] json::Object comment_json(const journey::MapComment& comment);
[[nodiscard]] json::Object version_json(const journey::MapVersion& version);
[[nodiscard]] json::Object edit_json(const journey::StoredEdit& edit);
[[nodiscard]] json::Array path_json(const journey::Texts& path);

// What came of edits: the new revision, or 409 with both texts of each cell in question.
[[nodiscard]] Answer outcome_answer(const story::MapOutcome& outcome, bool with_doc);

}  // namespace styk::http
