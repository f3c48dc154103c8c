#include "http/body_reader.h"

#include <algorithm>

#include "record/rules.h"

namespace styk::http {

BodyReader::BodyReader(const Call& call, std::initializer_list<std::string_view> known)
    : body_(call.body()) {
    for (const auto& [name, value] : json::need_object(body_)) {
        if (std::find(known.begin(), known.end(), std::string_view(name)) == known.end()) {
            say("/" + json::escape_pointer(name), "is not known here");
        }
    }
}

const json::Value* BodyReader::find(std::string_view name) const {
    const auto* value = body_.get_object().if_contains(name);
    return value == nullptr || value->is_null() ? nullptr : value;
}

std::optional<std::string> BodyReader::find_text(std::string_view name, std::size_t most) {
    const auto* value = find(name);
    if (value == nullptr) {
        return {};
    }
    const std::string pointer = "/" + std::string(name);
    if (!value->is_string()) {
        say(pointer, "must be a text");
        return {};
    }
    std::string text(value->get_string());
    if (const auto wrong = record::rule::prose(1, most)(text)) {
        say(pointer, *wrong);
    }
    return text;
}

std::string BodyReader::need_text(std::string_view name, std::size_t most) {
    if (find(name) == nullptr) {
        say("/" + std::string(name), "is missing");
    }
    return find_text(name, most).value_or("");
}

std::optional<bool> BodyReader::find_flag(std::string_view name) {
    const auto* value = find(name);
    if (value != nullptr && !value->is_bool()) {
        say("/" + std::string(name), "must be true or false");
    }
    return value != nullptr && value->is_bool() ? std::optional(value->get_bool()) : std::nullopt;
}

std::optional<Instant> BodyReader::find_instant(std::string_view name) {
    const auto text = find_text(name);
    const auto at = text ? parse_rfc3339(*text) : std::nullopt;
    if (text && !at) {
        say("/" + std::string(name), "must be an instant such as 2026-11-21T18:30:00Z");
    }
    return at;
}

void BodyReader::say(std::string pointer, std::string message) {
    problems.push_back({std::move(pointer), std::move(message)});
}

void BodyReader::finish() {
    refuse_if(std::move(problems));
}

}  // namespace styk::http
