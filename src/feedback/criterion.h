// What a criterion is called: in the filter's vocabulary, in a grouping, in the dictionaries.
#pragma once

#include <string>
#include <string_view>

#include "feedback/filter.h"

namespace styk::feedback {

[[nodiscard]] std::string_view name_of(Criterion criterion);

// Of which a feedback has any number: Reading::said.
[[nodiscard]] constexpr bool is_said(Criterion criterion) {
    return criterion == Criterion::topic || criterion == Criterion::emotion ||
           criterion == Criterion::intent;
}

[[nodiscard]] std::string name_of(const Clause& clause);  // "attribute.class" of an attribute

}  // namespace styk::feedback
