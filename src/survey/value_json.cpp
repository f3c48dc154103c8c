#include <cmath>

#include "json/json.h"
#include "survey/definition_json.h"

namespace styk::survey {

namespace {

struct ToJson {
    json::Value operator()(std::monostate) const { return nullptr; }

    json::Value operator()(bool flag) const { return flag; }

    json::Value operator()(double number) const {
        constexpr double exact = 9007199254740992.0;  // 2^53
        if (!std::isfinite(number)) {
            return nullptr;
        }
        if (std::floor(number) == number && std::abs(number) <= exact) {
            return static_cast<std::int64_t>(number);
        }
        return number;
    }

    json::Value operator()(const std::string& text) const { return json::Value(text); }

    json::Value operator()(const List& list) const {
        json::Array out;
        for (const Value& one : list) {
            out.push_back(to_json(one));
        }
        return out;
    }

    json::Value operator()(const Map& map) const {
        json::Object out;
        for (const auto& [name, value] : map) {
            out[name] = to_json(value);
        }
        return out;
    }

    json::Value operator()(Date date) const { return json::Value(to_iso_day(date.day)); }
};

}  // namespace

Value to_value(const json::Value& value) {
    switch (value.kind()) {
        case boost::json::kind::null:
            return {};
        case boost::json::kind::bool_:
            return value.get_bool();
        case boost::json::kind::int64:
            return static_cast<double>(value.get_int64());
        case boost::json::kind::uint64:
            return static_cast<double>(value.get_uint64());
        case boost::json::kind::double_:
            return value.get_double();
        case boost::json::kind::string:
            return std::string(value.get_string());
        case boost::json::kind::array: {
            List list;
            for (const auto& one : value.get_array()) {
                list.push_back(to_value(one));
            }
            return list;
        }
        case boost::json::kind::object:
            break;
    }
    Map map;
    for (const auto& [name, one] : value.get_object()) {
        map.emplace_back(std::string(name), to_value(one));
    }
    return map;
}

json::Value to_json(const Value& value) {
    return std::visit(ToJson(), value.content);
}

std::string write_map(const Map& map) {
    return json::write(to_json(map));
}

Map read_map(std::string_view text) {
    const auto read = text.empty() ? Result<json::Value>(json::Object()) : json::try_parse(text);
    if (!read || !read->is_object()) {
        return {};
    }
    const Value value = to_value(*read);
    return *value.as<Map>();
}

}  // namespace styk::survey
