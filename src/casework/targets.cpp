#include "casework/targets.h"

#include <fmt/format.h>

#include "json/json.h"

namespace styk::casework {

namespace {

std::optional<std::int64_t>* member_of(Targets& targets, std::string_view name) {
    return name == "acknowledge_minutes" ? &targets.acknowledge_minutes
           : name == "answer_minutes"    ? &targets.answer_minutes
           : name == "close_minutes"     ? &targets.close_minutes
                                         : nullptr;
}

}  // namespace

Targets read_targets(const std::string& json) {
    Targets out;
    const auto value = json::try_parse(json);
    if (value && value->is_object()) {
        for (const auto& [name, minutes] : value->get_object()) {
            auto* member = member_of(out, name);
            if (member != nullptr && minutes.is_int64()) {
                *member = minutes.get_int64();
            }
        }
    }
    return out;
}

std::string write_targets(const Targets& targets) {
    json::Object out;
    const auto put = [&](const char* name, const std::optional<std::int64_t>& minutes) {
        out[name] = minutes ? json::Value(*minutes) : json::Value(nullptr);
    };
    put("acknowledge_minutes", targets.acknowledge_minutes);
    put("answer_minutes", targets.answer_minutes);
    put("close_minutes", targets.close_minutes);
    return json::write(out);
}

record::Rule targets_rule() {
    return [](const record::Value& value) -> std::optional<std::string> {
        const auto* text = std::get_if<std::string>(&value);
        const auto object = text == nullptr ? tl::unexpected(Problem()) : json::try_parse(*text);
        if (!object || !object->is_object()) {
            return "must be an object of minutes";
        }
        Targets known;
        for (const auto& [name, minutes] : object->get_object()) {
            const bool right =
                minutes.is_null() || (minutes.is_int64() && minutes.get_int64() >= 1 &&
                                      minutes.get_int64() <= longest_target);
            if (member_of(known, name) == nullptr || !right) {
                return fmt::format(
                    "has acknowledge_minutes, answer_minutes and close_minutes, each 1 to {} or "
                    "null",
                    longest_target
                );
            }
        }
        return {};
    };
}

Targets over(const Targets& own, const Targets& general) {
    const auto either = [](const auto& first, const auto& second) {
        return first ? first : second;
    };
    return {
        either(own.acknowledge_minutes, general.acknowledge_minutes),
        either(own.answer_minutes, general.answer_minutes),
        either(own.close_minutes, general.close_minutes)
    };
}

}  // namespace styk::casework
