#include "http/label_api.h"

#include <algorithm>
#include <fmt/format.h>

#include "feedback/feedback_store.h"
#include "http/inbox_query.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "story/correct_labels.h"
#include "story/scope.h"

namespace styk::http {

namespace {

using story::LabelChange;
using Keys = std::vector<std::string>;

constexpr std::string_view labels_schema =
    R"({"type": "object", "additionalProperties": false, "properties": {
    "sentiment": {"enum": ["negative", "neutral", "positive", "mixed", null]},
    "topics": {"type": "object", "additionalProperties": {"enum": ["negative", "neutral", "positive", "mixed", true, false, null]}},
    "intents": {"type": "object", "additionalProperties": {"type": ["boolean", "null"]}},
    "emotions": {"type": "object", "additionalProperties": {"type": ["boolean", "null"]}}}})";

bool is_among(const Keys& all, std::string_view key) {
    return std::find(all.begin(), all.end(), key) != all.end();
}

class LabelsReader {
public:
    explicit LabelsReader(const feedback::Directory& directory) : directory_(directory) {}

    void read(std::string_view name, const json::Value& value) {
        if (name == "sentiment") {
            take({"sentiment", "", value_of(value, true, false, "/sentiment")});
        } else if (name == "topics") {
            labels("topic", "/topics", value);
        } else if (name == "intents") {
            labels("intent", "/intents", value);
        } else if (name == "emotions") {
            labels("emotion", "/emotions", value);
        } else {
            say("/" + json::escape_pointer(name), "is no kind of label");
        }
    }

    std::vector<LabelChange> changes;
    Problems problems;

private:
    void say(std::string pointer, std::string message) {
        problems.push_back({std::move(pointer), std::move(message)});
    }

    void take(LabelChange change) { changes.push_back(std::move(change)); }

    void labels(const std::string& kind, const std::string& pointer, const json::Value& value) {
        if (!value.is_object()) {
            return say(pointer, "must be an object of keys");
        }
        for (const auto& [key, part] : value.get_object()) {
            const std::string at = pointer + "/" + json::escape_pointer(key);
            if (!knows(kind, std::string(key))) {
                say(at, fmt::format("there is no {} {}", kind, std::string_view(key)));
            }
            take({kind, std::string(key), value_of(part, kind == "topic", true, at)});
        }
    }

    [[nodiscard]] bool knows(const std::string& kind, const std::string& key) const {
        return kind == "topic"     ? is_key_of(directory_.topics, key)
               : kind == "emotion" ? is_key_of(directory_.emotions, key)
                                   : is_among(feedback::intents(), key);
    }

    template <class T>
    static bool is_key_of(const feedback::Register<T>& all, const std::string& key) {
        const auto* found = all.find(key);
        return found != nullptr && found->key == key;
    }

    std::optional<std::string> value_of(
        const json::Value& value, bool tones, bool flags, const std::string& pointer
    ) {
        if (value.is_null()) {
            return {};
        }
        if (flags && value.is_bool()) {
            return value.get_bool() ? "true" : "false";
        }
        if (tones && value.is_string() &&
            is_among(feedback::sentiments(), std::string_view(value.get_string()))) {
            return std::string(value.get_string());
        }
        say(pointer,
            fmt::format(
                "must be {}{}null",
                tones ? fmt::format("one of {}, ", fmt::join(feedback::sentiments(), ", ")) : "",
                flags ? "true, false or " : "or "
            ));
        return {};
    }

    const feedback::Directory& directory_;
};

Answer correct(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto id = call.id<feedback::Feedback>();
    const auto before =
        house.database.read([&](db::Reader& reader) { return feedback::find(reader, id); });
    if (!before || !story::is_in_scope(*before, call.actor, *directory)) {
        throw Refusal(Code::not_found, "There is no such feedback.");
    }
    const json::Value body = call.body();
    LabelsReader labels(*directory);
    for (const auto& [name, value] : json::need_object(body)) {
        labels.read(name, value);
    }
    refuse_if(std::move(labels.problems));
    const auto after = story::correct_labels(house.intake(), id, labels.changes, call.change());
    return with_etag(json_answer(200, feedback_json(after, call.actor)), after.revision);
}

}  // namespace

void add_label_routes(Router& router, House& house) {
    router.add_schema("feedback_labels", json::parse(labels_schema).get_object());
    router.add(
        net::Method::put,
        "/api/v1/feedback/{id}/labels",
        only(people::may::write_feedback),
        with(house, correct),
        {.summary = "Say what a comment is about, over what was read in it; null takes it back",
         .takes = "feedback_labels",
         .gives = "feedback"}
    );
}

}  // namespace styk::http
