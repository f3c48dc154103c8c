#include "http/page_query.h"

namespace styk::http {

namespace {

void read_page_limit(const std::string& text, int& limit, Problems& problems) {
    const auto read = record::read_limit(text);
    read ? void(limit = *read) : problems.push_back(read.error());
}

}  // namespace

void read_page_parameter(
    const std::string& name, const std::string& text, PageQuery& asked, Problems& problems
) {
    if (name == "limit") {
        read_page_limit(text, asked.limit, problems);
    } else if (name == "cursor") {
        const auto cursor = record::read_cursor(text);
        const auto* at = cursor ? std::get_if<std::int64_t>(&cursor->sort_value) : nullptr;
        at != nullptr ? void(asked.before = *at)
                      : problems.push_back({name, "is not a cursor of this list"});
    } else {
        problems.push_back({name, "is not a parameter of this list"});
    }
}

void read_page_parameter(
    const std::string& name,
    const std::string& text,
    int& limit,
    std::string& after,
    Problems& problems
) {
    if (name == "limit") {
        read_page_limit(text, limit, problems);
    } else if (name == "cursor") {
        after = text;
    } else {
        problems.push_back({name, "is not a parameter of this list"});
    }
}

PageQuery read_page_query(const Call& call) {
    PageQuery asked;
    Problems problems;
    for (const auto& [name, text] : call.parameters()) {
        read_page_parameter(name, text, asked, problems);
    }
    refuse_if(std::move(problems));
    return asked;
}

}  // namespace styk::http
