// The parts of a map's document by name, from their descriptions: for map_json, map_edit and
// map_diff alone, since it brings Boost.JSON along.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <fmt/format.h>
#include <string>
#include <type_traits>

#include "journey/map.h"
#include "json/json.h"
#include "record/convert.h"

namespace styk::journey::detail {

// What stands in a list, can be named in a path by its id and moved among its like.
template <class E>
inline constexpr bool is_element = boost::mp11::mp_contains<
    boost::mp11::
        mp_list<MapStage, Step, Link, Lane, Question, Obstacle, Evidence, MapIdea, StepMark>,
    E>::value;

template <class V>
inline constexpr bool is_element_list = false;
template <class E>
inline constexpr bool is_element_list<std::vector<E>> = is_element<E>;

template <class V>
inline constexpr bool is_list = false;
template <class E>
inline constexpr bool is_list<std::vector<E>> = true;

template <class E>
const std::string& id_of(const E& element) {
    if constexpr (std::is_same_v<E, Lane>) {
        return element.key;
    } else {
        return element.id;
    }
}

// Calls `visit` with the name and the member of everything in `object`.
template <class T, class Visit>
void for_each_member(T& object, Visit&& visit) {
    using Plain = std::remove_const_t<T>;
    using All = boost::describe::describe_members<Plain, boost::describe::mod_public>;
    boost::mp11::mp_for_each<All>([&](auto one) { visit(one.name, object.*one.pointer); });
}

template <class V>
json::Value to_value(const V& in) {
    if constexpr (record::is_optional<V>) {
        return in ? to_value(*in) : json::Value(nullptr);
    } else if constexpr (std::is_same_v<V, std::string> || std::is_same_v<V, bool> ||
                         std::is_same_v<V, std::int64_t>) {
        return json::Value(in);
    } else if constexpr (std::is_enum_v<V>) {
        return json::Value(record::name_of_choice(in));
    } else if constexpr (is_list<V>) {
        json::Array out;
        out.reserve(in.size());
        for (const auto& one : in) {
            out.push_back(to_value(one));
        }
        return out;
    } else if constexpr (std::is_same_v<V, std::map<std::string, std::string>>) {
        json::Object out;
        for (const auto& [key, text] : in) {
            out[key] = text;
        }
        return out;
    } else {
        json::Object out;
        for_each_member(in, [&](const char* name, const auto& member) {
            out[name] = to_value(member);
        });
        return out;
    }
}

class Reader {
public:
    explicit Reader(Problems& problems) : problems_(problems) {}

    template <class V>
    void read(const json::Value& in, V& out, const std::string& pointer) {
        if constexpr (record::is_optional<V>) {
            out.reset();
            if (!in.is_null()) {
                read(in, out.emplace(), pointer);
            }
        } else if constexpr (std::is_same_v<V, std::string>) {
            in.is_string() ? void(out = in.get_string()) : say(pointer, "must be a text");
        } else if constexpr (std::is_same_v<V, bool>) {
            in.is_bool() ? void(out = in.get_bool()) : say(pointer, "must be true or false");
        } else if constexpr (std::is_same_v<V, std::int64_t>) {
            in.is_int64() ? void(out = in.get_int64()) : say(pointer, "must be a whole number");
        } else if constexpr (std::is_enum_v<V>) {
            read_choice(in, out, pointer);
        } else if constexpr (is_list<V>) {
            read_list(in, out, pointer);
        } else if constexpr (std::is_same_v<V, std::map<std::string, std::string>>) {
            read_texts(in, out, pointer);
        } else {
            read_object(in, out, pointer);
        }
    }

private:
    void say(const std::string& pointer, std::string message) {
        problems_.push_back({pointer, std::move(message)});
    }

    template <class E>
    void read_choice(const json::Value& in, E& out, const std::string& pointer) {
        const auto found =
            in.is_string() ? record::choice_of<E>(std::string_view(in.get_string())) : std::nullopt;
        if (!found) {
            return say(
                pointer, fmt::format("must be one of {}", fmt::join(record::choices_of<E>(), ", "))
            );
        }
        out = *found;
    }

    template <class V>
    void read_list(const json::Value& in, V& out, const std::string& pointer) {
        if (!in.is_array()) {
            return say(pointer, "must be a list");
        }
        if (in.get_array().size() > most_steps * 2) {
            return say(pointer, "is too long");
        }
        out.clear();
        for (const auto& one : in.get_array()) {
            const auto at = fmt::format("{}/{}", pointer, out.size());
            read(one, out.emplace_back(), at);
        }
    }

    void read_texts(
        const json::Value& in, std::map<std::string, std::string>& out, const std::string& pointer
    ) {
        if (!in.is_object()) {
            return say(pointer, "must be an object of texts");
        }
        out.clear();
        for (const auto& [key, text] : in.get_object()) {
            read(text, out[std::string(key)], pointer + "/" + json::escape_pointer(key));
        }
    }

    template <class T>
    void read_object(const json::Value& in, T& out, const std::string& pointer) {
        if (!in.is_object()) {
            return say(pointer, "must be an object");
        }
        out = T{};
        for (const auto& pair : in.get_object()) {
            const std::string_view key = pair.key();
            bool known = false;
            const auto at = pointer + "/" + json::escape_pointer(key);
            for_each_member(out, [&](const char* name, auto& member) {
                if (key == name) {
                    known = true;
                    read(pair.value(), member, at);
                }
            });
            if (!known) {
                say(at, "is not known here");
            }
        }
    }

    Problems& problems_;
};

}  // namespace styk::journey::detail
