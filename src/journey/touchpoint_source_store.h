// What people said a touchpoint is also known by: a type of events, a topic or theme of comments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/reader.h"

namespace styk::journey {

struct TouchpointSource {
    std::string kind;  // event, topic, theme
    std::string name;  // the type, the key, the id
    std::string touchpoint;
};

// In place of what was said of the same source before.
void put_source(db::Tx& tx, const TouchpointSource& source);
void remove_sources_of(db::Tx& tx, std::string_view touchpoint);

[[nodiscard]] std::vector<TouchpointSource> list_sources(db::Reader& reader);

}  // namespace styk::journey
