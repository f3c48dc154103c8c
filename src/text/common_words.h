// Words that judge and say nothing of what is judged: "super", "fatalnie", "recommend". Comments
// that share no more than these have no subject in common.
#pragma once

#include <string>
#include <vector>

#include "text/stems.h"

namespace styk::text {

class CommonWords {
public:
    CommonWords(Language language, const Stems& stems);

    [[nodiscard]] bool has(Letters stem) const;

private:
    std::vector<std::basic_string<Letter>> stems_;  // in rising order
};

}  // namespace styk::text
