#include "customer/event_json.h"

#include <array>
#include <cmath>

#include "base/text.h"
#include "json/json.h"
#include "record/rules.h"

namespace styk::customer {

namespace {

namespace rule = record::rule;
using Texts = std::optional<std::string>;

constexpr double longest_duration_s = 10.0 * 366 * 24 * 3600;

// Takes members of one object and remembers which there may be; what is left over is refused.
class Members {
public:
    explicit Members(const json::Object& body) : body_(body) {}

    Texts text(std::string_view name, const record::Rule& rule) {
        const json::Value* value = take(name);
        if (value == nullptr) {
            return {};
        }
        if (!value->is_string()) {
            return fail(name, "must be a text");
        }
        std::string text(value->get_string());
        if (auto wrong = rule(record::Value(text))) {
            return fail(name, *std::move(wrong));
        }
        return text;
    }

    std::optional<Instant> instant(std::string_view name) {
        const auto sent = text(name, [](const record::Value&) { return Texts(); });
        const auto at = sent ? parse_rfc3339(*sent) : std::nullopt;
        if (sent && !at) {
            fail(name, "must be an instant such as 2026-11-21T18:30:00Z");
        }
        return at;
    }

    std::optional<double> duration(std::string_view name) {
        const json::Value* value = take(name);
        if (value == nullptr) {
            return {};
        }
        const double seconds = value->is_number() ? value->to_number<double>() : -1;
        if (!std::isfinite(seconds) || seconds < 0 || seconds > longest_duration_s) {
            fail(name, "must be a number of seconds, 0 at least");
            return {};
        }
        return seconds;
    }

    std::optional<record::JsonObject> object(std::string_view name, const record::Rule& rule) {
        const json::Value* value = take(name);
        if (value == nullptr) {
            return {};
        }
        std::string text = json::write(*value);
        if (auto wrong =
                value->is_object() ? rule(record::Value(text)) : Texts("must be an object")) {
            fail(name, *std::move(wrong));
            return {};
        }
        return record::JsonObject{std::move(text)};
    }

    template <class V>
    void require(std::string_view name, const std::optional<V>& value) {
        const auto* sent = body_.if_contains(name);
        if (!value && (sent == nullptr || sent->is_null())) {
            fail(name, "is missing");
        }
    }

    Problems problems() && {
        for (const auto& [name, value] : body_) {
            if (std::find(known_.begin(), known_.end(), std::string_view(name)) == known_.end()) {
                fail(name, "is not a field of an event");
            }
        }
        return std::move(problems_);
    }

private:
    // Null and absent are the same.
    const json::Value* take(std::string_view name) {
        known_.push_back(name);
        const auto* value = body_.if_contains(name);
        return value == nullptr || value->is_null() ? nullptr : value;
    }

    std::nullopt_t fail(std::string_view name, std::string message) {
        problems_.push_back({"/" + json::escape_pointer(name), std::move(message)});
        return std::nullopt;
    }

    const json::Object& body_;
    std::vector<std::string_view> known_;
    Problems problems_;
};

json::Value or_null(const std::optional<std::string>& text) {
    return text ? json::Value(*text) : json::Value();
}

}  // namespace

Problems read_event(const json::Object& body, SentEvent& sent) {
    static const record::Rule own_key = rule::length(1, 200);
    static const record::Rule key = rule::key();
    static const record::Rule attributes = rule::small_object(16'000);
    Event& event = sent.event;
    Members members(body);
    const auto event_key = members.text("key", own_key);
    const auto type = members.text("type", key);
    const auto channel = members.text("channel", key);
    const auto occurred_at = members.instant("occurred_at");
    sent.customer = members.text("customer", own_key);
    sent.touchpoint = members.text("touchpoint", own_key);
    event.duration_s = members.duration("duration_s");
    event.case_key = members.text("case", own_key);
    event.order_key = members.text("order", own_key);
    event.attributes = members.object("attributes", attributes);
    members.require("key", event_key);
    members.require("type", type);
    members.require("channel", channel);
    members.require("occurred_at", occurred_at);
    event.key = event_key.value_or("");
    event.type = type.value_or("");
    event.channel = channel.value_or("");
    event.occurred_at = occurred_at.value_or(Instant{});
    return std::move(members).problems();
}

std::vector<std::pair<std::string_view, std::string_view>> event_schemas() {
    return {
        {"event_draft",
         R"({"type": "object", "required": ["key", "type", "channel", "occurred_at"], "additionalProperties": false,
         "properties": {"key": {"type": "string", "maxLength": 200}, "type": {"type": "string"},
         "customer": {"type": ["string", "null"], "description": "key or id; an unknown key makes a customer"},
         "touchpoint": {"type": ["string", "null"]}, "channel": {"type": "string"},
         "occurred_at": {"type": "string", "format": "date-time"},
         "duration_s": {"type": ["number", "null"], "minimum": 0}, "case": {"type": ["string", "null"]},
         "order": {"type": ["string", "null"]}, "attributes": {"type": ["object", "null"]}}})"},
        {"event",
         R"({"type": "object", "additionalProperties": false, "required": ["id", "revision", "key", "type", "customer",
         "customer_id", "customer_name", "touchpoint", "channel", "occurred_at", "received_at", "duration_s", "case",
         "order", "attributes", "import_id"], "properties": {"id": {"type": "string", "format": "uuid"},
         "revision": {"type": "integer"}, "key": {"type": "string"}, "type": {"type": "string"},
         "customer": {"type": ["string", "null"]}, "customer_id": {"type": ["string", "null"], "format": "uuid"},
         "customer_name": {"type": ["string", "null"]}, "touchpoint": {"type": ["string", "null"]},
         "channel": {"type": "string"}, "occurred_at": {"type": "string", "format": "date-time"},
         "received_at": {"type": "string", "format": "date-time"}, "duration_s": {"type": ["number", "null"]},
         "case": {"type": ["string", "null"]}, "order": {"type": ["string", "null"]},
         "attributes": {"type": "object"}, "import_id": {"type": ["string", "null"]}}})"},
        {"counts",
         R"({"type": "object", "required": ["added", "changed", "unchanged"], "additionalProperties": false,
         "properties": {"added": {"type": "integer"}, "changed": {"type": "integer"},
         "unchanged": {"type": "integer"}}})"},
        {"event_or_counts",
         R"({"anyOf": [{"$ref": "#/components/schemas/event"}, {"$ref": "#/components/schemas/counts"}]})"
        }
    };
}

json::Object to_json(const Event& event) {
    json::Object out;
    out["id"] = event.id.text();
    out["revision"] = event.revision;
    out["key"] = event.key;
    out["type"] = event.type;
    out["customer"] = or_null(event.customer);
    out["customer_id"] = event.customer_id ? json::Value(event.customer_id->text()) : json::Value();
    out["customer_name"] = or_null(event.customer_name);
    out["touchpoint"] = or_null(event.touchpoint);
    out["channel"] = event.channel;
    out["occurred_at"] = to_rfc3339(event.occurred_at);
    out["received_at"] = to_rfc3339(event.received_at);
    out["duration_s"] = event.duration_s ? json::Value(*event.duration_s) : json::Value();
    out["case"] = or_null(event.case_key);
    out["order"] = or_null(event.order_key);
    out["attributes"] =
        event.attributes ? json::parse(event.attributes->text) : json::Value(json::Object());
    out["import_id"] = or_null(event.import_id);
    return out;
}

}  // namespace styk::customer
