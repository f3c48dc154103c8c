// What a campaign says where its maker wrote nothing, in the languages the pages know.
#pragma once

#include <string_view>
#include <vector>

#include "survey/campaign.h"

namespace styk::story {

struct BuiltInText {
    std::string_view language;
    survey::Purpose purpose;
    bool short_message;  // for phones: body alone
    std::string_view subject, greeting, body, button;
};

// Each language with invitation and reminder, as mail and for phones.
[[nodiscard]] std::vector<BuiltInText> built_in_texts(survey::Kind kind);

// The text with its empty parts filled; languages that are not built in speak English.
[[nodiscard]] survey::MessageText complete(
    survey::MessageText text, survey::Kind kind, bool short_message
);

// What stands below every mail, not to be changed: why it came, until when, how to stop it.
struct FootWords {
    std::string_view why, until, stop, stop_link;  // {firm}, {day}, [[customers]]
};

[[nodiscard]] const FootWords& foot_words(std::string_view language, survey::Kind kind);

}  // namespace styk::story
