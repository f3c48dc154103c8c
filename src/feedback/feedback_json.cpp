#include "feedback/feedback_json.h"

#include <algorithm>
#include <fmt/format.h>

#include "feedback/findings_json.h"
#include "feedback/findings_text.h"
#include "json/arena.h"
#include "json/json.h"
#include "record/convert.h"

namespace styk::feedback {

namespace {

using Storage = boost::json::storage_ptr;

constexpr std::string_view not_applicable = "not_applicable";

class DraftReader {
public:
    explicit DraftReader(Problems& problems) : problems_(problems) {}

    Draft read(const json::Object& body) {
        Draft draft;
        for (const auto& [name, value] : body) {
            field(draft, name, value);
        }
        return draft;
    }

private:
    void say(std::string pointer, std::string message) {
        problems_.push_back({std::move(pointer), std::move(message)});
    }

    void field(Draft& draft, std::string_view name, const json::Value& value) {
        if (name == "kind") {
            text(name, value, draft.kind);
        } else if (name == "source") {
            text(name, value, draft.source);
        } else if (name == "channel") {
            text(name, value, draft.channel);
        } else if (name == "touchpoint") {
            maybe_text(name, value, draft.touchpoint);
        } else if (name == "location") {
            maybe_text(name, value, draft.location);
        } else if (name == "brand") {
            maybe_text(name, value, draft.brand);
        } else if (name == "customer") {
            maybe_text(name, value, draft.customer);
        } else if (name == "comment") {
            maybe_text(name, value, draft.comment);
        } else if (name == "language") {
            maybe_text(name, value, draft.language);
        } else if (name == "occurred_at") {
            instant(name, value, draft.occurred_at);
        } else {
            structured(draft, name, value);
        }
    }

    void structured(Draft& draft, std::string_view name, const json::Value& value) {
        if (name == "ratings") {
            ratings(draft, value);
        } else if (name == "attributes") {
            attributes(draft, value);
        } else if (name == "tags") {
            tags(draft, value);
        } else {
            say("/" + json::escape_pointer(name), "is not a field of feedback");
        }
    }

    void text(std::string_view name, const json::Value& value, std::string& out) {
        if (value.is_string()) {
            out = value.get_string();
        } else {
            say("/" + std::string(name), "must be a text");
        }
    }

    void maybe_text(
        std::string_view name, const json::Value& value, std::optional<std::string>& out
    ) {
        if (!value.is_null()) {
            text(name, value, out.emplace());
        }
    }

    void instant(std::string_view name, const json::Value& value, std::optional<Instant>& out) {
        if (value.is_null()) {
            return;
        }
        if (value.is_string()) {
            out = parse_rfc3339({value.get_string().data(), value.get_string().size()});
        }
        if (!out) {
            say("/" + std::string(name), "must be an instant such as 2026-11-21T18:30:00Z");
        }
    }

    void attributes(Draft& draft, const json::Value& value) {
        if (value.is_object()) {
            draft.attributes = json::write(value);
        } else if (!value.is_null()) {
            say("/attributes", "must be an object");
        }
    }

    void tags(Draft& draft, const json::Value& value) {
        if (value.is_null()) {
            return;
        }
        if (!value.is_array()) {
            return say("/tags", "must be a list of texts");
        }
        for (const auto& tag : value.get_array()) {
            if (!tag.is_string()) {
                return say("/tags", "must be a list of texts");
            }
            draft.tags.emplace_back(tag.get_string());
        }
    }

    void ratings(Draft& draft, const json::Value& value) {
        if (value.is_null()) {
            return;
        }
        if (!value.is_array()) {
            return say("/ratings", "must be a list");
        }
        std::size_t n = 0;
        for (const auto& one : value.get_array()) {
            rating(draft, fmt::format("/ratings/{}", n++), one);
        }
    }

    void rating(Draft& draft, std::string pointer, const json::Value& value) {
        if (!value.is_object()) {
            return say(std::move(pointer), "must be an object");
        }
        DraftRating out;
        out.pointer = pointer;
        const auto before = problems_.size();
        bool has_value = false;
        for (const auto& [name, part] : value.get_object()) {
            if (name == "metric" && part.is_string()) {
                out.metric = part.get_string();
            } else if (name == "touchpoint" && (part.is_string() || part.is_null())) {
                if (part.is_string()) {
                    out.touchpoint = std::string(part.get_string());
                }
            } else if (name == "value") {
                has_value = true;
                rating_value(pointer, part, out);
            } else if (name == "metric" || name == "touchpoint") {
                say(pointer + "/" + std::string(name), "must be a text");
            } else {
                say(pointer + "/" + json::escape_pointer(name), "is not a field of a rating");
            }
        }
        if (problems_.size() > before) {
            return;
        }
        if (out.metric.empty() || !has_value) {
            return say(pointer + (out.metric.empty() ? "/metric" : "/value"), "is missing");
        }
        draft.ratings.push_back(std::move(out));
    }

