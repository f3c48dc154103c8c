#include "http/scim_json.h"

#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"
#include "record/rules.h"

namespace styk::http::scim {

namespace {

// Names of attributes are the same in any case of letters (RFC 7643, 2.1).
const json::Value* find(const json::Object& object, std::string_view name) {
    for (const auto& [key, value] : object) {
        if (to_lower_ascii(key) == name) {
            return &value;
        }
    }
    return nullptr;
}

std::string text_in(const json::Object& object, std::string_view name) {
    const auto* value = find(object, name);
    return value != nullptr && value->is_string() ? std::string(trim(value->get_string())) : "";
}

// Entra ID writes "False".
std::optional<bool> flag_in(const json::Object& object, std::string_view name) {
    const auto* value = find(object, name);
    if (value == nullptr) {
        return {};
    }
    if (value->is_bool()) {
        return value->get_bool();
    }
    const auto word = to_lower_ascii(text_in(object, name));
    return word == "true"    ? std::optional(true)
           : word == "false" ? std::optional(false)
                             : std::nullopt;
}

std::string part_of_name(const json::Object& resource, std::string_view part) {
    const auto* name = find(resource, "name");
    return name != nullptr && name->is_object() ? text_in(name->get_object(), part) : "";
}

std::string whole_name(const json::Object& resource) {
    const auto given = part_of_name(resource, "givenname"),
               family = part_of_name(resource, "familyname");
    return given + (given.empty() || family.empty() ? "" : " ") + family;
}

// The name may be told in three ways; the one that was changed counts, else the first there is.
std::string name_of(const json::Object& resource, const json::Object& before) {
    const std::string now[] = {
        text_in(resource, "displayname"), part_of_name(resource, "formatted"), whole_name(resource)
    };
    const std::string then[] = {
        text_in(before, "displayname"), part_of_name(before, "formatted"), whole_name(before)
    };
    for (std::size_t i = 0; i < 3; ++i) {
        if (!now[i].empty() && now[i] != then[i]) {
            return now[i];
        }
    }
    return !now[0].empty() ? now[0] : !now[1].empty() ? now[1] : now[2];
}

// The primary address, else the first, else the user name where that is one.
std::string email_of(const json::Object& resource, const std::string& user_name) {
    const auto* emails = find(resource, "emails");
    std::string first;
    if (emails != nullptr && emails->is_array()) {
        for (const auto& one : emails->get_array()) {
            const auto value = one.is_object() ? text_in(one.get_object(), "value") : "";
            if (one.is_object() && flag_in(one.get_object(), "primary").value_or(false)) {
                return value;
            }
            first = first.empty() ? value : first;
        }
    }
    return first.empty() ? user_name : first;
}

std::optional<std::string> known(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

json::Object meta(
    std::string_view type,
    const std::string& id,
    Instant created,
    Instant changed,
    const std::string& base
) {
    return {
        {"resourceType", type},
        {"created", to_rfc3339(created)},
        {"lastModified", to_rfc3339(changed)},
        {"location", base + "/" + std::string(type) + "s/" + id}
    };
}

}  // namespace

json::Object to_json(
    const people::DirectoryPerson& person,
    const std::vector<GroupOfUser>& groups,
    const std::string& base
) {
    const auto& user = person.user;
    const auto cut = user.name.rfind(' ');
    json::Object name{{"formatted", user.name}};
    name["givenName"] = cut == std::string::npos ? user.name : user.name.substr(0, cut);
    if (cut != std::string::npos) {
        name["familyName"] = user.name.substr(cut + 1);
    }
    json::Array in;
    for (const auto& group : groups) {
        in.push_back(json::Object{
            {"value", group.id}, {"display", group.name}, {"$ref", base + "/Groups/" + group.id}
        });
    }
    json::Object out{
        {"schemas", json::Array{user_schema}},
        {"id", user.id.text()},
        {"userName", person.user_name},
        {"name", std::move(name)},
        {"displayName", user.name},
        {"emails",
         json::Array{json::Object{{"value", user.email}, {"type", "work"}, {"primary", true}}}},
        {"active", user.active},
        {"groups", std::move(in)},
        {"meta", meta("User", user.id.text(), user.created_at, user.updated_at, base)}
    };
    if (person.external_id) {
        out["externalId"] = *person.external_id;
    }
    return out;
}

json::Object to_json(const people::DirectoryGroup& group, const std::string& base) {
    json::Array members;
    for (const auto& member : group.members) {
        members.push_back(json::Object{
            {"value", member}, {"type", "User"}, {"$ref", fmt::format("{}/Users/{}", base, member)}
        });
    }
    json::Object out{
        {"schemas", json::Array{group_schema}},
        {"id", group.id},
        {"displayName", group.name},
        {"members", std::move(members)},
        {"meta", meta("Group", group.id, group.created_at, group.updated_at, base)}
    };
    if (group.external_id) {
        out["externalId"] = *group.external_id;
    }
    return out;
}

story::DirectoryUser read_user(const json::Object& resource, const json::Object& before) {
    Problems problems;
    story::DirectoryUser user;
    user.user_name = text_in(resource, "username");
    user.email = email_of(resource, user.user_name);
    user.name = name_of(resource, before);
    user.external_id = known(text_in(resource, "externalid"));
    if (user.user_name.empty() || user.user_name.size() > 320) {
        problems.push_back({"/userName", "must have 1 to 320 characters"});
    }
    if (!record::rule::is_email(user.email)) {
        problems.push_back({"/emails", "must hold an e-mail address, or userName must be one"});
    }
    const auto* active = find(resource, "active");
    if (active != nullptr && !flag_in(resource, "active")) {
        problems.push_back({"/active", "must be true or false"});
    }
    user.active = flag_in(resource, "active").value_or(true);
    if (user.name.empty()) {
        user.name = user.user_name;
    }
    refuse_if(std::move(problems));
    return user;
}

people::DirectoryGroup read_group(const json::Object& resource) {
    Problems problems;
    people::DirectoryGroup group;
    group.name = text_in(resource, "displayname");
    group.external_id = known(text_in(resource, "externalid"));
    if (group.name.empty() || group.name.size() > 500) {
        problems.push_back({"/displayName", "must have 1 to 500 characters"});
    }
    const auto* members = find(resource, "members");
    if (members != nullptr && members->is_array()) {
        for (const auto& one : members->get_array()) {
            group.members.push_back(one.is_object() ? text_in(one.get_object(), "value") : "");
        }
    } else if (members != nullptr && !members->is_null()) {
        problems.push_back({"/members", "must be a list"});
    }
    refuse_if(std::move(problems));
    return group;
}

std::optional<Filter> read_filter(std::string_view text) {
    const auto words = trim(text);
    // `emails[type eq "work"].value eq "…"`: the first eq may stand in the brackets.
    const auto bracket = words.find("].");
    const auto from = bracket == std::string_view::npos ? 0 : bracket;
    const auto at = to_lower_ascii(words).find(" eq ", from);
    if (at == std::string::npos) {
        return {};
    }
    const auto value = json::try_parse(trim(words.substr(at + 4)));
    if (!value || !value->is_string()) {
        return {};
    }
    auto attribute = to_lower_ascii(trim(words.substr(0, at)));
    if (attribute.starts_with("emails[type eq \"work\"]")) {
        attribute = "emails.value";
    }
    const auto schema = attribute.rfind(":user:");
    if (schema != std::string::npos) {
        attribute = attribute.substr(schema + 6);
    }
    return Filter{attribute, std::string(value->get_string())};
}

}  // namespace styk::http::scim
