// Tools that show one question at a time let each say where to go next. Here each such question
// stands on a page of its own, and jumps are triggers that fire when it is left.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "travel/sketch.h"

namespace styk::travel {

// A condition that is a comparison, in either tool's words, as an expression. `name`: ours.
struct Comparison {
    std::string name;
    bool several = false;  // its answer is a list
    std::string sign;      // = != < <= > >= contains notcontains empty notempty
    std::string value;
};

[[nodiscard]] std::string written(const Comparison& one);

// The condition `when` (empty: always), bound to the page of `from`: a trigger fires when the page
// is left that holds the last question it names.
[[nodiscard]] Jump jump_from(
    const std::string& from, const std::string& when, const std::string& to
);

// Each question of the only page on one of its own.
void spread(Sketch& sketch, Report& report);

}  // namespace styk::travel
