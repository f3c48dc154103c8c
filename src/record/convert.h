// Between a member's C++ type and record::Value.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "record/value.h"

namespace styk::record {

enum class Kind { text, integer, real, flag, instant, id, choice, list, object };

// A part of a record that is JSON of its own shape; its field's rule checks it.
struct JsonObject {
    std::string text = "{}";
    friend bool operator==(const JsonObject&, const JsonObject&) = default;
};

struct JsonList {
    std::string text = "[]";
    friend bool operator==(const JsonList&, const JsonList&) = default;
};

template <class V>
inline constexpr bool is_optional = false;
template <class V>
inline constexpr bool is_optional<std::optional<V>> = true;

template <class V>
struct Plain {
    using Type = V;
};

template <class V>
struct Plain<std::optional<V>> {
    using Type = V;
};

template <class V>
inline constexpr bool is_id = false;
template <class T>
inline constexpr bool is_id<Id<T>> = true;

template <class V>
constexpr Kind kind_of() {
    using P = typename Plain<V>::Type;
    if constexpr (std::is_same_v<P, bool>) {
        return Kind::flag;
    } else if constexpr (std::is_enum_v<P>) {
        return Kind::choice;
    } else if constexpr (std::is_integral_v<P>) {
        return Kind::integer;
    } else if constexpr (std::is_floating_point_v<P>) {
        return Kind::real;
    } else if constexpr (std::is_same_v<P, Instant>) {
        return Kind::instant;
    } else if constexpr (is_id<P>) {
        return Kind::id;
    } else if constexpr (std::is_same_v<P, JsonObject>) {
        return Kind::object;
    } else if constexpr (std::is_same_v<P, std::string>) {
        return Kind::text;
    } else {
        return Kind::list;
    }
}

// "a","b" <-> ["a","b"]; read gives nothing when the text is no list of that type.
[[nodiscard]] std::string write_list(const std::vector<std::string>& items);
[[nodiscard]] std::string write_list(const std::vector<std::int64_t>& items);
[[nodiscard]] bool read_list(const std::string& json, std::vector<std::string>& out);
[[nodiscard]] bool read_list(const std::string& json, std::vector<std::int64_t>& out);
[[nodiscard]] bool is_json_object(const std::string& text);
[[nodiscard]] bool is_json_list(const std::string& text);

// An enumerator that would be a word of C++ ends in '_', which the wire does not see: `new_` is
// "new".
constexpr std::string_view wire_name(std::string_view enumerator) {
    return enumerator.ends_with('_') ? enumerator.substr(0, enumerator.size() - 1) : enumerator;
}

template <class E>
constexpr std::string_view name_of_choice(E value) {
    std::string_view name;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto one) {
        if (one.value == value) {
            name = wire_name(one.name);
        }
    });
    return name;
}

template <class E>
std::optional<E> choice_of(std::string_view name) {
    std::optional<E> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto one) {
        if (name == wire_name(one.name)) {
            found = one.value;
        }
    });
    return found;
}

template <class V>
std::vector<std::string_view> choices_of() {
    std::vector<std::string_view> names;
    using P = typename Plain<V>::Type;
    if constexpr (std::is_enum_v<P>) {
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<P>>([&](auto one) {
            names.push_back(wire_name(one.name));
        });
    }
    return names;
}

template <class V>
Value to_value(const V& in) {
    if constexpr (is_optional<V>) {
        return in ? to_value(*in) : Value();
    } else if constexpr (std::is_enum_v<V>) {
        return std::string(name_of_choice(in));
    } else if constexpr (std::is_integral_v<V>) {
        return static_cast<std::int64_t>(in);
    } else if constexpr (std::is_floating_point_v<V>) {
        return static_cast<double>(in);
    } else if constexpr (std::is_same_v<V, Instant>) {
        return in.us;
    } else if constexpr (is_id<V>) {
        return in.text();
    } else if constexpr (std::is_same_v<V, std::string>) {
        return in;
    } else if constexpr (std::is_same_v<V, JsonObject> || std::is_same_v<V, JsonList>) {
        return in.text;
    } else {
        return write_list(in);
    }
}

template <class V>
bool from_number(const Value& in, V& out) {
    if (const auto* whole = std::get_if<std::int64_t>(&in)) {
        out = static_cast<V>(*whole);
        return true;
    }
    const auto* real = std::get_if<double>(&in);
    if (!std::is_floating_point_v<V> || real == nullptr) {
        return false;
    }
    out = static_cast<V>(*real);
    return true;
}

template <class V>
bool from_text(const std::string& in, V& out) {
    if constexpr (std::is_same_v<V, std::string>) {
        out = in;
        return true;
    } else if constexpr (std::is_same_v<V, JsonObject>) {
        out.text = in;
        return is_json_object(in);
    } else if constexpr (std::is_same_v<V, JsonList>) {
        out.text = in;
        return is_json_list(in);
    } else if constexpr (is_id<V>) {
        const auto id = V::parse(in);
        out = id.value_or(V{});
        return id.has_value();
    } else if constexpr (std::is_enum_v<V>) {
        const auto choice = choice_of<V>(in);
        out = choice.value_or(V{});
        return choice.has_value();
    } else {
        return read_list(in, out);
    }
}

template <class V>
bool from_value(const Value& in, V& out) {
    if constexpr (is_optional<V>) {
        if (is_null(in)) {
            out.reset();
            return true;
        }
        typename V::value_type inner{};
        if (!from_value(in, inner)) {
            return false;
        }
        out = std::move(inner);
        return true;
    } else if constexpr (std::is_same_v<V, Instant>) {
        const auto* us = std::get_if<std::int64_t>(&in);
        out = us == nullptr ? Instant{} : Instant{*us};
        return us != nullptr;
    } else if constexpr (std::is_arithmetic_v<V>) {
        return from_number(in, out);
    } else {
        const auto* text = std::get_if<std::string>(&in);
        return text != nullptr && from_text(*text, out);
    }
}

}  // namespace styk::record
