// Words that hold a sentence together and say nothing of what it is about.
#pragma once

#include <string>
#include <vector>

#include "text/language.h"
#include "text/tokens.h"

namespace styk::text {

class FunctionWords {
public:
    explicit FunctionWords(Language language);

    [[nodiscard]] bool has(Letters folded) const;

private:
    std::vector<std::basic_string<Letter>> words_;  // in rising order
};

}  // namespace styk::text
