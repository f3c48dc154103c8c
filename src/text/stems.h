// What forms of a word have in common, nearly: its letters without an ending, six at most. Light on
// purpose: two words may share a stem, and it is never shown.
#pragma once

#include <string>
#include <vector>

#include "text/language.h"
#include "text/tokens.h"

namespace styk::text {

class Stems {
public:
    explicit Stems(Language language);

    // Of a word in lower case without marks on its letters; never empty unless the word is.
    [[nodiscard]] std::basic_string<Letter> of(Letters folded) const;

private:
    [[nodiscard]] std::basic_string<Letter> without_ending(Letters word) const;

    Language language_;
    std::vector<std::basic_string<Letter>> endings_;  // longer ones first
};

}  // namespace styk::text
