// What came more than once: cases of one cause at one touchpoint, now and before.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "casework/case_list_store.h"
#include "db/reader.h"

namespace styk::casework {

struct Pattern {
    std::string cause_id, touchpoint;  // touchpoint: key; "": none
    std::int64_t n = 0, before = 0;
    std::vector<std::string> finding_ids{};  // of its cases
};

struct Patterns {
    std::vector<Pattern> rows;       // the most frequent now first; "before" alone is none
    std::int64_t n = 0, before = 0;  // all cases
    std::int64_t unanalysed = 0;     // of n: nobody has named a cause yet
};

// Of the cases that the query selects, those opened since `from` and those before it. Merged cases
// count where they went.
[[nodiscard]] Patterns find_patterns(db::Reader& reader, const CaseQuery& query, Instant from);

}  // namespace styk::casework
