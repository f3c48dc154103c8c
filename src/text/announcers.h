// Words that announce personal data, or a number that is none ("order 501 234 567"): the cues of
// PersonalCues, in the form that words.h reads. Written by hand and not learned: a model says what
// a comment means, and these say what must not be seen of it.
#pragma once

#include <string_view>

#include "text/language.h"

namespace styk::text {

[[nodiscard]] std::string_view announcers(Language language);

}  // namespace styk::text
