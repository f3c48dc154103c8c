#include "record/shape.h"

#include <algorithm>
#include <fmt/format.h>

#include "json/json.h"

namespace styk::record {

const Field* Shape::find(std::string_view name) const {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& one) {
        return one.name == name;
    });
    return found == fields.end() ? nullptr : &*found;
}

Problems check(const Shape& shape, const void* record) {
    Problems problems;
    for (const Field& field : shape.fields) {
        const Value value = field.get(record);
        if (is_null(value) || !field.rule) {
            continue;
        }
        if (auto wrong = field.rule(value)) {
            problems.push_back({"/" + std::string(field.name), *std::move(wrong)});
        }
    }
    return problems;
}

namespace {

template <class T>
std::string write_items(const std::vector<T>& items) {
    json::Array array;
    for (const auto& item : items) {
        array.emplace_back(item);
    }
    return boost::json::serialize(array);
}

template <class T>
bool read_items(const std::string& text, std::vector<T>& out) {
    const auto value = json::try_parse(text);
    if (!value || !value->is_array()) {
        return false;
    }
    out.clear();
    for (const auto& item : value->get_array()) {
        auto read = boost::json::try_value_to<T>(item);
        if (!read) {
            return false;
        }
        out.push_back(std::move(*read));
    }
    return true;
}

}  // namespace

std::string write_list(const std::vector<std::string>& items) {
    return write_items(items);
}

std::string write_list(const std::vector<std::int64_t>& items) {
    return write_items(items);
}

bool read_list(const std::string& json, std::vector<std::string>& out) {
    return read_items(json, out);
}

bool read_list(const std::string& json, std::vector<std::int64_t>& out) {
    return read_items(json, out);
}

bool is_json_object(const std::string& text) {
    const auto value = json::try_parse(text);
    return value && value->is_object();
}

bool is_json_list(const std::string& text) {
    const auto value = json::try_parse(text);
    return value && value->is_array();
}

}  // namespace styk::record
