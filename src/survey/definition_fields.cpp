#include "survey/definition_fields.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "survey/plain_text.h"

namespace styk::survey {

const json::Value* Fields::take(std::string_view name) {
    const auto* value = object_.if_contains(name);
    if (value != nullptr) {
        taken_.push_back(name);
    }
    return value;
}

std::string Fields::word(std::string_view name) {
    const auto* value = take(name);
    if (value == nullptr || value->is_null()) {
        return {};
    }
    if (!value->is_string()) {
        say(name, "must be a text");
        return {};
    }
    return std::string(value->get_string());
}

Text Fields::text(std::string_view name, bool html) {
    Text out;
    const auto* value = take(name);
    if (value == nullptr || value->is_null()) {
        return out;
    }
    const auto add = [&](std::string_view language, const json::Value& one) {
        if (!one.is_string()) {
            return say(name, "must be a text, or a text a language");
        }
        const std::string_view words = one.get_string();
        if (count_code_points(words) > longest_text) {
            return say(name, fmt::format("must have at most {} characters", longest_text));
        }
        const bool own = language == "default" || language == reading_.language;
        out.by_language.emplace_back(
            own ? "" : std::string(language), html ? plain_text(words) : std::string(words)
        );
    };
    if (value->is_object()) {
        for (const auto& [language, one] : value->get_object()) {
            add(language, one);
        }
    } else {
        add("default", *value);
    }
    return out;
}

bool Fields::flag(std::string_view name, bool otherwise) {
    const auto* value = take(name);
    if (value == nullptr || value->is_null()) {
        return otherwise;
    }
    if (!value->is_bool()) {
        say(name, "must be true or false");
        return otherwise;
    }
    return value->get_bool();
}

std::optional<double> Fields::number(std::string_view name) {
    const auto* value = take(name);
    if (value == nullptr || value->is_null()) {
        return {};
    }
    if (!value->is_number()) {
        say(name, "must be a number");
        return {};
    }
    return value->to_number<double>();
}

int Fields::whole(std::string_view name, int otherwise, int least, int most) {
    const auto* value = take(name);
    if (value == nullptr || value->is_null()) {
        return otherwise;
    }
    const bool right =
        value->is_int64() && value->get_int64() >= least && value->get_int64() <= most;
    if (!right) {
        say(name, fmt::format("must be a whole number from {} to {}", least, most));
        return otherwise;
    }
    return static_cast<int>(value->get_int64());
}

Expression Fields::expression(std::string_view name) {
    auto parsed = Expression::parse(word(name));
    if (!parsed) {
        say(name,
            fmt::format(
                "cannot be read at character {}: {}", parsed.error().pointer, parsed.error().message
            ));
        return {};
    }
    return *std::move(parsed);
}

const json::Array* Fields::list(std::string_view name) {
    const auto* value = take(name);
    if (value == nullptr || value->is_null()) {
        return nullptr;
    }
    if (!value->is_array()) {
        say(name, "must be a list");
        return nullptr;
    }
    return &value->get_array();
}

std::size_t Fields::one_of(
    std::string_view name, const std::vector<std::string_view>& words, std::size_t otherwise
) {
    const std::string found = word(name);
    if (found.empty()) {
        return otherwise;
    }
    const auto place = std::find(words.begin(), words.end(), found);
    if (place == words.end()) {
        say(name, fmt::format("must be one of {}", fmt::join(words, ", ")));
        return otherwise;
    }
    return static_cast<std::size_t>(place - words.begin());
}

void Fields::ignore(std::initializer_list<std::string_view> names) {
    taken_.insert(taken_.end(), names.begin(), names.end());
}

void Fields::finish() {
    for (const auto& [name, value] : object_) {
        if (std::find(taken_.begin(), taken_.end(), std::string_view(name)) == taken_.end()) {
            reading_.unknown.push_back(
                {pointer_ + "/" + json::escape_pointer(name), "is kept, but has no effect here"}
            );
        }
    }
}

}  // namespace styk::survey
