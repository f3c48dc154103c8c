// What figures count of each case, read without its words: a long past is many cases.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/instant.h"
#include "casework/case_list_store.h"
#include "db/reader.h"

namespace styk::casework {

struct CaseFacts {
    std::int64_t seq = 0;
    std::string group, metric;  // group: what the column that was asked for holds; "": nothing
    Instant opened_at;
    std::optional<Instant> answered_at{}, closed_at{}, answer_by{}, due_at{};
    bool open = false, has_customer = false;
    std::int64_t reopened = 0;
};

// Of every case that the query selects, in no order; merged ones are answered where they went.
// `column` of the table; "": none.
void each_case_facts(
    db::Reader& reader,
    const CaseQuery& query,
    std::string_view column,
    const std::function<void(const CaseFacts&)>& visit
);

// Numbers of cases opened since in which the customer spoke again: feedback that joined, merged
// cases, messages that came in.
[[nodiscard]] std::unordered_set<std::int64_t> list_repeated(db::Reader& reader, Instant since);

}  // namespace styk::casework
