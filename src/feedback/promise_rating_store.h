// What people expected and what they lived, person by person.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "db/reader.h"
#include "feedback/filter.h"

namespace styk::feedback {

// `person`: the customer, or the feedback alone where nobody knows who it was. Empty texts: none.
// They last until the visitor returns.
struct PromiseRating {
    std::string_view person;
    std::int64_t feedback_seq = 0;
    std::string_view touchpoint, segment;
    bool lived = false;
    int value = 0;
};

// Given ratings of both metrics, person by person. The filter's touchpoints are those of the
// rating.
void each_promise_rating(
    db::Reader& reader,
    const std::string& expected,
    const std::string& lived,
    const Filter& filter,
    const std::function<void(const PromiseRating&)>& visit
);

}  // namespace styk::feedback
