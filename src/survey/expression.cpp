#include "survey/expression.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "survey/coercion.h"
#include "survey/expression_functions.h"
#include "survey/expression_numbers.h"

namespace styk::survey {

namespace {

void gather(const Node& node, std::vector<std::string>& names) {
    if (node.kind == Node::Kind::variable &&
        std::find(names.begin(), names.end(), node.name) == names.end()) {
        names.push_back(node.name);
    }
    for (const NodePtr& part : node.parts) {
        gather(*part, names);
    }
}

// What an empty operand of arithmetic (and of "and", "or") counts as, by its neighbour.
Value without_nothing(const Value& value, const Value& neighbour) {
    if (!is_empty(value)) {
        return value;
    }
    if (neighbour.as<double>() != nullptr) {
        return 0;
    }
    if (value.as<std::string>() != nullptr) {
        return value;
    }
    if (neighbour.as<std::string>() != nullptr) {
        return "";
    }
    return neighbour.as<List>() != nullptr ? Value(List()) : Value(0);
}

Value arithmetic(Operator op, const Value& first, const Value& second) {
    const Value a = without_nothing(first, second);
    const Value b = without_nothing(second, a);
    switch (op) {
        case Operator::or_:
            return is_true(a) ? a : b;
        case Operator::and_:
            return is_true(a) ? b : a;
        case Operator::plus:
            return add_values(a, b);
        case Operator::minus:
            return add_numbers(number_of(a), number_of(b), number_of(a) - number_of(b));
        case Operator::times:
            return multiply_numbers(number_of(a), number_of(b));
        case Operator::divided:
            return is_true(b) ? Value(number_of(a) / number_of(b)) : Value();
        case Operator::modulo:
            return is_true(b) ? Value(std::fmod(number_of(a), number_of(b))) : Value();
        default:
            return std::pow(number_of(a), number_of(b));
    }
}

bool text_contains(const std::string& text, const Value& part, bool wanted) {
    if (!is_true(part)) {
        return false;
    }
    return (to_lower(text).find(to_lower(to_text(part))) != std::string::npos) == wanted;
}

bool list_contains(const List& list, const Value& parts, bool wanted) {
    const List single{parts};
    const List* all = parts.as<List>();
    for (const Value& part : all == nullptr ? single : *all) {
        const bool found = std::any_of(list.begin(), list.end(), [&](const Value& one) {
            return are_equal(one, part);
        });
        if (!found) {
            return !wanted;
        }
    }
    return wanted;
}

bool contains(const Value& whole, const Value& part, bool wanted) {
    if (const auto* list = whole.as<List>()) {
        return list->empty() ? !wanted : list_contains(*list, part, wanted);
    }
    const bool zero_or_false = whole.as<double>() != nullptr || whole.as<bool>() != nullptr;
    if (!is_true(whole) && !(zero_or_false && !is_empty(whole))) {
        return false;
    }
    return text_contains(to_text(whole), part, wanted);
}

bool not_contains(const Value& whole, const Value& part) {
    return (!is_true(whole) && !is_empty(part)) || contains(whole, part, false);
}

bool any_of(const Value& whole, const Value& parts) {
    if (is_empty(whole)) {
        return is_empty(parts);
    }
    if (is_empty(parts)) {
        return true;
    }
    if (whole.as<List>() == nullptr) {
        return contains(parts, whole, true);
    }
    const auto* list = parts.as<List>();
    return list == nullptr ? contains(whole, parts, true)
                           : std::any_of(list->begin(), list->end(), [&](const Value& one) {
                                 return contains(whole, one, true);
                             });
}

bool all_of(const Value& whole, const Value& parts) {
    if (!is_true(whole) && !is_empty(parts)) {
        return false;
    }
    const auto* list = parts.as<List>();
    return list == nullptr ? contains(whole, parts, true)
                           : std::all_of(list->begin(), list->end(), [&](const Value& one) {
                                 return contains(whole, one, true);
                             });
}

bool equal_with_dates(const Value& a, const Value& b) {
    const bool one_date = (a.as<Date>() != nullptr) != (b.as<Date>() != nullptr);
    const bool one_text = a.as<std::string>() != nullptr || b.as<std::string>() != nullptr;
    if (one_date && one_text) {
        const auto x = day_of(a), y = day_of(b);
        return x && y && *x == *y;
    }
    return are_equal(a, b);
}

Value compare(Operator op, const Value& a, const Value& b) {
    switch (op) {
        case Operator::less:
            return is_less(a, b);
        case Operator::greater:
            return is_less(b, a);
        case Operator::less_or_equal:
            return equal_with_dates(a, b) || is_less(a, b);
        case Operator::greater_or_equal:
            return equal_with_dates(a, b) || is_less(b, a);
        case Operator::equal:
            return equal_with_dates(a, b);
        case Operator::not_equal:
            return !equal_with_dates(a, b);
        case Operator::contains:
            return contains(a, b, true);
        case Operator::not_contains:
            return not_contains(a, b);
        case Operator::any_of:
            return any_of(a, b);
        case Operator::none_of:
            return !any_of(a, b);
        default:
            return all_of(a, b);
    }
}

bool is_arithmetic(Operator op) {
    switch (op) {
        case Operator::or_:
        case Operator::and_:
        case Operator::plus:
        case Operator::minus:
        case Operator::times:
        case Operator::divided:
        case Operator::modulo:
        case Operator::power:
            return true;
        default:
            return false;
    }
}

Value unary(Operator op, const Value& value) {
    switch (op) {
        case Operator::empty:
            return is_empty(value);
        case Operator::not_empty:
            return !is_empty(value);
        default:
            return !is_true(value);
    }
}

Value variable(const Node& node, const Scope& scope) {
    const auto found = look_up(scope, node.name);
    if (!found) {
        constexpr std::string_view length = ".length";
        return node.name.ends_with(length) ? Value(0) : Value();
    }
    return node.as_it_is ? *found : read_answer(*found);
}

List values_of(const std::vector<NodePtr>& parts, const Scope& scope) {
    List values;
    values.reserve(parts.size());
    for (const NodePtr& part : parts) {
        values.push_back(evaluate(*part, scope));
    }
    return values;
}

}  // namespace

Value evaluate(const Node& node, const Scope& scope) {
    switch (node.kind) {
        case Node::Kind::constant:
            return node.value;
        case Node::Kind::variable:
            return variable(node, scope);
        case Node::Kind::list:
            return values_of(node.parts, scope);
        case Node::Kind::unary:
            return unary(node.op, evaluate(*node.parts[0], scope));
        case Node::Kind::call:
            return call(node, values_of(node.parts, scope), scope);
        case Node::Kind::binary:
            break;
    }
    const Value a = evaluate(*node.parts[0], scope), b = evaluate(*node.parts[1], scope);
    return is_arithmetic(node.op) ? arithmetic(node.op, a, b) : compare(node.op, a, b);
}

std::vector<std::string> Expression::variables() const {
    std::vector<std::string> names;
    if (root_) {
        gather(*root_, names);
    }
    return names;
}

Value Expression::evaluate(const Scope& scope) const {
    return root_ ? survey::evaluate(*root_, scope) : Value();
}

bool Expression::holds(const Scope& scope) const {
    return !root_ || is_loosely_true(evaluate(scope));
}

}  // namespace styk::survey
