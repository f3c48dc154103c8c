// What the functions of an expression share: a call of one, and the tables by subject. Of use to
// expression_*.cpp alone.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "survey/coercion.h"
#include "survey/expression.h"

namespace styk::survey {

struct Args {
    const Node& node;
    const List& values;  // of node.parts, in order
    const Scope& scope;

    [[nodiscard]] std::size_t count() const { return values.size(); }

    [[nodiscard]] bool has(std::size_t n) const { return n < values.size() && is_true(values[n]); }

    [[nodiscard]] std::string text(std::size_t n, std::string_view otherwise) const {
        return has(n) ? to_text(values[n]) : std::string(otherwise);
    }
};

struct Function {
    std::string_view name;
    Value (*run)(const Args&);
};

[[nodiscard]] std::span<const Function> day_functions();  // today, age, dateAdd …
[[nodiscard]] std::span<const Function> row_functions();  // of a table: sumInArray …

}  // namespace styk::survey
