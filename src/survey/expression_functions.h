// The functions an expression may call.
#pragma once

#include <string_view>

#include "survey/expression.h"

namespace styk::survey {

[[nodiscard]] bool is_function(std::string_view name);

// `arguments` are the values of node.parts, in order.
[[nodiscard]] Value call(const Node& node, const List& arguments, const Scope& scope);

}  // namespace styk::survey
