#include "base/text.h"
#include "http/refuse.h"
#include "http/scim_json.h"
#include "json/json.h"

namespace styk::http::scim {

namespace {

// `members[value eq "7"].display`
struct Path {
    std::string attribute, sub;  // small letters; "" for none
    std::optional<Filter> filter;
};

std::string name_in(const json::Object& object, const std::string& small) {
    for (const auto& [key, value] : object) {
        if (to_lower_ascii(key) == small) {
            return std::string(key);
        }
    }
    return small;
}

json::Value& slot(json::Object& object, const std::string& small) {
    return object[name_in(object, small)];
}

Path read_path(std::string_view whole) {
    std::string_view text = trim(whole);
    for (const auto schema : {user_schema, group_schema}) {
        if (text.size() > schema.size() &&
            to_lower_ascii(text.substr(0, schema.size())) == to_lower_ascii(schema)) {
            text = text.substr(schema.size() + 1);
        }
    }
    Path path;
    const auto open = text.find('[');
    if (open != std::string_view::npos) {
        const auto close = text.rfind(']');
        path.filter = close == std::string_view::npos || close < open
                          ? std::nullopt
                          : read_filter(text.substr(open + 1, close - open - 1));
        if (!path.filter) {
            const auto inside =
                text.substr(open + 1, close == std::string_view::npos ? close : close - open - 1);
            // `primary eq true`
            const auto at = to_lower_ascii(inside).find(" eq ");
            if (at == std::string::npos) {
                refuse("/Operations", "has a path that is not understood: " + std::string(whole));
            }
            path.filter = Filter{
                to_lower_ascii(trim(inside.substr(0, at))),
                to_lower_ascii(trim(inside.substr(at + 4)))
            };
        }
        path.attribute = to_lower_ascii(text.substr(0, open));
        const auto rest = text.substr(close + 1);
        path.sub = rest.starts_with('.') ? to_lower_ascii(rest.substr(1)) : "";
        return path;
    }
    // The schema of an extension has dots of its own; Styk keeps none of them.
    const auto dot = text.starts_with("urn:") ? std::string_view::npos : text.find('.');
    path.attribute = to_lower_ascii(text.substr(0, dot));
    path.sub = dot == std::string_view::npos ? "" : to_lower_ascii(text.substr(dot + 1));
    return path;
}

bool fits(const json::Value& item, const Filter& filter) {
    if (!item.is_object()) {
        return false;
    }
    const auto& object = item.get_object();
    const auto* value = object.if_contains(name_in(object, filter.attribute));
    if (value == nullptr) {
        return false;
    }
    return value->is_string() ? std::string_view(value->get_string()) == filter.value
                              : json::write(*value) == filter.value;
}

json::Array& list_at(json::Object& resource, const std::string& attribute) {
    auto& value = slot(resource, attribute);
    if (!value.is_array()) {
        value = json::Array{};
    }
    return value.get_array();
}

void put_where(json::Object& resource, const Path& path, const json::Value& value) {
    auto& list = list_at(resource, path.attribute);
    bool found = false;
    for (auto& item : list) {
        if (fits(item, *path.filter)) {
            found = true;
            if (path.sub.empty()) {
                item = value;
            } else {
                slot(item.get_object(), path.sub) = value;
            }
        }
    }
    if (!found && !path.sub.empty()) {
        list.push_back(json::Object{{path.filter->attribute, path.filter->value}, {path.sub, value}}
        );
    }
}

void remove_where(json::Object& resource, const Path& path) {
    auto& list = list_at(resource, path.attribute);
    for (auto item = list.begin(); item != list.end();) {
        const bool meant = fits(*item, *path.filter);
        if (meant && path.sub.empty()) {
            item = list.erase(item);
            continue;
        }
        if (meant) {
            item->get_object().erase(name_in(item->get_object(), path.sub));
        }
        ++item;
    }
}

std::string value_of(const json::Value& item) {
    const auto* object = item.if_object();
    const auto* value = object != nullptr ? object->if_contains("value") : nullptr;
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

// Adding to a list what is in it already changes nothing.
void append(json::Array& list, const json::Value& value) {
    const auto add = [&](const json::Value& item) {
        const auto same = [&](const json::Value& other) {
            return !value_of(item).empty() && value_of(item) == value_of(other);
        };
        if (std::none_of(list.begin(), list.end(), same)) {
            list.push_back(item);
        }
    };
    if (value.is_array()) {
        for (const auto& item : value.get_array()) {
            add(item);
        }
    } else {
        add(value);
    }
}

void put(json::Object& resource, const Path& path, const json::Value& value, bool adds) {
    if (path.filter) {
        put_where(resource, path, value);
        return;
    }
    auto& target = slot(resource, path.attribute);
    if (!path.sub.empty()) {
        if (!target.is_object()) {
            target = json::Object{};
        }
        slot(target.get_object(), path.sub) = value;
    } else if (adds && target.is_array()) {
        append(target.get_array(), value);
    } else {
        target = value;
    }
}

// Without a filter the value may list what goes: Entra ID takes members away like that.
void remove(json::Object& resource, const Path& path, const json::Value* value) {
    if (path.filter) {
        remove_where(resource, path);
        return;
    }
    auto& target = slot(resource, path.attribute);
    if (!path.sub.empty()) {
        if (target.is_object()) {
            target.get_object().erase(name_in(target.get_object(), path.sub));
        }
    } else if (value != nullptr && value->is_array() && target.is_array()) {
        for (const auto& item : value->get_array()) {
            remove_where(resource, {path.attribute, "", Filter{"value", value_of(item)}});
        }
    } else {
        resource.erase(name_in(resource, path.attribute));
    }
}

void put_all(json::Object& resource, const json::Value& value, bool adds) {
    if (!value.is_object()) {
        refuse("/Operations", "has an operation without path whose value is no object");
    }
    for (const auto& [key, one] : value.get_object()) {
        const Path path = read_path(key);
        auto& target = slot(resource, path.attribute);
        if (path.sub.empty() && one.is_object() && target.is_object()) {
            for (const auto& [sub, part] : one.get_object()) {
                slot(target.get_object(), to_lower_ascii(sub)) = part;
            }
        } else {
            put(resource, path, one, adds);
        }
    }
}

void apply(json::Object& resource, const json::Object& operation) {
    const auto* op = operation.if_contains(name_in(operation, "op"));
    const auto* path = operation.if_contains(name_in(operation, "path"));
    const auto* value = operation.if_contains(name_in(operation, "value"));
    const auto word = op != nullptr && op->is_string()
                          ? to_lower_ascii(std::string(op->get_string()))
                          : std::string();
    const bool adds = word == "add", replaces = word == "replace", removes = word == "remove";
    if (!adds && !replaces && !removes) {
        refuse("/Operations", "must each be add, replace or remove");
    }
    const bool has_path = path != nullptr && path->is_string();
    if ((removes && !has_path) || (!removes && value == nullptr)) {
        refuse("/Operations", removes ? "must say in path what to remove" : "must have a value");
    }
    if (!has_path) {
        put_all(resource, *value, adds);
    } else if (removes) {
        remove(resource, read_path(path->get_string()), value);
    } else {
        put(resource, read_path(path->get_string()), *value, adds);
    }
}

}  // namespace

json::Object patched(const json::Object& resource, const json::Object& patch) {
    const auto* operations = patch.if_contains(name_in(patch, "operations"));
    if (operations == nullptr || !operations->is_array()) {
        refuse("/Operations", "must be a list");
    }
    json::Object after = resource;
    for (const auto& one : operations->get_array()) {
        if (!one.is_object()) {
            refuse("/Operations", "must be a list of objects");
        }
        apply(after, one.get_object());
    }
    return after;
}

}  // namespace styk::http::scim
