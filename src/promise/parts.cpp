#include "promise/parts.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/id.h"
#include "base/instant.h"
#include "base/text.h"

namespace styk::promise {

namespace {

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
}

}  // namespace

Members::Members(const json::Value& value, std::string pointer, Problems& problems)
    : object_(value.if_object()), pointer_(std::move(pointer)), problems_(problems) {
    if (object_ == nullptr) {
        problems_.push_back({pointer_, "must be an object"});
    }
}

const json::Value* Members::find(std::string_view name) {
    known_.push_back(name);
    const auto* found = object_ == nullptr ? nullptr : object_->if_contains(name);
    return found == nullptr || found->is_null() ? nullptr : found;
}

void Members::wrong(std::string_view name, std::string message) {
    if (object_ != nullptr) {
        problems_.push_back({fmt::format("{}/{}", pointer_, name), std::move(message)});
    }
}

std::optional<std::string> Members::text(std::string_view name, std::size_t longest) {
    const auto* found = find(name);
    if (found == nullptr) {
        return {};
    }
    if (!found->is_string()) {
        wrong(name, "must be a text");
        return {};
    }
    std::string text(found->get_string());
    const bool blank = trim(text).empty();
    if (blank || count_code_points(text) > longest || std::ranges::any_of(text, is_control)) {
        wrong(name, fmt::format("must have 1 to {} characters", longest));
        return {};
    }
    return text;
}

std::string Members::need_text(std::string_view name, std::size_t longest) {
    const bool given =
        object_ != nullptr && object_->contains(name) && !object_->at(name).is_null();
    if (!given) {
        known_.push_back(name);
        wrong(name, "is missing");
        return {};
    }
    return text(name, longest).value_or("");
}

std::optional<std::string> Members::id(std::string_view name) {
    auto text = this->text(name, 36);
    if (text && !Uuid::parse(*text)) {
        wrong(name, "must be an id");
        return {};
    }
    return text;
}

std::optional<std::string> Members::day(std::string_view name) {
    auto text = this->text(name, 10);
    if (text && !parse_iso_day(*text)) {
        wrong(name, "must be a day of the form 2026-11-21");
        return {};
    }
    return text;
}

std::optional<std::string> Members::instant(std::string_view name) {
    auto text = this->text(name, 40);
    if (text && !parse_rfc3339(*text)) {
        wrong(name, "must be an instant such as 2026-11-21T18:30:00Z");
        return {};
    }
    return text;
}

std::vector<std::string> Members::ids(std::string_view name, std::size_t most) {
    const auto* found = find(name);
    std::vector<std::string> out;
    if (found == nullptr) {
        return out;
    }
    const auto* list = found->if_array();
    if (list == nullptr || list->size() > most) {
        wrong(name, fmt::format("must be a list of at most {} ids", most));
        return out;
    }
    for (const json::Value& one : *list) {
        const bool is_id = one.is_string() && Uuid::parse(std::string(one.get_string()));
        const std::string text = is_id ? std::string(one.get_string()) : "";
        if (!is_id || std::ranges::find(out, text) != out.end()) {
            wrong(fmt::format("{}/{}", name, &one - list->begin()), "must be an id, none twice");
            continue;
        }
        out.push_back(text);
    }
    return out;
}

std::string Members::choice(std::string_view name, const std::vector<std::string_view>& choices) {
    const auto* found = find(name);
    const auto given =
        found == nullptr ? choices.front()
        : found->is_string()
            ? std::string_view(found->get_string().data(), found->get_string().size())
            : std::string_view();
    if (std::ranges::find(choices, given) == choices.end()) {
        wrong(name, fmt::format("must be one of {}", fmt::join(choices, ", ")));
        return std::string(choices.front());
    }
    return std::string(given);
}

std::optional<double> Members::number(std::string_view name) {
    const auto* found = find(name);
    if (found == nullptr) {
        return {};
    }
    if (!found->is_int64() && !found->is_double()) {
        wrong(name, "must be a number");
        return {};
    }
    return found->to_number<double>();
}

std::optional<std::int64_t> Members::whole(
    std::string_view name, std::int64_t least, std::int64_t most
) {
    const auto* found = find(name);
    if (found == nullptr) {
        return {};
    }
    if (!found->is_int64() || found->get_int64() < least || found->get_int64() > most) {
        wrong(name, fmt::format("must be {} to {}", least, most));
        return {};
    }
    return found->get_int64();
}

void Members::done() {
    if (object_ == nullptr) {
        return;
    }
    for (const auto& [name, value] : *object_) {
        if (std::ranges::find(known_, std::string_view(name.data(), name.size())) == known_.end()) {
            wrong(json::escape_pointer({name.data(), name.size()}), "is not known here");
        }
    }
}

}  // namespace styk::promise
