// The parts of a campaign that are JSON of their own: part of campaign.h.
#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"
#include "survey/campaign.h"

namespace styk::survey {

namespace {

using Strings = std::vector<std::string>;

constexpr std::size_t most_values = 20'000, most_texts = 200, most_waves = 50;
constexpr std::size_t longest_line = 300, longest_body = 10'000;
constexpr int longest_back = 3650;  // days

// Reads the members of one object and names what is wrong below `at`.
class PartReader {
public:
    PartReader(std::string at, Problems& problems) : at_(std::move(at)), problems_(problems) {}

    void say(std::string_view name, std::string message) {
        const auto place = name.empty() ? at_ : at_ + "/" + json::escape_pointer(name);
        problems_.push_back({place, std::move(message)});
    }

    [[nodiscard]] Strings strings(std::string_view name, const json::Value& value) {
        Strings out;
        if (!value.is_array() || value.get_array().size() > most_values) {
            say(name, "must be a list of texts");
            return out;
        }
        for (const auto& one : value.get_array()) {
            if (!one.is_string() || one.get_string().empty()) {
                say(name, "must be a list of texts");
                return {};
            }
            out.emplace_back(one.get_string());
        }
        return out;
    }

    [[nodiscard]] std::map<std::string, Strings> by_name(
        std::string_view name, const json::Value& value
    ) {
        std::map<std::string, Strings> out;
        if (!value.is_object()) {
            say(name, "must be an object of lists");
            return out;
        }
        for (const auto& [key, values] : value.get_object()) {
            out[std::string(key)] = strings(name, values);
        }
        return out;
    }

    [[nodiscard]] std::string text(
        std::string_view name, const json::Value& value, std::size_t longest
    ) {
        if (value.is_null()) {
            return {};
        }
        const bool right = value.is_string() && count_code_points(value.get_string()) <= longest;
        if (!right) {
            say(name, fmt::format("must be a text of at most {} characters", longest));
            return {};
        }
        return std::string(value.get_string());
    }

private:
    std::string at_;
    Problems& problems_;
};

json::Object object_of(const std::string& text) {
    const auto value = json::try_parse(text);
    return value && value->is_object() ? value->get_object() : json::Object{};
}

json::Array list_of(const std::string& text) {
    const auto value = json::try_parse(text);
    return value && value->is_array() ? value->get_array() : json::Array{};
}

void read_audience_event(const json::Value& value, Audience& out, PartReader& reader) {
    const auto* event = value.if_object();
    const auto* type = event == nullptr ? nullptr : event->if_contains("type");
    const auto* days = event == nullptr ? nullptr : event->if_contains("within_days");
    const bool right = event != nullptr && event->size() == 2 && type != nullptr &&
                       type->is_string() && is_key(type->get_string()) && days != nullptr &&
                       days->is_int64() && days->get_int64() >= 1 &&
                       days->get_int64() <= longest_back;
    if (!right) {
        reader.say("event", "must be {type, within_days} with 1 to 3650 days");
        return;
    }
    out.event_type = std::string(type->get_string());
    out.within_days = static_cast<int>(days->get_int64());
}

// Names in braces that stand for nothing would reach people as they are.
void check_placeholders(const std::string& text, std::string_view name, PartReader& reader) {
    for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
        const auto close = text.find('}', open);
        const auto inner = close == std::string::npos
                               ? std::string_view()
                               : std::string_view(text).substr(open + 1, close - open - 1);
        if (!is_placeholder(inner)) {
            reader.say(name, fmt::format("nothing is known as {{{}}}", inner));
            return;
        }
    }
}

std::optional<Purpose> purpose_of(const json::Value& value) {
    return value.is_string() ? record::choice_of<Purpose>(std::string_view(value.get_string()))
                             : std::nullopt;
}

void read_text_member(
    std::string_view name, const json::Value& value, MessageText& out, PartReader& reader
) {
    if (name == "language") {
        out.language = reader.text(name, value, 10);
    } else if (name == "segment") {
        out.segment = reader.text(name, value, 200);
    } else if (name == "purpose") {
        const auto purpose = purpose_of(value);
        purpose ? void(out.purpose = *purpose) : reader.say(name, "must be invitation or reminder");
    } else if (name == "subject") {
        out.subject = reader.text(name, value, longest_line);
    } else if (name == "greeting") {
        out.greeting = reader.text(name, value, longest_line);
    } else if (name == "body") {
        out.body = reader.text(name, value, longest_body);
    } else if (name == "button") {
        out.button = reader.text(name, value, 100);
    } else {
        reader.say(name, "is not a part of a text");
    }
}

MessageText read_text(const json::Value& value, PartReader& reader) {
    MessageText out;
    if (!value.is_object()) {
        reader.say("", "must be an object");
        return out;
    }
    for (const auto& [name, part] : value.get_object()) {
        read_text_member(name, part, out, reader);
    }
    if (out.language.empty()) {
        reader.say("language", "is missing");
    }
    check_placeholders(out.subject, "subject", reader);
    check_placeholders(out.greeting, "greeting", reader);
    check_placeholders(out.body, "body", reader);
    check_placeholders(out.button, "button", reader);
    return out;
}

}  // namespace

