#include "http/response_draft.h"

#include <fmt/format.h>

#include "json/json.h"
#include "survey/definition_json.h"

namespace styk::http {

void ResponseDraftReader::say(std::string_view name, std::string message) {
    problems_.push_back({"/" + json::escape_pointer(name), std::move(message)});
}

template <class T>
std::string ResponseDraftReader::known(
    std::string_view name, const feedback::Register<T>& all, const std::string& key
) {
    const T* found = all.find(key);
    if (found == nullptr) {
        say(name, fmt::format("there is no {} {}", name, key));
    }
    return found == nullptr ? "" : found->key;
}

void ResponseDraftReader::object(std::string_view name, const json::Value& value) {
    if (!value.is_object()) {
        return say(name, "must be an object");
    }
    const survey::Value read = survey::to_value(value);
    (name == "answers" ? answers_ : hidden_) = *read.as<survey::Map>();
    has_answers_ = has_answers_ || name == "answers";
}

void ResponseDraftReader::word(std::string_view name, const std::string& text) {
    if (name == "language") {
        language_ = text;
    } else if (name == "customer") {
        customer_ = text;
    } else if (name == "channel") {
        channel_ = known(name, directory_.channels, text);
    } else if (name == "touchpoint") {
        touchpoint_ = known(name, directory_.touchpoints, text);
    } else if (name == "location") {
        location_ = known(name, directory_.locations, text);
    } else if (name == "brand") {
        brand_ = known(name, directory_.brands, text);
    } else if (name == "occurred_at") {
        occurred_at_ = parse_rfc3339(text);
        if (!occurred_at_) {
            say(name, "must be an instant such as 2026-11-21T18:30:00Z");
        }
    } else {
        say(name, "is not a field of a response");
    }
}

void ResponseDraftReader::field(std::string_view name, const json::Value& value) {
    if (name == "answers" || name == "hidden") {
        object(name, value);
    } else if (name == "version") {
        value.is_int64() ? void(version_ = value.get_int64()) : say(name, "must be a whole number");
    } else if (!value.is_string()) {
        say(name, "must be a text");
    } else {
        word(name, std::string(value.get_string()));
    }
}

void ResponseDraftReader::read(const json::Object& body) {
    for (const auto& [name, value] : body) {
        if (!value.is_null()) {
            field(name, value);
        }
    }
    if (!has_answers_) {
        problems_.push_back({"/answers", "is missing"});
    }
}

void ResponseDraftReader::fill(story::Entry& entry, story::Progress& progress) const {
    entry.channel = channel_.empty() ? "web" : channel_;
    entry.touchpoint = touchpoint_ ? touchpoint_ : entry.touchpoint;
    entry.location = location_ ? location_ : entry.location;
    entry.brand = brand_ ? brand_ : entry.brand;
    entry.hidden = hidden_;
    entry.occurred_at = occurred_at_;
    entry.customer = customer_;
    progress.answers = answers_;
    progress.language = language_.value_or(entry.survey.language);
}

}  // namespace styk::http
