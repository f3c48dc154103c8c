// Area 4 in two files: experiments and plans; series and comparison groups.
#pragma once

#include "reference/reference.h"

namespace styk::reference {

void add_effect_series(Registry& registry);

// alpha = 1 - level; 0.95 when the case names neither.
[[nodiscard]] double level_of(const Input& input);

// Whether each row is of the treated: of two labels the higher one, or the one that is not called
// control; of one label alone, when it is neither 0 nor false nor control.
[[nodiscard]] std::vector<bool> is_treated(const Table& table, std::string_view column);

}  // namespace styk::reference
