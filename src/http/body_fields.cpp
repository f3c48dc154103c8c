#include "http/body_fields.h"

#include <algorithm>

#include "json/json.h"

namespace styk::http {

BodyFields::BodyFields(const json::Value& body) : object_(json::need_object(body)) {}

const json::Value* BodyFields::any(std::string_view name) {
    asked_.emplace_back(name);
    return object_.if_contains(name);
}

const json::Value* BodyFields::find(std::string_view name) {
    const auto* value = any(name);
    return value == nullptr || value->is_null() ? nullptr : value;
}

void BodyFields::say(std::string_view name, std::string message) {
    problems_.push_back({"/" + json::escape_pointer(name), std::move(message)});
}

std::optional<std::string> BodyFields::text(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr) {
        return {};
    }
    if (!value->is_string()) {
        say(name, "must be a text");
        return {};
    }
    return std::string(value->get_string());
}

std::optional<std::int64_t> BodyFields::whole(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr) {
        return {};
    }
    if (!value->is_int64()) {
        say(name, "must be a whole number");
        return {};
    }
    return value->get_int64();
}

std::optional<bool> BodyFields::flag(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr) {
        return {};
    }
    if (!value->is_bool()) {
        say(name, "must be true or false");
        return {};
    }
    return value->get_bool();
}

std::optional<Instant> BodyFields::instant(std::string_view name) {
    const auto words = text(name);
    const auto at = words ? parse_rfc3339(*words) : std::nullopt;
    if (words && !at) {
        say(name, "must be an instant such as 2026-11-21T18:30:00Z");
    }
    return at;
}

std::vector<std::string> BodyFields::texts(std::string_view name) {
    std::vector<std::string> out;
    const auto* value = find(name);
    if (value == nullptr) {
        return out;
    }
    const auto* list = value->if_array();
    const bool right = list != nullptr && std::ranges::all_of(*list, [](const json::Value& one) {
                           return one.is_string();
                       });
    if (!right) {
        say(name, "must be a list of texts");
        return out;
    }
    for (const json::Value& one : *list) {
        out.emplace_back(one.get_string());
    }
    return out;
}

std::optional<std::optional<std::string>> BodyFields::patch(std::string_view name) {
    const auto* value = any(name);
    if (value == nullptr) {
        return {};
    }
    if (value->is_null()) {
        return std::optional<std::string>();
    }
    if (!value->is_string()) {
        say(name, "must be a text or null");
        return {};
    }
    return std::optional(std::string(value->get_string()));
}

void BodyFields::end() {
    for (const auto& [name, value] : object_) {
        if (std::ranges::find(asked_, name) == asked_.end()) {
            say(name, "is not known");
        }
    }
    refuse_if(std::move(problems_));
}

}  // namespace styk::http
