// The expressions of a survey: "{nps} <= 6 and {reason} notempty". SurveyJS's operators, functions
// and rules of truth (docs/surveys.md lists them), so that files travel both ways. Parsing is pure:
// text in, tree or problem out; evaluation is total: every tree gives a value.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "survey/value.h"

namespace styk::survey {

inline constexpr std::size_t longest_expression = 4000;  // bytes
inline constexpr int deepest_expression = 40;            // brackets within brackets

enum class Operator {
    or_,
    and_,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    equal,
    not_equal,
    plus,
    minus,
    times,
    divided,
    modulo,
    power,
    contains,
    not_contains,
    any_of,
    all_of,
    none_of,
    negate,
    empty,
    not_empty
};

struct Node;
using NodePtr = std::shared_ptr<const Node>;

struct Node {
    enum class Kind { constant, variable, list, unary, binary, call };

    Kind kind = Kind::constant;
    Operator op = Operator::equal;  // of unary and binary
    Value value;                    // of a constant
    std::string name;               // of a variable (as written between the braces) or function
    bool as_it_is = false;          // of a variable: {#name}, its text is not read as a number
    std::vector<NodePtr> parts;     // operands, arguments, members
};

// What names mean. Names are looked up without regard to case; "q.row" and "q[0]" go inside.
struct Scope {
    const Map* values = nullptr;
    const Map* further = nullptr;  // asked when `values` does not know a name
    Day today = 0;
};

class Expression {
public:
    Expression() = default;  // of the empty text: always holds

    // The Problem's pointer is the character at which reading stopped, counted from 0.
    [[nodiscard]] static Result<Expression> parse(std::string_view text);

    [[nodiscard]] const std::string& text() const { return text_; }

    [[nodiscard]] bool is_set() const { return root_ != nullptr; }

    // The variables as they are written, each once: "nps", "room.comfort".
    [[nodiscard]] std::vector<std::string> variables() const;

    [[nodiscard]] Value evaluate(const Scope& scope) const;

    // As SurveyJS decides conditions: the value is loosely equal to true. Without a text: true.
    [[nodiscard]] bool holds(const Scope& scope) const;

    // Equal when their texts are.
    friend bool operator==(const Expression& a, const Expression& b) { return a.text_ == b.text_; }

private:
    std::string text_;
    NodePtr root_;
};

[[nodiscard]] Value evaluate(const Node& node, const Scope& scope);

// Nothing when no such name is known. A dot or index leads inside: "room.comfort", "extras[0]",
// "extras.length".
[[nodiscard]] std::optional<Value> look_up(const Scope& scope, std::string_view name);

}  // namespace styk::survey
