#include "http/page_query.h"

#include "record/list_query.h"

namespace styk::http {

void read_page_parameter(
    const std::string& name, const std::string& text, PageQuery& asked, Problems& problems
) {
    if (name == "limit") {
        const auto limit = record::read_limit(text);
        limit ? void(asked.limit = *limit) : problems.push_back(limit.error());
    } else if (name == "cursor") {
        const auto cursor = record::read_cursor(text);
        const auto* at = cursor ? std::get_if<std::int64_t>(&cursor->sort_value) : nullptr;
        at != nullptr ? void(asked.before = *at)
                      : problems.push_back({name, "is not a cursor of this list"});
    } else {
        problems.push_back({name, "is not a parameter of this list"});
    }
}

}  // namespace styk::http
