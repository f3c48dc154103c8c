#include "record/wire.h"

#include <charconv>
#include <fmt/format.h>

#include "json/json.h"

namespace styk::record {

namespace {

std::string pointer_to(std::string_view name) {
    return "/" + json::escape_pointer(name);
}

std::string_view type_of(Kind kind) {
    switch (kind) {
        case Kind::integer:
            return "a whole number";
        case Kind::real:
            return "a number";
        case Kind::flag:
            return "true or false";
        case Kind::instant:
            return "an instant such as 2026-11-21T18:30:00Z";
        case Kind::id:
            return "an id";
        case Kind::list:
            return "a list";
        case Kind::object:
            return "an object";
        case Kind::text:
        case Kind::choice:
            break;
    }
    return "a text";
}

std::string must_be(const Field& field) {
    if (field.kind == Kind::choice) {
        return fmt::format("must be one of {}", fmt::join(field.choices, ", "));
    }
    return fmt::format("must be {}", type_of(field.kind));
}

std::optional<Value> read_text(const Field& field, const json::String& in) {
    if (field.kind != Kind::instant) {
        return Value(std::string(in));
    }
    const auto at = parse_rfc3339({in.data(), in.size()});
    return at ? std::optional(Value(at->us)) : std::nullopt;
}

std::optional<Value> read_number(const Field& field, const json::Value& in) {
    if (in.is_int64() && (field.kind == Kind::integer || field.kind == Kind::real)) {
        return Value(in.get_int64());
    }
    if (in.is_double() && field.kind == Kind::real) {
        return Value(in.get_double());
    }
    return {};
}

// Nothing when the JSON value is of another type than the field.
std::optional<Value> from_wire(const Field& field, const json::Value& in) {
    const bool textual = field.kind == Kind::text || field.kind == Kind::choice ||
                         field.kind == Kind::id || field.kind == Kind::instant;
    if (in.is_null()) {
        return field.nullable ? std::optional(Value()) : std::nullopt;
    }
    if (in.is_string()) {
        return textual ? read_text(field, in.get_string()) : std::nullopt;
    }
    if (in.is_bool()) {
        return field.kind == Kind::flag ? std::optional(Value(std::int64_t{in.get_bool()}))
                                        : std::nullopt;
    }
    if ((in.is_array() && field.kind == Kind::list) ||
        (in.is_object() && field.kind == Kind::object)) {
        return Value(json::write(in));
    }
    return read_number(field, in);
}

std::optional<std::string> read_field(
    const Field& field, const json::Value& in, void* record, Intent intent, Roles who
) {
    if (field.has(read_only) || (field.writers & who) == 0) {
        return "may not be set by you";
    }
    if (intent == Intent::change && field.has(fixed)) {
        return "may not be changed any more";
    }
    const auto value = from_wire(field, in);
    if (!value) {
        return in.is_null() ? "must not be empty" : must_be(field);
    }
    if (field.rule && !is_null(*value)) {
        if (auto wrong = field.rule(*value)) {
            return wrong;
        }
    }
    return field.set(record, *value) ? std::nullopt : std::optional(must_be(field));
}

// A field that the body leaves out keeps the struct's default; a text that must not be empty has
// none.
std::optional<std::string> missing(const Field& field, const void* record) {
    if (field.nullable || field.has(read_only) || !field.rule) {
        return {};
    }
    return field.rule(field.get(record)) ? std::optional<std::string>("is missing") : std::nullopt;
}

std::string_view open_api_type(Kind kind) {
    switch (kind) {
        case Kind::integer:
            return "integer";
        case Kind::real:
            return "number";
        case Kind::flag:
            return "boolean";
        case Kind::list:
            return "array";
        case Kind::object:
            return "object";
        default:
            return "string";
    }
}

json::Value field_schema(const Field& field) {
    json::Object out;
    const auto type = open_api_type(field.kind);
    if (field.nullable) {
        out["type"] = {type, "null"};
    } else {
        out["type"] = type;
    }
    if (field.kind == Kind::instant) {
        out["format"] = "date-time";
    }
    if (field.kind == Kind::id) {
        out["format"] = "uuid";
    }
    if (field.kind == Kind::list) {
        out["items"] = json::Object();
    }
    if (!field.choices.empty()) {
        json::Array choices(field.choices.begin(), field.choices.end());
        if (field.nullable) {
            choices.emplace_back(nullptr);
        }
        out["enum"] = std::move(choices);
    }
    if (field.has(read_only)) {
        out["readOnly"] = true;
    }
    return out;
}

bool shown(const Field& field, Roles who) {
    return !field.has(hidden) && (field.readers & who) != 0;
}

std::string text_of(const Field& field, const Value& value) {
    if (is_null(value)) {
        return {};
    }
    const json::Value wire = to_wire(field, value);
    return wire.is_string() ? std::string(wire.get_string()) : json::write(wire);
}

template <class N>
Result<Value> read_query_number(const Field& field, const std::string& text) {
    N number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        return tl::unexpected(Problem{std::string(field.name), must_be(field)});
    }
    return Value(number);
}

}  // namespace

