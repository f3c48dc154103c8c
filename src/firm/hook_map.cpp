#include "firm/hook_map.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/instant.h"
#include "json/json.h"

namespace styk::firm {

namespace {

constexpr std::array<std::string_view, 7> map_parts{
    "target", "when", "customer", "fields", "ratings", "attributes", "tags"
};
constexpr std::array<std::string_view, 7> customer_parts{
    "key", "name", "email", "phone", "language", "kind", "segment"
};

const json::Value* at(const json::Value& message, std::string_view pointer) {
    boost::system::error_code none;
    const auto* found = message.find_pointer(pointer, none);
    return found == nullptr || found->is_null() ? nullptr : found;
}

// "{/ticket/id}" -> "/ticket/id" when that is the whole text.
std::string_view only_place(std::string_view text) {
    const bool one = text.starts_with("{/") && text.find('}') == text.size() - 1;
    return one ? text.substr(1, text.size() - 2) : std::string_view();
}

std::string as_text(const json::Value& value) {
    return value.is_string() ? std::string(value.get_string()) : json::write(value);
}

// Nothing when a place of it is empty.
std::optional<json::Value> fill(const json::Value& pattern, const json::Value& message) {
    if (!pattern.is_string()) {
        return pattern;
    }
    const std::string_view text = pattern.get_string();
    if (const auto place = only_place(text); !place.empty()) {
        const auto* found = at(message, place);
        const bool empty = found == nullptr || (found->is_string() && found->get_string().empty());
        return empty ? std::nullopt : std::optional(*found);
    }
    std::string filled = fill_text(text, message);
    return filled.empty() && !text.empty() ? std::nullopt : std::optional<json::Value>(filled);
}

json::Object fill_object(const json::Object& patterns, const json::Value& message) {
    json::Object out;
    for (const auto& [name, pattern] : patterns) {
        if (auto value = fill(pattern, message)) {
            out[name] = *std::move(value);
        }
    }
    return out;
}

const json::Object* object_in(const json::Object& map, std::string_view name) {
    const auto* value = map.if_contains(name);
    return value == nullptr ? nullptr : value->if_object();
}

// Texts that are whole numbers, as some programs send them.
void as_number(json::Object& rating) {
    auto* value = rating.if_contains("value");
    if (value == nullptr || !value->is_string()) {
        return;
    }
    const std::string_view text = value->get_string();
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec == std::errc() && read.ptr == text.data() + text.size()) {
        *value = number;
    }
}

json::Array fill_ratings(const json::Array& patterns, const json::Value& message) {
    json::Array out;
    for (const auto& pattern : patterns) {
        auto rating = fill_object(pattern.as_object(), message);
        as_number(rating);
        if (rating.contains("value")) {
            out.emplace_back(std::move(rating));
        }
    }
    return out;
}

json::Array fill_list(const json::Array& patterns, const json::Value& message) {
    json::Array out;
    for (const auto& pattern : patterns) {
        if (auto value = fill(pattern, message)) {
            out.push_back(json::Value(as_text(*value)));
        }
    }
    return out;
}

// Instants as some programs write them: "2026-11-21 18:30:00 UTC" becomes RFC 3339, Unix seconds
// too.
void mend_instant(json::Object& body) {
    auto* value = body.if_contains("occurred_at");
    if (value == nullptr) {
        return;
    }
    if (value->is_int64() && value->get_int64() > 0 && value->get_int64() < 100'000'000'000) {
        *value = to_rfc3339(Instant{value->get_int64() * 1'000'000});
    } else if (value->is_string()) {
        std::string text(value->get_string());
        if (text.ends_with(" UTC")) {
            text.replace(text.size() - 4, 4, "Z");
        }
        if (text.size() > 10 && text[10] == ' ') {
            text[10] = 'T';
        }
        if (text.size() == 19) {
            text += 'Z';
        }
        *value = text;
    }
}

class Checker {
public:
    explicit Checker(const json::Object& map) : map_(map) {}

