// What of a comment may speak: its words and signs without what is personal. A telephone number is
// no price, a name says nothing of a mood, and nothing that is made of a comment may show either.
#pragma once

#include <vector>

#include "text/evidence.h"
#include "text/personal_data.h"
#include "text/trained.h"

namespace styk::text {

struct Spoken {
    std::vector<Sign> signs;
    std::vector<Item> items;
    std::vector<PersonalData> personal;  // as find_personal_data gives them

    [[nodiscard]] bool hides(Span span) const;  // something personal stands in it
};

[[nodiscard]] Spoken spoken_of(const Trained& by, std::string_view comment, const Tokens& tokens);

}  // namespace styk::text
