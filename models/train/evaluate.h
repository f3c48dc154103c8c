// How well texts are read that were not learned, printed as tables of Markdown.
#pragma once

#include <span>
#include <string>

#include "examples.h"

namespace styk::text {

// By whole readers, as the server has them: first each fifth of the texts by a model of the other
// four (by source), then each source by a model of the other sources ("from other texts").
void evaluate(Language language, const std::string& words, std::span<const Example> examples);

}  // namespace styk::text
