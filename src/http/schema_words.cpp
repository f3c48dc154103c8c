#include "http/schema_words.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"

namespace styk::http {

namespace {

constexpr std::string_view plain[] = {"integer", "number", "string", "boolean", "object"};

json::Object one_type(std::string_view type) {
    if (type == "any") {
        return {};
    }
    if (std::find(std::begin(plain), std::end(plain), type) != std::end(plain)) {
        return {{"type", type}};
    }
    return {{"$ref", fmt::format("#/components/schemas/{}", type)}};
}

json::Object type_of(std::string_view type) {
    if (type.ends_with('?')) {
        auto inner = type_of(type.substr(0, type.size() - 1));
        return {{"anyOf", json::Array{std::move(inner), json::Object{{"type", "null"}}}}};
    }
    if (type.starts_with('[')) {
        return {{"type", "array"}, {"items", type_of(type.substr(1, type.size() - 2))}};
    }
    return one_type(type);
}

}  // namespace

json::Object schema_of_words(std::string_view words) {
    json::Object members;
    json::Array required;
    for (const std::string_view word : split(words, ' ')) {
        const auto colon = word.find(':');
        if (colon == std::string_view::npos) {
            continue;
        }
        auto name = word.substr(0, colon);
        if (name.ends_with('?')) {
            name.remove_suffix(1);
        } else {
            required.emplace_back(name);
        }
        members[name] = type_of(word.substr(colon + 1));
    }
    return {
        {"type", "object"},
        {"required", std::move(required)},
        {"properties", std::move(members)},
        {"additionalProperties", false}
    };
}

}  // namespace styk::http
