// Comments that stand for many: near to what all say, and unlike each other. Never made-up words.
#pragma once

#include <span>
#include <vector>

#include "text/corpus.h"

namespace styk::text {

// Places of the corpus's comments, the one nearest to the middle first; at most so many. Comments
// of fewer than three terms are taken only where there are no others. Source: maximal marginal
// relevance (Carbonell and Goldstein 1998), as much relevance as novelty.
[[nodiscard]] std::vector<std::size_t> quotes_of(
    const Corpus& corpus, std::span<const std::size_t> members, std::size_t most
);

}  // namespace styk::text
