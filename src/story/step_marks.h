// What a step is by rule (docs/statistics.md, "Marks on a journey"). People may overrule it.
#pragma once

#include "story/step_figures.h"

namespace styk::story {

// Conventions, so configuration.
struct MarkRules {
    double noticeable = 0.05;     // of the metric's whole range: a smaller difference is no mark
    double not_painful_from = 1;  // of the emotion: so good is no pain, whatever the others are
    double delights_from = 1.5;
};

[[nodiscard]] std::vector<RuleMark> marks_of(const StepFigures& step, const MarkRules& rules = {});

// What holds in the end: people's word, else the rule's.
struct FinalMark {
    MarkKind kind;
    std::string_view source;   // people, rule
    std::string_view because;  // of a rule
    std::string reason;        // of people
    bool rule_agrees = false;
};

[[nodiscard]] std::vector<FinalMark> final_marks(const StepFigures& step);

}  // namespace styk::story