Audience read_audience(const std::string& json, Problems& problems) {
    Audience out;
    PartReader reader("/audience", problems);
    const auto object = object_of(json);
    for (const auto& [name, value] : object) {
        if (name == "lifecycle") {
            out.lifecycle = reader.strings(name, value);
        } else if (name == "segment") {
            out.segment = reader.strings(name, value);
        } else if (name == "language") {
            out.language = reader.strings(name, value);
        } else if (name == "location") {
            out.location = reader.strings(name, value);
        } else if (name == "customers") {
            out.customers = reader.strings(name, value);
        } else if (name == "attributes") {
            out.attributes = reader.by_name(name, value);
        } else if (name == "event") {
            read_audience_event(value, out, reader);
        } else {
            reader.say(name, "is no name of an audience");
        }
    }
    return out;
}

EventWhen read_event_when(const std::string& json, Problems& problems) {
    EventWhen out;
    PartReader reader("/event_when", problems);
    const auto object = object_of(json);
    for (const auto& [name, value] : object) {
        if (name == "touchpoint") {
            out.touchpoint = reader.strings(name, value);
        } else if (name == "channel") {
            out.channel = reader.strings(name, value);
        } else if (name == "attributes") {
            out.attributes = reader.by_name(name, value);
        } else {
            reader.say(name, "is nothing that an event can be chosen by");
        }
    }
    return out;
}

std::vector<MessageText> read_texts(const std::string& json, Problems& problems) {
    std::vector<MessageText> out;
    const auto list = list_of(json);
    if (list.size() > most_texts) {
        problems.push_back({"/texts", fmt::format("must have at most {} texts", most_texts)});
        return out;
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
        PartReader reader(fmt::format("/texts/{}", i), problems);
        const auto text = read_text(list[i], reader);
        const bool twice = std::any_of(out.begin(), out.end(), [&](const MessageText& other) {
            return other.language == text.language && other.segment == text.segment &&
                   other.purpose == text.purpose;
        });
        if (twice) {
            reader.say("", "says the same language, segment and purpose as another");
        }
        out.push_back(text);
    }
    return out;
}

std::vector<Wave> read_waves(const std::string& json, Problems& problems) {
    std::vector<Wave> out;
    const auto list = list_of(json);
    if (list.size() > most_waves) {
        problems.push_back({"/waves", fmt::format("must be at most {}", most_waves)});
        return out;
    }
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        PartReader reader(fmt::format("/waves/{}", i), problems);
        const auto* wave = list[i].if_object();
        const auto* at = wave == nullptr ? nullptr : wave->if_contains("at");
        const auto* share = wave == nullptr ? nullptr : wave->if_contains("share");
        const auto moment = at != nullptr && at->is_string()
                                ? parse_rfc3339(std::string_view(at->get_string()))
                                : std::nullopt;
        const bool right = wave != nullptr && wave->size() == 2 && moment && share != nullptr &&
                           share->is_int64() && share->get_int64() >= 1 &&
                           share->get_int64() <= 100;
        if (!right) {
            reader.say("", "must be {at, share} with an instant and 1 to 100 percent");
            continue;
        }
        out.push_back({*moment, share->get_int64()});
        sum += share->get_int64();
    }
    if (!out.empty() && sum != 100) {
        problems.push_back({"/waves", fmt::format("must add up to 100 percent, not {}", sum)});
    }
    return out;
}

}  // namespace styk::survey
