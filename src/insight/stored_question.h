// A question that is kept for later, as it stands in a record: the metric's key and the words of
// the filter vocabulary as one query string. It has no dates: whoever asks it says when.
#pragma once

#include <string>
#include <string_view>

#include "insight/question.h"

namespace styk::insight {

// What is wrong goes to `problems`, at "/metric" and "/query"; the question is then not to be
// asked.
[[nodiscard]] Question stored_question(
    const feedback::Directory& directory,
    const std::string& metric,
    std::string_view query,
    Problems& problems
);

// Can answers be grouped by it? "touchpoint", "attribute.class"; not by a period of time.
[[nodiscard]] bool is_group(const feedback::Directory& directory, std::string_view name);

// All of `more` must hold too.
void narrow(feedback::Filter& filter, const feedback::Filter& more);

}  // namespace styk::insight
