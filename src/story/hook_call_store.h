// What other programs told us: every message that proved itself, and what became of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "db/reader.h"

namespace styk::story {

struct HookCall {
    std::int64_t position = 0;
    std::string id, hook_id;
    std::optional<std::string> message{};  // its own id; only of what was taken
    Instant at;
    std::string outcome;  // taken, ignored, refused
    Problems problems{};
    std::optional<std::string> body{};  // of what was refused
};

struct HookCounts {
    std::int64_t received = 0;
    std::optional<Instant> last_at{};
};

// Throws db::Conflict when a message of this id was taken before.
void add_hook_call(db::Tx& tx, const HookCall& call);
[[nodiscard]] bool was_taken(
    db::Reader& reader, const std::string& hook_id, const std::string& message
);
[[nodiscard]] HookCounts count_hook_calls(db::Reader& reader, const std::string& hook_id);

// Newest first, before this position.
[[nodiscard]] std::vector<HookCall> list_hook_calls(
    db::Reader& reader, const std::string& hook_id, std::optional<std::int64_t> before, int limit
);

}  // namespace styk::story
