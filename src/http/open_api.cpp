#include "http/open_api.h"

#include <fmt/format.h>

#include "base/text.h"
#include "http/parameter_doc.h"
#include "http/problem.h"
#include "json/json.h"

namespace styk::http {

namespace {

constexpr std::string_view key_parameter = R"({
  "name": "Idempotency-Key", "in": "header", "required": false,
  "description": "Sent again with the same key and body, it is not done twice",
  "schema": {"type": "string", "maxLength": 200}
})";

std::string method_name(net::Method method) {
    return to_lower_ascii(net::to_text(method));
}

json::Object reference(std::string_view schema) {
    return {{"$ref", fmt::format("#/components/schemas/{}", schema)}};
}

json::Object content(std::string_view type, json::Value schema) {
    return {{"content", json::Object{{type, json::Object{{"schema", std::move(schema)}}}}}};
}

json::Array path_parameters(const Route& route) {
    json::Array parameters;
    for (const std::string_view part : split(route.pattern, '/')) {
        if (part.starts_with('{')) {
            parameters.push_back(json::Object{
                {"name", part.substr(1, part.size() - 2)},
                {"in", "path"},
                {"required", true},
                {"schema", json::Object{{"type", "string"}}}
            });
        }
    }
    return parameters;
}

json::Object page_of(json::Value item) {
    return {
        {"type", "object"},
        {"required", {"items", "next_cursor"}},
        {"additionalProperties", false},
        {"properties",
         json::Object{
             {"items", json::Object{{"type", "array"}, {"items", std::move(item)}}},
             {"next_cursor", json::Object{{"type", {"string", "null"}}}}
         }}
    };
}

json::Object success(const Doc& doc) {
    json::Object out{{"description", doc.summary}};
    json::Object contents;
    if (!doc.gives.empty()) {
        json::Value schema = reference(doc.gives);
        contents["application/json"] = json::Object{
            {"schema", doc.page ? json::Value(page_of(std::move(schema))) : std::move(schema)}
        };
    }
    if (doc.csv) {
        contents["text/csv"] = json::Object{{"schema", json::Object{{"type", "string"}}}};
    }
    for (const std::string_view type : split(doc.files, ' ')) {
        if (!type.empty()) {
            contents[type] = json::Object();
        }
    }
    if (!contents.empty()) {
        out["content"] = std::move(contents);
    }
    return out;
}

json::Object responses(const Route& route) {
    json::Object out;
    out[std::to_string(route.doc.status)] = success(route.doc);
    if (!route.doc.lines.empty()) {
        out["200"] = success({.summary = "Of many: how many there were", .gives = route.doc.lines});
    }
    json::Object problem = content("application/problem+json", reference("problem"));
    problem["description"] = "What is wrong, and where";
    out["default"] = std::move(problem);
    return out;
}

json::Object operation(const Route& route) {
    json::Object out{{"summary", route.doc.summary}, {"responses", responses(route)}};
    auto parameters = path_parameters(route);
    for (auto& parameter : query_parameters(route.doc.asks)) {
        parameters.push_back(std::move(parameter));
    }
    if (route.takes_key()) {
        parameters.push_back(json::parse(key_parameter));
    }
    if (!parameters.empty()) {
        out["parameters"] = std::move(parameters);
    }
    if (!route.doc.takes.empty()) {
        out["requestBody"] = content("application/json", reference(route.doc.takes));
        if (!route.doc.lines.empty()) {
            out["requestBody"].as_object()["content"].as_object()["application/x-ndjson"] =
                json::Object{{"schema", reference(route.doc.takes)}};
        }
    }
    if (route.access.open) {
        out["security"] = json::Array();
    }
    return out;
}

json::Object problem_schema() {
    return json::parse(
               R"({"type": "object", "required": ["type", "title", "status", "detail", "problems"],
        "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "detail": {"type": "string"}, "problems": {"type": "array", "items": {"type": "object",
        "required": ["pointer", "message"], "properties": {"pointer": {"type": "string"},
        "message": {"type": "string"}}}}}})"
    )
        .as_object();
}

}  // namespace

json::Object open_api(const Router& router) {
    json::Object paths;
    for (const Route& route : router.routes()) {
        if (route.doc.html) {
            continue;
        }
        auto& path = paths[route.pattern];
        if (!path.is_object()) {
            path = json::Object();
        }
        path.get_object()[method_name(route.method)] = operation(route);
    }
    json::Object schemas = router.schemas();
    schemas["problem"] = problem_schema();
    json::Object security{
        {"token", json::Object{{"type", "http"}, {"scheme", "bearer"}}},
        {"session", json::Object{{"type", "apiKey"}, {"in", "cookie"}, {"name", "styk_session"}}}
    };
    return {
        {"openapi", "3.1.0"},
        {"info", json::Object{{"title", "Styk"}, {"version", STYK_VERSION}}},
        {"paths", std::move(paths)},
        {"components", json::Object{{"schemas", std::move(schemas)}, {"securitySchemes", security}}
        },
        {"security",
         json::Array{
             json::Object{{"token", json::Array()}}, json::Object{{"session", json::Array()}}
         }}
    };
}

}  // namespace styk::http
