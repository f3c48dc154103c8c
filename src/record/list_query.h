// What a list may be asked: filter, search, order, page. Read from a query string, carried out by
// db/record_store.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "record/shape.h"

namespace styk::record {

inline constexpr int default_limit = 50;
inline constexpr int max_limit = 500;

struct Narrow {
    const Field* field;
    std::vector<Value> any_of;  // a repeated name means or
};

// Where a page goes on: after the record with this value in the sort field and this id.
struct Cursor {
    Value sort_value;
    std::string id;
};

struct ListQuery {
    std::vector<Narrow> narrow;
    std::string q;
    const Field* sort = nullptr;  // never null once read
    bool falling = false;
    int limit = default_limit;
    std::optional<Cursor> after;
};

// The names and values of a query string in their order.
using Parameters = std::vector<std::pair<std::string, std::string>>;

// Throws Refusal{invalid} naming every parameter that is unknown or wrong. `also` are names that
// the caller reads itself.
[[nodiscard]] ListQuery read_list_query(
    const Shape& shape, const Parameters& parameters, const std::vector<std::string_view>& also = {}
);

// A cursor is opaque on the wire: hexadecimal of JSON.
[[nodiscard]] std::string write_cursor(const Cursor& cursor);
[[nodiscard]] std::optional<Cursor> read_cursor(std::string_view text);

// 1..500, else a problem.
[[nodiscard]] Result<int> read_limit(std::string_view text);

}  // namespace styk::record
