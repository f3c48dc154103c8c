// What a dossier says beside what is stored: English, Polish, Russian.
#pragma once

#include <string_view>

#include "privacy/register.h"

namespace styk::story {

struct DossierWords {
    std::string_view title, made, rows, mentions, mentions_tell, table, column, text;
};

// `language`: "pl", "ru"; anything else is English.
[[nodiscard]] const DossierWords& dossier_words(std::string_view language);

[[nodiscard]] std::string_view chapter_title(privacy::Chapter chapter, std::string_view language);

// What the chapter holds and why it is kept, in one sentence.
[[nodiscard]] std::string_view chapter_tells(privacy::Chapter chapter, std::string_view language);

}  // namespace styk::story