Problems read_json(
    const Shape& shape, const json::Object& body, void* record, Intent intent, Roles who
) {
    Problems problems;
    for (const auto& [name, value] : body) {
        const Field* field = shape.find(name);
        if (field == nullptr || field->has(hidden)) {
            problems.push_back({pointer_to(name), "is not a field of " + std::string(shape.table)});
        } else if (auto wrong = read_field(*field, value, record, intent, who)) {
            problems.push_back({pointer_to(name), *std::move(wrong)});
        }
    }
    for (const Field& field : shape.fields) {
        if (intent == Intent::add && !body.contains(field.name)) {
            if (auto wrong = missing(field, record)) {
                problems.push_back({pointer_to(field.name), *std::move(wrong)});
            }
        }
    }
    return problems;
}

json::Value to_wire(const Field& field, const Value& value) {
    if (is_null(value)) {
        return nullptr;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        if (field.kind == Kind::flag) {
            return *whole != 0;
        }
        if (field.kind == Kind::instant) {
            return json::Value(to_rfc3339({*whole}));
        }
        return *whole;
    }
    if (const auto* real = std::get_if<double>(&value)) {
        return *real;
    }
    const auto& text = std::get<std::string>(value);
    if (field.kind == Kind::list || field.kind == Kind::object) {
        return json::parse(text);
    }
    return json::Value(text);
}

json::Object to_json(const Shape& shape, const void* record, Roles who) {
    json::Object out;
    for (const Field& field : shape.fields) {
        if (shown(field, who)) {
            out[field.name] = to_wire(field, field.get(record));
        }
    }
    return out;
}

Result<Value> from_query(const Field& field, const std::string& text) {
    switch (field.kind) {
        case Kind::integer:
            return read_query_number<std::int64_t>(field, text);
        case Kind::real:
            return read_query_number<double>(field, text);
        case Kind::flag:
            if (text == "true" || text == "false") {
                return Value(std::int64_t{text == "true"});
            }
            break;
        case Kind::instant:
            if (const auto at = parse_rfc3339(text)) {
                return Value(at->us);
            }
            break;
        case Kind::id:
            if (const auto id = Uuid::parse(text)) {
                return Value(id->text());
            }
            break;
        default:
            return Value(text);
    }
    return tl::unexpected(Problem{std::string(field.name), must_be(field)});
}

json::Object schema(const Shape& shape) {
    json::Object properties;
    json::Array required;
    for (const Field& field : shape.fields) {
        if (field.has(hidden)) {
            continue;
        }
        properties[field.name] = field_schema(field);
        if (field.readers == everybody) {  // others are left out for whoever may not read them
            required.emplace_back(field.name);
        }
    }
    return {
        {"type", "object"}, {"required", std::move(required)}, {"properties", std::move(properties)}
    };
}

std::string csv_cell(std::string_view text) {
    std::string cell;
    if (!text.empty() &&
        std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size()) {
            cell = "'";
        }
    }
    cell += text;
    if (cell.find_first_of(",;\"\r\n") == std::string::npos) {
        return cell;
    }
    std::string quoted = "\"";
    for (const char c : cell) {
        quoted += c;
        if (c == '"') {
            quoted += '"';
        }
    }
    return quoted + "\"";
}

std::string csv_head(const Shape& shape, Roles who) {
    std::string row;
    for (const Field& field : shape.fields) {
        if (shown(field, who)) {
            row += row.empty() ? "" : ",";
            row += field.name;
        }
    }
    return row + "\r\n";
}

std::string csv_row(const Shape& shape, const void* record, Roles who) {
    std::string row;
    bool first = true;
    for (const Field& field : shape.fields) {
        if (!shown(field, who)) {
            continue;
        }
        row += first ? "" : ",";
        row += csv_cell(text_of(field, field.get(record)));
        first = false;
    }
    return row + "\r\n";
}

}  // namespace styk::record
