#include "http/scim_schemas.h"

#include "http/scim_json.h"
#include "json/json.h"

namespace styk::http::scim {

namespace {

struct Attribute {
    std::string_view name;
    std::string_view type = "string";
    bool many = false, required = false;
    std::string_view mutability = "readWrite";
    std::string_view uniqueness = "none";
    json::Array parts = {};  // of a complex one
};

json::Object to_json(const Attribute& one) {
    json::Object out{
        {"name", one.name},
        {"type", one.type},
        {"multiValued", one.many},
        {"required", one.required},
        {"caseExact", false},
        {"mutability", one.mutability},
        {"returned", "default"},
        {"uniqueness", one.uniqueness}
    };
    if (!one.parts.empty()) {
        out["subAttributes"] = one.parts;
    }
    return out;
}

json::Array list(std::initializer_list<Attribute> all) {
    json::Array out;
    for (const auto& one : all) {
        out.push_back(to_json(one));
    }
    return out;
}

json::Array attributes_of_user() {
    return list(
        {{.name = "userName", .required = true, .uniqueness = "server"},
         {.name = "displayName"},
         {.name = "name",
          .type = "complex",
          .parts = list({{.name = "formatted"}, {.name = "givenName"}, {.name = "familyName"}})},
         {.name = "emails",
          .type = "complex",
          .many = true,
          .parts =
              list({{.name = "value"}, {.name = "type"}, {.name = "primary", .type = "boolean"}})},
         {.name = "active", .type = "boolean"},
         {.name = "groups",
          .type = "complex",
          .many = true,
          .mutability = "readOnly",
          .parts = list(
              {{.name = "value", .mutability = "readOnly"},
               {.name = "display", .mutability = "readOnly"}}
          )}}
    );
}

json::Array attributes_of_group() {
    return list(
        {{.name = "displayName", .required = true, .uniqueness = "server"},
         {.name = "members",
          .type = "complex",
          .many = true,
          .parts = list({{.name = "value", .mutability = "immutable"}})}}
    );
}

json::Object meta(std::string_view type, const std::string& where) {
    return {{"resourceType", type}, {"location", where}};
}

json::Object supported(bool yes) {
    return {{"supported", yes}};
}

json::Object schema(
    std::string_view id, std::string_view name, json::Array attributes, const std::string& base
) {
    return {
        {"schemas", json::Array{"urn:ietf:params:scim:schemas:core:2.0:Schema"}},
        {"id", id},
        {"name", name},
        {"description", name},
        {"attributes", std::move(attributes)},
        {"meta", meta("Schema", base + "/Schemas/" + std::string(id))}
    };
}

json::Object resource_type(
    std::string_view name, std::string_view endpoint, std::string_view of, const std::string& base
) {
    return {
        {"schemas", json::Array{"urn:ietf:params:scim:schemas:core:2.0:ResourceType"}},
        {"id", name},
        {"name", name},
        {"endpoint", endpoint},
        {"schema", of},
        {"meta", meta("ResourceType", base + "/ResourceTypes/" + std::string(name))}
    };
}

}  // namespace

json::Object provider_config(const std::string& base) {
    return {
        {"schemas", json::Array{"urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"}},
        {"patch", supported(true)},
        {"bulk", json::Object{{"supported", false}, {"maxOperations", 0}, {"maxPayloadSize", 0}}},
        {"filter", json::Object{{"supported", true}, {"maxResults", 200}}},
        {"changePassword", supported(false)},
        {"sort", supported(false)},
        {"etag", supported(false)},
        {"authenticationSchemes",
         json::Array{json::Object{
             {"type", "oauthbearertoken"},
             {"name", "Bearer token"},
             {"description", "A token that an administrator of Styk makes for the directory"},
             {"primary", true}
         }}},
        {"meta", meta("ServiceProviderConfig", base + "/ServiceProviderConfig")}
    };
}

json::Array resource_types(const std::string& base) {
    return {
        resource_type("User", "/Users", user_schema, base),
        resource_type("Group", "/Groups", group_schema, base)
    };
}

json::Array schemas(const std::string& base) {
    return {
        schema(user_schema, "User", attributes_of_user(), base),
        schema(group_schema, "Group", attributes_of_group(), base)
    };
}

}  // namespace styk::http::scim
