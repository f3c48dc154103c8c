// Pages of a list that goes from the newest on, or from the first id on: their parameters and their
// answer.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "http/call.h"
#include "json/json.h"
#include "record/list_query.h"

namespace styk::http {

struct PageQuery {
    std::optional<std::int64_t> before{};  // positions below this one
    int limit = record::default_limit;
};

// Reads `limit` and `cursor`; any other name is none of the list.
void read_page_parameter(
    const std::string& name, const std::string& text, PageQuery& asked, Problems& problems
);

// The same where the cursor is the id after which the page goes on.
void read_page_parameter(
    const std::string& name,
    const std::string& text,
    int& limit,
    std::string& after,
    Problems& problems
);

// Of a list that takes nothing but these two; throws Refusal{invalid} for what else is asked.
[[nodiscard]] PageQuery read_page_query(const Call& call);

[[nodiscard]] inline std::string position_cursor(std::int64_t position) {
    return record::write_cursor({position, ""});
}

// `all` holds one more than `limit` where another page follows; `cursor_of` the last one shown
// leads there, `write` gives the JSON of one.
template <class T, class CursorOf, class Write>
[[nodiscard]] Answer list_answer(
    const std::vector<T>& all, int limit, const CursorOf& cursor_of, const Write& write
) {
    const auto shown = std::min(all.size(), static_cast<std::size_t>(limit));
    json::Array items;
    items.reserve(shown);
    for (std::size_t i = 0; i < shown; ++i) {
        items.push_back(write(all[i]));
    }
    json::Value next = nullptr;
    if (all.size() > shown) {
        next = json::Value(cursor_of(all[shown - 1]));
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", next}});
}

}  // namespace styk::http
