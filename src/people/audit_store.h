// Reading the trail of every change; db/record_store.h writes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "db/database.h"

namespace styk::people {

struct AuditEntry {
    std::int64_t position = 0;
    Instant at;
    std::string actor_kind;
    std::optional<std::string> actor_id;
    std::string actor_name, action, kind, record_id;
    std::optional<std::string> before, after;  // JSON objects
};

struct AuditQuery {
    std::vector<std::string> kinds{}, actions{};  // any of these; none: all
    std::optional<std::string> record_id{}, user_id{}, actor_kind{};
    std::optional<std::int64_t> from_us{}, to_us{};  // `to` is not included
    std::optional<std::string> words{};              // in a name or in what was changed; not folded
    std::optional<std::int64_t> before_position{};   // where the page goes on
    int limit = 50;
};

struct AuditPage {
    std::vector<AuditEntry> items;  // newest first
    bool more = false;
};

[[nodiscard]] AuditPage list_audit(db::Reader& reader, const AuditQuery& query);

}  // namespace styk::people
