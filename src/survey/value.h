// What a question may be answered with, while nobody knows its type: the values of SurveyJS data.
// Besides JSON's kinds a day, which only expressions make (today() and its like).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.h"

namespace styk::survey {

struct Value;

using List = std::vector<Value>;
using Map = std::vector<std::pair<std::string, Value>>;  // in the order in which it was given

// A day of the firm, at its midnight.
struct Date {
    Day day = 0;

    friend bool operator==(const Date&, const Date&) = default;
};

struct Value {
    using Content = std::variant<std::monostate, bool, double, std::string, List, Map, Date>;

    Value() = default;

    Value(bool flag) : content(flag) {}  // NOLINT: a value is any of these

    Value(int number) : content(static_cast<double>(number)) {}  // NOLINT

    Value(double number) : content(number) {}  // NOLINT

    Value(std::string text) : content(std::move(text)) {}  // NOLINT

    Value(std::string_view text) : content(std::string(text)) {}  // NOLINT

    Value(const char* text) : content(std::string(text)) {}  // NOLINT

    Value(List list) : content(std::move(list)) {}  // NOLINT

    Value(Map map) : content(std::move(map)) {}  // NOLINT

    Value(Date date) : content(date) {}  // NOLINT

    [[nodiscard]] bool is_none() const { return content.index() == 0; }

    template <class T>
    [[nodiscard]] const T* as() const {
        return std::get_if<T>(&content);
    }

    friend bool operator==(const Value&, const Value&);

    Content content;
};

// The value of a name; null when there is none.
[[nodiscard]] const Value* find(const Map& map, std::string_view name);

void put(Map& map, std::string_view name, Value value);  // replaces or appends

void remove(Map& map, std::string_view name);

// None, "", [] and {} (also {} of such) are no answer; 0 and false are.
[[nodiscard]] bool is_empty(const Value& value);

// A number as ECMAScript writes it: 5, 0.5, 1e+21.
[[nodiscard]] std::string to_text(double number);

// A scalar as text: the key by which a choice is known. Lists are joined by commas.
[[nodiscard]] std::string to_text(const Value& value);

}  // namespace styk::survey
