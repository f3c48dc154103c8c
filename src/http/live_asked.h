// What is asked of live figures: the filter's names and a few of their own.
#pragma once

#include "http/call.h"
#include "story/step_figures.h"

namespace styk::http {

struct LiveAsked {
    story::StepsAsked question{};
    std::size_t voices = 0;
    bool topics = true, promises = true;
};

// Refusal{invalid} naming each parameter that is none.
[[nodiscard]] LiveAsked live_asked(const feedback::Directory& directory, const Call& call);

}  // namespace styk::http
