// Words and pairs of words by which some comments differ from the others.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "text/corpus.h"

namespace styk::text {

struct Phrase {
    std::string text;
    std::size_t inside = 0, outside = 0;  // comments that have it
    double z = 0;                         // how sure it is that they have it more often
    TermId term = 0;                      // of the corpus
};

// The most telling first, at most so many. `members` are places of the corpus's comments, each
// once. Of a pair and its words only one is told. Source: log-odds with an informative Dirichlet
// prior (Monroe, Colaresi and Quinn 2008), counted by comments; z of 1.96 and more.
[[nodiscard]] std::vector<Phrase> telling_phrases(
    const Corpus& corpus, std::span<const std::size_t> members, std::size_t most
);

}  // namespace styk::text
