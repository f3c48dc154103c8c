// How important staff think each thing is to customers: to be held against what customers say and
// what their answers show.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "db/record_store.h"
#include "insight/engine.h"
#include "json/fwd.h"

namespace styk::insight {

struct Assumption {
    Rated rated;
    std::int64_t importance = 0;  // 0..10
};

[[nodiscard]] const Assumption* find(const std::vector<Assumption>& among, const Rated& rated);

// {"metric", "touchpoint"?, "importance"}; what is wrong goes to `problems` under `pointer`.
[[nodiscard]] std::optional<Assumption> read_assumption(
    const json::Value& value, const std::string& pointer, Problems& problems
);

[[nodiscard]] std::vector<Assumption> load_assumptions(db::Reader& reader);

// Of several about one thing the last holds.
void replace_assumptions(
    db::Tx& tx, const std::vector<Assumption>& wanted, const db::Change& change
);

}  // namespace styk::insight
