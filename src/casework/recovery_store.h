// What became of the customer after a case: whether they answered when asked, rated better, came
// back.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "casework/case.h"
#include "casework/case_list_store.h"
#include "db/reader.h"

namespace styk::casework {

// The survey that was sent because of the case.
struct CaseCheck {
    Instant sent_at;
    std::optional<Instant> answered_at{};
    std::optional<std::int64_t> rating{};  // the first one of the answer
    std::optional<std::string> comment{};
};

[[nodiscard]] std::optional<CaseCheck> find_check(db::Reader& reader, const Case& one);

struct Recovery {
    std::optional<std::int64_t> before{}, after{};  // ratings of Case::metric; after it was closed
    std::optional<bool> stays{};                    // came back since; nothing: too early to tell
};

// Of a case with a customer and a metric that was closed.
[[nodiscard]] Recovery find_recovery(db::Reader& reader, const Case& one, Instant now);

// The same of all closed cases of customers that the query selects, merged ones left out.
void each_recovery(
    db::Reader& reader,
    const CaseQuery& query,
    Instant now,
    const std::function<void(std::int64_t case_seq, const Recovery&)>& visit
);

// Who has not come back for so long is taken to have left.
inline constexpr std::chrono::days left_after{180};

}  // namespace styk::casework