    void rating_value(const std::string& pointer, const json::Value& value, DraftRating& out) {
        if (value.is_int64()) {
            out.value = value.get_int64();
        } else if (value.is_null()) {
            out.state = RatingState::missing;
        } else if (value.is_string() && value.get_string() == not_applicable) {
            out.state = RatingState::not_applicable;
        } else {
            say(pointer + "/value", "must be a whole number, null or \"not_applicable\"");
        }
    }

    Problems& problems_;
};

json::Value text_or_null(const std::string& text, const Storage& storage = {}) {
    return text.empty() ? json::Value(nullptr, storage) : json::Value(text, storage);
}

json::Value value_of(const Rating& rating) {
    switch (rating.state) {
        case RatingState::given:
            return rating.value;
        case RatingState::missing:
            return nullptr;
        case RatingState::not_applicable:
            return json::Value(not_applicable);
    }
    return nullptr;
}

void forget_reasons(json::Object& findings) {
    const auto empty = [](json::Value& one) { one.as_object()["because"] = json::Array(); };
    for (const char* labels : {"topics", "intents", "emotions"}) {
        for (auto& one : findings[labels].as_array()) {
            empty(one);
        }
    }
    if (findings["sentiment"].is_object()) {
        empty(findings["sentiment"]);
    }
    findings["clauses"] = json::Array();
}

json::Object correction_json(const Correction& one) {
    return {
        {"kind", one.kind},
        {"key", one.key},
        {"value", one.value},
        {"user_id", text_or_null(one.user_id)},
        {"user_name", text_or_null(one.user_name)},
        {"at", to_rfc3339(one.at)},
        {"model", one.model}
    };
}

json::Value findings_of(
    const Feedback& feedback,
    const std::optional<text::Findings>& found,
    const Shown& shown,
    const Storage& storage
) {
    if (!found) {
        return nullptr;
    }
    auto out = feedback.corrections.empty()
                   ? findings_json(*found, storage)
                   : findings_json(corrected(*found, feedback.corrections), storage);
    if (!shown.reasons) {
        forget_reasons(out);
    }
    out["masked"] = text::masked(feedback.comment, found->personal_data);
    json::Array corrections(storage);
    for (const Correction& one : feedback.corrections) {
        corrections.push_back(correction_json(one));
    }
    out["corrected"] = std::move(corrections);
    return out;
}

// As many bytes as before, so that what was found stays where it is.
std::string with_stars(std::string comment, const std::vector<text::PersonalData>& found) {
    for (const auto& one : found) {
        const auto to = std::min<std::size_t>(one.span.to, comment.size());
        for (std::size_t at = one.span.from; at < to; ++at) {
            comment[at] = '*';
        }
    }
    return comment;
}

json::Array ratings_json(const std::vector<Rating>& all, const Storage& storage) {
    json::Array ratings(storage);
    ratings.reserve(all.size());
    for (const Rating& one : all) {
        ratings.emplace_back(json::Object(
            {{"metric", one.metric},
             {"touchpoint", text_or_null(one.touchpoint, storage)},
             {"value", value_of(one)}},
            storage
        ));
    }
    return ratings;
}

json::Value instant_or_null(const std::optional<Instant>& at) {
    return at ? json::Value(to_rfc3339(*at)) : json::Value(nullptr);
}

json::Value attributes_json(const std::string& attributes, const Storage& storage) {
    return attributes.empty() ? json::Value(json::Object(storage))
                              : json::parse(attributes, storage);
}

json::Object make_json(const Feedback& feedback, const Shown& shown, const Storage& storage) {
    const bool asks = feedback.reading && (shown.findings || !shown.personal);
    const auto found = asks ? read_findings(feedback.reading->findings) : std::nullopt;
    const bool masked = !shown.personal && found && !found->personal_data.empty();
    const auto maybe = [&](const std::string& text) { return text_or_null(text, storage); };
    json::Object out(
        {{"id", feedback.id.text()},
         {"revision", feedback.revision},
         {"kind", record::name_of_choice(feedback.kind)},
         {"source", record::name_of_choice(feedback.source)},
         {"channel", feedback.channel},
         {"touchpoint", maybe(feedback.touchpoint)},
         {"location", maybe(feedback.location)},
         {"brand", maybe(feedback.brand)},
         {"customer", maybe(feedback.customer_key)},
         {"customer_id",
          feedback.customer_id ? json::Value(feedback.customer_id->text()) : json::Value(nullptr)},
         {"customer_name", maybe(feedback.customer_name)},
         {"occurred_at", to_rfc3339(feedback.occurred_at)},
         {"received_at", to_rfc3339(feedback.received_at)},
         {"comment",
          maybe(masked ? with_stars(feedback.comment, found->personal_data) : feedback.comment)},
         {"comment_masked", masked},
         {"language", maybe(feedback.language)},
         {"ratings", ratings_json(feedback.ratings, storage)},
         {"attributes", attributes_json(feedback.attributes, storage)},
         {"tags", json::Array(feedback.tags.begin(), feedback.tags.end(), storage)},
         {"handled_at", instant_or_null(feedback.handled_at)},
         {"import_id", maybe(feedback.import_id)},
         {"survey", maybe(feedback.survey)},
         {"survey_kind", maybe(feedback.survey_kind)}},
        storage
    );
    if (shown.findings) {
        out["findings"] = findings_of(feedback, found, shown, storage);
    }
    return out;
}

}  // namespace

std::vector<std::pair<std::string_view, std::string_view>> schemas() {
    return {
        {"feedback_draft",
         R"({"type": "object", "required": ["source", "channel"], "additionalProperties": false, "properties": {
         "kind": {"enum": ["response", "complaint", "review", "note", "employee_voice"]},
         "source": {"enum": ["api", "survey", "import", "staff", "mail", "form", "kiosk"]},
         "channel": {"type": "string", "description": "key or id of a channel"},
         "touchpoint": {"type": ["string", "null"]}, "location": {"type": ["string", "null"]},
         "brand": {"type": ["string", "null"]},
         "customer": {"type": ["string", "null"], "description": "key or id; an unknown key makes a customer"},
         "occurred_at": {"type": ["string", "null"], "format": "date-time"},
         "comment": {"type": ["string", "null"], "maxLength": 20000}, "language": {"type": ["string", "null"]},
         "ratings": {"type": "array", "maxItems": 200, "items": {"$ref": "#/components/schemas/rating"}},
         "attributes": {"type": "object"}, "tags": {"type": "array", "items": {"type": "string"}}}})"
        },
        {"rating",
         R"({"type": "object", "required": ["metric", "value"], "additionalProperties": false, "properties": {
         "metric": {"type": "string"}, "touchpoint": {"type": ["string", "null"]},
         "value": {"type": ["integer", "string", "null"],
         "description": "a score; null: asked, not answered; \"not_applicable\": what is rated did not happen"}}})"
        },
        {"feedback",
         R"({"type": "object", "required": ["id", "revision", "kind", "source", "channel", "occurred_at", "ratings"],
         "properties": {"id": {"type": "string", "format": "uuid"}, "revision": {"type": "integer"},
         "kind": {"type": "string"}, "source": {"type": "string"}, "channel": {"type": "string"},
         "touchpoint": {"type": ["string", "null"]}, "location": {"type": ["string", "null"]},
         "brand": {"type": ["string", "null"]}, "customer": {"type": ["string", "null"]},
         "customer_id": {"type": ["string", "null"]}, "customer_name": {"type": ["string", "null"]},
         "occurred_at": {"type": "string", "format": "date-time"},
         "received_at": {"type": "string", "format": "date-time"}, "comment": {"type": ["string", "null"]},
         "language": {"type": ["string", "null"]},
         "ratings": {"type": "array", "items": {"$ref": "#/components/schemas/rating"}},
         "attributes": {"type": "object"}, "tags": {"type": "array", "items": {"type": "string"}},
         "handled_at": {"type": ["string", "null"]}, "import_id": {"type": ["string", "null"]},
         "survey": {"type": ["string", "null"]}, "survey_kind": {"type": ["string", "null"]},
         "comment_masked": {"type": "boolean", "description": "personal data in the comment are stars, a byte each"},
         "findings": {"anyOf": [{"$ref": "#/components/schemas/feedback_findings"}, {"type": "null"}],
         "description": "what was read in the comment; null: no comment, or not read"}}})"},
        {"feedback_added",
         R"({"type": "object", "required": ["added", "problems"], "additionalProperties": false, "properties": {
         "added": {"type": "integer"}, "problems": {"type": "array", "description": "none: with any, nothing is added",
         "maxItems": 0}}})"},
        {"feedback_patch",
         R"({"type": "object", "additionalProperties": false, "properties": {
         "handled": {"type": "boolean"}, "tags": {"type": "array", "items": {"type": "string"}}}})"}
    };
}

Draft read_draft(const json::Value& body, Problems& problems) {
    if (!body.is_object()) {
        problems.push_back({"", "must be an object"});
        return {};
    }
    return DraftReader(problems).read(body.get_object());
}

json::Object to_json(const Feedback& feedback, const Shown& shown) {
    return make_json(feedback, shown, {});
}

std::string write_json(const Feedback& feedback, const Shown& shown) {
    json::Arena arena;
    return json::write(make_json(feedback, shown, arena.storage()));
}

}  // namespace styk::feedback
