#include "http/scim_api.h"

#include <charconv>
#include <fmt/format.h>
#include <openssl/crypto.h>

#include "base/text.h"
#include "http/log_in_settings_api.h"
#include "http/refuse.h"
#include "http/scim_json.h"
#include "http/scim_schemas.h"
#include "json/json.h"
#include "people/log_in_store.h"
#include "people/secret.h"

namespace styk::http {

namespace {

using net::Method;
using people::DirectoryQuery;
using people::User;

constexpr std::string_view media_type = "application/scim+json";
constexpr std::int64_t usual_count = 100, most_count = 200;

struct ScimCall {
    House& house;
    const Call& call;
    std::string base;  // "https://cx.example.org/scim/v2"

    [[nodiscard]] story::Means means() const { return {house.database, house.clock, house.random}; }

    [[nodiscard]] db::Change by() const { return {{"token", "", "Directory (SCIM)"}, call.at}; }

    [[nodiscard]] const std::string& id() const { return call.path_values.at(0); }

    [[nodiscard]] Id<User> user_id() const {
        const auto found = Id<User>::parse(id());
        if (!found) {
            throw Refusal(Code::not_found, "There is no such resource.");
        }
        return *found;
    }
};

Answer scim_answer(int status, const json::Object& body) {
    Answer answer = json_answer(status, body);
    answer.headers.clear();
    answer.headers.emplace_back("Content-Type", media_type);
    return answer;
}

Answer error_answer(int status, std::string_view scim_type, const std::string& detail) {
    json::Object body{
        {"schemas", json::Array{"urn:ietf:params:scim:api:messages:2.0:Error"}},
        {"status", std::to_string(status)},
        {"detail", detail}
    };
    if (!scim_type.empty()) {
        body["scimType"] = scim_type;
    }
    return scim_answer(status, body);
}

std::string told(const Refusal& refusal) {
    std::string text = refusal.what();
    for (const auto& [pointer, message] : refusal.problems()) {
        text += fmt::format(" {} {}.", pointer, message);
    }
    return text;
}

Answer error_answer(const Refusal& refusal) {
    switch (refusal.code()) {
        case Code::unauthenticated:
            return net::with_header(
                error_answer(401, "", refusal.what()), "WWW-Authenticate", "Bearer"
            );
        case Code::not_found:
            return error_answer(404, "", refusal.what());
        case Code::conflict:
            return error_answer(409, "uniqueness", refusal.what());
        case Code::unreadable:
            return error_answer(400, "invalidSyntax", refusal.what());
        case Code::unsupported_type:
            return error_answer(415, "", refusal.what());
        case Code::invalid:
            return error_answer(400, "invalidValue", told(refusal));
        default:
            return error_answer(503, "", refusal.what());
    }
}

// The hash that is stored is of 256 random bits, so comparing it tells nothing of the token.
void need_token(House& house, const Call& call) {
    const auto settings = house.database.read(people::load_log_in_settings);
    constexpr std::string_view scheme = "bearer ";
    const auto shown = call.request.header("Authorization");
    const bool fits =
        shown.size() > scheme.size() && to_lower_ascii(shown.substr(0, scheme.size())) == scheme;
    const auto hash = people::hash_secret(fits ? trim(shown.substr(scheme.size())) : "");
    const auto stored = settings.scim_token_hash.value_or("");
    if (!fits || stored.size() != hash.size() ||
        CRYPTO_memcmp(stored.data(), hash.data(), hash.size()) != 0) {
        throw Refusal(Code::unauthenticated, "Send the token of the directory.");
    }
}

json::Object body_of(const Call& call) {
    const auto type = call.request.header("Content-Type");
    if (!type.starts_with(media_type) && !type.starts_with("application/json")) {
        throw Refusal(Code::unsupported_type, "The body must be application/scim+json.");
    }
    return json::need_object(json::parse(call.request.body));
}

std::int64_t number_in(const Call& call, std::string_view name, std::int64_t otherwise) {
    const auto text = call.query.find(name);
    std::int64_t number = otherwise;
    if (text &&
        std::from_chars(text->data(), text->data() + text->size(), number).ec != std::errc()) {
        refuse("/" + std::string(name), "must be a whole number");
    }
    return number;
}

// Which field of ours an attribute is; "" for one that cannot be looked for.
std::string field_of_user(const std::string& attribute) {
    return attribute == "username"                                ? "user_name"
           : attribute == "externalid"                            ? "external_id"
           : attribute == "id"                                    ? "id"
           : attribute == "emails.value" || attribute == "emails" ? "email"
                                                                  : "";
}

std::string field_of_group(const std::string& attribute) {
    return attribute == "displayname"  ? "name"
           : attribute == "externalid" ? "external_id"
           : attribute == "id"         ? "id"
                                       : "";
}

struct BadFilter {};

// startIndex counts from 1; what is below that is 1 (RFC 7644, 3.4.2.4).
DirectoryQuery query_of(const Call& call, std::string (*field_of)(const std::string&)) {
    DirectoryQuery asked;
    asked.skip = std::max<std::int64_t>(1, number_in(call, "startIndex", 1)) - 1;
    asked.limit = std::clamp<std::int64_t>(number_in(call, "count", usual_count), 0, most_count);
    if (const auto text = call.query.find("filter")) {
        const auto filter = scim::read_filter(*text);
        asked.field = filter ? field_of(filter->attribute) : "";
        if (asked.field.empty()) {
            throw BadFilter{};
        }
        asked.value = filter->value;
    }
    return asked;
}

Answer list_answer(const DirectoryQuery& asked, std::int64_t total, json::Array resources) {
    return scim_answer(
        200,
        json::Object{
            {"schemas", json::Array{"urn:ietf:params:scim:api:messages:2.0:ListResponse"}},
            {"totalResults", total},
            {"startIndex", asked.skip + 1},
            {"itemsPerPage", resources.size()},
            {"Resources", std::move(resources)}
        }
    );
}

json::Object user_json(
    db::Reader& reader, const people::DirectoryPerson& person, const std::string& base
) {
    std::vector<scim::GroupOfUser> groups;
    for (const auto& [id, name] : people::list_group_ids_of(reader, person.user.id)) {
        groups.push_back({id, name});
    }
    return scim::to_json(person, groups, base);
}

json::Object load_user(const ScimCall& scim, const Id<User>& id) {
    return scim.house.database.read([&](db::Reader& reader) {
        const auto person = people::find_directory_person(reader, id);
        if (!person) {
            throw Refusal(Code::not_found, "There is no such user.");
        }
        return user_json(reader, *person, scim.base);
    });
}

Answer list_users(const ScimCall& scim) {
    const auto asked = query_of(scim.call, field_of_user);
    json::Array all;
    std::int64_t total = 0;
    scim.house.database.read([&](db::Reader& reader) {
        const auto found = people::list_directory_people(reader, asked);
        total = found.total;
        for (const auto& id : found.ids) {
            const auto person = people::find_directory_person(reader, Id<User>::parse(id).value());
            all.push_back(user_json(reader, person.value(), scim.base));
        }
    });
    return list_answer(asked, total, std::move(all));
}

Answer show_user(const ScimCall& scim) {
    return scim_answer(200, load_user(scim, scim.user_id()));
}

Answer add_user(const ScimCall& scim) {
    const auto told = scim::read_user(body_of(scim.call), {});
    const auto person = story::add_directory_user(scim.means(), told, scim.by());
    scim.house.authenticator.forget();
    const auto body = load_user(scim, person.user.id);
    return net::with_header(
        scim_answer(201, body), "Location", scim.base + "/Users/" + person.user.id.text()
    );
}

Answer change_user(const ScimCall& scim, const json::Object& resource, const json::Object& before) {
    const auto told = scim::read_user(resource, before);
    (void)story::change_directory_user(scim.means(), scim.user_id(), told, scim.by());
    scim.house.authenticator.forget();
    return show_user(scim);
}

Answer replace_user(const ScimCall& scim) {
    return change_user(scim, body_of(scim.call), load_user(scim, scim.user_id()));
}

Answer patch_user(const ScimCall& scim) {
    const auto before = load_user(scim, scim.user_id());
    return change_user(scim, scim::patched(before, body_of(scim.call)), before);
}

Answer remove_user(const ScimCall& scim) {
    story::remove_directory_user(scim.means(), scim.user_id(), scim.by());
    scim.house.authenticator.forget();
    return empty_answer();
}

people::DirectoryGroup load_group(const ScimCall& scim) {
    return scim.house.database.read([&](db::Reader& reader) {
        auto group = people::find_directory_group(reader, scim.id());
        if (!group) {
            throw Refusal(Code::not_found, "There is no such group.");
        }
        return *std::move(group);
    });
}

json::Object group_json(const ScimCall& scim, const people::DirectoryGroup& group) {
    auto body = scim::to_json(group, scim.base);
    const auto left_out = to_lower_ascii(scim.call.query.find("excludedAttributes").value_or(""));
    if (left_out.find("members") != std::string::npos) {
        body.erase("members");
    }
    return body;
}

Answer list_groups(const ScimCall& scim) {
    const auto asked = query_of(scim.call, field_of_group);
    json::Array all;
    std::int64_t total = 0;
    scim.house.database.read([&](db::Reader& reader) {
        const auto found = people::list_directory_groups(reader, asked);
        total = found.total;
        for (const auto& id : found.ids) {
            all.push_back(group_json(scim, people::find_directory_group(reader, id).value()));
        }
    });
    return list_answer(asked, total, std::move(all));
}

Answer show_group(const ScimCall& scim) {
    return scim_answer(200, group_json(scim, load_group(scim)));
}

Answer put_group(const ScimCall& scim, const json::Object& resource, const std::string& id) {
    auto group = scim::read_group(resource);
    group.id = id;
    const auto stored = story::put_directory_group(scim.means(), group, scim.by());
    scim.house.authenticator.forget();
    return scim_answer(id.empty() ? 201 : 200, group_json(scim, stored));
}

Answer add_group(const ScimCall& scim) {
    return put_group(scim, body_of(scim.call), "");
}

Answer replace_group(const ScimCall& scim) {
    (void)load_group(scim);
    return put_group(scim, body_of(scim.call), scim.id());
}

Answer patch_group(const ScimCall& scim) {
    const auto before = scim::to_json(load_group(scim), scim.base);
    return put_group(scim, scim::patched(before, body_of(scim.call)), scim.id());
}

Answer remove_group(const ScimCall& scim) {
    story::remove_directory_group(scim.means(), scim.id(), scim.by());
    scim.house.authenticator.forget();
    return empty_answer();
}

Answer show_config(const ScimCall& scim) {
    return scim_answer(200, scim::provider_config(scim.base));
}

Answer show_types(const ScimCall& scim) {
    auto types = scim::resource_types(scim.base);
    const auto count = static_cast<std::int64_t>(types.size());
    return list_answer({}, count, std::move(types));
}

Answer show_schemas(const ScimCall& scim) {
    auto schemas = scim::schemas(scim.base);
    const auto count = static_cast<std::int64_t>(schemas.size());
    return list_answer({}, count, std::move(schemas));
}

// Errors of SCIM have a shape of their own (RFC 7644, 3.12), so they become answers here.
Answer answer(House& house, const Call& call, Answer (*handler)(const ScimCall&)) {
    try {
        need_token(house, call);
        return handler({house, call, base_of(house, call) + "/scim/v2"});
    } catch (const Refusal& refusal) {
        return error_answer(refusal);
    } catch (const db::Conflict&) {
        return error_answer(409, "uniqueness", "There is one of this name already.");
    } catch (const BadFilter&) {
        return error_answer(
            400, "invalidFilter", "Only one attribute that equals a text can be looked for."
        );
    }
}

}  // namespace

void add_scim_routes(Router& router, House& house) {
    const auto add = [&](Method method, const std::string& path, Answer (*handler)(const ScimCall&)
                     ) {
        router.add(
            method,
            "/scim/v2" + path,
            visitors,
            [&house, handler](const Call& call) { return answer(house, call, handler); },
            {.summary = "SCIM 2.0", .html = true}
        );
    };
    add(Method::get, "/ServiceProviderConfig", show_config);
    add(Method::get, "/ResourceTypes", show_types);
    add(Method::get, "/Schemas", show_schemas);
    add(Method::get, "/Users", list_users);
    add(Method::post, "/Users", add_user);
    add(Method::get, "/Users/{id}", show_user);
    add(Method::put, "/Users/{id}", replace_user);
    add(Method::patch, "/Users/{id}", patch_user);
    add(Method::del, "/Users/{id}", remove_user);
    add(Method::get, "/Groups", list_groups);
    add(Method::post, "/Groups", add_group);
    add(Method::get, "/Groups/{id}", show_group);
    add(Method::put, "/Groups/{id}", replace_group);
    add(Method::patch, "/Groups/{id}", patch_group);
    add(Method::del, "/Groups/{id}", remove_group);
}

}  // namespace styk::http
