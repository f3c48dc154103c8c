// What a touchpoint or a place belongs to, where figures are grouped by what it belongs to.
#pragma once

#include "insight/question.h"

namespace styk::insight {

[[nodiscard]] bool is_class_of_touchpoint(const GroupBy& name);  // stage, owner, department

// The stage's or accountable department's key, or the owner's id; "" when it has none.
[[nodiscard]] std::string class_of_touchpoint(
    const feedback::Directory& directory, const GroupBy& name, const std::string& touchpoint
);

// The key of the place at the top of the tree; "" for a place that nobody knows.
[[nodiscard]] std::string region_of(
    const feedback::Directory& directory, const std::string& location
);

// The key under which what was said (feedback::Reading::said) is grouped by topic, topic_sentiment,
// emotion or intent; "" for what is of another kind.
[[nodiscard]] std::string class_of_said(const GroupBy& name, const std::string& said);

}  // namespace styk::insight
