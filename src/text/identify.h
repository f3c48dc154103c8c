// Which language a comment is in.
//
// Own model for pl, ru and en, good from one word on; CLD2 decides from fifty letters on, and where
// letters or alphabets stand that none of the three has, whether it is another language. It costs
// as much as all else together, so it is not asked where nearly every word is known.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "text/language.h"
#include "text/model.h"

namespace styk::text {

struct Hint {
    std::optional<Language> language{};  // what is expected
    bool certain = false;                // it is so, whatever the words look like
};

// Where the words of each language stand; nullptr of one that is not read.
using Vocabularies = std::array<const Weights*, all_languages.size()>;

// An ISO 639-1 code; "" where there are no letters and no hint, or the language is unknown.
// `model`: its tone head has the columns "pl", "ru", "en"; without it the hint is believed.
[[nodiscard]] std::string identify(
    const Model* model,
    std::string_view comment,
    const Tokens& tokens,
    const Hint& hint,
    const Vocabularies& known = {}
);

}  // namespace styk::text
