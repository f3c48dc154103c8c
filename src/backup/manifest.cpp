#include "backup/manifest.h"

#include <charconv>
#include <fmt/format.h>

#include "json/json.h"

namespace styk::backup {

namespace {

std::string text_at(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) {
        throw Refusal(Code::invalid, fmt::format("The backup does not say its {}.", name));
    }
    return std::string(value->get_string());
}

std::int64_t number_at(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_int64()) {
        throw Refusal(Code::invalid, fmt::format("The backup does not say its {}.", name));
    }
    return value->get_int64();
}

json::Object to_object(const Table& table) {
    json::Array columns;
    for (const auto& column : table.columns) {
        columns.push_back(json::Array{column.name, std::string(1, static_cast<char>(column.kind))});
    }
    json::Object out{{"name", table.name}, {"columns", std::move(columns)}};
    if (table.counter) {
        out["counter"] = *table.counter;
    }
    return out;
}

Column read_column(const json::Value& value) {
    constexpr std::string_view kinds = "irtb";
    const auto* pair = value.if_array();
    const bool right = pair != nullptr && pair->size() == 2 && (*pair)[0].is_string() &&
                       (*pair)[1].is_string() && (*pair)[1].get_string().size() == 1 &&
                       kinds.find((*pair)[1].get_string()[0]) != std::string_view::npos;
    if (!right) {
        throw Refusal(Code::invalid, "The backup names a column in a way that is not known.");
    }
    return {std::string((*pair)[0].get_string()), static_cast<Kind>((*pair)[1].get_string()[0])};
}

const json::Array& list_at(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_array()) {
        throw Refusal(Code::invalid, fmt::format("The backup does not say its {}.", name));
    }
    return value->get_array();
}

Table read_table_of(const json::Object& object) {
    Table table{.name = text_at(object, "name"), .columns = {}};
    for (const auto& column : list_at(object, "columns")) {
        table.columns.push_back(read_column(column));
    }
    if (object.contains("counter")) {
        table.counter = text_at(object, "counter");
    }
    return table;
}

}  // namespace

std::string to_json(const Manifest& manifest) {
    json::Array tables;
    for (const auto& table : manifest.tables) {
        tables.push_back(to_object(table));
    }
    return json::write(json::Object{
        {"made_at", manifest.made_at},
        {"made_by", manifest.made_by},
        {"database", manifest.database},
        {"schema", manifest.schema},
        {"tables", std::move(tables)}
    });
}

// The digest as text: a JSON number holds 53 bits.
std::string to_json(const Total& total) {
    json::Object out{{"rows", total.rows}, {"digest", fmt::format("{:016x}", total.digest)}};
    if (total.last_number) {
        out["last_number"] = *total.last_number;
    }
    return json::write(out);
}

Manifest read_manifest(const std::string& text) {
    const auto value = json::parse(text);
    const auto& object = json::need_object(value);
    Manifest manifest{
        .made_at = text_at(object, "made_at"),
        .made_by = text_at(object, "made_by"),
        .database = text_at(object, "database"),
        .schema = number_at(object, "schema"),
        .tables = {}
    };
    for (const auto& table : list_at(object, "tables")) {
        manifest.tables.push_back(read_table_of(json::need_object(table)));
    }
    return manifest;
}

Total read_total(const std::string& text) {
    const auto value = json::parse(text);
    const auto& object = json::need_object(value);
    Total total{.rows = number_at(object, "rows")};
    const std::string digest = text_at(object, "digest");
    std::from_chars(digest.data(), digest.data() + digest.size(), total.digest, 16);
    if (object.contains("last_number")) {
        total.last_number = number_at(object, "last_number");
    }
    return total;
}

}  // namespace styk::backup
