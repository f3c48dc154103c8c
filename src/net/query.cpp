#include "net/query.h"

#include <algorithm>

#include "base/query_string.h"

namespace styk::net {

Result<std::string> percent_decode(std::string_view text) {
    return styk::percent_decode(text);
}

std::string percent_encode(std::string_view text) {
    return styk::percent_encode(text);
}

Result<Query> Query::parse(std::string_view text) {
    auto pairs = read_query_string(text);
    if (!pairs) {
        return tl::unexpected(pairs.error());
    }
    Query query;
    query.pairs_ = std::move(*pairs);
    return query;
}

std::optional<std::string_view> Query::find(std::string_view name) const {
    const auto found = std::find_if(pairs_.begin(), pairs_.end(), [&](const Pair& pair) {
        return pair.first == name;
    });
    return found == pairs_.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

}  // namespace styk::net