    Problems check() {
        for (const auto& [name, value] : map_) {
            if (std::find(map_parts.begin(), map_parts.end(), name) == map_parts.end()) {
                fail("/" + json::escape_pointer(name), "is no part of a map");
            }
        }
        const auto* target = map_.if_contains("target");
        const bool known = target != nullptr && target->is_string() &&
                           (target->get_string() == "event" || target->get_string() == "feedback");
        if (!known) {
            fail("/target", "must be event or feedback");
        }
        check_when();
        need_object("fields", true);
        need_object("attributes", false);
        check_customer();
        check_list("ratings", true);
        check_list("tags", false);
        return std::move(problems_);
    }

private:
    void fail(std::string pointer, const char* message) {
        problems_.push_back({std::move(pointer), message});
    }

    void need_object(std::string_view name, bool needed) {
        const auto* value = map_.if_contains(name);
        if (value == nullptr ? needed : !value->is_object()) {
            fail("/" + std::string(name), "must be an object");
        }
    }

    void check_when() {
        need_object("when", false);
        const auto* when = object_in(map_, "when");
        if (when == nullptr) {
            return;
        }
        for (const auto& [pointer, values] : *when) {
            const bool right =
                pointer.starts_with('/') && values.is_array() && !values.get_array().empty();
            if (!right) {
                fail(
                    "/when/" + json::escape_pointer(pointer),
                    "must be a pointer such as /ticket/state with a list of values"
                );
            }
        }
    }

    void check_customer() {
        need_object("customer", false);
        const auto* customer = object_in(map_, "customer");
        if (customer == nullptr) {
            return;
        }
        if (!customer->contains("key")) {
            fail("/customer/key", "is missing");
        }
        for (const auto& [name, value] : *customer) {
            const bool known = std::find(customer_parts.begin(), customer_parts.end(), name) !=
                               customer_parts.end();
            if (!known || !value.is_string()) {
                fail("/customer/" + json::escape_pointer(name), "is no text of a customer");
            }
        }
    }

    void check_list(std::string_view name, bool of_objects) {
        const auto* list = map_.if_contains(name);
        if (list == nullptr) {
            return;
        }
        const bool right =
            list->is_array() &&
            std::all_of(list->get_array().begin(), list->get_array().end(), [&](const auto& one) {
                return of_objects ? one.is_object() : one.is_string();
            });
        if (!right) {
            fail(
                "/" + std::string(name),
                of_objects ? "must be a list of objects" : "must be a list of texts"
            );
        }
    }

    const json::Object& map_;
    Problems problems_;
};

}  // namespace

Problems check_map(const json::Object& map) {
    return Checker(map).check();
}

bool applies(const json::Object& map, const json::Value& message) {
    const auto* when = object_in(map, "when");
    if (when == nullptr) {
        return true;
    }
    return std::all_of(when->begin(), when->end(), [&](const auto& one) {
        const auto* found = at(message, one.key());
        const auto& values = one.value().as_array();
        return found != nullptr &&
               std::any_of(values.begin(), values.end(), [&](const json::Value& value) {
                   return as_text(value) == as_text(*found);
               });
    });
}

json::Object fill_map(const json::Object& map, const json::Value& message) {
    json::Object body = fill_object(map.at("fields").as_object(), message);
    mend_instant(body);
    if (const auto* ratings = map.if_contains("ratings")) {
        body["ratings"] = fill_ratings(ratings->as_array(), message);
    }
    if (const auto* attributes = object_in(map, "attributes")) {
        body["attributes"] = fill_object(*attributes, message);
    }
    if (const auto* tags = map.if_contains("tags")) {
        body["tags"] = fill_list(tags->as_array(), message);
    }
    json::Object out{{"customer", nullptr}};
    if (const auto* patterns = object_in(map, "customer")) {
        auto customer = fill_object(*patterns, message);
        if (auto* key = customer.if_contains("key")) {
            *key = as_text(*key);
            body["customer"] = *key;
            out["customer"] = std::move(customer);
        }
    }
    out["body"] = std::move(body);
    return out;
}

std::string fill_text(std::string_view pattern, const json::Value& message) {
    std::string out;
    while (!pattern.empty()) {
        const auto end = pattern.starts_with("{/") ? pattern.find('}') : std::string_view::npos;
        if (end == std::string_view::npos) {
            out += pattern.front();
            pattern.remove_prefix(1);
            continue;
        }
        const auto* found = at(message, pattern.substr(1, end - 1));
        if (found == nullptr) {
            return {};
        }
        out += as_text(*found);
        pattern.remove_prefix(end + 1);
    }
    return out;
}

}  // namespace styk::firm
