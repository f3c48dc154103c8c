// Choices that are the numbers of a scale, and lists as this server takes them.
#pragma once

#include <optional>
#include <vector>

#include "travel/sketch.h"

namespace styk::travel {

struct Scale {
    int low = 0, high = 0;
};

// 0 to 10, 1 to 5: at least four choices that are read as whole numbers, each one more than the one
// before: "0 - not at all", "1", … Only the ends may say more than the number.
[[nodiscard]] std::optional<Scale> scale_of(const std::vector<Option>& choices);

// The question becomes a rating; what the ends say beside their number becomes the ends' words.
void make_scale(Item& item, const Scale& scale, Report& report);

// Values that are there and differ, not more of them than may be; says what it changed. An item
// that needs choices and has none is for the caller to drop: has_choices.
void tidy(Item& item, Report& report);
[[nodiscard]] bool has_choices(const Item& item);

}  // namespace styk::travel
