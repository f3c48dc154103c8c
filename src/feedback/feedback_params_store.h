// Parts of a feedback as parameters of its statements.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/reader.h"
#include "feedback/feedback.h"
#include "record/convert.h"

namespace styk::feedback {

[[nodiscard]] inline db::Param or_null(const std::string& text) {
    return text.empty() ? db::Param() : db::Param(std::string_view(text));
}

[[nodiscard]] inline std::string list_text(const std::vector<std::string>& items) {
    return items.empty() ? "" : record::write_list(items);
}

[[nodiscard]] inline const Reading& reading_of(const Feedback& feedback) {
    static const Reading none;
    return feedback.reading ? *feedback.reading : none;
}

[[nodiscard]] inline db::Param instant_or_null(const std::optional<Instant>& at) {
    return at ? db::Param(at->us) : db::Param();
}

}  // namespace styk::feedback
